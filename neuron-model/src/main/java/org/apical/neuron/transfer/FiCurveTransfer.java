package org.apical.neuron.transfer;

import org.apical.neuron.parameter.Require;

/**
 * phi(v) = (f(E_L + offset + scale v) - nu_0) / nu_1: a f–I curve as the transfer function of an abstract unit, so that rates, graded
 * compartments and spikes share it.
 *
 * @param name shown in files and messages
 * @param curve firing rate (Hz) against the somatic potential without spikes (mV)
 * @param originMv potential (mV) at v = 0
 * @param scaleMv potential (mV) per unit of v, > 0
 * @param baselineHz nu_0: firing rate (Hz) at r = 0
 * @param gainHz nu_1: firing rate (Hz) per unit of r, > 0
 */
public record FiCurveTransfer(
        String name, FiCurve curve, double originMv, double scaleMv, double baselineHz, double gainHz)
        implements TransferFunction {

    public FiCurveTransfer {
        Require.finite("FiCurveTransfer.originMv", originMv, "mV");
        Require.positive("FiCurveTransfer.scaleMv", scaleMv, "mV");
        Require.notNegative("FiCurveTransfer.baselineHz", baselineHz, "Hz");
        Require.positive("FiCurveTransfer.gainHz", gainHz, "Hz");
    }

    @Override
    public double value(double v) {
        return (curve.rateHz(originMv + scaleMv * v) - baselineHz) / gainHz;
    }

    @Override
    public double derivative(double v) {
        return curve.slopeHzPerMv(originMv + scaleMv * v) * scaleMv / gainHz;
    }
}
