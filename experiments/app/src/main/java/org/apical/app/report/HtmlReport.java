package org.apical.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apical.app.compare.CompareResult;
import org.apical.app.compare.CompareSettings;
import org.apical.app.compare.CompareSettings.Output;
import org.apical.app.store.RunDescription;

/** {@code report.html}: a comparison as one page that needs nothing else, neither files nor network. */
public final class HtmlReport {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String UPLOT = "META-INF/resources/webjars/uplot/";

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
        String plotVersion = plotVersion();
        String plot = UPLOT + plotVersion + "/";
        Map<String, String> values = new HashMap<>();
        values.put("plotCss", text(plot + "dist/uPlot.min.css"));
        values.put("css", text("org/apical/app/report/compare.css"));
        values.put("plotLicence", text(plot + "LICENSE"));
        values.put("plotJs", script(text(plot + "dist/uPlot.iife.min.js")));
        values.put("js", script(text("org/apical/app/report/compare.js")));
        values.put("data", ReportData.of(result));
        values.put("plotVersion", Html.escape(plotVersion));
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
        values.put("presentationMs", Html.plain(settings.control().presentationMs()));
        values.put("results", ResultTable.of(result));
        values.put(
                "digit", DigitImage.of(result.shown().pixels(), result.shown().label()));
        values.put("label", String.valueOf(result.shown().label()));
        values.put("agreement", agreement(settings.spiking().output()));
        boolean resets = settings.spiking().output() == Output.LIF;
        values.put("exception", resets ? " except V<sub>s</sub> of F3 (see 10)" : "");
        values.put("settings", SettingsTable.of(settings));
        values.put("command", Html.escape(command));
        values.put("version", Html.escape(RunDescription.version()));
        values.put("machine", machine(threads, kernels));
        return fill(text("org/apical/app/report/compare.html"), values);
    }

    private static String summary(CompareResult result) {
        CompareSettings settings = result.settings();
        String accuracies = result.formulations().stream()
                .map(f -> "<span>" + Html.escape(f.id()) + " <b>"
                        + (f.testAccuracy().length == 0 ? Html.NOTHING : Html.percent(f.finalAccuracy()))
                        + "</b></span>")
                .collect(Collectors.joining(", "));
        int epochs = settings.learning().epochs();
        String learned = epochs == 0
                ? "Nothing was learned (0 epochs); the initial weights classify"
                : "After " + (epochs == 1 ? "one epoch" : epochs + " epochs") + " of "
                        + settings.data().train() + " digits, the network classifies";
        return learned + " this share of " + settings.data().test() + " held-out digits correctly: " + accuracies + ".";
    }

    private static String agreement(Output output) {
        return output == Output.LIF
                ? "F3 fires by threshold and reset: its recorded somatic potential is a mean over neurons that reset, and lies below F1's;"
                        + " the table takes the potential its dendrites would hold it at. Its response to fluctuating input is not its f–I"
                        + " curve, so cosines stay a little lower than with escape noise (above about 0.95)."
                : "F3 scatters around them because its populations are finite, less with more neurons (as one over the square root"
                        + " of their number): a few percent of rms deviation, cosines above about 0.99, accuracy within a few percent.";
    }

    private static String machine(int threads, String kernels) {
        return RunDescription.machine(threads, kernels).entrySet().stream()
                .map(e -> "<tr><th scope=\"row\">" + Html.escape(e.getKey()) + "</th><td>"
                        + Html.escape(String.valueOf(e.getValue())) + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    private static String fill(String template, Map<String, String> values) {
        Matcher place = PLACE.matcher(template);
        return place.replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("the template of the report asks for " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** A script that cannot end its own element. */
    private static String script(String source) {
        return source.replace("</", "<\\/");
    }

    private static String plotVersion() {
        Properties properties = new Properties();
        try (InputStream in = open("META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the version of uPlot cannot be read", e);
        }
        return properties.getProperty("version");
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = HtmlReport.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing on the class path");
        }
        return in;
    }
}
