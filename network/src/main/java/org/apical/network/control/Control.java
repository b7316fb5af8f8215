package org.apical.network.control;

import java.util.Locale;
import java.util.Optional;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.neuron.parameter.Key;

/** What drives the output to its target, as a description says it: the kinds of {@link ControllerDescription} and their keys. Neurons carry it in F3; F1 and F2 follow its law. */
public interface Control {
    /**
     * The controller.
     *
     * @param dtMs time step (ms)
     * @param seed of the tuning of neurons, where nothing else is said
     */
    ControllerDescription description(double dtMs, long seed);

    /** What carries it, in a word; empty where nothing but the equation does. */
    default String words() {
        return "";
    }

    /** Neurons that carry a control of so many outputs; 0 where none do. */
    default long neurons(int outputs) {
        return 0;
    }

    /** Nothing. */
    record None() implements Control {
        @Override
        public ControllerDescription description(double dtMs, long seed) {
            return new NoControl();
        }
    }

    /** u = u_int + k_p e, tau_u du_int/dt = e - alpha u. */
    record Law(
            @Key(value = "alpha, leak", or = "0.01", least = 0)
            double alpha,

            @Key(value = "k_p", or = "0", least = 0) double proportionalGain,

            @Key(value = "what leaks: the control u or the integral u_int", or = "control")
            Leak leak) {
        ControllerParams params() {
            return new ControllerParams(alpha, proportionalGain, leak);
        }
    }

    /** The equation itself. */
    record Ideal(
            @Key(value = "law", inline = true) Law law,

            @Key(value = "between controller and apical dendrites", or = "0", least = 0)
            double delayMs)
            implements Control {
        @Override
        public ControllerDescription description(double dtMs, long seed) {
            return law.params().withDelay(delayMs, dtMs);
        }
    }

    /** Neurons that represent u_int and e. */
    record Ensembles(
            @Key(value = "law", inline = true) Law law,

            @Key(value = "per output and ensemble, even", or = "200", least = 2, most = 100_000)
            int neurons,

            @Key(value = "largest |u_int| that is represented well", or = "3.5", above = 0)
            double integralRadius,

            @Key(value = "largest |e| that is represented well", or = "20", above = 0)
            double errorRadius,

            @Key(value = "synapses", inline = true) ControlSynapses synapses,

            @Key("seed of their tuning; default: that of the experiment")
            Optional<Long> tuningSeed,

            @Key(value = "between controller and apical dendrites", or = "0", least = 0)
            double delayMs) {
        /** Of an ensemble of u_int and one of e for each output. */
        long all(int outputs) {
            return 2L * neurons * outputs;
        }

        ControllerDescription description(PopulationKind kind, double dtMs, long seed) {
            return new EnsembleControl(
                            law.params(),
                            kind,
                            EnsembleParams.of(neurons, integralRadius),
                            EnsembleParams.of(neurons, errorRadius),
                            synapses,
                            dtMs,
                            tuningSeed.orElse(seed))
                    .withDelay(delayMs, dtMs);
        }
    }

    /** Neurons that follow the law. */
    interface OfNeurons extends Control {
        /** Which. */
        Ensembles ensembles();

        /** What they send. */
        PopulationKind kind();

        @Override
        default ControllerDescription description(double dtMs, long seed) {
            return ensembles().description(kind(), dtMs, seed);
        }

        @Override
        default String words() {
            return kind().name().toLowerCase(Locale.ROOT);
        }

        @Override
        default long neurons(int outputs) {
            return ensembles().all(outputs);
        }
    }

    /** Rates of neurons. */
    record Rate(@Key(value = "neurons", inline = true) Ensembles ensembles) implements OfNeurons {
        @Override
        public PopulationKind kind() {
            return PopulationKind.RATE;
        }
    }

    /** Spikes of neurons, through synapses. */
    record Spiking(@Key(value = "neurons", inline = true) Ensembles ensembles) implements OfNeurons {
        @Override
        public PopulationKind kind() {
            return PopulationKind.SPIKING;
        }
    }
}
