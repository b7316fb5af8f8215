package org.apical.plasticity.feedback;

import java.util.List;
import org.apical.neuron.parameter.Require;

/**
 * Parameters of {@link AntiHebbianFeedback}.
 *
 * @param deviation sigma, the amplitude of the noise in the apical dendrites, > 0
 * @param dtMs time step (ms)
 * @param filter how the synapse reads the control
 * @param fluctuation what it takes for the fluctuation of V_a
 * @param lagFactor what noise says of a layer is multiplied by this once for every layer above it, 1: the same for all (dimensionless); {@link #lagFactor(double, double)}
 * @param decay beta
 */
public record AntiHebbianParams(
        double deviation,
        double dtMs,
        ControlFilter filter,
        ApicalFluctuation fluctuation,
        double lagFactor,
        FeedbackDecay decay) {
    public AntiHebbianParams {
        Require.positive("AntiHebbianParams.deviation", deviation, "(dimensionless)");
        Require.positive("AntiHebbianParams.dtMs", dtMs, "ms");
        Require.positive("AntiHebbianParams.lagFactor", lagFactor, "(dimensionless)");
    }

    /** V_a about its value at the start, all layers alike. */
    public AntiHebbianParams(double deviation, double dtMs, ControlFilter filter, FeedbackDecay decay) {
        this(deviation, dtMs, filter, new ApicalFluctuation.FromStart(), 1, decay);
    }

    /** On u itself, without decay. */
    public static AntiHebbianParams plain(double deviation, double dtMs) {
        return new AntiHebbianParams(deviation, dtMs, new ControlFilter.AsItIs(), new FeedbackDecay.None());
    }

    /** The same with another factor a layer. */
    public AntiHebbianParams withLagFactor(double factor) {
        return new AntiHebbianParams(deviation, dtMs, filter, fluctuation, factor, decay);
    }

    /** The same on the fluctuations of u about a slow mean of time constant {@code tauMs} (ms): for control that drives to a target. */
    public AntiHebbianParams highPassed(double tauMs) {
        return new AntiHebbianParams(deviation, dtMs, new ControlFilter.HighPass(tauMs), fluctuation, lagFactor, decay);
    }

    /**
     * 1 + tau_v/tau_eps (Strong-DFC): noise of correlation time tau_eps that passes a layer of time constant tau_v on its way to the output has lost this factor
     * of its correlation with where it came from, exp(-t/tau_eps) averaged over delays t of density exp(-t/tau_v)/tau_v. A high-pass of u takes the
     * same share from every layer, since what noise has in common with earlier control falls as exp(-t/tau_eps) wherever it is.
     */
    public static double lagFactor(double tauV, double tauEps) {
        Require.notNegative("lagFactor.tauV", tauV, "(same unit as tauEps)");
        Require.positive("lagFactor.tauEps", tauEps, "(same unit as tauV)");
        return 1 + tauV / tauEps;
    }

    /**
     * The same where noise passes several time constants in every layer: the product of their factors.
     *
     * @param lags of one layer, in the unit of tauEps; {@link org.apical.network.formulation.Formulation#lagsMs}
     */
    public static double lagFactor(List<Double> lags, double tauEps) {
        double factor = 1;
        for (double lag : lags) {
            factor *= lagFactor(lag, tauEps);
        }
        return factor;
    }
}
