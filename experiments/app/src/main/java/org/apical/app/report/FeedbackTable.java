package org.apical.app.report;

import java.util.List;
import org.apical.app.compare.CompareResult;
import org.apical.app.compare.CompareResult.FeedbackMeasures;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.app.compare.FeedbackSettings;
import org.apical.plasticity.reference.Alignment;

/** How feedback that learns came to stand to the forward weights, three rows a formulation; nothing where feedback is fixed. */
final class FeedbackTable {
    private FeedbackTable() {}

    /** The table and what it says. */
    static String of(CompareResult result) {
        FeedbackSettings settings = result.settings().feedback();
        if (!settings.kind().learns()) {
            return "";
        }
        StringBuilder html = new StringBuilder();
        html.append("<h3>Learned feedback</h3>\n")
                .append(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of learned feedback\">\n")
                .append("<table class=\"results\"><thead>\n<tr><th scope=\"col\">Formulation</th>")
                .append("<th scope=\"col\">Feedback</th><th scope=\"col\">Condition 2</th>");
        for (String layer : result.layerNames()) {
            html.append("<th scope=\"col\">Cosine to <var>J</var><sup>T</sup>, ")
                    .append(Html.escape(layer))
                    .append("</th>");
        }
        html.append("<th scope=\"col\">Update to minimum norm</th></tr></thead>\n<tbody>\n");
        for (FormulationResult f : result.formulations()) {
            f.feedback().ifPresent(measured -> rows(html, f, measured));
        }
        return html.append(
                        "</tbody></table>\n</div>\n<p class=\"note\">Feedback weights <var>Q</var> were drawn at random, the same for all, and then learned under each"
                                + " formulation from noise in its apical dendrites: ")
                .append(settings.schedule().preTrainingEpochs())
                .append(" feedback epochs of ")
                .append(Math.min(
                        settings.schedule().samples(), result.settings().data().train()))
                .append(" digits before the first forward epoch, ")
                .append(settings.schedule().epochsBetween())
                .append(" after each. Condition 2: share of <var>Q</var> in the row space of the Jacobian"
                        + " <var>J</var> of the output, mean over held-out digits. Angle: update of the analytic steady state for a small nudge. Steady states and first updates above are compared under the"
                        + " feedback that F1 learned before its first epoch.</p>\n")
                .toString();
    }

    private static void rows(StringBuilder html, FormulationResult f, FeedbackMeasures measured) {
        row(html, ResultTable.formulation(f), "as drawn", measured.drawn());
        row(html, "", "pre-trained", measured.preTrained());
        row(html, "", "after the last epoch", measured.last());
    }

    private static void row(StringBuilder html, String formulation, String when, Alignment measured) {
        html.append("<tr><th scope=\"row\">").append(formulation).append("</th>");
        cell(html, when);
        cell(html, Html.fixed(measured.conditionTwo(), 3));
        List<Double> cosines = measured.toTranspose().layers();
        cosines.forEach(cosine -> cell(html, Html.fixed(cosine, 3)));
        cell(html, Html.fixed(measured.angles().minimumNorm(), 1) + "°");
        html.append("</tr>\n");
    }

    private static void cell(StringBuilder html, String content) {
        html.append("<td>").append(content).append("</td>");
    }
}
