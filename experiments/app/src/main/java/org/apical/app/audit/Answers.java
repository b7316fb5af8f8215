package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.activity.LayerActivity;
import org.apical.app.audit.LearningReferences.Reference;
import org.apical.app.audit.PhaseFacts.Part;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.study.Spread;

/** The questions of a reviewer, each with the answer that was measured; every sentence is made from what was run. */
final class Answers {
    /** Points below backprop within which accuracies count as equal, share of the test samples. */
    static final double EQUAL = 0.02;
    /** Cosine from which on two updates count as the same. */
    static final double SAME = 0.95;

    private static final double PERCENT = 100;
    /** Mean firing rates of pyramidal neurons in cortex are mostly below this (Buzsaki and Mizuseki 2014, Hz). */
    static final double MOST_HZ = 15;

    private final AuditResult result;
    private final List<Answer> answers = new ArrayList<>();

    private Answers(AuditResult result) {
        this.result = result;
    }

    static List<Answer> of(AuditResult result) {
        Answers answers = new Answers(result);
        answers.learning();
        answers.controls();
        answers.locality();
        answers.transport();
        answers.phases();
        answers.references();
        answers.synapse();
        answers.constraints();
        answers.physiology();
        answers.sweeps();
        answers.depth();
        return List.copyOf(answers.answers);
    }

    // ---------------------------------------------------------------- learning

    private double[] scores(List<Trained> trained) {
        return trained.stream()
                .mapToDouble(t -> PERCENT * Sweep.score(t, result.chance()))
                .toArray();
    }

    private Spread score(List<Trained> trained) {
        return Spread.of(scores(trained));
    }

    /** Points by which the first is better, seed by seed. */
    private Spread better(List<Trained> first, List<Trained> second) {
        double[] x = scores(first);
        double[] y = scores(second);
        return Spread.of(
                IntStream.range(0, x.length).mapToDouble(k -> x[k] - y[k]).toArray());
    }

    private static String diverged(List<Trained> trained) {
        long count = trained.stream().filter(Trained::diverged).count();
        return count == 0 ? "" : "; diverged in " + count + " of " + trained.size() + " networks, counted as guessing";
    }

    private void learning() {
        List<Trained> described = result.described();
        Spread accuracy = score(described);
        double chance = PERCENT * result.chance();
        String loop = described.stream().anyMatch(Trained::diverged)
                ? "; before learning: "
                        + loop(result.seeds().stream().map(s -> s.loop().get(0)).toList())
                : "";
        Spread gained = Spread.of(described.stream()
                .mapToDouble(t -> PERCENT
                        * (Sweep.score(t, result.chance()) - (Double.isNaN(t.before()) ? result.chance() : t.before())))
                .toArray());
        Answer learns = Answer.atLeast(
                "learns",
                "Does it learn?",
                PERCENT * result.plan().tolerated(),
                gained,
                "points",
                "test accuracy " + AuditWords.interval(accuracy, 1, " %") + " after "
                        + course(
                                result.training().learning().epochs(),
                                result.training().data().orElseThrow().train())
                        + ", " + AuditWords.interval(gained, 1, " points") + " more than before; guessing "
                        + AuditWords.plain(chance) + " %" + diverged(described) + loop);
        answers.add(learns);
        against(
                "hidden_layers_learn",
                "Do its hidden layers learn?",
                Question.LAST_LAYER,
                Math.ulp(1.0),
                "above the last layer alone");
        against(
                "as_backprop",
                "Does it learn as well as backprop, within " + AuditWords.plain(PERCENT * EQUAL) + " points?",
                Question.BACKPROP,
                -PERCENT * EQUAL,
                "from backprop");
    }

    private static String course(int epochs, int samples) {
        return epochs + (epochs == 1 ? " epoch of " : " epochs of ") + samples + " samples";
    }

    private void against(String key, String question, Question other, double bound, String words) {
        List<Trained> than = result.full().get(other);
        if (than == null) {
            answers.add(Answer.none(key, question, result.refused().getOrDefault(other, "there is nothing to change")));
            return;
        }
        Spread better = better(result.described(), than);
        answers.add(Answer.atLeast(
                key,
                question,
                bound,
                better,
                "points",
                AuditWords.interval(better, 1, " points") + " " + words + " (" + AuditWords.mean(score(than), 1) + " %)"
                        + diverged(than)));
    }

