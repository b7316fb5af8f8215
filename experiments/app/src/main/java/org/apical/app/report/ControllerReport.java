package org.apical.app.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.study.StudyChecks;
import org.apical.app.study.StudyResult;
import org.apical.app.study.StudyResult.SizeAccuracy;
import org.apical.app.study.StudySettings;
import org.apical.network.ensemble.PopulationKind;

/** {@code report.html} of a study of the controller. */
public final class ControllerReport {
    private static final double PERCENT = 100;

    private ControllerReport() {}

    /**
     * The page of a study.
     *
     * @param command the command line that repeats it
     * @param threads threads it was run on
     * @param kernels names of the numerical kernels in use
     */
    public static String of(StudyResult result, String command, int threads, String kernels) {
        StudySettings settings = result.settings();
        List<Check> checks = StudyChecks.of(result);
        Map<String, String> values = new HashMap<>();
        values.put("seed", String.valueOf(settings.seed()));
        values.put("neurons", String.valueOf(settings.neurons()));
        values.put("summary", ChecksTable.summary(checks));
        values.put("checks", ChecksTable.of(checks));
        values.put("accuracy", accuracy(result.accuracy()));
        values.put("recurrentTau", Html.plain(settings.synapses().recurrentTauMs()));
        values.put("outputTau", Html.plain(settings.synapses().outputTauMs()));
        values.put("loopTau", Html.plain(settings.loop().outputTauMs()));
        values.put("drawings", String.valueOf(settings.step().drawings()));
        values.put("dimensions", String.valueOf(settings.step().errors().size()));
        values.put("stepMs", Html.plain(settings.step().durationMs()));
        values.put("loopSeconds", Html.plain(settings.loop().durationMs() / 1000));
        values.put("lowPass", Html.plain(settings.loop().lowPassMs()));
        values.put("lanes", String.valueOf(settings.loop().lanes()));
        values.put(
                "network",
                settings.loop().inputs() + "-" + settings.loop().hiddenUnits() + "-"
                        + settings.loop().displacements().size());
        values.put("slopeRate", slope(result, PopulationKind.RATE));
        values.put("slopeSpiking", slope(result, PopulationKind.SPIKING));
        values.put("settings", SettingsTable.of(settings));
        ReportPage page =
                new ReportPage("controller", "controller, seed " + settings.seed(), "", ControllerData.of(result));
        return page.of(values, command, threads, kernels);
    }

    private static String slope(StudyResult result, PopulationKind kind) {
        return Html.fixed(StudyChecks.slope(result.accuracy(), kind), 2);
    }

    private static String accuracy(List<SizeAccuracy> accuracy) {
        StringBuilder html =
                new StringBuilder("<table class=\"results\"><thead>\n<tr><th scope=\"col\" rowspan=\"2\">Neurons</th>"
                        + "<th scope=\"colgroup\" colspan=\"2\">rms error of u<sub>int</sub> (% of radius)</th>"
                        + "<th scope=\"colgroup\" colspan=\"2\">rms error of u (% of radius)</th>"
                        + "<th scope=\"colgroup\" colspan=\"2\">drift (% of radius per second)</th></tr>\n<tr>"
                        + "<th scope=\"col\">rate</th><th scope=\"col\">spiking</th>".repeat(3)
                        + "</tr></thead>\n<tbody>\n");
        for (SizeAccuracy a : accuracy) {
            html.append("<tr><th scope=\"row\">").append(a.neurons()).append("</th>");
            for (double x : new double[] {
                a.rate().integral(), a.spiking().integral(),
                a.rate().control(), a.spiking().control(),
                a.rate().drift(), a.spiking().drift()
            }) {
                html.append("<td>").append(Html.small(PERCENT * x)).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>\n").toString();
    }
}
