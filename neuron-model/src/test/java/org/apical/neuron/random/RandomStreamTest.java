package org.apical.neuron.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** The numbers are those of every JDK; the sums were computed with the generator of JDK 17 itself, on JDK 17. */
class RandomStreamTest {
    private final RandomGenerator random = new RandomStreams(1).stream(Purpose.MEMBRANE_NOISE);

    @Test
    void gaussianNumbersAreThoseOfJdk17() {
        assertThat(sum(600_000, () -> Double.doubleToRawLongBits(random.nextGaussian())))
                .isEqualTo(-3624732012034515802L);
    }

    /** As far as JDK 17 and 25 part some three times, and this generator from JDK 17 in a last bit. */
    @Test
    void gaussianNumbersAreTheSameOnEveryJdk() {
        assertThat(sum(20_000_000, () -> Double.doubleToRawLongBits(random.nextGaussian())))
                .isEqualTo(-5610583117657708871L);
    }

    /** A bound that is a power of two, one that is nearly, and one for which a quarter is drawn again. */
    @Test
    void numbersBelowABoundAreThoseOfJdk17() {
        int[] bounds = {1, 2, 4, 3, 10, 1000, 1 << 30, (1 << 30) + 1, 1_600_000_000, Integer.MAX_VALUE};
        long[] draws = {0};
        assertThat(sum(2_000_000, () -> random.nextInt(bounds[(int) (draws[0]++ % bounds.length)])))
                .isEqualTo(-245674208656535313L);
    }

    @Test
    void uniformNumbersAreThoseOfJdk17() {
        assertThat(sum(500_000, random::nextLong)).isEqualTo(-7298726606040454221L);
        assertThat(sum(500_000, random::nextInt)).isEqualTo(3540895117800893510L);
        assertThat(sum(500_000, () -> random.nextBoolean() ? 1 : 0)).isEqualTo(-3921858488915130983L);
        assertThat(sum(500_000, () -> Double.doubleToRawLongBits(random.nextDouble())))
                .isEqualTo(-7765716087561604476L);
    }

    /** X_0 f(X_0) = X_i (f(X_i) - f(X_i-1)) = 1/256 of the area under f(x) = exp(-x^2 / 2), x > 0 (McFarland 2016). */
    @Test
    void layersHaveEqualAreas() {
        double area = Math.sqrt(Math.PI / 2) / 256;
        double below = 0;
        for (int i = 0; i < 253; i++) {
            double width = RandomStream.width(i);
            double density = Math.exp(-width * width / 2);
            assertThat(width * (density - below)).isCloseTo(area, within(1e-13 * area * 256));
            below = density;
        }
    }

    /** Kolmogorov's distance of a million draws exceeds 2.7 / sqrt(n) with probability 2 exp(-2 x 2.7^2) = 1e-6. */
    @Test
    void gaussianNumbersAreNormal() {
        int n = 1_000_000;
        double[] x =
                DoubleStream.generate(random::nextGaussian).limit(n).sorted().toArray();
        NormalDistribution normal = new NormalDistribution();
        double distance = 0;
        for (int k = 0; k < n; k += 10) {
            distance = Math.max(distance, Math.abs(normal.cumulativeProbability(x[k]) - (k + 0.5) / n));
        }
        assertThat(distance).isLessThan(2.7 / Math.sqrt(n));
    }

    @Test
    void aBoundIsPositive() {
        assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound must be > 0, got 0");
    }

    private static long sum(int draws, LongSupplier draw) {
        long sum = 0;
        for (int k = 0; k < draws; k++) {
            sum = 31 * sum + draw.getAsLong();
        }
        return sum;
    }
}
