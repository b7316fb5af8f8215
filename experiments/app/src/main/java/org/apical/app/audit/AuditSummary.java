package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.Tolerance.Curve;
import org.apical.app.audit.Tolerance.Point;
import org.apical.app.audit.Tolerance.What;
import org.apical.app.audit.TransportFacts.Alignment;
import org.apical.app.experiment.FeedbackDescription.Origin;

/** The questions of a reviewer, each with the answer that was measured. */
final class AuditSummary {
    /** Learning is robust to a circumstance that costs at most this share of the test samples. */
    static final double TOLERATED_LOSS = 0.05;
    /** A network that gets less right has learned too little to say what it is robust to. */
    private static final double LEARNED = 0.5;

    private final AuditResult result;
    private final List<List<String>> rows = new ArrayList<>();

    private AuditSummary(AuditResult result) {
        this.result = result;
    }

    /** Rows of question and answer. */
    static List<List<String>> of(AuditResult result) {
        AuditSummary summary = new AuditSummary(result);
        result.rules().forEach(summary::rule);
        summary.transport();
        summary.phases();
        summary.signs();
        summary.strength();
        result.tolerances().forEach(summary::tolerance);
        return summary.rows;
    }

    private void row(String question, String answer) {
        rows.add(List.of(question, answer));
    }

    private void rule(RuleFacts rule) {
        String name = rule.where().startsWith("basal") ? "Basal rule" : "Apical rule";
        long weights = 0;
        long differ = 0;
        for (LayerLocality layer : rule.layers()) {
            weights += layer.weights();
            differ += Math.max(layer.differIsolated(), layer.differPoisoned());
        }
        row(
                name + ": its own synapse only?",
                (differ == 0 ? "yes: " : "NO: ") + differ + " of " + weights + " weights differ without the rest");
        double declared = most(rule, QuantityFacts::declaredMs);
        double measured = most(rule, QuantityFacts::measuredMs);
        String felt = Double.isInfinite(declared) ? "" : "; the past is felt for " + AuditWords.window(measured);
        row(name + ": looks back how far?", (declared == 0 ? "not at all" : AuditWords.window(declared)) + felt);
    }

    private static double most(RuleFacts rule, ToDoubleFunction<QuantityFacts> window) {
        return rule.quantities().stream()
                .mapToDouble(window)
                .filter(ms -> !Double.isNaN(ms))
                .max()
                .orElse(0);
    }

    private void transport() {
        TransportFacts t = result.transport();
        Alignment all = t.total();
        boolean copied = t.provenance() == Origin.COPIED;
        row(
                "Weights copied?",
                copied
                        ? "YES: Q is the product of the forward weights, cosine "
                                + AuditWords.cosine(all.productBefore())
                        : (t.free() ? "no: " : "LOOKS SO: ") + "cosine of Q to W^T at first "
                                + AuditWords.cosine(all.productBefore()) + ", by chance 0 ± "
                                + AuditWords.cosine(all.randomDeviation()));
        if (!copied) {
            row(
                    "Feedback aligned with forward path?",
                    "cosine at first " + AuditWords.cosine(all.productBefore()) + ", at the end "
                            + AuditWords.cosine(all.productAfter())
                            + (t.provenance() == Origin.LEARNED ? " (learned from noise)" : " (fixed)"));
        }
    }

    private void phases() {
        PhaseFacts p = result.phases();
        String phases = (p.targetNeedsFree() ? "free " + AuditWords.plain(p.freeMs()) + " ms, " : "") + "controlled "
                + AuditWords.plain(p.controlledMs()) + " ms";
        row(
                "Phases of a sample?",
                p.feedbackMs() > 0 ? phases + "; apart, feedback " + AuditWords.plain(p.feedbackMs()) + " ms" : phases);
        row(
                "Needs a phase signal?",
                (p.needsPhaseSignal() ? "yes" : "no") + ": always plastic, its update has the cosine "
                        + AuditWords.cosine(p.cosineUngated()));
    }

    private void signs() {
        double mixed =
                result.signs().stream().mapToDouble(SignFacts::mixedAfter).max().orElse(0);
        double changed =
                result.signs().stream().mapToDouble(SignFacts::changed).max().orElse(0);
        row(
                "Dale's law?",
                mixed == 0
                        ? "yes; weights that change sign: " + AuditWords.percent(changed)
                        : "no: " + AuditWords.percent(mixed) + " of units mix signs, " + AuditWords.percent(changed)
                                + " of weights flip");
    }

    private void strength() {
        double[] ratios = Stream.concat(result.strengthBefore().stream(), result.strengthAfter().stream())
                .mapToDouble(StrengthFacts::ratio)
                .sorted()
                .toArray();
        row(
                "Feedback to basal drive?",
                AuditWords.number(ratios[0]) + " to " + AuditWords.number(ratios[ratios.length - 1])
                        + " of it (rms of each layer)");
    }

    private void tolerance(Tolerance tolerance) {
        for (Curve curve : tolerance.curves()) {
            if (!curve.trained()) {
                continue;
            }
            Point unchanged = curve.reference();
            String name = curve.name().contains("re-mapped") ? ", " + curve.name() : "";
            row("Robust to " + words(tolerance.what()) + name, answer(tolerance.what(), curve, unchanged));
        }
    }

    private static String answer(What what, Curve curve, Point unchanged) {
        if (unchanged.diverged()) {
            return "inconclusive: the short training diverges as it is";
        }
        if (unchanged.accuracy() < LEARNED) {
            return "inconclusive: the short training only reaches " + AuditWords.percent(unchanged.accuracy());
        }
        List<Point> tolerated = curve.tolerated(TOLERATED_LOSS);
        double least = tolerated.get(0).x();
        double most = tolerated.get(tolerated.size() - 1).x();
        String range =
                switch (what) {
                    case NOISE -> "up to " + AuditWords.plain(most) + " units of v";
                    case DELAY -> "up to " + AuditWords.plain(most) + " ms";
                    case SPARSITY -> "down to " + AuditWords.plain(least) + " % of Q";
                    case CONDUCTANCE -> "from " + AuditWords.plain(least) + " to " + AuditWords.plain(most);
                    case COUPLING -> tolerated.size() == curve.points().size() ? "yes" : "no";
                };
        boolean diverged = curve.points().stream().anyMatch(Point::diverged);
        double worst = curve.points().stream()
                .mapToDouble(Point::accuracy)
                .filter(x -> !Double.isNaN(x))
                .min()
                .orElse(0);
        return range + "; worst " + AuditWords.percent(worst) + (diverged ? " or diverged" : "") + ", unchanged "
                + AuditWords.percent(unchanged.accuracy());
    }

    private static String words(What what) {
        return switch (what) {
            case NOISE -> "noise";
            case DELAY -> "late feedback";
            case SPARSITY -> "sparse feedback";
            case CONDUCTANCE -> "g_as/g_bs";
            case COUPLING -> "coupling";
        };
    }
}
