package org.apical.neuron.reduction;

import org.apical.neuron.parameter.Require;

/**
 * How neurons carry an abstract unit (physics.md 5.1): potential V_s = E_L + offset + scale v, firing rate by a {@link RateCode}.
 *
 * @param offsetMv depolarisation (mV) at v = 0
 * @param scaleMv depolarisation (mV) per unit of v, > 0
 * @param rates firing rate of r
 */
public record UnitCode(double offsetMv, double scaleMv, RateCode rates) {
    public UnitCode {
        Require.finite("UnitCode.offsetMv", offsetMv, "mV");
        Require.positive("UnitCode.scaleMv", scaleMv, "mV");
    }
}
