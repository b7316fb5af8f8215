package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/**
 * Parameters of the proportional–integral controller.
 *
 * @param leakAlpha alpha, dimensionless, >= 0
 * @param proportionalGain k_p, dimensionless, >= 0 (0: purely integral)
 */
public record ControllerParams(double leakAlpha, double proportionalGain, Leak leak) {
    public ControllerParams {
        Require.notNegative("ControllerParams.leakAlpha", leakAlpha, "(dimensionless)");
        Require.notNegative("ControllerParams.proportionalGain", proportionalGain, "(dimensionless)");
    }
}
