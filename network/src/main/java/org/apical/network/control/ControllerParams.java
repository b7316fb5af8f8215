package org.apical.network.control;

import java.util.Optional;
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

    /**
     * The leak on u that has the same steady state, e = alpha u: alpha itself, or alpha/(1 + alpha k_p) for a leak on the integral, where u_int =
     * e/alpha and so u = (1/alpha + k_p) e (dimensionless).
     */
    public double steadyLeakAlpha() {
        return leak == Leak.ON_CONTROL ? leakAlpha : leakAlpha / (1 + leakAlpha * proportionalGain);
    }

    @Override
    public Optional<ControllerParams> law() {
        return Optional.of(this);
    }

    @Override
    public ControllerParams withLaw(ControllerParams law) {
        return law;
    }

    @Override
    public ControllerParams deterministic() {
        return this;
    }

    @Override
    public Controller controller(Place place) {
        return new IdealController(this, place.dtOverTauU(), place.outputs() * place.lanes());
    }
}
