package org.apical.neuron.soma;

import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Leaky integrate-and-fire soma: V_s >= V_th spikes, V_s := V_reset and is held for t_ref while the dendrites go on integrating.
 *
 * @param thresholdMv V_th (mV)
 * @param resetMv V_reset (mV), below threshold
 * @param refractoryMs t_ref (ms), >= 0
 */
public record LeakyIntegrateAndFire(
        @Key(value = "V_th", or = "-55") double thresholdMv,
        @Key(value = "V_reset, below threshold", or = "-65") double resetMv,
        @Key(value = "t_ref", or = "2", least = 0) double refractoryMs)
        implements SomaticOutput {
    public LeakyIntegrateAndFire {
        Require.finite("LeakyIntegrateAndFire.thresholdMv", thresholdMv, "mV");
        Require.finite("LeakyIntegrateAndFire.resetMv", resetMv, "mV");
        Require.that(
                resetMv < thresholdMv,
                "LeakyIntegrateAndFire.resetMv",
                "must be below thresholdMv = " + thresholdMv + " mV",
                resetMv);
        Require.notNegative("LeakyIntegrateAndFire.refractoryMs", refractoryMs, "ms");
    }

    /** Threshold -55 mV, reset -65 mV, 2 ms refractory. */
    public static LeakyIntegrateAndFire standard() {
        return new LeakyIntegrateAndFire(-55, -65, 2);
    }

    /**
     * Steps of {@code dtMs} that the soma is held after the step of a spike. The step that carries the spike is the first of the t_ref / dt refractory ones, so one
     * fewer remains.
     *
     * @throws org.apical.neuron.parameter.ParameterException if t_ref is no multiple of the step
     */
    public int heldSteps(double dtMs) {
        return Math.max(0, Grid.steps("LeakyIntegrateAndFire.refractoryMs", refractoryMs, dtMs) - 1);
    }
}
