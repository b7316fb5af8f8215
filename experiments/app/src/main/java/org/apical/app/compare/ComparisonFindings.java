package org.apical.app.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Table;
import org.apical.plasticity.reference.Alignment;

/** What a comparison found, for every place that shows it. */
public final class ComparisonFindings {
    static final List<String> COLUMNS = List.of("formulation", Measures.QUANTITY, "layer", "epoch");
    private static final String HEADING = "Agreement";

    private final List<Measure> measures = new ArrayList<>();

    private ComparisonFindings() {}

    /** All of it. */
    public static Findings of(ComparisonResult result) {
        List<Section> sections = new ArrayList<>();
        sections.add(table(result));
        if (result.feedbackLearns()) {
            sections.add(feedback(result));
        }
        return new Findings(
                "Comparison", lead(result), sections, AgreementChecks.of(result), measures(result.formulations()));
    }

    private static String lead(ComparisonResult result) {
        int epochs = result.experiment().learning().epochs();
        return (epochs == 0 ? "Untrained" : "After " + (epochs == 1 ? "one epoch" : epochs + " epochs")) + " of "
                + result.experiment().data().orElseThrow().train() + " samples.";
    }

    /** The numbers of the formulations that have been compared so far. */
    public static Measures measures(List<FormulationResult> formulations) {
        ComparisonFindings all = new ComparisonFindings();
        formulations.forEach(all::add);
        return new Measures(COLUMNS, all.measures);
    }

    private void add(FormulationResult f) {
        for (int epoch = 0; epoch < f.testAccuracy().length; epoch++) {
            put(f, "test_accuracy", 0, epoch, f.testAccuracy()[epoch], "1");
        }
        put(f, "update_cosine_to_F1", 0, 0, f.firstUpdateCosine(), "1");
        for (int l = 0; l < f.layerUpdateCosines().length; l++) {
            put(f, "update_cosine_to_F1", l + 1, 0, f.layerUpdateCosines()[l], "1");
        }
        put(f, "steady_state_deviation", 0, 0, f.steadyStateMax(), "rms(v)");
        put(f, "steady_state_deviation_rms", 0, 0, f.steadyStateRms(), "rms(v)");
        f.represented().ifPresent(largest -> {
            put(f, "controller_integral_largest", 0, -1, largest.integral(), "radius");
            put(f, "controller_error_largest", 0, -1, largest.error(), "radius");
        });
        f.feedback().ifPresent(measured -> {
            alignment(f, "_drawn", -1, measured.drawn());
            for (int epoch = 0; epoch < measured.learned().size(); epoch++) {
                alignment(f, "", epoch, measured.learned().get(epoch));
            }
        });
        put(f, "seconds", 0, -1, f.trainingSeconds(), "s");
    }

    /** Epoch 0 is after pre-training; {@code _drawn} is before it. */
    private void alignment(FormulationResult f, String when, int epoch, Alignment measured) {
        put(f, "feedback_condition_2" + when, 0, epoch, measured.conditionTwo(), "1");
        List<Double> cosines = measured.toTranspose().layers();
        for (int l = 0; l < cosines.size(); l++) {
            put(f, "feedback_cosine_to_jacobian" + when, l + 1, epoch, cosines.get(l), "1");
        }
        put(
                f,
                "update_angle_to_minimum_norm" + when,
                0,
                epoch,
                measured.angles().minimumNorm(),
                "degrees");
        put(
                f,
                "update_angle_to_backpropagation" + when,
                0,
                epoch,
                measured.angles().backpropagation(),
                "degrees");
    }

    /**
     * @param layer from 1; 0: of none
     * @param epoch from 0; -1: of none
     */
    private void put(FormulationResult f, String quantity, int layer, int epoch, double value, String unit) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put("formulation", f.id());
        if (layer > 0) {
            at.put("layer", String.valueOf(layer));
        }
        if (epoch >= 0) {
            at.put("epoch", String.valueOf(epoch));
        }
        measures.add(new Measure(quantity, at, value, unit));
    }

    private static Table table(ComparisonResult result) {
        List<String> header =
                new ArrayList<>(List.of("", "test accuracy", "steady state, max", "rms", "first update, cosine"));
        result.layerNames().forEach(name -> header.add(name));
        header.add("training time");
        List<List<String>> rows = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            List<String> row = new ArrayList<>(List.of(
                    f.id() + " " + f.title(),
                    number("%.1f %%", 100 * f.finalAccuracy()),
                    number("%.1e", f.steadyStateMax()),
                    number("%.1e", f.steadyStateRms()),
                    number("%.6f", f.firstUpdateCosine())));
            for (double cosine : f.layerUpdateCosines()) {
                row.add(number("%.6f", cosine));
            }
            row.add(number("%.1f s", f.trainingSeconds()));
            rows.add(row);
        }
        String first = result.formulations().get(0).id();
        return new Table(
                HEADING,
                "Test accuracy of held-out samples after the last epoch. Steady state under control: |v - v_F1| in units of the layer's rms(v_F1), F3 averaged over the second half of "
                        + number("%.0f s", result.experiment().agreement().settleMs() / 1000)
                        + ". First update: cosine to that of " + first + ", all layers together and one by one.",
                header,
                rows);
    }

    /** What became of feedback that learns. */
    private static Table feedback(ComparisonResult result) {
        List<String> header = new ArrayList<>(List.of("", "condition 2"));
        result.layerNames().forEach(name -> header.add("cosine to J^T, " + name));
        header.add("update to minimum norm");
        List<List<String>> rows = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            f.feedback().ifPresent(measured -> {
                rows.add(row(f.id() + " as drawn", measured.drawn()));
                rows.add(row(f.id() + " pre-trained", measured.preTrained()));
                rows.add(row(f.id() + " after the last epoch", measured.last()));
            });
        }
        return new Table(
                "Learned feedback",
                "Condition 2: share of Q in the row space of the Jacobian J of the output, mean over held-out samples. Update: angle of that of the analytic steady state for a small"
                        + " nudge. Feedback was drawn at random, the same for all, then learned under each formulation from noise in its apical dendrites; steady states and first"
                        + " updates are compared under the feedback that "
                        + result.formulations().get(0).id()
                        + " learned before its first epoch.",
                header,
                rows);
    }

    private static List<String> row(String name, Alignment measured) {
        List<String> row = new ArrayList<>(List.of(name, number("%.3f", measured.conditionTwo())));
        measured.toTranspose().layers().forEach(cosine -> row.add(number("%.3f", cosine)));
        row.add(number("%.1f°", measured.angles().minimumNorm()));
        return row;
    }

    private static String number(String format, double x) {
        return Double.isFinite(x) ? String.format(Locale.ROOT, format, x) : "–";
    }
}
