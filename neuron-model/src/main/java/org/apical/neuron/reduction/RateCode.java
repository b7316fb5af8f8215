package org.apical.neuron.reduction;

import org.apical.neuron.parameter.Require;

/**
 * Signed rates as firing rates (physics.md 5.4): nu = nu_0 + nu_1 r. The constant part is cancelled in the bias of the next layer.
 *
 * @param baselineHz nu_0 (Hz), >= 0
 * @param gainHz nu_1 (Hz per unit of r), > 0
 */
public record RateCode(double baselineHz, double gainHz) {
    public RateCode {
        Require.notNegative("RateCode.baselineHz", baselineHz, "Hz");
        Require.positive("RateCode.gainHz", gainHz, "Hz");
    }

    /** nu (Hz) of a dimensionless rate r; negative where no firing rate can carry it. */
    public double hz(double r) {
        return baselineHz + gainHz * r;
    }

    /** The dimensionless rate r of nu (Hz). */
    public double rate(double hz) {
        return (hz - baselineHz) / gainHz;
    }
}
