package org.apical.app.study.theories;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apical.app.experiment.Form;
import org.apical.app.study.theories.TheoriesPlan.Budget;

/**
 * What the networks of the study {@code theories} came to.
 *
 * @param rates that were chosen
 * @param courses of every network
 * @param split of every network on the digits, with the rate that was chosen, that did not diverge
 * @param tolerated changes under which the digits are still learned; of none in the short form
 */
record TheoriesResult(
        TheoriesPlan plan,
        Map<Budget, Map<Theory, Double>> rates,
        Map<Job, Learned> courses,
        Map<Job, SplitDigits> split,
        Map<Theory, Tolerated> tolerated) {
    static List<Theory> theories() {
        return List.of(Theory.values());
    }

    /** Networks of a theory that learned a lesson with a rate, by seed. */
    List<Learned> of(Theory theory, Lesson lesson, double rate, int seeds) {
        return IntStream.range(0, seeds)
                .mapToObj(k -> courses.get(new Job(theory, lesson, rate, plan.firstSeed() + k)))
                .toList();
    }

    /** Those with the rate that was chosen. */
    List<Learned> of(Theory theory, Budget budget) {
        return of(theory, budget.lesson(), rates.get(budget).get(theory), budget.seeds());
    }

    /** Those that learned the digits. */
    List<Learned> of(Theory theory) {
        return of(theory, plan.digits());
    }

    /** Those that learned another lesson of digits with the rate of the digits. */
    List<Learned> of(Theory theory, Lesson lesson) {
        return of(
                theory,
                lesson,
                rates.get(plan.digits()).get(theory),
                plan.digits().seeds());
    }

    static double[] finite(double[] x) {
        return Arrays.stream(x).filter(Double::isFinite).toArray();
    }

    /** Those with backward weights of their own. */
    List<Theory> withBackward() {
        return theories().stream()
                .filter(theory -> of(theory).stream().anyMatch(c -> Double.isFinite(c.backward(true))))
                .toList();
    }

    /** The digits with other numbers of hidden layers. */
    List<Lesson> deep() {
        return plan.depths().stream()
                .map(depth -> plan.digits().lesson().deep(depth))
                .toList();
    }

    /** The digits as other formulations. */
    List<Lesson> formulations() {
        return plan.forms().stream()
                .map(form -> plan.digits().lesson().as(form))
                .toList();
    }

    /** What theories learn a lesson. */
    static List<Theory> theories(Lesson lesson) {
        return theories().stream()
                .filter(theory -> lesson.form() == Form.F1 || theory.compartments())
                .toList();
    }
}
