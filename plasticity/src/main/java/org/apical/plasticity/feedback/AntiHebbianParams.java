package org.apical.plasticity.feedback;

import org.apical.neuron.parameter.Require;

/**
 * Parameters of {@link AntiHebbianFeedback}.
 *
 * @param deviation sigma, the amplitude of the noise in the apical dendrites, > 0
 * @param dtMs time step (ms)
 */
public record AntiHebbianParams(double deviation, double dtMs, ControlFilter filter, FeedbackDecay decay) {
    public AntiHebbianParams {
        Require.positive("AntiHebbianParams.deviation", deviation, "(dimensionless)");
        Require.positive("AntiHebbianParams.dtMs", dtMs, "ms");
    }

    /** On u itself, without decay. */
    public static AntiHebbianParams plain(double deviation, double dtMs) {
        return new AntiHebbianParams(deviation, dtMs, new ControlFilter.AsItIs(), new FeedbackDecay.None());
    }
}
