package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.compare.StimulusComparison.Outcome;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LayerAssumptions;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Table;

/** What a {@link StimulusComparison} found. */
public final class StimulusFindings {
    /** Of the time course of F2, once dendrites are fast (physics.md 5). */
    private static final double GRADED = 0.05;

    private StimulusFindings() {}

    /** All of it. */
    public static Findings of(Formulations formulations, List<String> layers, List<Outcome> outcomes) {
        Outcome first = outcomes.get(0);
        List<List<String>> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (int l = 0; l < layers.size(); l++) {
                int layer = l;
                rows.add(List.of(
                        outcome.id() + " " + layers.get(l),
                        String.format(Locale.ROOT, "%.4f", outcome.rms(l)),
                        outcome == first ? "–" : number(outcome.deviation(l, first)),
                        outcome == first
                                ? "–"
                                : outcome.scatter()
                                        .map(scatter -> number(scatter[layer] / first.rms(layer)))
                                        .orElse("–"),
                        String.format(Locale.ROOT, "%.1f s", outcome.seconds())));
            }
        }
        Table table = new Table(
                "Agreement",
                String.format(
                        Locale.ROOT,
                        "%d random inputs, mean over the second half of %.0f ms under control; v in abstract units. Deviation: rms of the difference from %s over the rms of that. Predicted: the same of Poisson spikes of the populations over the time that is averaged.",
                        StimulusComparison.SAMPLES,
                        formulations.experiment().timing().controlledMs(),
                        first.id()),
                List.of("layer", "rms of v", "deviation from " + first.id(), "predicted", "time"),
                rows);
        List<Check> checks = checks(outcomes, formulations.experiment().exactMap());
        List<ActivitySections.Shown> activity = new ArrayList<>();
        outcomes.stream().filter(o -> !o.activity().isEmpty()).forEach(o -> {
            activity.add(new ActivitySections.Shown(o.id(), "", true, o.activity()));
            checks.add(ActivitySections.check(
                    o.id(),
                    o.activity(),
                    layers,
                    formulations.experiment().neurons().ranges().isPresent()));
        });
        List<Section> sections = new ArrayList<>(List.of(table));
        sections.addAll(ActivitySections.of(activity, layers, StimulusComparison.SAMPLES + " random inputs"));
        AgreementChecks.cause(checks, () -> LayerAssumptions.causes(formulations))
                .ifPresent(sections::add);
        return new Findings(
                "One network, run without learning",
                "The same weights, inputs and targets under every formulation. " + Check.summary(checks),
                sections,
                checks,
                measures(layers, outcomes));
    }

    /**
     * F2 follows F1 where dendrites are fast; F3 scatters about it as its spikes predict, where there is a theory of it.
     *
     * @param exactMap whether that is so by the map of weights
     */
    private static List<Check> checks(List<Outcome> outcomes, boolean exactMap) {
        Outcome first = outcomes.get(0);
        List<Check> checks = new ArrayList<>();
        if (!first.id().equals("F1")) {
            return checks;
        }
        for (Outcome outcome : outcomes.subList(1, outcomes.size())) {
            if (outcome.id().equals("F2")) {
                checks.add(Check.atMost("F2 deviation from F1", largest(outcome, first), GRADED));
                continue;
            }
            checks.add(outcome.scatter()
                    .map(scatter -> AgreementChecks.scatter(outcome.id(), ratio(outcome, first, scatter), 1))
                    .orElseGet(() -> AgreementChecks.scatter(outcome.id(), largest(outcome, first), 1)
                            .undecided("no theory of the scatter of this network, the deviation is shown")));
        }
        return exactMap
                ? checks
                : new ArrayList<>(checks.stream()
                        .map(check -> check.undecided(AgreementChecks.INEXACT))
                        .toList());
    }

    private static double largest(Outcome outcome, Outcome reference) {
        double largest = 0;
        for (int l = 0; l < outcome.potentials().length; l++) {
            double deviation = outcome.deviation(l, reference);
            largest = Double.isNaN(deviation) ? largest : Math.max(largest, deviation);
        }
        return largest;
    }

    /** Largest ratio of deviation and scatter over the layers. */
    private static double ratio(Outcome outcome, Outcome reference, double[] scatter) {
        double largest = 0;
        for (int l = 0; l < scatter.length; l++) {
            largest = Math.max(largest, outcome.deviation(l, reference) * reference.rms(l) / scatter[l]);
        }
        return largest;
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "–" : String.format(Locale.ROOT, "%.2g", x);
    }

    /** The numbers of the formulations that have run so far. */
    public static Measures measures(List<String> layers, List<Outcome> outcomes) {
        List<Measure> measures = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (int l = 0; l < layers.size(); l++) {
                int layer = l;
                Map<String, String> at = Map.of("formulation", outcome.id(), "layer", layers.get(l));
                measures.add(new Measure("potential_rms", at, outcome.rms(l), "1"));
                measures.add(new Measure("deviation_rms", at, outcome.deviation(l, outcomes.get(0)), "1"));
                outcome.scatter()
                        .ifPresent(scatter -> measures.add(new Measure(
                                "deviation_rms_predicted",
                                at,
                                scatter[layer] / outcomes.get(0).rms(layer),
                                "1")));
            }
            for (int l = 0; l < outcome.activity().size(); l++) {
                Map<String, String> at = Map.of("formulation", outcome.id(), "layer", layers.get(l));
                ActivitySections.measures(
                        outcome.activity().get(l),
                        (quantity, value, unit) -> measures.add(new Measure(quantity, at, value, unit)));
            }
            measures.add(new Measure("time", Map.of("formulation", outcome.id()), outcome.seconds(), "s"));
        }
        return new Measures(ComparisonFindings.COLUMNS, measures);
    }
}
