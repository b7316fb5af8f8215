package org.apical.neuron.transfer;

import org.apical.neuron.parameter.Require;

/**
 * rho(V) = gamma log(1 + exp((V - theta) / Delta)): linear with slope gamma / Delta far above theta, silent far below (Sacramento et al. 2018).
 *
 * @param gainHz gamma (Hz), > 0
 * @param thresholdMv theta (mV)
 * @param widthMv Delta (mV), > 0
 */
public record SoftRectifiedRate(double gainHz, double thresholdMv, double widthMv) implements FiringRate {
    public SoftRectifiedRate {
        Require.positive("SoftRectifiedRate.gainHz", gainHz, "Hz");
        Require.finite("SoftRectifiedRate.thresholdMv", thresholdMv, "mV");
        Require.positive("SoftRectifiedRate.widthMv", widthMv, "mV");
    }

    @Override
    public double hz(double somaMv) {
        double x = (somaMv - thresholdMv) / widthMv;
        return gainHz * (Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }
}
