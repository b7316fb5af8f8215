package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.Spread;

/** Up to where learning is robust to what is changed a step at a time. */
final class RobustnessAnswers {
    private final List<Sweep> sweeps;
    private final List<Trained> plain;
    private final Formulations formulations;
    private final AuditPlan plan;
    private final double chance;
    private final List<Answer> answers = new ArrayList<>();

    private RobustnessAnswers(List<Sweep> sweeps, List<Trained> plain, AuditPlan plan, Formulations formulations) {
        this.sweeps = sweeps;
        this.plain = plain;
        this.plan = plan;
        this.formulations = formulations;
        this.chance = AuditResult.chance(formulations.experiment());
    }

    static List<Answer> of(AuditResult result) {
        return of(result.sweeps(), result.plain(), result.plan(), result.formulations());
    }

    /** @param plain the network as it is, by seed */
    static List<Answer> of(List<Sweep> sweeps, List<Trained> plain, AuditPlan plan, Formulations formulations) {
        RobustnessAnswers of = new RobustnessAnswers(sweeps, plain, plan, formulations);
        of.sweeps();
        return of.answers;
    }

    private void sweeps() {
        Spread known = Spread.of(plain.stream()
                .mapToDouble(t -> Scores.PERCENT * Sweep.score(t, chance))
                .toArray());
        boolean learned = known.low() > Scores.PERCENT * (chance + 2 * plan.tolerated());
        for (Sweep sweep : sweeps) {
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
        double tolerated = plan.tolerated();
        int failing = sweep.firstFailing(tolerated, chance);
        Sweep.Point last = failing < sweep.points().size() ? sweep.points().get(failing) : sweep.last();
        Spread lost = sweep.lost(last, chance);
        String at = " at " + sweep.what().words(last.x(), formulations);
        String end = "loss" + at + " " + AuditWords.interval(Scores.percent(lost), 1, " points")
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
                    Answer.NO + ", fails at " + sweep.what().words(last.x(), formulations),
                    end + ", the mildest value that was tried",
                    Optional.of(lost),
                    "1");
        }
        Sweep.Point harmless = sweep.points().get(failing - 1);
        Sweep.Failure failure = sweep.failure(tolerated, chance);
        Spread x = failure.at();
        double least = Math.min(sweep.what().unchanged(), last.x());
        double most = Math.max(sweep.what().unchanged(), last.x());
        String limit = sweep.what().words(x.mean(), formulations);
        String direction = sweep.what().unchanged() < last.x() ? "up to " : "down to ";
        return new Answer(
                key,
                question,
                direction + limit,
                "95 % CI " + AuditWords.number(Math.max(least, x.low())) + " to "
                        + AuditWords.number(Math.min(most, x.high()))
                        + (failure.beyond() > 0 ? ", " + failure.beyond() + " of " + x.size() + " networks beyond" : "")
                        + "; lost at " + AuditWords.number(harmless.x()) + " "
                        + AuditWords.interval(Scores.percent(sweep.lost(harmless, chance)), 1, " points")
                        + ", " + end.replaceFirst("loss ", ""),
                Optional.of(x),
                sweep.what().key());
    }
}
