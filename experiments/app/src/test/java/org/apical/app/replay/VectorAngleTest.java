package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorAngleTest {
    /** Three norms and an arc tangent, each to a few units in the last place. */
    private static final double ROUNDING = 1e-14;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-100, 1e-15, 1e-8, 1e-3, 0.7, 1.5707963267948966, 3, 3.141592653589793})
    void anAngleInAPlaneIsFoundWhateverItsSizeAndTheLengths(double theta) {
        double[] a = {1e6, 0};
        double[] b = {3e-7 * Math.cos(theta), 3e-7 * Math.sin(theta)};

        assertThat(VectorAngle.between(a, b).radians()).isCloseTo(theta, within(ROUNDING * theta));
    }

    @Test
    void noAngleToNothing() {
        assertThat(VectorAngle.between(new double[] {1, 2}, new double[2]).radians())
                .isNaN();
    }

    /** The bound holds, and is not idle: near 0 the arc cosine is off by more than 1e-7 degrees, at most angles by less than 1e-9. */
    @Test
    void theArcCosineOfACosineStaysWithinItsBound() {
        Random random = new Random(1);
        double largestNearZero = 0;
        for (int trial = 0; trial < 1000; trial++) {
            double[] a = random.doubles(300, -1, 1).toArray();
            double size = Math.pow(10, -16 * random.nextDouble());
            double[] b = a.clone();
            for (int k = 0; k < b.length; k++) {
                b[k] += size * (random.nextDouble() - 0.5);
            }
            VectorAngle angle = VectorAngle.between(a, b);
            double off = Math.abs(Math.toDegrees(arcCosine(a, b)) - angle.degrees());
            assertThat(off).isLessThanOrEqualTo(angle.arcCosineDegrees());
            largestNearZero = angle.radians() < 1e-9 ? Math.max(largestNearZero, off) : largestNearZero;
            if (angle.radians() > 0.1) {
                assertThat(angle.arcCosineDegrees()).isLessThan(1e-9);
            }
        }
        assertThat(largestNearZero).isGreaterThan(1e-7);
    }

    private static double arcCosine(double[] a, double[] b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int k = 0; k < a.length; k++) {
            product += a[k] * b[k];
            squareA += a[k] * a[k];
            squareB += b[k] * b[k];
        }
        return Math.acos(Math.min(1, product / Math.sqrt(squareA) / Math.sqrt(squareB)));
    }
}
