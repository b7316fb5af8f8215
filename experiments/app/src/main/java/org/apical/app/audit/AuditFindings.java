package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.TransportFacts.Alignment;
import org.apical.app.check.Check;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;

/** An {@link AuditResult} as a page. */
public final class AuditFindings {
    private static final String READS = "What each rule reads";
    private static final String COPIES = "Feedback beside the forward path";
    private static final String PHASES = "Phases and time";

    private final AuditResult result;
    private final List<Section> sections = new ArrayList<>();

    private AuditFindings(AuditResult result) {
        this.result = result;
    }

    /**
     * The page.
     *
     * @param name of the network's file
     */
    public static Findings of(AuditResult result, String name) {
        AuditFindings page = new AuditFindings(result);
        page.sections();
        return new Findings(
                "How plausible is " + name + "?", page.lead(), page.sections, checks(result), AuditMeasures.of(result));
    }

    private String lead() {
        Experiment e = result.experiment();
        int epochs = e.learning().epochs();
        return String.format(
                Locale.ROOT,
                "Every line was measured on this network while it learned %d samples in %d epoch%s under %s: %.1f %% of %d held-out samples right at the end.",
                e.data().orElseThrow().train(),
                epochs,
                epochs == 1 ? "" : "s",
                e.audit().formulation(),
                100 * result.training().after(),
                e.data().orElseThrow().test());
    }

    private void sections() {
        sections.add(new Table(
                "In short",
                "Robust: at most " + AuditWords.percent(AuditSummary.TOLERATED_LOSS)
                        + " of the test samples lost in a short training ("
                        + result.sweeps().data().orElseThrow().train() + " samples, "
                        + result.sweeps().learning().epochs()
                        + (result.sweeps().learning().epochs() == 1 ? " epoch)." : " epochs)."),
                List.of("question", "measured"),
                AuditSummary.of(result)));
        sections.add(new Columns<NeuronFacts>()
                .with("layer", NeuronFacts::layer)
                .with("cell", NeuronFacts::cell)
                .with("soma", NeuronFacts::soma)
                .with("synapses", NeuronFacts::synapses)
                .with("violated", NeuronFacts::violations)
                .table(
                        "Neurons",
                        "The neurons of every layer, and what of the reduction to rates they violate (explain lists all of it).",
                        result.neurons()));
        result.rules().forEach(this::rule);
        pathways();
        transport();
        phases();
        signs();
        strength();
        result.tolerances().forEach(t -> sections.addAll(ToleranceSections.of(t)));
    }

    private void rule(RuleFacts rule) {
        sections.add(new Columns<QuantityFacts>()
                .with(rule.where(), q -> AuditWords.of(q.quantity()))
                .with("is read", q -> AuditWords.of(q.readings()))
                .with("looks back", q -> q.declared() ? AuditWords.window(q.declaredMs()) : AuditWords.NOTHING)
                .with("measured", q -> AuditWords.window(q.measuredMs()))
                .with("NaN in it", q -> reach(rule, q))
                .table(
                        READS,
                        "Rule: " + rule.name() + ", at the " + rule.where()
                                + "; everything that exists there. Looks back: declared, and measured as the time after which a past change is felt by less than 1/e.",
                        rule.quantities()));
        sections.add(new Columns<LayerLocality>()
                .with(rule.where() + " of", LayerLocality::layer)
                .with("weights", l -> String.valueOf(l.weights()))
                .with("differ alone", l -> String.valueOf(l.differIsolated()))
                .with("differ poisoned", l -> String.valueOf(l.differPoisoned()))
                .table(
                        READS,
                        "Weights whose change differs in any bit from that in the running network: when the rule runs again on a recording of its synapses alone, and with NaN in everything there that it does not declare.",
                        rule.layers()));
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
        sections.add(new Columns<PathwayFacts>()
                .with("pathway", p -> p.from() + " to " + p.to())
                .with("weights", p -> String.valueOf(p.synapses()))
                .with("delay", p -> AuditWords.plain(p.delayMs()))
                .with("origin", p -> p.origin().words())
                .with("changed", p -> AuditWords.percent(p.changed()))
                .table(
                        "Pathways",
                        "Delay in ms; change of the weights over the audit's training, relative to their norm.",
                        result.pathways()));
    }

    private void transport() {
        TransportFacts t = result.transport();
        List<Alignment> all = new ArrayList<>(t.layers());
        all.add(t.total());
        String origin =
                switch (t.provenance()) {
                    case COPIED -> "Q was computed from the forward weights: weight transport.";
                    case RANDOM -> "Q was drawn at random and stayed.";
                    case LEARNED -> "Q was drawn at random and learned from noise.";
                    case GIVEN -> "Q was given in a file and stayed.";
                };
        sections.add(new Columns<Alignment>()
                .with("layer", Alignment::layer)
                .with("W^T start", a -> AuditWords.cosine(a.productBefore()))
                .with("W^T end", a -> AuditWords.cosine(a.productAfter()))
                .with("J^T start", a -> AuditWords.cosine(a.jacobianBefore()))
                .with("J^T end", a -> AuditWords.cosine(a.jacobianAfter()))
                .with("random", a -> AuditWords.cosine(a.randomDeviation()))
                .with("chance", a -> AuditWords.number(a.chance()))
                .table(
                        COPIES,
                        "Cosine of Q, as one vector, to the transposed product of the forward weights and to the transposed Jacobian (mean over "
                                + "samples), before anything is learned and at the end. A random Q of this size has the cosine 0 ± random; chance: that it is at least "
                                + "this far from 0. " + origin,
                        all));
    }

