package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/**
 * Parameters of the proportional–integral law; by itself the description of the ideal controller.
 *
 * @param leakAlpha alpha, dimensionless, >= 0
 * @param proportionalGain k_p, dimensionless, >= 0 (0: purely integral)
 */
public record ControllerParams(double leakAlpha, double proportionalGain, Leak leak) implements ControllerDescription {
    public ControllerParams {
        Require.notNegative("ControllerParams.leakAlpha", leakAlpha, "(dimensionless)");
        Require.notNegative("ControllerParams.proportionalGain", proportionalGain, "(dimensionless)");
    }

    @Override
    public ControllerParams law() {
        return this;
    }

    @Override
    public boolean spikes() {
        return false;
    }

    @Override
    public Controller controller(Place place) {
        return new IdealController(this, place.dtOverTauU(), place.outputs() * place.lanes());
    }
}
