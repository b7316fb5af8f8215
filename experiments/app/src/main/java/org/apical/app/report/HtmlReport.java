package org.apical.app.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apical.app.compare.CompareResult;
import org.apical.app.compare.CompareSettings;
import org.apical.app.compare.CompareSettings.Output;
import org.apical.app.compare.ControllerSettings;

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
     * @param command the command line that repeats it
     * @param threads threads it was run on
     * @param kernels names of the numerical kernels in use
     */
    public static String of(CompareResult result, String command, int threads, String kernels) {
        CompareSettings settings = result.settings();
        Map<String, String> values = new HashMap<>();
        values.put("seed", String.valueOf(settings.seed()));
        values.put("task", Html.escape(settings.task()));
        values.put("summary", summary(result));
        values.put("inputs", String.valueOf(result.shown().pixels().length));
        values.put("hiddenUnits", String.valueOf(settings.learning().hiddenUnits()));
        values.put("neurons", String.valueOf(settings.spiking().neuronsPerUnit()));
        values.put("synapseTau", Html.plain(settings.spiking().synapseTauMs()));
        values.put("settleMs", Html.plain(settings.probe().settleMs()));
        values.put("probes", String.valueOf(settings.probe().samples()));
        values.put("batch", String.valueOf(settings.learning().batch()));
        values.put(
                "controlledBy", settings.controller().kind().neurons() ? " · " + kind(settings) + " controller" : "");
        values.put("controller", controller(settings));
        values.put("represented", represented(result));
        values.put("feedback", FeedbackTable.of(result));
        values.put("presentationMs", Html.plain(settings.control().presentationMs()));
        values.put("results", ResultTable.of(result));
        values.put(
                "digit", DigitImage.of(result.shown().pixels(), result.shown().label()));
        values.put("label", String.valueOf(result.shown().label()));
        values.put("agreement", agreement(settings.spiking().output()));
        boolean resets = settings.spiking().output() == Output.LIF;
        values.put("exception", resets ? " except V<sub>s</sub> of F3 (see 10)" : "");
        values.put("settings", SettingsTable.of(settings));
        String title = settings.task() + ", seed " + settings.seed();
        ReportPage page = new ReportPage("compare", title, CREDITS, ReportData.of(result));
        return page.of(values, command, threads, kernels);
    }

    private static String summary(CompareResult result) {
        CompareSettings settings = result.settings();
        String accuracies = result.formulations().stream()
                .map(f -> "<span>" + Html.escape(f.id()) + " <b>"
                        + (f.testAccuracy().length == 0 ? Html.NOTHING : Html.percent(f.finalAccuracy()))
                        + "</b></span>")
                .collect(Collectors.joining(", "));
        int epochs = settings.learning().epochs();
        String copied = settings.feedback().kind().learns() ? " Feedback weights were learned; none was copied." : "";
        String learned = epochs == 0
                ? "Nothing was learned (0 epochs); the initial weights classify"
                : "After " + (epochs == 1 ? "one epoch" : epochs + " epochs") + " of "
                        + settings.data().train() + " digits, the network classifies";
        return learned + " this share of " + settings.data().test() + " held-out digits correctly: " + accuracies + "."
                + copied;
    }

    private static String kind(CompareSettings settings) {
        return settings.controller().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String controller(CompareSettings settings) {
        ControllerSettings c = settings.controller();
        if (!c.kind().neurons()) {
            return "Its controller is the ideal one, as in F1 and F2, and injects a current.";
        }
        String neurons = "Its controller is made of LIF neurons: for each output " + c.neuronsPerDimension()
                + " integrate the error and as many carry it; ";
        return neurons
                + (c.kind() == ControllerSettings.Kind.SPIKING
                        ? "only their spikes reach the apical dendrites, through synapses of "
                                + Html.plain(c.synapses().outputTauMs()) + " ms"
                        : "their rates stand for spikes without noise")
                + ". F1 and F2, the reference, keep the ideal controller.";
    }

    /** How far the neurons of the controller went. */
    private static String represented(CompareResult result) {
        return result.formulations().stream()
                .flatMap(f -> f.represented().stream()
                        .map(largest -> "<p class=\"note\">Controller of " + Html.escape(f.id())
                                + ": over the whole run its neurons had to represent integrals up to <b>"
                                + Html.fixed(largest.integral(), 2) + "</b> and errors up to <b>"
                                + Html.fixed(largest.error(), 2) + "</b> of their radii ("
                                + Html.plain(result.settings().controller().integralRadius()) + " and "
                                + Html.plain(result.settings().controller().errorRadius())
                                + "); beyond 1 neurons saturate.</p>\n"))
                .collect(Collectors.joining());
    }

    private static String agreement(Output output) {
        return output == Output.LIF
                ? "F3 fires by threshold and reset: its recorded somatic potential is a mean over neurons that reset, and lies below F1's;"
                        + " the table takes the potential its dendrites would hold it at. Its response to fluctuating input is not its f–I"
                        + " curve, so cosines stay a little lower than with escape noise (above about 0.95)."
                : "F3 scatters around them because its populations are finite, less with more neurons (as one over the square root"
                        + " of their number): a few percent of rms deviation, cosines above about 0.99, accuracy within a few percent.";
    }
}
