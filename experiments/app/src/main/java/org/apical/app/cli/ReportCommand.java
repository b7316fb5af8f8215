package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apical.app.UserError;
import org.apical.app.completed.CompletedRun;
import org.apical.app.completed.SideBySide;
import org.apical.app.findings.Findings;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunDirectory;
import org.apical.app.text.Shown;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical report DIR DIR ...} */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Puts runs side by side: in what their descriptions differ, their curves on one axis, their results at the end.",
            "Writes side-by-side.html and side-by-side.csv."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String PAGE = "side-by-side.html";
    private static final String TABLE = "side-by-side.csv";

    @Parameters(paramLabel = "DIR", arity = "2..*", description = "directories of complete runs, up to 6")
    private List<Path> directories;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/side-by-side",
            description = "where to write (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--overwrite", description = "replace a page that is there")
    private boolean overwrite;

    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (directories.size() > SideBySide.MOST) {
            throw new UserError("report: expected at most " + SideBySide.MOST
                    + " runs, whose curves can be told apart, found " + directories.size());
        }
        List<CompletedRun> runs = directories.stream().map(CompletedRun::of).toList();
        if (!overwrite && Files.exists(out.resolve(PAGE))) {
            throw new UserError(out.resolve(PAGE) + ": expected no such file, found one; --overwrite replaces it");
        }
        Findings findings = SideBySide.of(runs);
        RunDirectory directory = RunDirectory.open(out, PAGE, TABLE);
        String command = "experiments/apical report "
                + String.join(" ", directories.stream().map(Path::toString).toList());
        Map<String, String> ids = new LinkedHashMap<>();
        for (int k = 0; k < runs.size(); k++) {
            ids.put(directories.get(k).toString(), runs.get(k).id());
        }
        directory.write(
                PAGE,
                FindingsReport.of(
                        findings,
                        "report",
                        ids,
                        command,
                        String.join(", ", ids.values()),
                        1,
                        MatrixProduct.detect().describe()));
        directory.write(TABLE, MetricsFile.of(findings.measures()));
        String page = directory.file(PAGE).toString();
        PrintWriter err = spec.commandLine().getErr();
        err.print(FindingsText.of(findings) + System.lineSeparator() + "report: " + Shown.line(page)
                + System.lineSeparator());
        err.flush();
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            root.put("report", page);
            root.put("table", directory.file(TABLE).toString());
            ArrayNode array = root.putArray("runs");
            ids.values().forEach(array::add);
            spec.commandLine().getOut().println(Shown.lines(root.toString()));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