    /** The loops with which trainings began, in words. */
    static String loop(List<LoopFacts> loops) {
        Spread margin =
                Spread.of(loops.stream().mapToDouble(LoopFacts::phaseDegrees).toArray());
        Spread eigenvalue = Spread.of(
                loops.stream().mapToDouble(LoopFacts::eigenvaluePerSecond).toArray());
        List<String> words = new ArrayList<>();
        if (!Double.isNaN(margin.mean())) {
            long unstable = loops.stream().filter(l -> l.phaseDegrees() <= 0).count();
            words.add("phase margin of the loop " + AuditWords.spread(margin, "%.0f") + " degrees, "
                    + (unstable == 0 ? "stable in all" : "unstable in " + unstable) + " of " + loops.size()
                    + " networks");
        }
        if (!Double.isNaN(eigenvalue.mean())) {
            words.add("largest real part of an eigenvalue of the rates " + AuditWords.spread(eigenvalue, "%+.2g")
                    + " /s");
        }
        return words.isEmpty() ? "there is no theory of this loop" : String.join(", ", words);
    }

    private void controls() {
        control("needs_its_feedback", "Better than with random feedback?", Question.RANDOM_FEEDBACK);
        control(
                "needs_order_of_feedback",
                "Better than with its feedback weights shuffled?",
                Question.SHUFFLED_FEEDBACK);
        control("needs_feedback", "Better than without feedback?", Question.NO_FEEDBACK);
        control("needs_sign", "Better than with the sign of the rule turned?", Question.REVERSED_RULE);
    }

    private void control(String key, String question, Question control) {
        List<Trained> than = result.changed().get(control);
        if (than == null) {
            answers.add(
                    Answer.none(key, question, result.refused().getOrDefault(control, "there is nothing to change")));
            return;
        }
        Spread better = better(result.plain(), than);
        List<LoopFacts> loops = result.loops().getOrDefault(control, List.of());
        answers.add(Answer.atLeast(
                key,
                question,
                Math.ulp(1.0),
                better,
                "points",
                AuditWords.interval(better, 1, " points") + " better; " + control.label() + " reaches "
                        + AuditWords.mean(score(than), 1) + " %" + diverged(than)
                        + (loops.isEmpty() ? "" : " (" + loop(loops) + ")")));
    }

