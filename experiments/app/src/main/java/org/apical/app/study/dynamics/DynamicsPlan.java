package org.apical.app.study.dynamics;

import org.apical.neuron.parameter.Require;

/**
 * What the study {@code dynamics} runs: the network that is described, with other times.
 *
 * @param firstSeed root seeds of the networks are this and the following
 * @param networks weights, inputs and targets drawn anew
 * @param samples inputs and targets of a network
 * @param settleSteps controlled steps after which a network has settled
 * @param shownSteps controlled steps that are drawn, and over which F2 is held against F1
 * @param fineDtMs step with which rates of settling are measured (ms)
 * @param fineSteps of such a presentation
 */
public record DynamicsPlan(
        long firstSeed, int networks, int samples, int settleSteps, int shownSteps, double fineDtMs, int fineSteps) {
    public DynamicsPlan {
        Require.atLeast("DynamicsPlan.networks", networks, 1);
        Require.atLeast("DynamicsPlan.samples", samples, 1);
        Require.atLeast("DynamicsPlan.shownSteps", shownSteps, 2);
        Require.atLeast("DynamicsPlan.settleSteps", settleSteps, shownSteps);
        Require.positive("DynamicsPlan.fineDtMs", fineDtMs, "ms");
        Require.atLeast("DynamicsPlan.fineSteps", fineSteps, 1);
    }

    /** Whole, or short. */
    static DynamicsPlan of(long seed, boolean quick) {
        return quick
                ? new DynamicsPlan(seed, 4, 2, 8_000, 1600, 0.5, 24_000)
                : new DynamicsPlan(seed, 20, 8, 12_000, 1600, 0.2, 60_000);
    }
}
