package org.apical.app.compare;

import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.EnsembleControl;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.neuron.parameter.Require;

/**
 * The controller of F3. F1 and F2 keep the ideal one.
 *
 * @param kind what carries u; the ideal controller uses none of the rest
 * @param neuronsPerDimension neurons that represent u_int, and as many that represent e, of each output
 * @param integralRadius largest |u_int| that is represented well (units of u)
 * @param errorRadius largest |e| that is represented well (units of r_L)
 */
public record ControllerSettings(
        Kind kind, int neuronsPerDimension, double integralRadius, double errorRadius, ControlSynapses synapses) {
    private static final int MAX_NEURONS = 10_000;

    public ControllerSettings {
        Require.that(
                neuronsPerDimension >= 2 && neuronsPerDimension <= MAX_NEURONS && neuronsPerDimension % 2 == 0,
                "--controller-neurons",
                "must be even (push-pull pairs), 2 .. " + MAX_NEURONS,
                neuronsPerDimension);
    }

    /** What carries u. */
    public enum Kind {
        /** The equation itself. */
        IDEAL {
            @Override
            ControllerDescription describe(
                    ControllerSettings settings, ControllerParams law, double dtMs, int outputs, long seed) {
                return law;
            }
        },
        /** Rates of neurons. */
        RATE {
            @Override
            ControllerDescription describe(
                    ControllerSettings settings, ControllerParams law, double dtMs, int outputs, long seed) {
                return settings.neurons(PopulationKind.RATE, law, dtMs, seed).drawn(outputs);
            }
        },
        /** Spikes of neurons, through synapses. */
        SPIKING {
            @Override
            ControllerDescription describe(
                    ControllerSettings settings, ControllerParams law, double dtMs, int outputs, long seed) {
                return settings.neurons(PopulationKind.SPIKING, law, dtMs, seed).drawn(outputs);
            }
        };

        abstract ControllerDescription describe(
                ControllerSettings settings, ControllerParams law, double dtMs, int outputs, long seed);

        /** Whether it is made of neurons. */
        public boolean neurons() {
            return this != IDEAL;
        }
    }

    /** The same of another kind. */
    ControllerSettings withKind(Kind other) {
        return new ControllerSettings(other, neuronsPerDimension, integralRadius, errorRadius, synapses);
    }

    /** The same with another number of neurons. */
    ControllerSettings withNeurons(int neurons) {
        return new ControllerSettings(kind, neurons, integralRadius, errorRadius, synapses);
    }

    /** The same with another radius of u_int. */
    ControllerSettings withIntegralRadius(double radius) {
        return new ControllerSettings(kind, neuronsPerDimension, radius, errorRadius, synapses);
    }

    /** The controller to be built. */
    ControllerDescription describe(ControllerParams law, double dtMs, int outputs, long seed) {
        return kind.describe(this, law, dtMs, outputs, seed);
    }

    private EnsembleControl neurons(PopulationKind population, ControllerParams law, double dtMs, long seed) {
        return new EnsembleControl(
                law,
                population,
                EnsembleParams.of(neuronsPerDimension, integralRadius),
                EnsembleParams.of(neuronsPerDimension, errorRadius),
                synapses,
                dtMs,
                seed);
    }
}
