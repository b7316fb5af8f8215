package org.apical.network.control;

import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
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

    /**
     * u for an error e = z^n: (h + k_p (1 - z^-1))/(1 - (1 - h alpha) z^-1) with h = dt/tau_u, or, for a leak on the integral, h/(1 - (1 - h alpha) z^-1) + k_p; dt -> 0:
     * (1 + k_p s tau_u)/(alpha + s tau_u). Both are quotients of numbers of positive real part, so that its argument, within (-pi, pi), needs no unwrapping.
     *
     * @param zInverse z^-1 = exp(-j omega dt), omega > 0
     */
    public Complex response(Complex zInverse, double dtOverTauU) {
        double kept = 1 - dtOverTauU * leakAlpha;
        double back = leak == Leak.ON_CONTROL ? 1 : kept;
        Complex above =
                zInverse.multiply(-back).add(1).multiply(proportionalGain).add(dtOverTauU);
        return above.divide(zInverse.multiply(-kept).add(1));
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
