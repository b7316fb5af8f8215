package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;

/**
 * rho(V) = rho_0 exp((V - theta) / Delta): the exponential escape rate (Gerstner and Kistler 2002).
 *
 * @param atThresholdHz rho_0 (Hz), > 0
 * @param thresholdMv theta (mV)
 * @param widthMv Delta (mV), > 0
 */
public record ExponentialRate(double atThresholdHz, double thresholdMv, double widthMv) implements FiringRate {
    public ExponentialRate {
        Require.positive("ExponentialRate.atThresholdHz", atThresholdHz, "Hz");
        Require.finite("ExponentialRate.thresholdMv", thresholdMv, "mV");
        Require.positive("ExponentialRate.widthMv", widthMv, "mV");
    }

    @Override
    public double hz(double somaMv) {
        return atThresholdHz * BoundedExp.of((somaMv - thresholdMv) / widthMv);
    }

    @Override
    public ExponentialRate shifted(double byMv) {
        return new ExponentialRate(atThresholdHz, thresholdMv + byMv, widthMv);
    }

    @Override
    public void fill(Kernels kernels, double[] somaMv, int from, double[] hz, int n) {
        for (int i = 0; i < n; i++) {
            hz[i] = (somaMv[from + i] - thresholdMv) / widthMv;
        }
        kernels.exp(hz, hz, n);
        for (int i = 0; i < n; i++) {
            hz[i] *= atThresholdHz;
        }
    }
}
