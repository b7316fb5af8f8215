package org.apical.app.study.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apical.app.study.ladder.SomaRungs.Soma;
import org.apical.neuron.compartment.Coupling;

/**
 * What is measured against one parameter, all else being as in the described network.
 *
 * @param id its name in measures
 * @param values of the parameter
 * @param quantities what is measured, in the order of the numbers
 */
record Rung(String id, Function<LadderPlan, List<Double>> values, List<String> quantities, Measurement measurement) {
    static final String STEADY = "steady_deviation";
    static final String COSINE = "cosine";
    static final String DEPARTURE = "departure";
    static final String SCATTER = "scatter";
    static final String COURSE = "course";
    static final String SHIFT = "shift";
    static final String BIAS = "bias";
    static final String LARGEST = "largest_deviation";
    static final String DEVIATION = "deviation";

    /** What the theory says of a quantity. */
    static String predicted(String quantity) {
        return "predicted_" + quantity;
    }

    private static final List<String> COURSES = List.of(DEPARTURE, predicted(DEPARTURE), STEADY, COSINE);
    private static final List<String> RATIOS = List.of(COSINE, predicted(COSINE), STEADY);
    private static final List<String> SCATTERS =
            List.of(SCATTER, predicted(SCATTER), SHIFT, COURSE, predicted(COURSE), COSINE);
    private static final List<String> RATES = List.of(LARGEST, DEVIATION, predicted(DEVIATION));

    /** F2 without dendritic capacitance. */
    static final Rung FAST =
            new Rung("fast_limit", p -> List.of(0.0), List.of(LARGEST), (r, x, repetition) -> r.graded()
                    .fastLimit(repetition));

    /** F2 against the time constant of dendrites that do not see the soma (ms). */
    static final Rung DENDRITES =
            new Rung("dendrites", LadderPlan::dendritesMs, COURSES, (r, x, repetition) -> r.graded()
                    .timeCourse(Coupling.DENDRITE_TO_SOMA, x, repetition));

    /** The same of dendrites that do. */
    static final Rung RECIPROCAL =
            new Rung("dendrites_reciprocal", LadderPlan::dendritesMs, COURSES, (r, x, repetition) -> r.graded()
                    .timeCourse(Coupling.RECIPROCAL, x, repetition));

    /** F2 against g_as/g_bs. */
    static final Rung RATIO = new Rung("coupling", LadderPlan::ratios, RATIOS, (r, x, repetition) -> r.graded()
            .ratio(Coupling.DENDRITE_TO_SOMA, x, repetition));

    /** The same, reciprocal. */
    static final Rung RATIO_RECIPROCAL =
            new Rung("coupling_reciprocal", LadderPlan::ratios, RATIOS, (r, x, repetition) -> r.graded()
                    .ratio(Coupling.RECIPROCAL, x, repetition));

    /** F3 against N, under the ideal controller, one of rates, one of spikes. */
    static final List<Rung> NEURONS =
            Stream.of("ideal", "rate", "spiking").map(Rung::neurons).toList();

    /** F3 against the time that is averaged (ms). */
    static final Rung WINDOW =
            new Rung("window", LadderPlan::windowsMs, SCATTERS.subList(0, 5), (r, x, repetition) -> r.spiking()
                    .scatter("ideal", r.plan().windowNeurons(), x, r.plan().windowTrials(), repetition));

    /** F3 against the duration of a presentation (ms). */
    static final Rung PRESENTATION =
            new Rung("presentation", LadderPlan::presentationsMs, List.of(COSINE), (r, x, repetition) -> r.spiking()
                    .cosine("ideal", r.plan().updateNeurons(), x, repetition));

    /** The bias of a curved transfer function against N. */
    static final Rung CURVED =
            new Rung("curved", LadderPlan::neurons, List.of(BIAS, predicted(BIAS)), (r, x, repetition) -> r.spiking()
                    .bias(x, repetition));

    /** Firing rates of somata that reset against N. */
    static final List<Rung> SOMATA = Stream.of(Soma.values())
            .map(soma ->
                    new Rung(soma.id(), p -> among(p, soma, p.somaNeurons()), RATES, (r, x, repetition) -> r.somata()
                            .rates(soma, x, r.plan().noiseMv(), repetition)))
            .toList();

    /** The same against their membrane noise (mV), N the largest. */
    static final List<Rung> NOISE = Stream.of(Soma.values())
            .map(soma -> new Rung(
                    soma.id() + "_noise", p -> among(p, soma, p.noisesMv()), RATES, (r, x, repetition) -> r.somata()
                            .rates(soma, r.plan().mostSomata(), x, repetition)))
            .toList();

    /** The most costly first, so that threads end together. */
    static List<Rung> all() {
        List<Rung> all = new ArrayList<>();
        for (int k = NEURONS.size() - 1; k >= 0; k--) {
            all.add(NEURONS.get(k));
        }
        all.addAll(NOISE);
        all.addAll(SOMATA);
        all.addAll(List.of(WINDOW, RECIPROCAL, DENDRITES, RATIO_RECIPROCAL, RATIO, CURVED, PRESENTATION, FAST));
        return all;
    }

    /** Numbers of a value and a repetition. */
    @FunctionalInterface
    interface Measurement {
        double[] of(Rungs rungs, double x, int repetition);
    }

    private static List<Double> among(LadderPlan plan, Soma soma, List<Double> values) {
        return plan.somata().contains(soma) ? values : List.of();
    }

    private static Rung neurons(String controller) {
        Function<LadderPlan, List<Double>> values =
                controller.equals("ideal") ? LadderPlan::neurons : LadderPlan::controlledNeurons;
        return new Rung("neurons_" + controller, values, SCATTERS, (r, x, repetition) -> {
            double[] numbers = new double[SCATTERS.size()];
            double[] scatter = r.spiking()
                    .scatter(controller, x, r.plan().windowMs(), r.plan().trials(), repetition);
            System.arraycopy(scatter, 0, numbers, 0, scatter.length);
            numbers[scatter.length] = r.spiking().cosine(controller, x, LadderPlan.PRESENTED_MS, repetition)[0];
            return numbers;
        });
    }
}
