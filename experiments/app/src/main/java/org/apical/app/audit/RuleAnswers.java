package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apical.app.audit.PhaseFacts.Part;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.app.experiment.MethodNeeds;
import org.apical.app.study.Spread;
import org.apical.plasticity.reference.Reference;

/** What rules read, where feedback weights come from, what plastic synapses need to know of phases, which theory an update follows. */
final class RuleAnswers {
    /** Cosine from which on two updates count as the same. */
    static final double SAME = 0.95;

    private final AuditResult result;
    private final List<Answer> answers = new ArrayList<>();

    private RuleAnswers(AuditResult result) {
        this.result = result;
    }

    static List<Answer> of(AuditResult result) {
        RuleAnswers of = new RuleAnswers(result);
        of.locality();
        of.transport();
        of.phases();
        of.references();
        return of.answers;
    }

    private void locality() {
        List<List<RuleFacts>> bySeed =
                result.seeds().stream().map(SeedFacts::rules).toList();
        int rules = bySeed.stream().mapToInt(List::size).max().orElse(0);
        if (rules == 0) {
            answers.add(Answer.none(
                    "basal_rule_is_local",
                    "Does the basal rule read its own synapse only?",
                    "a presentation diverges, of which it could be recorded"));
        }
        for (int r = 0; r < rules; r++) {
            int at = r;
            List<RuleFacts> facts = bySeed.stream()
                    .filter(list -> list.size() > at)
                    .map(list -> list.get(at))
                    .toList();
            rule(facts);
        }
    }

    /** Whether a rule reads its own synapses only, from all seeds. */
    static Answer locality(List<RuleFacts> bySeed) {
        String which = which(bySeed);
        long weights = 0;
        long differ = 0;
        for (RuleFacts rule : bySeed) {
            for (LayerLocality layer : rule.layers()) {
                weights += layer.weights();
                differ += Math.max(layer.differIsolated(), layer.differPoisoned());
            }
        }
        return Answer.of(
                which + "_rule_is_local",
                "Does the " + which + " rule read its own synapse only?",
                differ == 0,
                differ + " of " + weights
                        + " weights change by other bits when all that the rule does not declare is withheld or NaN");
    }

    private static String which(List<RuleFacts> bySeed) {
        return bySeed.get(0).where().startsWith("basal") ? "basal" : "apical";
    }

    private void rule(List<RuleFacts> bySeed) {
        String which = which(bySeed);
        answers.add(locality(bySeed));
        double declared = most(bySeed, QuantityFacts::declaredMs);
        double measured = most(bySeed, QuantityFacts::measuredMs);
        String felt = Double.isInfinite(declared) || Double.isNaN(measured)
                ? ""
                : ", measured " + AuditWords.window(measured);
        answers.add(new Answer(
                which + "_rule_window",
                "How far back does the " + which + " rule read?",
                declared == 0 ? "not at all" : AuditWords.window(declared),
                "declared " + AuditWords.window(declared) + felt,
                Optional.empty(),
                "ms"));
    }

    private static double most(List<RuleFacts> rules, ToDoubleFunction<QuantityFacts> window) {
        return rules.stream()
                .flatMap(rule -> rule.quantities().stream())
                .mapToDouble(window)
                .filter(ms -> !Double.isNaN(ms))
                .max()
                .orElse(Double.NaN);
    }

    private void transport() {
        TransportFacts facts = result.seeds().get(0).transport();
        String aligns = "Does feedback come to align with the forward path?";
        if (facts.layers().isEmpty() || facts.path() == ErrorPath.TRANSPOSED) {
            answers.add(Answer.of(
                    "weights_copied",
                    "Are weights copied?",
                    facts.copies(),
                    facts.copies()
                            ? needs().transport().words()
                            : "beside forward synapses it has: " + needs().extra()));
            answers.add(Answer.none(
                    "feedback_aligns",
                    aligns,
                    facts.path() == ErrorPath.TRANSPOSED
                            ? "errors are sent through the forward weights themselves"
                            : "no weights lead the error back along the forward path"));
            return;
        }
        String symbol = facts.symbol();
        Spread first = result.over(s -> s.transport().total().productBefore());
        double random = facts.total().randomDeviation();
        boolean free = result.seeds().stream().allMatch(s -> s.transport().free());
        answers.add(Answer.of(
                "weights_copied",
                "Are weights copied?",
                !free,
                (facts.copies() ? needs().transport().words() + "; " : "") + "cosine of " + symbol + " to W^T at first "
                        + AuditWords.spread(first, "%.3f") + ", by chance 0 ± " + AuditWords.cosine(random)));
        Spread last = result.over(s -> s.transport().total().productAfter());
        Spread gain = result.over(s ->
                s.transport().total().productAfter() - s.transport().total().productBefore());
        answers.add(Answer.atLeast(
                "feedback_aligns",
                aligns,
                Math.ulp(1.0),
                gain,
                "1",
                "cosine of " + symbol + " to W^T " + AuditWords.spread(first, "%.3f") + " at first, "
                        + AuditWords.interval(last, 3, "") + " at the end"));
    }

