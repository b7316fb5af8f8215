package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.study.Spread;

/** What rules read, pathways, feedback beside the forward path, phases. */
final class RuleSections {
    private final AuditResult result;
    private final UnaryOperator<String> heading;
    private final List<Section> sections = new ArrayList<>();

    private RuleSections(AuditResult result, UnaryOperator<String> heading) {
        this.result = result;
        this.heading = heading;
    }

    /** @param heading makes a heading of its text */
    static List<Section> of(AuditResult result, UnaryOperator<String> heading) {
        RuleSections page = new RuleSections(result, heading);
        page.rules();
        page.pathways();
        page.transport();
        page.phases();
        return page.sections;
    }

    private void rules() {
        List<RuleFacts> rules = result.seeds().get(0).rules();
        for (RuleFacts rule : rules) {
            sections.add(new Columns<QuantityFacts>()
                    .with(rule.where(), QuantityFacts::quantity)
                    .with("is read", q -> q.declared() ? q.read() : "not read")
                    .with("looks back", q -> q.declared() ? AuditWords.window(q.declaredMs()) : AuditWords.NOTHING)
                    .with("measured", q -> AuditWords.window(q.measuredMs()))
                    .with("NaN in it", q -> reach(rule, q))
                    .table(
                            heading.apply("What each rule reads"),
                            "Rule: " + rule.name() + ", at the " + rule.where()
                                    + "; everything that exists there. Looks back: declared, and measured as the time after which a past change is felt by less than 1/e.",
                            rule.quantities()));
            sections.add(new Columns<LayerLocality>()
                    .with(rule.where() + " of", LayerLocality::layer)
                    .with("weights", l -> String.valueOf(l.weights()))
                    .with("differ alone", l -> String.valueOf(l.differIsolated()))
                    .with("differ poisoned", l -> String.valueOf(l.differPoisoned()))
                    .table(
                            heading.apply("What each rule reads"),
                            "Weights whose change differs in any bit from that in the running network: when the rule runs again on a recording of its synapses alone, and with NaN in everything there that it does not declare. Seed "
                                    + result.seeds().get(0).seed() + "; the verdict counts all seeds.",
                            rule.layers()));
        }
    }

    private static String reach(RuleFacts rule, QuantityFacts q) {
        if (!q.declared()) {
            return "changes no bit";
        }
        boolean unreached =
                rule.layers().stream().anyMatch(l -> l.declaredUnreached().contains(q.quantity()));
        return unreached ? "DID NOT REACH the change" : "reaches the change";
    }

