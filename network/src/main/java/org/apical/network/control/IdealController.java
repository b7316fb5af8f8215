package org.apical.network.control;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apical.network.parallel.Lanes;
import org.apical.neuron.parameter.Require;

/**
 * The ideal proportional–integral controller (physics.md 1): u = u_int + k_p e, tau_u du_int/dt = e - alpha u (or - alpha u_int), forward
 * Euler: u_int += dt/tau_u (e - alpha u), then u. Stable for dt alpha < 2 tau_u when left alone.
 */
public final class IdealController implements Controller {
    private final ControllerParams params;
    private final double dtOverTauU;
    private final double most;
    private final double[] integral;
    private final double[] control;

    /** @param size outputs x lanes */
    public IdealController(ControllerParams params, double dtOverTauU, int size) {
        this(params, Double.POSITIVE_INFINITY, dtOverTauU, size);
    }

    /** @param most |u_int| and |u| are clipped at it (dimensionless); infinite: no bound */
    IdealController(ControllerParams params, double most, double dtOverTauU, int size) {
        this.params = params;
        this.most = most;
        this.dtOverTauU = Require.positive("IdealController.dtOverTauU", dtOverTauU, "(dimensionless)");
        this.integral = new double[size];
        this.control = new double[size];
    }

    @Override
    public void begin(Supplier<RandomGenerator[]> random) {
        Arrays.fill(integral, 0);
        Arrays.fill(control, 0);
    }

    @Override
    public void advance(double[] target, double[] output) {
        double kp = params.proportionalGain();
        double alpha = params.leakAlpha();
        double[] leaking = params.leak() == Leak.ON_CONTROL ? control : integral;
        for (int k = 0; k < control.length; k++) {
            double error = target[k] - output[k];
            integral[k] = clip(integral[k] + dtOverTauU * (error - alpha * leaking[k]));
            control[k] = clip(integral[k] + kp * error);
        }
    }

    private double clip(double x) {
        return Math.max(-most, Math.min(most, x));
    }

    @Override
    public void take(Controller from, int[] lanes) {
        IdealController other = (IdealController) from;
        Lanes.take(other.integral, integral, lanes);
        Lanes.take(other.control, control, lanes);
    }

    @Override
    public double[] control() {
        return control;
    }

    @Override
    public double[] transmitted() {
        return control;
    }
}
