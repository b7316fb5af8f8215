package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.TransportFacts.Alignment;
import org.apical.app.check.Check;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.FeedbackDescription.Origin;
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
        result.rules().forEach(this::rule);
        pathways();
        transport();
        phases();
        signs();
        strength();
        result.tolerances().forEach(t -> sections.addAll(ToleranceSections.of(t)));
    }

    private void rule(RuleFacts rule) {
        List<List<String>> rows = new ArrayList<>();
        for (QuantityFacts q : rule.quantities()) {
            boolean unreached =
                    rule.layers().stream().anyMatch(l -> l.declaredUnreached().contains(q.quantity()));
            rows.add(List.of(
                    AuditWords.of(q.quantity()),
                    AuditWords.of(q.readings()),
                    q.declared() ? AuditWords.window(q.declaredMs()) : AuditWords.NOTHING,
                    AuditWords.window(q.measuredMs()),
                    q.declared() ? (unreached ? "DID NOT REACH the change" : "reaches the change") : "changes no bit"));
        }
        sections.add(new Table(
                READS,
                "Rule: " + rule.name() + ", at the " + rule.where()
                        + "; everything that exists there. Looks back: declared, and measured as the time after which a past change is felt by less than 1/e.",
                List.of(rule.where(), "is read", "looks back", "measured", "NaN in it"),
                rows));
        List<List<String>> layers = new ArrayList<>();
        for (LayerLocality l : rule.layers()) {
            layers.add(List.of(
                    l.layer(),
                    String.valueOf(l.weights()),
                    String.valueOf(l.differIsolated()),
                    String.valueOf(l.differPoisoned())));
        }
        sections.add(new Table(
                READS,
                "Weights whose change differs in any bit from that in the running network: when the rule runs again on a recording of its synapses alone, and with NaN in everything there that it does not declare.",
                List.of(rule.where() + " of", "weights", "differ alone", "differ poisoned"),
                layers));
    }

    private void pathways() {
        List<List<String>> rows = new ArrayList<>();
        for (PathwayFacts p : result.pathways()) {
            rows.add(List.of(
                    p.from() + " to " + p.to(),
                    String.valueOf(p.synapses()),
                    AuditWords.plain(p.delayMs()),
                    p.origin().words(),
                    AuditWords.percent(p.changed())));
        }
        sections.add(new Table(
                "Pathways",
                "Delay in ms; change of the weights over the audit's training, relative to their norm.",
                List.of("pathway", "weights", "delay", "origin", "changed"),
                rows));
    }

    private void transport() {
        TransportFacts t = result.transport();
        List<List<String>> rows = new ArrayList<>();
        List<Alignment> all = new ArrayList<>(t.layers());
        all.add(t.total());
        for (Alignment a : all) {
            rows.add(List.of(
                    a.layer(),
                    AuditWords.cosine(a.productBefore()),
                    AuditWords.cosine(a.productAfter()),
                    AuditWords.cosine(a.jacobianBefore()),
                    AuditWords.cosine(a.jacobianAfter()),
                    AuditWords.cosine(a.randomDeviation()),
                    AuditWords.number(a.chance())));
        }
        String origin = t.provenance() == Origin.COPIED
                ? "Q was computed from the forward weights: weight transport."
                : t.provenance() == Origin.RANDOM
                        ? "Q was drawn at random and stayed."
                        : "Q was drawn at random and learned from noise.";
        sections.add(new Table(
                COPIES,
                "Cosine of Q, as one vector, to the transposed product of the forward weights and to the transposed Jacobian (mean over "
                        + "samples), before anything is learned and at the end. A random Q of this size has the cosine 0 ± random; chance: that it is at least "
                        + "this far from 0. " + origin,
                List.of("layer", "W^T start", "W^T end", "J^T start", "J^T end", "random", "chance"),
                rows));
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
        List<List<String>> rows = new ArrayList<>();
        for (SignFacts s : result.signs()) {
            rows.add(List.of(
                    s.from() + " to " + s.to(),
                    String.valueOf(s.weights()),
                    AuditWords.percent(s.changed()),
                    AuditWords.percent(s.mixedBefore()),
                    AuditWords.percent(s.mixedAfter())));
        }
        sections.add(new Table(
                "Signs of weights",
                "Weights whose sign learning changed; presynaptic units whose weights have both signs, against Dale's law, before and after learning.",
                List.of("pathway", "weights", "changed sign", "mixed before", "mixed after"),
                rows));
    }

    private void strength() {
        List<List<String>> rows = new ArrayList<>();
        for (int l = 0; l < result.strengthAfter().size(); l++) {
            StrengthFacts before = result.strengthBefore().get(l);
            StrengthFacts after = result.strengthAfter().get(l);
            rows.add(List.of(
                    after.layer(),
                    AuditWords.number(after.basal()),
                    AuditWords.number(after.apical()),
                    AuditWords.number(after.basalMv()),
                    AuditWords.number(after.apicalMv()),
                    AuditWords.number(before.ratio()),
                    AuditWords.number(after.ratio()),
                    AuditWords.number(after.lowestHz())));
        }
        sections.add(new Table(
                "Strength of feedback",
                "rms over samples, units and the controlled phase at the end of learning: basal drive v*, apical contribution v - v* (units of v, and mV about v = 0); their ratio before "
                        + "and after learning; lowest firing rate (Hz; negative: no neuron).",
                List.of("layer", "basal", "apical", "basal mV", "apical mV", "ratio before", "after", "least Hz"),
                rows));
    }

    /** What was promised: rules keep to what they declare, and what is said not to be copied does not look like it. */
    static List<Check> checks(AuditResult result) {
        double dtMs = result.experiment().timing().dtMs();
        List<Check> checks = new ArrayList<>();
        for (RuleFacts rule : result.rules()) {
            String at = rule.where() + ": ";
            checks.add(Check.atMost(at + "weights that undeclared readings reach", poisoned(rule), 0));
            checks.add(Check.atMost(at + "weights that change otherwise away from the network", isolated(rule), 0));
            checks.add(Check.atMost(
                    at + "declared readings that reach no weight of a layer",
                    rule.layers().stream()
                            .mapToInt(l -> l.declaredUnreached().size())
                            .sum(),
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

    private static long poisoned(RuleFacts rule) {
        return rule.layers().stream().mapToLong(LayerLocality::differPoisoned).sum();
    }

    private static long isolated(RuleFacts rule) {
        return rule.layers().stream().mapToLong(LayerLocality::differIsolated).sum();
    }
}