    private void pathways() {
        List<PathwayFacts> first = result.seeds().get(0).pathways();
        List<String> changed =
                OverNetworks.of(result, SeedFacts::pathways, PathwayFacts::changed, "%.1f", Scores.PERCENT);
        sections.add(new Columns<Integer>()
                .with(
                        "pathway",
                        k -> first.get(k).from() + " to " + first.get(k).to())
                .with("weights", k -> String.valueOf(first.get(k).synapses()))
                .with("delay (ms)", k -> AuditWords.plain(first.get(k).delayMs()))
                .with("origin", k -> first.get(k).origin().words())
                .with("changed (%)", changed::get)
                .table(
                        heading.apply("Pathways"),
                        "Change of the weights over training, relative to their norm; mean ± standard deviation over networks.",
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void transport() {
        TransportFacts facts = result.seeds().get(0).transport();
        if (facts.layers().isEmpty()) {
            return;
        }
        String symbol = facts.symbol();
        String origin = symbol
                + switch (facts.provenance()) {
                    case COPIED -> " was computed from the forward weights: weight transport.";
                    case RANDOM -> " was drawn at random and stayed.";
                    case LEARNED ->
                        result.experiment().learning().method().control()
                                ? " was drawn at random and learned from noise."
                                : " was drawn at random and learned.";
                    case GIVEN -> " was given in a file and stayed.";
                };
        Function<SeedFacts, List<TransportFacts.Alignment>> rows = s -> {
            List<TransportFacts.Alignment> all = new ArrayList<>(s.transport().layers());
            all.add(s.transport().total());
            return all;
        };
        List<TransportFacts.Alignment> first = rows.apply(result.seeds().get(0));
        List<String> productBefore = OverNetworks.of(result, rows, TransportFacts.Alignment::productBefore, "%.3f", 1);
        List<String> productAfter = OverNetworks.of(result, rows, TransportFacts.Alignment::productAfter, "%.3f", 1);
        List<String> jacobianBefore =
                OverNetworks.of(result, rows, TransportFacts.Alignment::jacobianBefore, "%.3f", 1);
        List<String> jacobianAfter = OverNetworks.of(result, rows, TransportFacts.Alignment::jacobianAfter, "%.3f", 1);
        sections.add(new Columns<Integer>()
                .with("layer", k -> first.get(k).layer())
                .with("W^T start", productBefore::get)
                .with("W^T end", productAfter::get)
                .with("J^T start", jacobianBefore::get)
                .with("J^T end", jacobianAfter::get)
                .with("random", k -> AuditWords.cosine(first.get(k).randomDeviation()))
                .with(
                        "smallest chance",
                        k -> AuditWords.number(result.seeds().stream()
                                .mapToDouble(s -> rows.apply(s).get(k).chance())
                                .min()
                                .orElseThrow()))
                .table(
                        heading.apply("Feedback beside the forward path"),
                        "Cosine of " + symbol + ", as one vector, to the transposed "
                                + (facts.path() == ErrorPath.Q
                                        ? "product of the forward weights"
                                        : "weights of the layer above")
                                + " and to the transposed Jacobian (mean over samples), as it was drawn and at the end; mean ± standard deviation over networks. A random one of this size has the cosine 0 ± random; chance: that it is at least as far from 0 as W^T start, the smallest of the networks. "
                                + origin,
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void phases() {
        List<PhaseFacts> first = result.seeds().stream()
                .map(SeedFacts::phases)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
        for (int p = 0; p < first.size(); p++) {
            int at = p;
            PhaseFacts pathway = first.get(p);
            List<PhaseFacts> all = result.seeds().stream()
                    .filter(s -> s.phases().size() > at)
                    .map(s -> s.phases().get(at))
                    .toList();
            sections.add(new Columns<Integer>()
                    .with(
                            pathway.pathway(),
                            k -> pathway.parts().get(k).phase().label()
                                    + (pathway.parts().get(k).phase() == pathway.own() ? " (its own)" : ""))
                    .with("what happens", k -> pathway.parts().get(k).phase().what())
                    .with("change, relative to its own", k -> phase(all, k, PhaseFacts.Part::size, "%.3g"))
                    .with("cosine to its own", k -> phase(all, k, PhaseFacts.Part::cosine, "%.2f"))
                    .with("cosine of both together", k -> phase(all, k, PhaseFacts.Part::cosineTogether, "%.2f"))
                    .table(
                            heading.apply("Phases and time"),
                            "What plastic synapses would change in each phase, over all presentations of training, if no signal of the phase silenced them; mean ± standard deviation over networks. Always plastic, the change has the cosine "
                                    + AuditWords.interval(
                                            Spread.of(all.stream()
                                                    .mapToDouble(PhaseFacts::cosineUngated)
                                                    .toArray()),
                                            3,
                                            "")
                                    + " to that of its own phase. F1 and F2 enter the steady state of a free phase at once.",
                            IntStream.range(0, pathway.parts().size()).boxed().toList()));
        }
        List<PresentationFacts> shown =
                result.seeds().stream().flatMap(s -> s.presentations().stream()).toList();
        if (!shown.isEmpty() && shown.get(0).durations().size() > 1) {
            PresentationFacts p = shown.get(0);
            double[] x = p.durations().stream()
                    .mapToDouble(PresentationFacts.Duration::ms)
                    .toArray();
            List<Spread> y = IntStream.range(0, x.length)
                    .mapToObj(k -> Spread.of(shown.stream()
                            .mapToDouble(s -> s.durations().get(k).cosine())
                            .toArray()))
                    .toList();
            sections.add(new LineChart(
                    heading.apply("Phases and time"),
                    "How long control has to last: update of one batch after a shorter or longer controlled phase. Bars: standard deviation over networks.",
                    Axis.log("controlled phase (ms)"),
                    Axis.linear("cosine to the update of " + AuditWords.plain(p.controlledMs()) + " ms"),
                    List.of(Spread.series("update", x, y))));
        }
    }

    private static String phase(
            List<PhaseFacts> all, int part, ToDoubleFunction<PhaseFacts.Part> number, String format) {
        return AuditWords.spread(
                Spread.of(all.stream()
                        .mapToDouble(f -> number.applyAsDouble(f.parts().get(part)))
                        .toArray()),
                format);
    }
}
