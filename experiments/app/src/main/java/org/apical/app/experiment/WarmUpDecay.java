package org.apical.app.experiment;

import org.apical.neuron.parameter.Key;
import org.apical.plasticity.optimiser.LearningRate;

/**
 * Warm-up, then exponential decay: with n steps of which w = max(1, share n) warm up, eta_k = eta (k + 1)/w for k &lt; w, then eta_k = eta last^((k - w)/(n - w)), which ends near
 * {@code last} eta.
 *
 * @param share of the steps that warm up
 * @param last share of eta that is left at the end
 */
public record WarmUpDecay(
        @Key(value = "share of the steps in which the rate rises linearly", or = "0.1", least = 0, below = 1)
        double share,

        @Key(value = "share of the rate that is left at the end", or = "0.01", above = 0, most = 1)
        double last)
        implements Schedule {
    @Override
    public LearningRate of(double rate, long updates) {
        double warm = Math.max(1, share * updates);
        return step -> {
            if (step < warm) {
                return rate * Math.min(1, (step + 1) / warm);
            }
            return rate * StrictMath.pow(last, Math.min(1, (step - warm) / Math.max(1, updates - warm)));
        };
    }
}
