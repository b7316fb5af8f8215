package org.apical.app.report;

import java.util.List;
import org.apical.app.compare.CompareResult;
import org.apical.app.compare.CompareResult.FormulationResult;

/** The numbers of a comparison as a table, a formulation a row. */
final class ResultTable {
    private static final int COSINE_DECIMALS = 6;

    private ResultTable() {}

    /** The table. */
    static String of(CompareResult result) {
        List<String> layers = result.layerNames();
        StringBuilder html = new StringBuilder();
        html.append("<table class=\"results\"><thead>\n<tr><th scope=\"col\" rowspan=\"2\">Formulation</th>")
                .append("<th scope=\"col\" rowspan=\"2\">Test accuracy</th>")
                .append("<th scope=\"colgroup\" colspan=\"2\">Steady-state deviation from F1</th>")
                .append("<th scope=\"colgroup\" colspan=\"")
                .append(layers.size() + 1)
                .append("\">Cosine of the first update with F1</th>")
                .append("<th scope=\"col\" rowspan=\"2\">Training time</th></tr>\n<tr>")
                .append("<th scope=\"col\">max</th><th scope=\"col\">rms</th><th scope=\"col\">all layers</th>");
        layers.forEach(name ->
                html.append("<th scope=\"col\">").append(Html.escape(name)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        result.formulations()
                .forEach(f -> row(html, f, result.settings().learning().epochs()));
        return html.append("</tbody></table>\n").toString();
    }

    private static void row(StringBuilder html, FormulationResult f, int epochs) {
        html.append("<tr><th scope=\"row\">").append(formulation(f)).append("</th>");
        cell(html, f.testAccuracy().length == 0 ? Html.NOTHING : Html.percent(f.finalAccuracy()));
        cell(html, Html.small(f.steadyStateMax()));
        cell(html, Html.small(f.steadyStateRms()));
        cell(html, Html.fixed(f.firstUpdateCosine(), COSINE_DECIMALS));
        for (double cosine : f.layerUpdateCosines()) {
            cell(html, Html.fixed(cosine, COSINE_DECIMALS));
        }
        boolean timed = epochs > 0 && Double.isFinite(f.trainingSeconds());
        cell(
                html,
                timed ? Html.fixed(f.trainingSeconds(), f.trainingSeconds() < 100 ? 1 : 0) + "\u202fs" : Html.NOTHING);
        html.append("</tr>\n");
    }

    private static void cell(StringBuilder html, String content) {
        html.append("<td>").append(content).append("</td>");
    }

    /** The name of a formulation with its colour. */
    static String formulation(FormulationResult f) {
        return "<span class=\"chip\" data-formulation=\"" + Html.escape(f.id()) + "\"><b>" + Html.escape(f.id())
                + "</b> " + Html.escape(f.title()) + "</span>";
    }
}
