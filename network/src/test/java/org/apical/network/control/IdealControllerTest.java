package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class IdealControllerTest {
    private static final double DT = 0.01;

    @Test
    void integralControllerFollowsItsClosedFormUnderConstantError() {
        double alpha = 0.3;
        double error = 0.7;
        IdealController controller = controller(alpha, 0, Leak.ON_CONTROL);
        for (int step = 1; step <= 200; step++) {
            controller.advance(new double[] {error}, new double[1]);
            // Euler: u_n = e / alpha (1 - (1 - alpha dt)^n), rounding of 200 steps
            double exact = error / alpha * (1 - Math.pow(1 - alpha * DT, step));
            assertThat(controller.control()[0]).isCloseTo(exact, within(1e-13));
        }
    }

    @Test
    void leakOnTheIntegralFollowsItsClosedFormWithAProportionalPart() {
        double a = 0.3;
        double kp = 2;
        double error = -0.4;
        IdealController controller = controller(a, kp, Leak.ON_INTEGRAL);
        for (int step = 1; step <= 200; step++) {
            controller.advance(new double[] {error}, new double[1]);
            double exact = error / a * (1 - Math.pow(1 - a * DT, step)) + kp * error;
            assertThat(controller.control()[0]).isCloseTo(exact, within(1e-13));
        }
    }

    @Test
    void leakOnTheControlFollowsItsClosedFormWithAProportionalPart() {
        double alpha = 0.3;
        double kp = 2;
        double error = 0.5;
        IdealController controller = controller(alpha, kp, Leak.ON_CONTROL);
        // u_int' = e - alpha (u_int + k_p e) from the second step on, where u already holds k_p e; the first sees u = 0
        double end = error * (1 - alpha * kp) / alpha;
        double first = DT * error;
        for (int step = 1; step <= 200; step++) {
            controller.advance(new double[] {error}, new double[1]);
            double integral = end + (first - end) * Math.pow(1 - alpha * DT, step - 1);
            assertThat(controller.control()[0]).isCloseTo(integral + kp * error, within(1e-13));
        }
    }

    @Test
    void bothLeaksAgreeBitForBitWithoutProportionalGain() {
        IdealController onControl = controller(0.2, 0, Leak.ON_CONTROL);
        IdealController onIntegral = controller(0.2, 0, Leak.ON_INTEGRAL);
        for (int step = 0; step < 50; step++) {
            double[] error = {Math.sin(step)};
            onControl.advance(error, new double[error.length]);
            onIntegral.advance(error, new double[error.length]);
            assertThat(onControl.control()).isEqualTo(onIntegral.control());
        }
    }

    @Test
    void steadyStateOfTheLeakOnTheIntegralIsThatOfASmallerLeakOnTheControl() {
        double a = 0.5;
        double kp = 1.5;
        IdealController controller = controller(a, kp, Leak.ON_INTEGRAL);
        for (int step = 0; step < 10_000; step++) {
            controller.advance(new double[] {1}, new double[1]);
        }
        // e = alpha u with alpha = a / (1 + a k_p); the transient left is (1 - a dt)^10000 = 2e-22
        assertThat(1 / controller.control()[0]).isCloseTo(a / (1 + a * kp), within(1e-12));
    }

    @Test
    void resetEqualsFresh() {
        IdealController used = controller(0.1, 1, Leak.ON_CONTROL);
        used.advance(new double[] {3}, new double[1]);
        used.begin(null);
        IdealController fresh = controller(0.1, 1, Leak.ON_CONTROL);
        assertThat(used.control()).isEqualTo(fresh.control());
        used.advance(new double[] {1}, new double[1]);
        fresh.advance(new double[] {1}, new double[1]);
        assertThat(used.control()).isEqualTo(fresh.control());
    }

    @Test
    void parametersOutsideTheirDomainAreNamed() {
        assertThatThrownBy(() -> new ControllerParams(-1, 0, Leak.ON_CONTROL))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("leakAlpha")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new ControllerParams(0, Double.NaN, Leak.ON_CONTROL))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("proportionalGain");
    }

    private static IdealController controller(double alpha, double kp, Leak leak) {
        return new IdealController(new ControllerParams(alpha, kp, leak), DT, 1);
    }
}
