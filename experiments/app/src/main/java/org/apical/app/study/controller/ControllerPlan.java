package org.apical.app.study.controller;

import java.util.List;
import org.apical.app.study.StudyNetwork;
import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.Leak;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * Everything that decides the numbers of a study of the controller population; written to {@code run.yaml} as it is.
 *
 * @param seed root of all random streams
 * @param neurons neurons per dimension of an ensemble in the figures and in the closed loop
 * @param synapses around the population
 * @param dtMs time step (ms)
 */
public record ControllerPlan(
        long seed, int neurons, ControlSynapses synapses, double dtMs, Step step, Drift drift, Loop loop) {
    /** The option that sets {@link #neurons}. */
    static final String NEURONS = "--neurons";

    private static final StudyNetwork LOOP = StudyNetwork.of("controller");
    private static final int MAX_NEURONS = 10_000;

    public ControllerPlan {
        Require.that(
                neurons >= 2 && neurons <= MAX_NEURONS && neurons % 2 == 0,
                NEURONS,
                "must be even (push-pull pairs), 2 .. " + MAX_NEURONS,
                neurons);
    }

    /**
     * The open loop: errors that set in at time 0 and stay. Accuracy is the rms over time, dimensions, lanes and drawings of the represented u_int less
     * that of an ideal controller behind the same error synapse, in units of the radius.
     *
     * @param law alpha is large, so that u settles within the time
     * @param tauUMs tau_u (ms)
     * @param durationMs how long the error is held (ms)
     * @param shownMs in the figures, for which it is removed after two thirds (ms)
     * @param rasterMs the same where spikes are shown (ms)
     * @param errors one a dimension (units of r_L)
     * @param integralRadius radius of the neurons that represent u_int
     * @param errorRadius radius of those that represent e
     * @param sizes numbers of neurons a dimension
     * @param drawings populations of each size
     * @param lanes repetitions with other initial membrane potentials
     */
    public record Step(
            ControllerParams law,
            double tauUMs,
            double durationMs,
            double shownMs,
            double rasterMs,
            List<Double> errors,
            double integralRadius,
            double errorRadius,
            List<Integer> sizes,
            int drawings,
            int lanes) {
        public Step {
            errors = List.copyOf(errors);
            sizes = List.copyOf(sizes);
        }

        double[] heights() {
            return errors.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /**
     * Drift at zero error, without leak: pulses bring u_int to values spread over the radius, then nothing arrives.
     *
     * @param pulseMs length of the pulse (ms)
     * @param fromMs start of the measurement (ms)
     * @param toMs its end (ms)
     * @param largest largest of the values that are held, in units of the radius
     */
    public record Drift(double pulseMs, double fromMs, double toMs, double largest) {}

    /**
     * The closed loop: a described F3 network with random weights whose output is to move away from its free value and stay.
     *
     * @param displacements of each output from its free value (units of r_L)
     * @param durationMs controlled phase (ms)
     * @param lowPassMs time constant of the output in figures and of its error (ms)
     * @param neuronsPerUnit N of the network
     * @param lanes inputs side by side
     */
    public record Loop(
            int inputs,
            int hiddenUnits,
            List<Double> displacements,
            double durationMs,
            double lowPassMs,
            int neuronsPerUnit,
            int lanes) {
        public Loop {
            displacements = List.copyOf(displacements);
        }
    }

    /** As it is described, or short: one drawing of four sizes, four dimensions. */
    public static ControllerPlan of(long seed, boolean quick) {
        return new ControllerPlan(
                seed,
                200,
                ControlSynapses.standard(),
                1,
                new Step(
                        new ControllerParams(0.3, 0, Leak.ON_CONTROL),
                        100,
                        2000,
                        3000,
                        600,
                        quick
                                ? List.of(-0.24, -0.1, 0.15, 0.24)
                                : List.of(-0.24, -0.2, -0.15, -0.1, -0.05, 0.05, 0.1, 0.15, 0.2, 0.24),
                        1,
                        0.5,
                        quick ? List.of(50, 200, 400, 1600) : List.of(26, 50, 100, 200, 400, 800, 1600),
                        quick ? 1 : 3,
                        2),
                new Drift(200, 300, 2300, 0.8),
                new Loop(16, 24, List.of(1.0, -1.0, 0.5), 10_000, 100, 60, 4));
    }

    /** The network of the closed loop, under spikes. */
    StudyNetwork loopNetwork() {
        return LOOP.with("input.units", loop.inputs)
                .with("layers[0].units", loop.hiddenUnits)
                .with("layers[1].units", loop.displacements.size())
                .with("spikes.neuronsPerUnit", loop.neuronsPerUnit)
                .with("controller.neurons", neurons)
                .with("controller.tuningSeed", tuningSeed(0))
                .with("timing.controlledMs", loop.durationMs - dtMs)
                .with("timing.dtMs", dtMs);
    }

    /** The same with another number of neurons in the figures and in the closed loop. */
    ControllerPlan withNeurons(int other) {
        return new ControllerPlan(seed, other, synapses, dtMs, step, drift, loop);
    }

    /** Root of the tuning of a population, counted from 0. */
    long tuningSeed(int drawing) {
        return new RandomStreams(seed)
                .stream(Purpose.POPULATION_DRAWING, drawing).nextLong();
    }

    /** The population of the open loop. */
    EnsembleControl population(PopulationKind kind, ControllerParams law, int size, long tuningSeed) {
        return new EnsembleControl(
                law,
                kind,
                EnsembleParams.of(size, step.integralRadius),
                EnsembleParams.of(size, step.errorRadius),
                synapses,
                dtMs,
                tuningSeed);
    }
}
