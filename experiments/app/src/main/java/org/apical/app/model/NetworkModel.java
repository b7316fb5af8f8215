package org.apical.app.model;

import java.util.Optional;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.SpikingUnits;

/**
 * A network and all that is needed to run it: as abstract rates (F1), graded compartments (F2) or spikes (F3).
 *
 * @param units the populations of F3
 * @param synapseTauMs decay of the basal synapses of F3 (ms)
 * @param learning how it learns, if the file says so
 */
public record NetworkModel(
        NetworkDescription network,
        Clock clock,
        NeuronSet neurons,
        SpikingUnits units,
        double synapseTauMs,
        ControllerDescription controller,
        Optional<LearningModel> learning) {

    public NetworkModel {
        Require.positive("spikes.synapseTauMs", synapseTauMs, "ms");
    }

    /** A network that does not learn. */
    public NetworkModel(
            NetworkDescription network,
            Clock clock,
            NeuronSet neurons,
            SpikingUnits units,
            double synapseTauMs,
            ControllerDescription controller) {
        this(network, clock, neurons, units, synapseTauMs, controller, Optional.empty());
    }

    /**
     * Times of a presentation (ms).
     *
     * @param tauUMs tau_u, the unit of time of the abstract equations
     * @param freeMs free phase of F3, which must settle; F1 and F2 start settled unless something recurs
     * @param warmupMs of that, what passes before the output is read
     * @param controlledMs controlled phase
     */
    public record Clock(double dtMs, double tauUMs, double freeMs, double warmupMs, double controlledMs) {
        private static final double MOST_STEPS = 1e8;

        public Clock {
            Require.positive("timing.dtMs", dtMs, "ms");
            Require.positive("timing.tauUMs", tauUMs, "ms");
            Require.notNegative("timing.freeMs", freeMs, "ms");
            Require.notNegative("timing.warmupMs", warmupMs, "ms");
            Require.that(
                    warmupMs < freeMs || freeMs == 0, "timing.warmupMs", "must be below freeMs = " + freeMs, warmupMs);
            Require.notNegative("timing.controlledMs", controlledMs, "ms");
            Require.that(
                    (freeMs + controlledMs) / dtMs <= MOST_STEPS,
                    "timing",
                    "must take at most " + MOST_STEPS + " steps",
                    (freeMs + controlledMs) / dtMs);
        }

        private Timing timing(double free, Transmission transmission) {
            return new Timing(
                    steps(free),
                    free > 0 ? steps(warmupMs) : 0,
                    1 + steps(controlledMs),
                    dtMs / tauUMs,
                    tauUMs,
                    transmission,
                    ControlTiming.PROACTIVE);
        }

        private int steps(double ms) {
            return (int) Math.round(ms / dtMs);
        }
    }

    /** F1. */
    public RateFormulation rates(MatrixProduct product) {
        return RateFormulation.of(
                network,
                clock.timing(gradedFreeMs(), Transmission.INSTANTANEOUS),
                controller.deterministic(),
                neurons.cell().somaticTimeConstantMs() / clock.tauUMs,
                product);
    }

    /** F2. */
    public GradedFormulation graded(MatrixProduct product) {
        return new GradedFormulation(
                network,
                clock.timing(gradedFreeMs(), Transmission.INSTANTANEOUS),
                controller.deterministic(),
                neurons,
                new ExactIntegration(neurons.cell(), clock.dtMs),
                product);
    }

    private double gradedFreeMs() {
        return network.others().isEmpty() ? 0 : clock.freeMs;
    }

    /** F3. */
    public SpikingFormulation spiking(MatrixProduct product) {
        return new SpikingFormulation(
                network,
                clock.timing(clock.freeMs, Transmission.PREVIOUS_STEP),
                controller,
                neurons,
                units,
                synapseTauMs,
                clock.dtMs,
                product);
    }
}
