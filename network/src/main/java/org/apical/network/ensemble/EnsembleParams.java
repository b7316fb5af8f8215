package org.apical.network.ensemble;

import org.apical.neuron.parameter.Require;

/**
 * An ensemble of LIF neurons that represents one number per dimension.
 *
 * @param neurons neurons per dimension, even: they come in push–pull pairs
 * @param radius largest magnitude that is represented well, in units of the number; match it to the range of what is represented, since every
 *     error of the representation scales with it
 * @param tuning how the neurons differ
 * @param decoderNoise sigma of the decoders in units of the largest maximal rate, > 0 (Eliasmith and Anderson 2003: 0.1)
 */
public record EnsembleParams(int neurons, double radius, TuningParams tuning, double decoderNoise) {
    public EnsembleParams {
        Require.atLeast("EnsembleParams.neurons", neurons, 2);
        Require.that(neurons % 2 == 0, "EnsembleParams.neurons", "must be even (push-pull pairs)", neurons);
        Require.positive("EnsembleParams.radius", radius, "(units of the represented number)");
        Require.positive("EnsembleParams.decoderNoise", decoderNoise, "(units of the largest maximal rate)");
    }

    /** Standard tuning, sigma 0.1. */
    public static EnsembleParams of(int neurons, double radius) {
        return new EnsembleParams(neurons, radius, TuningParams.standard(), 0.1);
    }

    /** sigma of the decoders (Hz). */
    double decoderNoiseHz() {
        return decoderNoise * tuning.largestMaximalHz();
    }
}
