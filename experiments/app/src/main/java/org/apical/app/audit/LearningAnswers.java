package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apical.app.study.Spread;

/** Does it learn, and what does learning need: beside backprop and controls, without what a synapse cannot know, under constraints, with more layers. */
final class LearningAnswers {
    /** Points below backprop within which accuracies count as equal. */
    private static final double EQUAL = 2;

    private final AuditResult result;
    private final Scores scores;
    private final List<Answer> answers = new ArrayList<>();

    private LearningAnswers(AuditResult result) {
        this.result = result;
        this.scores = new Scores(result);
    }

    static List<Answer> of(AuditResult result) {
        LearningAnswers of = new LearningAnswers(result);
        of.learning();
        of.controls();
        of.synapse();
        of.constraints();
        of.depth();
        return of.answers;
    }

    private void learning() {
        List<Trained> described = result.described();
        Spread accuracy = scores.over(described);
        double chance = Scores.PERCENT * result.chance();
        String loop = described.stream().anyMatch(Trained::diverged)
                ? "; before learning: "
                        + loop(result.seeds().stream().map(s -> s.loop().get(0)).toList())
                : "";
        Spread gained = Spread.of(described.stream()
                .mapToDouble(t -> Scores.PERCENT
                        * (Sweep.score(t, result.chance()) - (Double.isNaN(t.before()) ? result.chance() : t.before())))
                .toArray());
        Answer learns = Answer.atLeast(
                "learns",
                "Does it learn?",
                Scores.PERCENT * result.plan().tolerated(),
                gained,
                "points",
                "test accuracy " + AuditWords.interval(accuracy, 1, " %") + " after "
                        + AuditWords.course(
                                result.training().learning().epochs(),
                                result.training().data().orElseThrow().train())
                        + ", " + AuditWords.interval(gained, 1, " points") + " more than before; guessing "
                        + AuditWords.plain(chance) + " %" + Scores.diverged(described) + loop);
        answers.add(learns);
        against(
                "hidden_layers_learn",
                "Do its hidden layers learn?",
                Question.LAST_LAYER,
                Math.ulp(1.0),
                "above the last layer alone");
        against(
                "as_backprop",
                "Does it learn as well as backprop, within " + AuditWords.plain(EQUAL) + " points?",
                Question.BACKPROP,
                -EQUAL,
                "from backprop");
    }

    private void against(String key, String question, Question other, double bound, String words) {
        List<Trained> than = result.full().get(other);
        if (than == null) {
            answers.add(Answer.none(key, question, result.refused().getOrDefault(other, "there is nothing to change")));
            return;
        }
        Spread better = scores.better(result.described(), than);
        answers.add(Answer.atLeast(
                key,
                question,
                bound,
                better,
                "points",
                AuditWords.interval(better, 1, " points") + " " + words + " (" + AuditWords.mean(scores.over(than), 1)
                        + " %)" + Scores.diverged(than)));
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
        Spread better = scores.better(result.plain(), than);
        List<LoopFacts> loops = result.loops().getOrDefault(control, List.of());
        answers.add(Answer.atLeast(
                key,
                question,
                Math.ulp(1.0),
                better,
                "points",
                AuditWords.interval(better, 1, " points") + " better; " + control.label() + " reaches "
                        + AuditWords.mean(scores.over(than), 1) + " %" + Scores.diverged(than)
                        + (loops.isEmpty() ? "" : " (" + loop(loops) + ")")));
    }

    private void without(String key, String question, Question changed) {
        List<Trained> with = result.changed().get(changed);
        if (result.leftOut().contains(changed)) {
            answers.add(Answer.notAsked(
                    key, question, "its rate has to be chosen first, which the short form of an audit does not"));
            return;
        }
        if (with == null) {
            answers.add(
                    Answer.none(
                            key,
                            question,
                            result.refused()
                                    .getOrDefault(
                                            changed,
                                            "there is nothing of the kind to change: no such neurons, nothing used, or so already")));
            return;
        }
        Spread lost = scores.better(result.plain(), with);
        answers.add(Answer.atMost(
                key, question, Scores.PERCENT * result.plan().tolerated(), lost, "points", lost(lost, with)));
    }

    private String lost(Spread lost, List<Trained> with) {
        return "costs " + AuditWords.interval(lost, 1, " points") + " of "
                + AuditWords.mean(scores.over(result.plain()), 1) + " %" + Scores.diverged(with);
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

    private void depth() {
        String question =
                "Does it learn with more layers, as well as backprop within " + AuditWords.plain(EQUAL) + " points?";
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
                .map(d -> d.hidden() + " hidden: " + AuditWords.spread(scores.over(d.trained()), "%.1f") + " %"
                        + (d.backprop().isEmpty()
                                ? ""
                                : " (backprop " + AuditWords.mean(scores.over(d.backprop()), 1) + ")")
                        + Scores.diverged(d.trained()))
                .collect(Collectors.joining("; "));
        if (deepest.backprop().isEmpty()) {
            answers.add(Answer.none("learns_deep", question, all));
            return;
        }
        Spread better = scores.better(deepest.trained(), deepest.backprop());
        answers.add(Answer.atLeast("learns_deep", question, -EQUAL, better, "points", all));
    }
}
