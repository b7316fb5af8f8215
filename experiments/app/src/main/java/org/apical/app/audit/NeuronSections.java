package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apical.app.activity.LayerActivity;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.study.Spread;

/** Neurons, signs of their weights, strength of feedback, rates and potentials. */
final class NeuronSections {
    private final AuditResult result;
    private final UnaryOperator<String> heading;
    private final List<Section> sections = new ArrayList<>();

    private NeuronSections(AuditResult result, UnaryOperator<String> heading) {
        this.result = result;
        this.heading = heading;
    }

    /** @param heading makes a heading of its text */
    static List<Section> of(AuditResult result, UnaryOperator<String> heading) {
        NeuronSections page = new NeuronSections(result, heading);
        page.neurons();
        page.signs();
        page.strength();
        page.activity();
        return page.sections;
    }

    private void neurons() {
        sections.add(new Columns<NeuronFacts>()
                .with("layer", NeuronFacts::layer)
                .with("cell", NeuronFacts::cell)
                .with("soma", NeuronFacts::soma)
                .with("synapses", NeuronFacts::synapses)
                .with("violated", NeuronFacts::violations)
                .table(
                        heading.apply("Neurons"),
                        "The neurons of every layer, and what of the reduction to rates they violate (explain lists all of it).",
                        result.neurons()));
    }

    private void signs() {
        List<SignFacts> first = result.seeds().get(0).signs();
        List<String> changed = OverNetworks.of(result, SeedFacts::signs, SignFacts::changed, "%.1f", Scores.PERCENT);
        List<String> before = OverNetworks.of(result, SeedFacts::signs, SignFacts::mixedBefore, "%.1f", Scores.PERCENT);
        List<String> after = OverNetworks.of(result, SeedFacts::signs, SignFacts::mixedAfter, "%.1f", Scores.PERCENT);
        sections.add(new Columns<Integer>()
                .with(
                        "pathway",
                        k -> first.get(k).from() + " to " + first.get(k).to())
                .with("weights", k -> String.valueOf(first.get(k).weights()))
                .with("changed sign (%)", changed::get)
                .with("mixed before (%)", before::get)
                .with("mixed after (%)", after::get)
                .table(
                        heading.apply("Signs of weights"),
                        "Weights whose sign learning changed; presynaptic units whose weights have both signs, against Dale's law, before and after learning; mean ± standard deviation over networks.",
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void strength() {
        List<StrengthFacts> first = result.seeds().get(0).strengthAfter();
        if (first.isEmpty()) {
            return;
        }
        List<String> basal = OverNetworks.of(result, SeedFacts::strengthAfter, StrengthFacts::basal, "%.3g", 1);
        List<String> apical = OverNetworks.of(result, SeedFacts::strengthAfter, StrengthFacts::apical, "%.3g", 1);
        List<String> basalMv = OverNetworks.of(result, SeedFacts::strengthAfter, StrengthFacts::basalMv, "%.3g", 1);
        List<String> apicalMv = OverNetworks.of(result, SeedFacts::strengthAfter, StrengthFacts::apicalMv, "%.3g", 1);
        List<String> before = OverNetworks.of(result, SeedFacts::strengthBefore, StrengthFacts::ratio, "%.3g", 1);
        List<String> after = OverNetworks.of(result, SeedFacts::strengthAfter, StrengthFacts::ratio, "%.3g", 1);
        sections.add(new Columns<Integer>()
                .with("layer", l -> first.get(l).layer())
                .with("basal", basal::get)
                .with("apical", apical::get)
                .with("basal (mV)", basalMv::get)
                .with("apical (mV)", apicalMv::get)
                .with("ratio before", l -> l < before.size() ? before.get(l) : AuditWords.NOTHING)
                .with("after", after::get)
                .table(
                        heading.apply("Strength of feedback"),
                        "rms over samples, units and the controlled phase at the end of learning: basal drive v*, apical contribution v - v* (units of v, and mV about v = 0); their ratio before and after learning; mean ± standard deviation over networks.",
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void activity() {
        List<SeedFacts> measured =
                result.seeds().stream().filter(s -> !s.activity().isEmpty()).toList();
        if (measured.isEmpty()) {
            return;
        }
        Columns<Integer> columns = new Columns<Integer>()
                .with("layer", l -> result.neurons().get(l).layer())
                .with("mean rate (Hz)", l -> activity(measured, l, LayerActivity::meanHz, "%.1f"))
                .with("highest (Hz)", l -> activity(measured, l, LayerActivity::highestHz, "%.1f"));
        for (int c = 0; c < LayerActivity.COMPARTMENTS.size(); c++) {
            int at = c;
            columns.with(
                    LayerActivity.COMPARTMENTS.get(c) + " outside (%)",
                    l -> activity(
                            measured,
                            l,
                            a -> Scores.PERCENT * a.potentials().get(at).outside(),
                            "%.2f"));
        }
        sections.add(columns.table(
                heading.apply("Rates and potentials"),
                "Firing rates of neurons after learning, mean and of the unit and sample where it is highest, beside rates of pyramidal neurons in cortex, whose means are log-normal and mostly below "
                        + AuditWords.plain(PhysiologyAnswers.MOST_HZ)
                        + " Hz (Buzsaki and Mizuseki 2014); share of neurons and time in which potentials lie outside neurons.ranges (physics.md 5.1).",
                IntStream.range(0, result.neurons().size()).boxed().toList()));
    }

    private static String activity(
            List<SeedFacts> measured, int layer, ToDoubleFunction<LayerActivity> number, String format) {
        return AuditWords.spread(
                Spread.of(measured.stream()
                        .mapToDouble(s -> number.applyAsDouble(s.activity().get(layer)))
                        .toArray()),
                format);
    }
}
