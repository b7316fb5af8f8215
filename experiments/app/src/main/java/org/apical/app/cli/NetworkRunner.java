package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.apical.app.UserError;
import org.apical.app.model.NetworkFile;
import org.apical.app.model.NetworkModel;
import org.apical.app.model.NetworkRun;
import org.apical.app.model.NetworkRun.Outcome;
import org.apical.app.model.NetworkYaml;
import org.apical.app.store.NetworkMetrics;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.app.study.Studies;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Model.CommandSpec;

/** {@code apical run FILE.yaml}: one described network under every formulation that it admits. */
final class NetworkRunner {
    private final Path file;
    private final RunOptions options;
    private final CommandSpec spec;

    NetworkRunner(Path file, RunOptions options, CommandSpec spec) {
        this.file = file;
        this.options = options;
        this.spec = spec;
    }

    /** Whether the argument of {@code run} names such a file. */
    static boolean isFile(String argument) {
        return argument.endsWith(".yaml") || argument.endsWith(".yml");
    }

    int run(Path out) {
        int workers = options.threads();
        NetworkModel model = NetworkFile.read(file);
        RunDirectory directory = RunDirectory.open(out, "log.txt", "network.yaml", "metrics.csv");
        try (RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks threads = new LaneBlocks(workers)) {
            RunLog.logger().info("experiments/apical run {} --seed {}", file, options.seed());
            directory.write("network.yaml", NetworkYaml.write(model));
            List<Outcome> outcomes = outcomes(model, threads, directory);
            String table = table(model, outcomes);
            RunLog.logger().info("done{}", table);
            print(outcomes, table, directory);
            return 0;
        }
    }

    /** Keeps {@code metrics.csv} up to date: what was measured stays when a later formulation diverges. */
    private List<Outcome> outcomes(NetworkModel model, LaneBlocks threads, RunDirectory directory) {
        List<Outcome> finished = new ArrayList<>();
        try {
            return new NetworkRun(model, options.seed(), MatrixProduct.detect(), threads).run(outcome -> {
                finished.add(outcome);
                directory.write("metrics.csv", NetworkMetrics.of(model.network(), finished));
            });
        } catch (DivergenceException e) {
            RunLog.logger().info("diverged: {}", e.getMessage());
            throw e;
        }
    }

    private static String table(NetworkModel model, List<Outcome> outcomes) {
        Outcome first = outcomes.get(0);
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%n%d samples, mean over the second half of %.0f ms under control; v in abstract units%n",
                NetworkRun.SAMPLES,
                model.clock().controlledMs()));
        text.append(String.format(
                "%-4s %-14s %10s %18s %9s%n", "", "layer", "rms of v", "differs from " + first.id(), "time"));
        for (Outcome outcome : outcomes) {
            for (int l = 0; l < outcome.potentials().length; l++) {
                String difference =
                        outcome == first ? "" : String.format(Locale.ROOT, "%.2g", outcome.deviation(l, first));
                String time = l == 0 ? String.format(Locale.ROOT, "%.1f s", outcome.seconds()) : "";
                text.append(String.format(
                        Locale.ROOT,
                        "%-4s %-14s %10.4f %18s %9s%n",
                        l == 0 ? outcome.id() : "",
                        model.network().chain().get(l).name(),
                        outcome.rms(l),
                        difference,
                        time));
            }
        }
        return text.toString();
    }

    private void print(List<Outcome> outcomes, String table, RunDirectory directory) {
        String text = table + "metrics: " + directory.file("metrics.csv") + System.lineSeparator();
        options.print(spec, text, () -> json(outcomes));
    }

    private ObjectNode json(List<Outcome> outcomes) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("network", file.toString());
        root.put("seed", options.seed());
        ObjectNode formulations = root.putObject("formulations");
        for (Outcome outcome : outcomes) {
            ObjectNode one = formulations.putObject(outcome.id());
            one.put("seconds", outcome.seconds());
            ObjectNode layers = one.putObject("deviation");
            for (int l = 0; l < outcome.potentials().length; l++) {
                layers.put(String.valueOf(l + 1), outcome.deviation(l, outcomes.get(0)));
            }
        }
        return root;
    }

    /** The error that nothing is called so. */
    static UserError unknown(String argument) {
        StringJoiner known = new StringJoiner(", ");
        Studies.ALL.forEach(study -> known.add(study.name()));
        return new UserError("run: expected a study (" + known + ") or a FILE.yaml, found '" + argument + "'");
    }
}
