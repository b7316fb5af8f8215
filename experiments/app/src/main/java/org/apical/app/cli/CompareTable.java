package org.apical.app.cli;

import java.util.Locale;
import org.apical.app.compare.Agreement;
import org.apical.app.compare.CompareResult;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.plasticity.reference.Alignment;

/** The result of a comparison as text. */
final class CompareTable {
    private CompareTable() {}

    static String of(CompareResult result) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%n%-27s %8s   %-21s   %-31s %9s%n",
                "", "test", "steady state vs F1", "first update, cosine to F1", "training"));
        text.append(String.format("%-27s %8s   %10s %10s   %9s", "", "accuracy", "max", "rms", "all"));
        for (String layer : result.layerNames()) {
            text.append(String.format(" %10s", layer));
        }
        text.append(String.format(" %9s%n", "time"));
        for (FormulationResult f : result.formulations()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-3s%-24s %6.1f %%   %10.1e %10.1e   %9.5f",
                    f.id(),
                    f.title(),
                    100 * f.finalAccuracy(),
                    f.steadyStateMax(),
                    f.steadyStateRms(),
                    f.firstUpdateCosine()));
            for (double cosine : f.layerUpdateCosines()) {
                text.append(String.format(Locale.ROOT, " %10.5f", cosine));
            }
            text.append(String.format(Locale.ROOT, " %7.1f s%n", f.trainingSeconds()));
        }
        text.append(
                String.format("%nsteady state: |v - v_F1| in units of the layer's rms(v_F1); F3 as a mean over 6 s%n"));
        feedback(result, text);
        Agreement.of(result).forEach(check -> text.append(check.line()));
        return text.toString();
    }

    /** What became of feedback that learns; nothing where it is fixed. */
    private static void feedback(CompareResult result, StringBuilder text) {
        if (!result.settings().feedback().kind().learns()) {
            return;
        }
        text.append(String.format("%n%-32s %11s", "learned feedback", "condition 2"));
        for (String layer : result.layerNames()) {
            text.append(String.format(" %14s", "cos " + layer));
        }
        text.append(String.format(" %20s%n", "update to min. norm"));
        for (FormulationResult f : result.formulations()) {
            f.feedback().ifPresent(measured -> {
                alignment(text, f.id() + " as drawn", measured.drawn());
                alignment(text, f.id() + " pre-trained", measured.preTrained());
                alignment(text, f.id() + " after the last epoch", measured.last());
            });
        }
        text.append(
                String.format(
                        "%ncondition 2: share of Q in the row space of J; cos: of Q to J^T; update: angle of the analytic steady state's to minimum norm%n"));
    }

    private static void alignment(StringBuilder text, String name, Alignment measured) {
        text.append(String.format(Locale.ROOT, "%-32s %11.3f", name, measured.conditionTwo()));
        for (double cosine : measured.toTranspose().layers()) {
            text.append(String.format(Locale.ROOT, " %14.3f", cosine));
        }
        text.append(String.format(
                Locale.ROOT, " %12.1f degrees%n", measured.angles().minimumNorm()));
    }
}
