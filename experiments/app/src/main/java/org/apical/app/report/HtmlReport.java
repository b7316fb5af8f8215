package org.apical.app.report;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;

/** {@code report.html}: a comparison as one page that needs nothing else, neither files nor network. */
public final class HtmlReport {
    private static final String CREDITS =
            "<p>Digits: <cite>Optical Recognition of Handwritten Digits</cite>, E. Alpaydin and C. Kaynak"
                    + " (1998), UCI Machine Learning Repository, doi:10.24432/C50P49,"
                    + " licensed under Creative Commons Attribution 4.0 International (CC BY 4.0); pixels 0..16 rescaled to rates 0..1.</p>\n";

    private HtmlReport() {}

    /**
     * The page of a comparison.
     *
     * @param findings of the result
     * @param command the command line that repeats it
     * @param threads threads it was run on
     * @param kernels names of the numerical kernels in use
     */
    public static String of(ComparisonResult result, Findings findings, String command, int threads, String kernels) {
        Experiment e = result.experiment();
        String task = e.data().orElseThrow().name();
        Map<String, String> values = new HashMap<>();
        values.put("seed", String.valueOf(e.seed()));
        values.put("task", Html.escape(task));
        values.put("summary", summary(result));
        values.put("neurons", String.valueOf(e.spikes().neuronsPerUnit()));
        values.put("synapseTau", Html.plain(e.spikes().synapseTauMs()));
        values.put(
                "controlledBy",
                e.controller().words().isEmpty() ? "" : " · " + e.controller().words() + " controller");
        values.put("controller", controller(e));
        values.put("represented", represented(result));
        values.put("presentationMs", Html.plain(e.timing().controlledMs()));
        values.put("results", FindingsReport.tables(findings.sections()));
        values.put(
                "sample", SampleImage.of(result.shown().input(), result.shown().label()));
        values.put("label", String.valueOf(result.shown().label()));
        boolean resets = e.spikes().soma().resets();
        values.put("agreement", agreement(resets));
        values.put("exception", resets ? " except V<sub>s</sub> of F3 (see 10)" : "");
        values.put("checks", ChecksTable.of(findings.checks()));
        values.put("settings", SettingsTable.of(ExperimentFile.map(e)));
        String title = task + ", seed " + e.seed();
        ReportPage page = new ReportPage("compare", title, CREDITS, ReportData.of(result));
        return page.of(values, command, threads, kernels);
    }

    private static String summary(ComparisonResult result) {
        Experiment e = result.experiment();
        String accuracies = result.formulations().stream()
                .map(f -> "<span>" + Html.escape(f.id()) + " <b>"
                        + (f.testAccuracy().length == 0 ? Html.NOTHING : Html.percent(f.finalAccuracy()))
                        + "</b></span>")
                .collect(Collectors.joining(", "));
        int epochs = e.learning().epochs();
        String copied = result.feedbackLearns() ? " Feedback weights were learned; none was copied." : "";
        String learned = epochs == 0
                ? "Nothing was learned (0 epochs); the initial weights classify"
                : "After " + (epochs == 1 ? "one epoch" : epochs + " epochs") + " of "
                        + e.data().orElseThrow().train() + " samples, the network classifies";
        return learned + " this share of " + e.data().orElseThrow().test() + " held-out samples correctly: "
                + accuracies + "." + copied;
    }

    private static String controller(Experiment e) {
        return e.controller().words().isEmpty()
                ? "Its controller is the ideal one, as in F1 and F2, and injects a current."
                : "Its controller is made of neurons (" + e.controller().words()
                        + "): for each output one ensemble integrates the error and another carries it. F1 and F2, the reference, keep the ideal controller.";
    }

    /** How far the neurons of the controller went. */
    private static String represented(ComparisonResult result) {
        return result.formulations().stream()
                .flatMap(f -> f.represented().stream()
                        .map(largest -> "<p class=\"note\">Controller of " + Html.escape(f.id())
                                + ": over the whole run its neurons had to represent integrals up to <b>"
                                + Html.fixed(largest.integral(), 2) + "</b> and errors up to <b>"
                                + Html.fixed(largest.error(), 2)
                                + "</b> of their radii; beyond 1 neurons saturate.</p>\n"))
                .collect(Collectors.joining());
    }

    private static String agreement(boolean resets) {
        return resets
                ? "F3 fires by threshold and reset: its recorded somatic potential is a mean over neurons that reset, and lies below F1's;"
                        + " the table takes the potential its dendrites would hold it at. Its response to fluctuating input is not its f–I"
                        + " curve, so cosines stay a little lower than with escape noise (above about 0.95)."
                : "F3 scatters around them because its populations are finite, less with more neurons (as one over the square root"
                        + " of their number): a few percent of rms deviation, cosines above about 0.99, accuracy within a few percent.";
    }
}
