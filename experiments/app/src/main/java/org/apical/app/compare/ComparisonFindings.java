package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.check.Check;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.MethodNeeds;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Notes;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.app.task.Score;
import org.apical.app.task.TaskDescription;
import org.apical.network.formulation.InputForm;
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
        boolean control = result.experiment().learning().method().control();
        sections.add(control ? table(result) : scores(result));
        sections.addAll(MapErrorSection.of(result));
        if (result.feedbackLearns()) {
            sections.add(feedback(result));
        }
        List<Check> checks = AgreementChecks.of(result);
        AgreementChecks.cause(checks, result.causes()).ifPresent(sections::add);
        result.formulations().forEach(f -> f.represented().ifPresent(r -> sections.add(represented(f, r))));
        if (result.experiment().learning().epochs() > 0) {
            sections.add(learning(result));
        }
        MarginProbe.section(result.formulations()).ifPresent(sections::add);
        sections.addAll(ActivitySections.of(result));
        sections.addAll(PredictionSections.of(result));
        sections.addAll(PresentationSections.of(result));
        sections.add(new Notes("Methods", methods(result.experiment())));
        String source = result.experiment().data().orElseThrow().source();
        if (!source.isEmpty()) {
            sections.add(new Notes("Data", List.of(source)));
        }
        return new Findings(
                control
                        ? "One network as rates, compartments and spikes"
                        : "A network of rates that learns by "
                                + ExperimentFile.name(
                                        result.experiment().learning().method()),
                lead(result),
                sections,
                checks,
                measures(result.formulations()));
    }

    private static String lead(ComparisonResult result) {
        int epochs = result.experiment().learning().epochs();
        TaskDescription data = result.experiment().data().orElseThrow();
        return (epochs == 0
                        ? "Nothing was learned (0 epochs); the first weights reach"
                        : "After " + (epochs == 1 ? "one epoch" : epochs + " epochs") + " of " + data.train()
                                + " samples, the network reaches")
                + " this " + result.score().title("test") + " on " + data.test() + " held-out samples: "
                + result.formulations().stream()
                        .map(f ->
                                f.id() + " " + f.curve().score().words(f.curve().last()))
                        .collect(Collectors.joining(", "))
                + "." + (result.feedbackLearns() ? " Feedback weights were learned; none was copied." : "")
                + (result.experiment().input().as() == InputForm.SPIKES
                        ? ""
                        : " The input of F3 was the diffusion approximation of its spikes.");
    }

    /** How far the neurons of the controller went. */
    private static Section represented(FormulationResult f, Represented largest) {
        return new Text(
                HEADING,
                String.format(
                        Locale.ROOT,
                        "Controller of %s: over the whole run its neurons had to represent integrals up to %.2f and errors up to %.2f of their radii; beyond 1 neurons saturate.",
                        f.id(),
                        largest.integral(),
                        largest.error()));
    }

    /** A panel for each part of the data. */
    private static Section learning(ComparisonResult result) {
        List<Panel> panels = new ArrayList<>();
        for (String part : result.formulations().get(0).curve().parts().keySet()) {
            List<Series> series = new ArrayList<>();
            for (FormulationResult f : result.formulations()) {
                double[] scores = f.curve().parts().get(part);
                series.add(new Series(
                        f.id() + " " + f.title(),
                        IntStream.range(0, scores.length).asDoubleStream().toArray(),
                        Arrays.stream(scores).map(result.score()::shown).toArray(),
                        series.isEmpty() ? Style.REFERENCE : Style.LINE));
            }
            panels.add(new Panel(part, series));
        }
        int scored = result.experiment().record().scored();
        return new Panels(
                "Learning curves",
                (result.experiment().learning().method().control() ? "Without feedback, before" : "Before")
                        + " learning (epoch 0) and after each epoch: test, and validation where there is some, on held-out samples, train on "
                        + scored
                        + " of those that are learned from."
                        + (result.formulations().size() > 1
                                ? " All formulations start from the same weights and see the same samples in the same order."
                                : "")
                        + best(result),
                Axis.linear("epoch"),
                Axis.linear(result.score().axis()),
                panels);
    }

    private static String best(ComparisonResult result) {
        return result.formulations().stream()
                .filter(f -> f.curve().bestEpoch().isPresent())
                .map(f -> {
                    int epoch = f.curve().bestEpoch().getAsInt();
                    return " " + f.id() + " has its best validation score after epoch " + epoch + ", test "
                            + result.score().words(f.curve().test()[epoch]) + ".";
                })
                .collect(Collectors.joining());
    }

    /** Of a network that learns by another method than control. */
    private static List<String> otherMethods(Learning learning) {
        MethodNeeds needs = learning.method().needs(learning);
        return List.of(
                "Forward weights followed " + ExperimentFile.name(learning.method())
                        + " (learning.method), with " + ExperimentFile.name(learning.optimiser()) + " in batches of "
                        + learning.batch()
                        + ". The network is run as F1, abstract rates: a unit is one number, its feedforward drive, and sends a rate. Control takes no part.",
                "Beside its forward pass the method needs of the network: weights of other synapses: "
                        + needs.transport().words() + "; passes or phases of a presentation: " + needs.phases()
                        + "; signals that are no activity: " + needs.broadcast() + "; what has to settle: "
                        + needs.settling() + "; populations and pathways: " + needs.extra() + ".");
    }

    private static List<String> methods(Experiment e) {
        if (!e.learning().method().control()) {
            return otherMethods(e.learning());
        }
        boolean resets = e.resets();
        return List.of(
                "Deep Feedback Control: while a sample is shown, a leaky integral controller compares the output r_L with a slightly better target and drives the apical dendrites of all units until the output gets there. Forward synapses then change so that the basal dendrite alone predicts what the soma did under control.",
                "F1, abstract rates, is the reference: a unit is one number that relaxes to feedforward drive plus feedback, and sends a rate.",
                "F2, graded compartments: a unit is a neuron of soma, basal and apical dendrite, with capacitances, conductances and potentials in mV; it sends a graded firing rate.",
                "F3, spiking compartments: the same cells send spikes. A unit is a population of "
                        + e.spikes().neuronsPerUnit() + " neurons, synapses filter with "
                        + e.spikes().synapseTauMs() + " ms. "
                        + (e.controller().words().isEmpty()
                                ? "Its controller is the ideal one, as in F1 and F2, and injects a current."
                                : "Its controller is made of neurons ("
                                        + e.controller().words()
                                        + "): for each output one ensemble integrates the error and another carries it. F1 and F2, the reference, keep the ideal controller."),
                "Currents of F2 and F3: " + e.neurons().remap().words() + " (neurons.remap).",
                (e.exactMap()
                                ? "Expected: F1 and F2 share their steady state by construction: deviations at rounding level, cosines of 0.9999 or more, nearly equal curves. "
                                : "A weight does not do in these neurons all that it does in F1 (conductances, or currents that are not scaled to the cell): F2 and F3 are measured against the steady state that the equations of the neurons have, and how far that is from F1's is a finding. ")
                        + (resets
                                ? "F3 fires by threshold and reset: its recorded somatic potential is a mean over neurons that reset, and lies below F1's; the table takes the potential its dendrites would hold it at. Its response to fluctuating input is not its f–I curve, so cosines stay lower than with escape noise (above about 0.95)."
                                : "F3 scatters around them because its populations are finite, less with more neurons (as one over the square root of their number): a few percent of rms deviation, cosines above about 0.99."));
    }

    /** The numbers of the formulations that have been compared so far. */
    public static Measures measures(List<FormulationResult> formulations) {
        ComparisonFindings all = new ComparisonFindings();
        formulations.forEach(all::add);
        return new Measures(COLUMNS, all.measures);
    }

    private void add(FormulationResult f) {
        f.curve().parts().forEach((part, scores) -> {
            for (int epoch = 0; epoch < scores.length; epoch++) {
                put(f, f.curve().score().quantity(part), 0, epoch, scores[epoch], "1");
            }
        });
        f.curve().bestEpoch().ifPresent(epoch -> put(f, "best_epoch", 0, -1, epoch, "1"));
        put(f, "update_cosine_to_F1", 0, 0, f.firstUpdateCosine(), "1");
        for (int l = 0; l < f.layerUpdateCosines().length; l++) {
            put(f, "update_cosine_to_F1", l + 1, 0, f.layerUpdateCosines()[l], "1");
        }
        double none = Double.NaN;
        put(
                f,
                "steady_state_deviation",
                0,
                0,
                f.steadyState().map(Deviation::max).orElse(none),
                "rms(v)");
        put(
                f,
                "steady_state_deviation_rms",
                0,
                0,
                f.steadyState().map(Deviation::rms).orElse(none),
                "rms(v)");
        f.steadyState()
                .flatMap(Deviation::predictedRms)
                .ifPresent(x -> put(f, "steady_state_deviation_rms_predicted", 0, 0, x, "rms(v)"));
        for (int epoch = 0; epoch < f.margins().size(); epoch++) {
            put(f, "phase_margin", 0, epoch, f.margins().get(epoch).phaseDegrees(), "degrees");
        }
        f.activity().forEach((epoch, layers) -> {
            for (int l = 0; l < layers.size(); l++) {
                int layer = l + 1;
                ActivitySections.measures(
                        layers.get(l), (quantity, value, unit) -> put(f, quantity, layer, epoch, value, unit));
            }
        });
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

    private static String tested(Score score) {
        return (score == Score.ACCURACY ? "Test accuracy" : "Test loss, mean of sum_o (r_o - y_o)^2,")
                + " of held-out samples after the last epoch.";
    }

    /** Of a network that learns by another method than control, whose steady states say nothing. */
    private static Table scores(ComparisonResult result) {
        Score score = result.score();
        List<List<String>> rows = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            rows.add(List.of(
                    f.id() + " " + f.title(), score.words(f.curve().last()), number("%.1f s", f.trainingSeconds())));
        }
        return new Table("Held-out samples", tested(score), List.of("", score.title("test"), "training time"), rows);
    }

    private static Table table(ComparisonResult result) {
        Score score = result.score();
        boolean predicted = result.formulations().stream()
                .anyMatch(f -> f.steadyState().flatMap(Deviation::predictedRms).isPresent());
        List<String> header = new ArrayList<>(List.of("", score.title("test"), "steady state, max", "rms"));
        if (predicted) {
            header.add("predicted");
        }
        header.add("first update, cosine");
        result.layerNames().forEach(name -> header.add(name));
        header.add("training time");
        List<List<String>> rows = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            List<String> row = new ArrayList<>(List.of(
                    f.id() + " " + f.title(),
                    score.words(f.curve().last()),
                    number("%.1e", f.steadyState().map(Deviation::max).orElse(Double.NaN)),
                    number("%.1e", f.steadyState().map(Deviation::rms).orElse(Double.NaN))));
            if (predicted) {
                row.add(number(
                        "%.1e", f.steadyState().flatMap(Deviation::predictedRms).orElse(Double.NaN)));
            }
            row.add(number("%.6f", f.firstUpdateCosine()));
            for (double cosine : f.layerUpdateCosines()) {
                row.add(number("%.6f", cosine));
            }
            row.add(number("%.1f s", f.trainingSeconds()));
            rows.add(row);
        }
        String first = result.formulations().get(0).id();
        return new Table(
                HEADING,
                tested(score)
                        + " Steady state under control: |v - v_F1| in units of the layer's rms(v_F1), F3 averaged over the second half of "
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
