package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apical.app.findings.Measure;
import org.apical.app.study.theories.TheoriesPlan.Budget;
import org.apical.plasticity.reference.Reference;

/** The numbers of the study {@code theories}, network by network. */
record TheoriesMeasures(TheoriesResult result) {
    List<Measure> measures() {
        TheoriesPlan plan = result.plan();
        List<Measure> list = new ArrayList<>();
        for (Budget budget : plan.budgets()) {
            for (Theory theory : TheoriesResult.theories()) {
                result.of(theory, budget).stream().filter(c -> !c.diverged()).forEach(c -> {
                    String at = at(c, budget.lesson().images().id());
                    list.add(Measure.of("test_accuracy", at, c.test(), "%"));
                    list.add(Measure.of("rate", at, c.job().rate(), "1"));
                    list.add(Measure.of("presentation_time", at, 1e-6 * c.microseconds(), "s"));
                });
            }
        }
        TheoriesResult.theories().stream()
                .flatMap(theory -> result.of(theory).stream())
                .filter(c -> !c.diverged())
                .forEach(c -> {
                    String at = at(c, plan.digits().lesson().images().id());
                    list.add(Measure.of("settling_steps", at, c.settlingSteps(), "1"));
                    if (Double.isFinite(c.backward(true))) {
                        list.add(Measure.of("angle_of_backward_weights_before", at, c.backward(false), "degrees"));
                        list.add(Measure.of("angle_of_backward_weights_after", at, c.backward(true), "degrees"));
                    }
                    for (int k = 0; k < Learned.ATTACKS.size(); k++) {
                        list.add(
                                Measure.of("test_accuracy_attacked_" + Learned.ATTACKS.get(k), at, c.attacked(k), "%"));
                    }
                    for (Reference to : Reference.values()) {
                        list.add(angle(c, at, false, to));
                        list.add(angle(c, at, true, to));
                    }
                });
        Stream.concat(result.deep().stream(), result.formulations().stream())
                .filter(lesson -> !lesson.equals(plan.digits().lesson()))
                .forEach(lesson -> TheoriesResult.theories(lesson).stream()
                        .flatMap(theory -> result.of(theory, lesson).stream())
                        .filter(c -> !c.diverged())
                        .forEach(c -> list.add(Measure.of(
                                "test_accuracy",
                                at(
                                        c,
                                        lesson.images().id() + "/"
                                                + lesson.hidden().size() + " hidden/" + lesson.form()),
                                c.test(),
                                "%"))));
        result.tolerated().forEach((theory, of) -> List.of("noise", "delay", "feedback", "forward", "conductance")
                .forEach(what ->
                        of.limit(what).ifPresent(x -> list.add(Measure.of("tolerated_" + what, theory.id(), x, "1")))));
        result.split().forEach((job, of) -> {
            String at = job.theory().id() + "/seed " + job.seed();
            list.add(Measure.of("split_accuracy_when_learned", at, 100 * of.learned(), "%"));
            list.add(Measure.of("split_accuracy_at_end", at, 100 * of.kept(), "%"));
        });
        return list;
    }

    private static String at(Learned course, String lesson) {
        return course.theory().id() + "/" + lesson + "/seed " + course.job().seed();
    }

    private static Measure angle(Learned course, String at, boolean after, Reference to) {
        String quantity = "angle_to_" + to.id() + (after ? "_after" : "_before");
        return Measure.of(quantity, at, course.angle(after, to), "degrees");
    }
}