    // ---------------------------------------------------------------- rules

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
        String felt = Double.isInfinite(declared) ? "" : ", measured " + AuditWords.window(measured);
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
                .orElse(0);
    }

    private void transport() {
        Origin origin = result.seeds().get(0).transport().provenance();
        Spread first = result.over(s -> s.transport().total().productBefore());
        double random = result.seeds().get(0).transport().total().randomDeviation();
        boolean free = result.seeds().stream().allMatch(s -> s.transport().free());
        answers.add(Answer.of(
                "weights_copied",
                "Are weights copied?",
                !free,
                origin == Origin.COPIED
                        ? "Q is the product of the forward weights, cosine " + AuditWords.mean(first, 3)
                        : "cosine of Q to W^T as drawn " + AuditWords.spread(first, "%.3f") + ", by chance 0 ± "
                                + AuditWords.cosine(random)));
        Spread last = result.over(s -> s.transport().total().productAfter());
        Spread gain = result.over(s ->
                s.transport().total().productAfter() - s.transport().total().productBefore());
        answers.add(Answer.atLeast(
                "feedback_aligns",
                "Does feedback come to align with the forward path?",
                Math.ulp(1.0),
                gain,
                "1",
                "cosine of Q to W^T " + AuditWords.spread(first, "%.3f") + " at first, "
                        + AuditWords.interval(last, 3, "") + " at the end"));
    }

    private void phases() {
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
        String needs = silent.isEmpty() ? "" : "; it has to be silenced in " + String.join(" and ", silent);
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

    // ---------------------------------------------------------------- theories

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

    // ---------------------------------------------------------------- what a synapse cannot know, constraints

    private void without(String key, String question, Question changed) {
        List<Trained> with = result.changed().get(changed);
        if (result.leftOut().contains(changed)) {
            answers.add(Answer.notAsked(
                    key, question, "its rate has to be chosen first, which the short form of an audit does not"));
            return;
        }
        if (with == null) {
            answers.add(Answer.none(
                    key,
                    question,
                    result.refused().getOrDefault(changed, "nothing of the kind is used, or it is so already")));
            return;
        }
        Spread lost = better(result.plain(), with);
        answers.add(
                Answer.atMost(key, question, PERCENT * result.plan().tolerated(), lost, "points", lost(lost, with)));
    }

    private String lost(Spread lost, List<Trained> with) {
        return "costs " + AuditWords.interval(lost, 1, " points") + " of " + AuditWords.mean(score(result.plain()), 1)
                + " %" + diverged(with);
    }

    private void synapse() {
        without(
                "learns_by_plain_gradient",
                "Does it learn by plain gradient steps, without Adam?",
                Question.PLAIN_GRADIENT);
        without("learns_from_single_samples", "Does it learn from one sample an update?", Question.SINGLE_SAMPLES);
        without("learns_unnormalised", "Does it learn without normalisation over samples?", Question.NO_NORMALISATION);
        without(
                "learns_without_softmax",
                "Does it learn with a target for each output alone, without a softmax?",
                Question.NO_SOFTMAX);
        without("learns_as_a_synapse", "Does it learn without all four?", Question.SYNAPSE_ALONE);
    }

    private void constraints() {
        Spread mixed = result.over(
                s -> s.signs().stream().mapToDouble(SignFacts::mixedAfter).max().orElse(0));
        Spread changed = result.over(
                s -> s.signs().stream().mapToDouble(SignFacts::changed).max().orElse(0));
        answers.add(Answer.of(
                "dale",
                "Do its weights keep Dale's law as signed numbers?",
                mixed.mean() == 0,
                AuditWords.mean(scaled(mixed), 1) + " % of presynaptic units have weights of both signs, "
                        + AuditWords.mean(scaled(changed), 1) + " % of weights change sign"));
        without("learns_under_dale", "Does it learn with excitatory and inhibitory basal synapses?", Question.DALE);
        without(
                "learns_with_other_coupling",
                "Does it learn with dendrites that hear their soma, unknown to the map?",
                Question.OTHER_COUPLING);
        without(
                "learns_with_unlike_layers",
                "Does it learn with another cell in its first layer?",
                Question.UNLIKE_LAYERS);
    }

    private static Spread scaled(Spread share) {
        return new Spread(PERCENT * share.mean(), PERCENT * share.deviation(), share.size());
    }

    // ---------------------------------------------------------------- physiology

    private void physiology() {
        double[] ratios = result.seeds().stream()
                .flatMapToDouble(
                        s -> java.util.stream.Stream.concat(s.strengthBefore().stream(), s.strengthAfter().stream())
                                .mapToDouble(StrengthFacts::ratio))
                .sorted()
                .toArray();
        if (ratios.length > 0) {
            answers.add(new Answer(
                    "feedback_strength",
                    "How strong is feedback beside basal drive?",
                    AuditWords.number(ratios[0]) + " to " + AuditWords.number(ratios[ratios.length - 1]),
                    "rms of the apical relative to that of the basal contribution, lowest and highest of layers, seeds, before and after learning",
                    Optional.empty(),
                    "1"));
        }
        if (result.seeds().stream().anyMatch(s -> s.activity().isEmpty())) {
            answers.add(Answer.none(
                    "rates_are_cortical",
                    "Do its neurons fire at cortical rates?",
                    "it has no neurons, or a presentation diverges"));
            return;
        }
        Spread rate = result.over(s ->
                s.activity().stream().mapToDouble(LayerActivity::meanHz).max().orElse(Double.NaN));
        answers.add(Answer.atMost(
                "rates_are_cortical",
                "Do its neurons fire at cortical rates, below " + AuditWords.plain(MOST_HZ) + " Hz?",
                MOST_HZ,
                rate,
                "Hz",
                "mean rate of the layer that fires most " + AuditWords.interval(rate, 1, " Hz")
                        + "; the unit and sample with the highest "
                        + AuditWords.number(result.seeds().stream()
                                .flatMap(s -> s.activity().stream())
                                .mapToDouble(LayerActivity::highestHz)
                                .max()
                                .orElse(Double.NaN))
                        + " Hz"));
        Spread outside = scaled(result.over(s -> s.activity().stream()
                .flatMap(layer -> layer.potentials().stream())
                .mapToDouble(o -> o.outside())
                .max()
                .orElse(0)));
        answers.add(Answer.atMost(
                "potentials_in_range",
                "Do potentials stay within physiological ranges?",
                0.1,
                outside,
                "%",
                AuditWords.interval(outside, 2, " %")
                        + " of neurons and time outside, in the compartment that is outside most"));
        Spread spikes = result.over(this::spikesPerSample);
        answers.add(new Answer(
                "spikes_per_sample",
                "How many spikes does a sample take?",
                Long.toString(Math.round(spikes.mean())),
                "of all layers in "
                        + AuditWords.plain(result.experiment().timing().freeMs()
                                + result.experiment().timing().controlledMs())
                        + " ms, " + AuditWords.interval(spikes, 0, ""),
                Optional.of(spikes),
                "1"));
    }

    /** Spikes of all layers in a presentation: those of F3, in F2 those that its rates stand for. */
    double spikesPerSample(SeedFacts seed) {
        double seconds = (result.experiment().timing().freeMs()
                        + result.experiment().timing().controlledMs())
                / 1000;
        double sum = 0;
        for (int l = 0; l < seed.activity().size(); l++) {
            sum += seed.activity().get(l).meanHz() * result.neurons().get(l).neurons() * seconds;
        }
        return sum;
    }

    // ---------------------------------------------------------------- robustness

    private void sweeps() {
        double chance = result.chance();
        Spread known = score(result.plain());
        boolean learned = known.low() > PERCENT * (chance + 2 * result.plan().tolerated());
        for (Sweep sweep : result.sweeps()) {
            String key = "robust_to_" + sweep.what().key();
            String question = "Robust to " + sweep.what().title() + "?";
            if (!sweep.asked()) {
                answers.add(Answer.none(key, question, sweep.refusal()));
            } else if (!learned) {
                answers.add(new Answer(
                        key,
                        question,
                        Answer.INCONCLUSIVE,
                        "unchanged it reaches " + AuditWords.interval(known, 1, " %") + ", too little to lose",
                        Optional.empty(),
                        ""));
            } else {
                answers.add(robust(key, question, sweep));
            }
        }
    }

    private Answer robust(String key, String question, Sweep sweep) {
        double tolerated = result.plan().tolerated();
        double chance = result.chance();
        int failing = sweep.firstFailing(tolerated, chance);
        Sweep.Point last = failing < sweep.points().size() ? sweep.points().get(failing) : sweep.last();
        Spread lost = sweep.lost(last, chance);
        String at = " at " + sweep.what().words(last.x(), result.formulations());
        String end = "loss" + at + " " + AuditWords.interval(scaled(lost), 1, " points")
                + (last.diverged()
                        ? ", diverged in "
                                + last.trained().stream()
                                        .filter(Trained::diverged)
                                        .count()
                                + " of " + last.trained().size()
                        : "");
        if (failing == sweep.points().size()) {
            boolean holds = sweep.holds(last, tolerated, chance);
            return new Answer(
                    key,
                    question,
                    holds ? Answer.YES + ", as far as tried" : Answer.INCONCLUSIVE,
                    end + ", the last value that was tried",
                    Optional.of(lost),
                    "1");
        }
        if (failing == 0) {
            return new Answer(
                    key,
                    question,
                    Answer.NO + ", fails at " + sweep.what().words(last.x(), result.formulations()),
                    end + ", the mildest value that was tried",
                    Optional.of(lost),
                    "1");
        }
        Sweep.Point harmless = sweep.points().get(failing - 1);
        Sweep.Failure failure = sweep.failure(tolerated, chance);
        Spread x = failure.at();
        double least = Math.min(sweep.what().unchanged(), last.x());
        double most = Math.max(sweep.what().unchanged(), last.x());
        String limit = sweep.what().words(x.mean(), result.formulations());
        String direction = sweep.what().unchanged() < last.x() ? "up to " : "down to ";
        return new Answer(
                key,
                question,
                direction + limit,
                "95 % CI " + AuditWords.number(Math.max(least, x.low())) + " to "
                        + AuditWords.number(Math.min(most, x.high()))
                        + (failure.beyond() > 0 ? ", " + failure.beyond() + " of " + x.size() + " networks beyond" : "")
                        + "; lost at " + AuditWords.number(harmless.x()) + " "
                        + AuditWords.interval(scaled(sweep.lost(harmless, chance)), 1, " points")
                        + ", " + end.replaceFirst("loss ", ""),
                Optional.of(x),
                sweep.what().key());
    }

    private void depth() {
        String question = "Does it learn with more layers, as well as backprop within "
                + AuditWords.plain(PERCENT * EQUAL) + " points?";
        if (result.plan().depths().isEmpty()) {
            answers.add(Answer.notAsked("learns_deep", question, "no other numbers of layers were to be tried"));
            return;
        }
        if (result.depths().isEmpty()) {
            answers.add(Answer.none("learns_deep", question, "no plain chain of like layers"));
            return;
        }
        Audit.Depth deepest = result.depths().get(result.depths().size() - 1);
        String all = result.depths().stream()
                .map(d -> d.hidden() + " hidden: " + AuditWords.spread(score(d.trained()), "%.1f") + " %"
                        + (d.backprop().isEmpty() ? "" : " (backprop " + AuditWords.mean(score(d.backprop()), 1) + ")")
                        + diverged(d.trained()))
                .collect(Collectors.joining("; "));
        if (deepest.backprop().isEmpty()) {
            answers.add(Answer.none("learns_deep", question, all));
            return;
        }
        Spread better = better(deepest.trained(), deepest.backprop());
        answers.add(Answer.atLeast("learns_deep", question, -PERCENT * EQUAL, better, "points", all));
    }
}
