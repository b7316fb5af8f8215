package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apical.app.compare.StimulusComparison.Outcome;
import org.apical.app.experiment.Experiment;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section.Table;

/** What a {@link StimulusComparison} found. */
public final class StimulusFindings {
    private StimulusFindings() {}

    /** All of it. */
    public static Findings of(Experiment experiment, List<String> layers, List<Outcome> outcomes) {
        Outcome first = outcomes.get(0);
        List<List<String>> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (int l = 0; l < layers.size(); l++) {
                rows.add(List.of(
                        outcome.id() + " " + layers.get(l),
                        String.format(Locale.ROOT, "%.4f", outcome.rms(l)),
                        outcome == first || Double.isNaN(outcome.deviation(l, first))
                                ? "–"
                                : String.format(Locale.ROOT, "%.2g", outcome.deviation(l, first)),
                        String.format(Locale.ROOT, "%.1f s", outcome.seconds())));
            }
        }
        Table table = new Table(
                "Agreement",
                String.format(
                        Locale.ROOT,
                        "%d random inputs, mean over the second half of %.0f ms under control; v in abstract units. Deviation: rms of the difference from %s over the rms of that.",
                        StimulusComparison.SAMPLES,
                        experiment.timing().controlledMs(),
                        first.id()),
                List.of("layer", "rms of v", "deviation from " + first.id(), "time"),
                rows);
        return new Findings(
                "One network, run without learning",
                "The same weights, inputs and targets under every formulation.",
                List.of(table),
                List.of(),
                measures(layers, outcomes));
    }

    /** The numbers of the formulations that have run so far. */
    public static Measures measures(List<String> layers, List<Outcome> outcomes) {
        List<Measure> measures = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (int l = 0; l < layers.size(); l++) {
                Map<String, String> at = Map.of("formulation", outcome.id(), "layer", layers.get(l));
                measures.add(new Measure("potential_rms", at, outcome.rms(l), "1"));
                measures.add(new Measure("deviation_rms", at, outcome.deviation(l, outcomes.get(0)), "1"));
            }
            measures.add(new Measure("time", Map.of("formulation", outcome.id()), outcome.seconds(), "s"));
        }
        return new Measures(ComparisonFindings.COLUMNS, measures);
    }
}
