package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.transfer.Linear;
import org.junit.jupiter.api.Test;

/** One linear layer, one output, Q = q: tau_v s^2 + (1 + alpha tau_v) s + alpha + q = 0 (tau_u = 1, k_p = 0). */
class LoopRateTest {
    private static final NetworkDescription NETWORK = new NetworkDescription(List.of(1, 1), new Linear(), new Linear());
    private static final double TAU_V = 0.1;
    private static final double ALPHA = 0.01;

    private static LoopRate loop(NetworkDescription network) {
        RateFormulation formulation = RateFormulation.of(
                network,
                new Timing(0, 0, 1, 1e-3, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE),
                new ControllerParams(ALPHA, 0, Leak.ON_CONTROL),
                TAU_V,
                MatrixProduct.detect());
        return new LoopRate(formulation, 40_000);
    }

    private static NetworkWeights weights(NetworkDescription network, double q) {
        return NetworkWeights.of(network, l -> new double[] {0.5}, l -> new double[] {0}, l -> new double[] {q});
    }

    private static double measured(double q) {
        return loop(NETWORK).of(weights(NETWORK, q), new double[][] {{1}})[0];
    }

    private static double larger(double q) {
        double b = 1 + ALPHA * TAU_V;
        double d = b * b - 4 * TAU_V * (ALPHA + q);
        return (-b + Math.sqrt(Math.max(0, d))) / (2 * TAU_V);
    }

    /** Steps of 1e-3 make errors of their order. */
    @Test
    void realModesDecayAndGrowAtTheRootsOfTheirPolynomial() {
        assertThat(measured(1)).isCloseTo(larger(1), within(5e-3 * -larger(1)));
        assertThat(measured(-0.5)).isCloseTo(larger(-0.5), within(5e-3 * larger(-0.5)));
        assertThat(larger(1)).isNegative();
        assertThat(larger(-0.5)).isPositive();
    }

    /** What rings falls with -1/(2 tau_v) whatever q is; the ripple of a few periods leaves some percent. */
    @Test
    void ringingModesDecayAtTheRealPart() {
        assertThat(measured(20)).isCloseTo(larger(20), within(0.05 * -larger(20)));
        assertThat(larger(20)).isCloseTo(-5, within(0.01));
    }

    /** After 40 tau_u nothing is left of the residual of a loop that settles; one that leaves has left any bound. */
    @Test
    void whatIsLeftTellsWhetherALoopSettles() {
        OutputTarget far = (free, target, outputs, lanes) -> target[0] = free[0] + 3;
        assertThat(loop(NETWORK).left(weights(NETWORK, 1), new double[][] {{1}}, far)[0])
                .isLessThan(1e-12);
        assertThat(loop(NETWORK).left(weights(NETWORK, -0.5), new double[][] {{1}}, far)[0])
                .isGreaterThan(1e3);
    }
}
