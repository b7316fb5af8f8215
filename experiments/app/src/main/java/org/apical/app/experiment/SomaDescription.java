package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.LifFiCurve;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.transfer.FiCurve;

/** How the neurons of F3 spike. */
public interface SomaDescription {
    /**
     * Populations of such neurons.
     *
     * @param neurons N, neurons of a unit
     * @param noiseMv private membrane noise (mV)
     * @param dtMs time step (ms)
     */
    SpikingUnits units(int neurons, double noiseMv, double dtMs);

    /** Whether a spike resets the somatic potential. */
    boolean resets();

    /** Firing rate against the potential that the dendrites would hold the soma at, where there is a closed form. */
    default Optional<FiCurve> fiCurve(double noiseMv, double membraneTauMs, double dtMs) {
        return Optional.empty();
    }

    /** A time constant that the time step must not exceed (ms), with its key; infinite: none. */
    default double shortestMs() {
        return Double.POSITIVE_INFINITY;
    }

    /** Spikes of intensity nu_0 + nu_1 phi(v), without reset. */
    record Escape() implements SomaDescription {
        @Override
        public SpikingUnits units(int neurons, double noiseMv, double dtMs) {
            Require.that(noiseMv == 0, "spikes.noiseMv", "must be 0 with escape noise, which is noise enough", noiseMv);
            return new EscapeNoiseUnits(neurons);
        }

        @Override
        public boolean resets() {
            return false;
        }
    }

    /** Leaky integrate-and-fire. */
    record Lif(
            @Key(value = "threshold, reset, refractoriness", inline = true)
            LeakyIntegrateAndFire soma) implements SomaDescription {
        @Override
        public SpikingUnits units(int neurons, double noiseMv, double dtMs) {
            return new NeuronUnits(neurons, soma, noiseMv);
        }

        @Override
        public boolean resets() {
            return true;
        }

        @Override
        public Optional<FiCurve> fiCurve(double noiseMv, double membraneTauMs, double dtMs) {
            return Optional.of(LifFiCurve.sample(soma, noiseMv, membraneTauMs, dtMs));
        }

        @Override
        public double shortestMs() {
            return soma.refractoryMs() > 0 ? soma.refractoryMs() : Double.POSITIVE_INFINITY;
        }
    }

    /** Adaptive exponential, in parts of a step of at most {@value #PART_MS} ms. */
    record Adex(@Key(value = "of the soma", inline = true) AdaptiveExponential soma) implements SomaDescription {
        private static final double PART_MS = 0.1;

        @Override
        public SpikingUnits units(int neurons, double noiseMv, double dtMs) {
            return new NeuronUnits(neurons, soma, noiseMv, (int) Math.ceil(dtMs / PART_MS - 1e-9));
        }

        @Override
        public boolean resets() {
            return true;
        }
    }
}