    private void phases() {
        PhaseFacts p = result.phases();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "free phase before control",
                AuditWords.plain(p.freeMs()) + " ms",
                p.targetNeedsFree() ? "the target is relative to its output" : "the target does not need it"));
        rows.add(List.of(
                "controlled phase", AuditWords.plain(p.controlledMs()) + " ms", p.forwardPresentations() + " in all"));
        if (p.feedbackMs() > 0) {
            rows.add(List.of(
                    "feedback phase, noise, target its own output",
                    AuditWords.plain(p.feedbackMs()) + " ms",
                    p.feedbackPresentations() + " in all"));
        }
        rows.add(List.of(
                "change if plastic in a free phase before", AuditWords.percent(p.before()), "of that under control"));
        rows.add(List.of(
                "change if plastic after control ends", AuditWords.percent(p.after()), "of that under control"));
        rows.add(List.of(
                "cosine of the update of a rule always plastic",
                AuditWords.cosine(p.cosineUngated()),
                p.needsPhaseSignal() ? "needs a signal of the phase" : "needs no signal of the phase"));
        sections.add(new Table(
                PHASES, "F1 and F2 enter the steady state of a free phase at once.", List.of("phase", "", ""), rows));
        double[] x = p.durations().stream().mapToDouble(PhaseFacts.Duration::ms).toArray();
        double[] y =
                p.durations().stream().mapToDouble(PhaseFacts.Duration::cosine).toArray();
        sections.add(new LineChart(
                PHASES,
                "How long control has to last: update of one batch after a shorter or longer controlled phase.",
                Axis.log("controlled phase (ms)"),
                Axis.linear("cosine to the update of " + AuditWords.plain(p.controlledMs()) + " ms"),
                List.of(new Series("update", x, y))));
    }

    private void signs() {
        sections.add(new Columns<SignFacts>()
                .with("pathway", s -> s.from() + " to " + s.to())
                .with("weights", s -> String.valueOf(s.weights()))
                .with("changed sign", s -> AuditWords.percent(s.changed()))
                .with("mixed before", s -> AuditWords.percent(s.mixedBefore()))
                .with("mixed after", s -> AuditWords.percent(s.mixedAfter()))
                .table(
                        "Signs of weights",
                        "Weights whose sign learning changed; presynaptic units whose weights have both signs, against Dale's law, before and after learning.",
                        result.signs()));
    }

    private void strength() {
        List<StrengthFacts> before = result.strengthBefore();
        List<StrengthFacts> after = result.strengthAfter();
        sections.add(new Columns<Integer>()
                .with("layer", l -> after.get(l).layer())
                .with("basal", l -> AuditWords.number(after.get(l).basal()))
                .with("apical", l -> AuditWords.number(after.get(l).apical()))
                .with("basal mV", l -> AuditWords.number(after.get(l).basalMv()))
                .with("apical mV", l -> AuditWords.number(after.get(l).apicalMv()))
                .with("ratio before", l -> AuditWords.number(before.get(l).ratio()))
                .with("after", l -> AuditWords.number(after.get(l).ratio()))
                .with("least Hz", l -> AuditWords.number(after.get(l).lowestHz()))
                .table(
                        "Strength of feedback",
                        "rms over samples, units and the controlled phase at the end of learning: basal drive v*, apical contribution v - v* (units of v, and mV about v = 0); their ratio before "
                                + "and after learning; lowest firing rate (Hz; negative: no neuron).",
                        IntStream.range(0, after.size()).boxed().toList()));
    }

    /** What was promised: rules keep to what they declare, and what is said not to be copied does not look like it. */
    static List<Check> checks(AuditResult result) {
        double dtMs = result.experiment().timing().dtMs();
        List<Check> checks = new ArrayList<>();
        for (RuleFacts rule : result.rules()) {
            String at = rule.where() + ": ";
            checks.add(Check.atMost(
                    at + "weights that undeclared readings reach", sum(rule, LayerLocality::differPoisoned), 0));
            checks.add(Check.atMost(
                    at + "weights that change otherwise away from the network",
                    sum(rule, LayerLocality::differIsolated),
                    0));
            checks.add(Check.atMost(
                    at + "declared readings that reach no weight of a layer",
                    sum(rule, l -> l.declaredUnreached().size()),
                    0));
            double beyond = rule.quantities().stream()
                    .mapToDouble(q -> q.measuredMs() - q.declaredMs())
                    .filter(x -> !Double.isNaN(x))
                    .max()
                    .orElse(0);
            checks.add(Check.atMost(at + "window measured beyond the declared one (ms)", beyond, dtMs));
        }
        if (result.transport().provenance() != Origin.COPIED) {
            checks.add(Check.atLeast(
                    "initial feedback: chance that it was drawn without W",
                    result.transport().leastChance(),
                    Audit.LEAST_CHANCE));
        }
        return checks;
    }

    private static long sum(RuleFacts rule, ToLongFunction<LayerLocality> count) {
        return rule.layers().stream().mapToLong(count).sum();
    }
}
