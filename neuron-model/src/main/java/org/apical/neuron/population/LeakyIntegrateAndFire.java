package org.apical.neuron.population;

import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Leaky integrate-and-fire soma: V_s >= V_th spikes, V_s := V_reset and is held for t_ref while the dendrites go on integrating. Each neuron
 * of a population has its own Gaussian membrane noise, which keeps the population from firing in step.
 *
 * @param neurons neurons per unit, N
 * @param thresholdMv V_th (mV)
 * @param resetMv V_reset (mV), below threshold
 * @param refractoryMs t_ref (ms)
 * @param noiseMv stationary standard deviation (mV) of the free somatic potential under the private noise, > 0
 */
public record LeakyIntegrateAndFire(
        int neurons, double thresholdMv, double resetMv, double refractoryMs, double noiseMv) implements SpikingOutput {
    public LeakyIntegrateAndFire {
        Require.atLeast("LeakyIntegrateAndFire.neurons", neurons, 1);
        Require.finite("LeakyIntegrateAndFire.thresholdMv", thresholdMv, "mV");
        Require.finite("LeakyIntegrateAndFire.resetMv", resetMv, "mV");
        Require.that(
                resetMv < thresholdMv,
                "LeakyIntegrateAndFire.resetMv",
                "must be below thresholdMv = " + thresholdMv + " mV",
                resetMv);
        Require.notNegative("LeakyIntegrateAndFire.refractoryMs", refractoryMs, "ms");
        Require.positive("LeakyIntegrateAndFire.noiseMv", noiseMv, "mV");
    }

    /** Threshold -55 mV, reset -65 mV, 2 ms refractory, 3 mV of noise. */
    public static LeakyIntegrateAndFire standard(int neurons) {
        return new LeakyIntegrateAndFire(neurons, -55, -65, 2, 3);
    }

    /**
     * Steps of {@code dtMs} that the soma is held after the step of a spike. The step that carries the spike is the first of the round(t_ref /
     * dt) refractory ones, so one fewer remains.
     */
    public int heldSteps(double dtMs) {
        return (int) Math.max(0, Math.round(refractoryMs / dtMs) - 1);
    }

    @Override
    public SpikingPopulation population(
            RateReduction reduction,
            TransferFunction transfer,
            SpikingIntegration integration,
            Kernels kernels,
            double dtMs,
            int units,
            int lanes) {
        return new LifPopulation(this, reduction, transfer, integration, kernels, dtMs, units, lanes);
    }
}
