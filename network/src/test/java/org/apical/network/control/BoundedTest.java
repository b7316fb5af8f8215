package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apical.network.control.Control.Law;
import org.apical.network.control.ControllerDescription.Place;
import org.apical.neuron.kernel.KernelProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Closed loops around a linear network that follows at once, r = r^- + M u. */
class BoundedTest {
    private static final double DT = 0.01;
    private static final double MOST = 2;

    private static Controller controller(double alpha, double kp, Leak leak, int outputs) {
        return new Bounded(new Law(alpha, kp, leak), MOST, 0)
                .description(1, 1)
                .controller(new Place(DT, outputs, 1, KernelProvider.kernels()));
    }

    /** u* = e^- / (M + alpha) within the bounds, else U: e is then what U leaves of it. */
    @ParameterizedTest
    @CsvSource({"1, 0", "-2.4, 0", "4, 0", "-30, 0", "1, 0.5", "9, 0.5"})
    void theSteadyStateIsThatOfTheLawWithinItsBounds(double freeError, double kp) {
        double alpha = 0.1;
        double m = 1.5;
        Controller controller = controller(alpha, kp, Leak.ON_CONTROL, 1);
        for (int step = 0; step < 5000; step++) {
            controller.advance(
                    new double[] {freeError}, new double[] {m * controller.control()[0]});
        }
        double expected = Math.max(-MOST, Math.min(MOST, freeError / (m + alpha)));
        assertThat(controller.control()[0]).isCloseTo(expected, within(1e-12));
    }

    /** The leak on the integral: u_int = e / alpha, so u = (1 / alpha + k_p) e and u* = e^- / (M + alpha / (1 + alpha k_p)), unless a bound is nearer. */
    @Test
    void theLeakOnTheIntegralHasItsOwnSteadyState() {
        double alpha = 0.5;
        double kp = 0.5;
        Controller controller = controller(alpha, kp, Leak.ON_INTEGRAL, 1);
        for (int step = 0; step < 5000; step++) {
            controller.advance(
                    new double[] {1.2}, new double[] {1.5 * controller.control()[0]});
        }
        assertThat(controller.control()[0]).isCloseTo(1.2 / (1.5 + alpha / (1 + alpha * kp)), within(1e-12));
    }

    /** Where outputs share paths, the conditions of Karush, Kuhn and Tucker: e = alpha u inside, and at a bound the rest of the error points outwards. */
    @Test
    void coupledOutputsEndWhereNoBoundHelps() {
        int n = 6;
        double alpha = 0.2;
        double[][] m = symmetricPositive(n);
        double[] freeError = new Random(3).doubles(n, -6, 6).toArray();
        Controller controller = controller(alpha, 0, Leak.ON_CONTROL, n);
        double[] u = controller.control();
        for (int step = 0; step < 40_000; step++) {
            controller.advance(freeError, times(m, u));
        }
        double[] feedback = times(m, u);
        int bounded = 0;
        for (int k = 0; k < n; k++) {
            double rest = freeError[k] - feedback[k] - alpha * u[k];
            if (Math.abs(u[k]) < MOST) {
                assertThat(rest).isCloseTo(0, within(1e-10));
            } else {
                bounded++;
                assertThat(rest * u[k]).isPositive();
            }
        }
        assertThat(bounded).isBetween(1, n - 1);
    }

    private static double[][] symmetricPositive(int n) {
        Random random = new Random(2);
        double[][] root = new double[n][];
        for (int k = 0; k < n; k++) {
            root[k] = random.doubles(n, -1, 1).toArray();
        }
        double[][] m = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    m[i][j] += root[k][i] * root[k][j];
                }
            }
        }
        return m;
    }

    private static double[] times(double[][] m, double[] u) {
        double[] y = new double[u.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[i] += m[i][j] * u[j];
            }
        }
        return y;
    }

    /** After any time at a bound it leaves it at once, u_n = u* + (U - u*) (1 - dt (M + alpha))^n; the law without bounds has wound up. */
    @Test
    void theIntegralDoesNotWindUp() {
        double alpha = 0.1;
        double m = 1.5;
        ControllerParams law = new ControllerParams(alpha, 0, Leak.ON_CONTROL);
        Controller bounded = controller(alpha, 0, Leak.ON_CONTROL, 1);
        Controller ideal = law.controller(new Place(DT, 1, 1, KernelProvider.kernels()));
        for (int step = 0; step < 3000; step++) {
            bounded.advance(new double[] {20}, new double[] {m * bounded.control()[0]});
            ideal.advance(new double[] {20}, new double[] {m * ideal.control()[0]});
        }
        assertThat(bounded.control()[0]).isEqualTo(MOST);
        assertThat(ideal.control()[0]).isGreaterThan(5 * MOST);
        double end = 0.8 / (m + alpha);
        for (int step = 1; step <= 300; step++) {
            bounded.advance(new double[] {0.8}, new double[] {m * bounded.control()[0]});
            double exact = end + (MOST - end) * Math.pow(1 - DT * (m + alpha), step);
            // rounding of 300 steps
            assertThat(bounded.control()[0]).isCloseTo(exact, within(1e-13));
        }
    }

    @ParameterizedTest
    @EnumSource(Leak.class)
    void withinItsBoundsItIsTheIdealControllerBitForBit(Leak leak) {
        Controller bounded = controller(0.3, 0.2, leak, 2);
        Controller ideal =
                new ControllerParams(0.3, 0.2, leak).controller(new Place(DT, 2, 1, KernelProvider.kernels()));
        for (int step = 0; step < 500; step++) {
            double[] target = {Math.sin(0.05 * step), Math.cos(0.03 * step)};
            bounded.advance(target, new double[2]);
            ideal.advance(target, new double[2]);
            assertThat(bounded.control()).isEqualTo(ideal.control());
        }
        bounded.begin(() -> null);
        assertThat(bounded.control()).containsOnly(0);
    }

    @Test
    void itsBoundsStayUnderAnotherLawAndADelay() {
        ControllerDescription delayed = new Bounded(new Law(0.1, 0, Leak.ON_CONTROL), MOST, 3).description(1, 1);
        assertThat(delayed.delayMs()).isEqualTo(3);
        assertThat(delayed.steadyLeak()).isEmpty();
        assertThat(delayed.deterministic()).isEqualTo(delayed);
        Controller other = delayed.withLaw(new ControllerParams(0, 0, Leak.ON_CONTROL))
                .controller(new Place(DT, 1, 1, KernelProvider.kernels()));
        for (int step = 0; step < 1000; step++) {
            other.advance(new double[] {1}, new double[1]);
        }
        assertThat(other.control()[0]).isEqualTo(MOST);
        assertThatThrownBy(() -> new Bounded(new Law(0.1, 0, Leak.ON_CONTROL), 0, 0))
                .hasMessage("Bounded.most must be finite and > 0 (dimensionless), got 0.0");
    }
}
