package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;

/**
 * rho(V) = rho_max / (1 + k exp(beta (theta - V))) (Urbanczik and Senn 2014).
 *
 * @param maximumHz rho_max (Hz), > 0
 * @param offset k (dimensionless), > 0
 * @param slopePerMv beta (1/mV), > 0
 * @param thresholdMv theta (mV)
 */
public record SigmoidRate(double maximumHz, double offset, double slopePerMv, double thresholdMv)
        implements FiringRate {
    public SigmoidRate {
        Require.positive("SigmoidRate.maximumHz", maximumHz, "Hz");
        Require.positive("SigmoidRate.offset", offset, "(dimensionless)");
        Require.positive("SigmoidRate.slopePerMv", slopePerMv, "1/mV");
        Require.finite("SigmoidRate.thresholdMv", thresholdMv, "mV");
    }

    @Override
    public double hz(double somaMv) {
        return maximumHz / (1 + offset * BoundedExp.of(slopePerMv * (thresholdMv - somaMv)));
    }

    @Override
    public void fill(Kernels kernels, double[] somaMv, int from, double[] hz, int n) {
        for (int i = 0; i < n; i++) {
            hz[i] = slopePerMv * (thresholdMv - somaMv[from + i]);
        }
        kernels.exp(hz, hz, n);
        for (int i = 0; i < n; i++) {
            hz[i] = maximumHz / (1 + offset * hz[i]);
        }
    }
}