    private MethodNeeds needs() {
        Learning learning = result.experiment().learning();
        return learning.method().needs(learning);
    }

    private void phases() {
        if (!result.experiment().learning().method().control()) {
            answers.add(Answer.of(
                    "phase_signal_basal",
                    "Can forward weights stay plastic throughout, without a signal of the phase?",
                    needs().phases() == 1,
                    "as declared: phases or passes in which plasticity reads activity " + needs().phases()
                            + ", signals " + needs().broadcast() + ", settles " + needs().settling()));
            return;
        }
        int pathways =
                result.seeds().stream().mapToInt(s -> s.phases().size()).max().orElse(0);
        for (int p = 0; p < pathways; p++) {
            int at = p;
            List<PhaseFacts> facts = result.seeds().stream()
                    .map(SeedFacts::phases)
                    .filter(list -> list.size() > at)
                    .map(list -> list.get(at))
                    .toList();
            phases(facts);
        }
    }

    private void phases(List<PhaseFacts> bySeed) {
        PhaseFacts first = bySeed.get(0);
        Spread cosine =
                Spread.of(bySeed.stream().mapToDouble(PhaseFacts::cosineUngated).toArray());
        List<String> silent = new ArrayList<>();
        for (int k = 0; k < first.parts().size(); k++) {
            int at = k;
            Part part = first.parts().get(k);
            double together = bySeed.stream()
                    .mapToDouble(f -> f.parts().get(at).cosineTogether())
                    .average()
                    .orElseThrow();
            if (part.phase() != first.own() && together < SAME) {
                double size = bySeed.stream()
                        .mapToDouble(f -> f.parts().get(at).size())
                        .average()
                        .orElseThrow();
                silent.add("the " + part.phase().label() + " (" + part.phase().what() + "; " + AuditWords.number(size)
                        + " times the change)");
            }
        }
        String needs = silent.isEmpty()
                ? cosine.mean() < SAME
                        ? "; no phase alone does that, but what its filters see change between phases"
                        : ""
                : "; it has to be silenced in " + String.join(" and ", silent);
        String pathway = first.pathway();
        Answer always = Answer.atLeast(
                "phase_signal_" + (pathway.startsWith("forward") ? "basal" : "apical"),
                "Can " + pathway + " stay plastic throughout, without a signal of the phase?",
                SAME,
                cosine,
                "1",
                "always plastic, its change has the cosine " + AuditWords.interval(cosine, 3, "") + " to that of the "
                        + first.own().label() + " alone" + needs);
        answers.add(always);
    }

    private void references() {
        int layers = result.neurons().size();
        for (Reference reference : Reference.values()) {
            List<double[][]> after = result.seeds().stream()
                    .filter(s -> s.references().size() == 2)
                    .map(s -> s.references().get(1))
                    .toList();
            String question = "Does its update follow " + reference.label() + "?";
            String key = "follows_" + reference.id();
            Spread total = Spread.of(after.stream()
                    .mapToDouble(c -> c[layers][reference.ordinal()])
                    .toArray());
            if (after.isEmpty() || Double.isNaN(total.mean())) {
                answers.add(Answer.none(key, question, "no plain chain of rates, or a presentation diverges"));
                continue;
            }
            Spread before = Spread.of(result.seeds().stream()
                    .filter(s -> s.references().size() == 2)
                    .mapToDouble(s -> s.references().get(0)[layers][reference.ordinal()])
                    .toArray());
            answers.add(Answer.atLeast(
                    key,
                    question,
                    SAME,
                    total,
                    "1",
                    "cosine " + AuditWords.interval(total, 2, "") + " after learning, " + AuditWords.mean(before, 2)
                            + " before"));
        }
    }
}
