package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apical.app.replay.Replay;
import org.apical.app.text.Shown;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical replay CASE.h5 ...} */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes recorded cases of other implementations, one line per quantity.",
            "The deviation is max |x - recorded| / max |recorded|; for angles |x - recorded| in degrees, for cases of",
            "compartments max |x - recorded| in mV, pA or nS, whose tolerances are fixed, and the number of spikes that differ."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE.h5", arity = "1..*", description = "recorded cases")
    private List<Path> cases;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "1e-9",
            description = "largest relative deviation that passes, and for angles rad (default: ${DEFAULT-VALUE})")
    private double tolerance;

    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Require.positive("--tolerance", tolerance, "(relative)");
        MatrixProduct product = MatrixProduct.detect();
        List<Replay.Result> results = new ArrayList<>();
        for (Path path : cases) {
            Replay.Result result = Replay.run(path, tolerance, product);
            results.add(result);
            if (!json) {
                print(result);
            }
        }
        boolean passed = results.stream().allMatch(Replay.Result::passed);
        if (json) {
            spec.commandLine().getOut().println(Shown.lines(json(results, passed)));
            spec.commandLine().getOut().flush();
        } else {
            long failed = results.stream().filter(r -> !r.passed()).count();
            PrintWriter err = spec.commandLine().getErr();
            err.printf(Locale.ROOT, "%d of %d cases passed%n", results.size() - failed, results.size());
            err.flush();
        }
        return passed ? 0 : ApicalCommand.FAILED;
    }

    private void print(Replay.Result result) {
        PrintWriter out = spec.commandLine().getErr();
        out.println(Shown.line(result.file().getFileName() + "  " + result.title()));
        result.quantities()
                .forEach(q -> out.printf(
                        Locale.ROOT,
                        "  %-64s %8.1e %-3s %s%n",
                        Shown.line(q.name()),
                        q.deviation(),
                        q.unit(),
                        q.passed() ? "ok" : "FAILED"));
        result.notRecomputed()
                .forEach(name -> out.printf("  %-64s %8s     FAILED (not recomputed)%n", Shown.line(name), "-"));
        out.printf(
                Locale.ROOT,
                "  %d quantities, largest relative deviation %.1e: %s%n%n",
                result.quantities().size(),
                result.largest(),
                result.passed() ? "passed" : "FAILED");
        out.flush();
    }

    private String json(List<Replay.Result> results, boolean passed) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode array = root.putArray("cases");
        for (Replay.Result result : results) {
            ObjectNode one = array.addObject();
            one.put("file", result.file().toString());
            one.put("kind", result.kind());
            one.put("passed", result.passed());
            FindingsJson.number(one, "max_relative_deviation", result.largest());
            ObjectNode quantities = one.putObject("quantities");
            ObjectNode tolerances = one.putObject("tolerances");
            result.quantities().forEach(q -> FindingsJson.number(quantities, q.name(), q.deviation()));
            result.quantities().forEach(q -> FindingsJson.number(tolerances, q.name(), q.tolerance()));
            ArrayNode missing = one.putArray("not_recomputed");
            result.notRecomputed().forEach(missing::add);
        }
        root.put("passed", passed);
        return root.toString();
    }
}
