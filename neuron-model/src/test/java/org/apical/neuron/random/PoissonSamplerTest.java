package org.apical.neuron.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonSamplerTest {
    private static final int UNITS = 25;
    private static final int LANES = 5;
    private static final int STEPS = 1600;
    private static final int DRAWS = UNITS * LANES * STEPS;
    private static final Kernels KERNELS = KernelProvider.kernels();

    /** |z| < 5: false alarm 6e-7 each. Var(s^2) = (mean + 2 mean^2) / n for a Poisson variable. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 6, 20, 32, 33, 100, 700})
    void meanAndVarianceAreTheMean(double mean) {
        double[] counts = draw(mean);
        double sum = 0;
        double squares = 0;
        for (double count : counts) {
            sum += count - mean;
            squares += (count - mean) * (count - mean);
        }
        assertThat(Math.abs(sum / Math.sqrt(DRAWS * mean))).isLessThan(5);
        assertThat(Math.abs((squares / DRAWS - mean) / Math.sqrt((mean + 2 * mean * mean) / DRAWS)))
                .isLessThan(5);
    }

    /** Chi-square over the counts that are expected at least 10 times, both tails pooled; false alarm 1e-6 each. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 6, 20, 32, 33, 100, 700})
    void countsFollowThePoissonLaw(double mean) {
        PoissonDistribution law = new PoissonDistribution(null, mean, 1e-14, 10_000);
        int low = 0;
        while (DRAWS * law.cumulativeProbability(low) < 10) {
            low++;
        }
        int high = low;
        while (DRAWS * (1 - law.cumulativeProbability(high)) >= 10) {
            high++;
        }
        int[] seen = new int[high - low + 1];
        for (double count : draw(mean)) {
            seen[Math.max(low, Math.min(high, (int) count)) - low]++;
        }
        double chi = 0;
        for (int k = low; k <= high; k++) {
            double below = k == low ? 0 : law.cumulativeProbability(k - 1);
            double upTo = k == high ? 1 : law.cumulativeProbability(k);
            double expected = DRAWS * (upTo - below);
            chi += (seen[k - low] - expected) * (seen[k - low] - expected) / expected;
        }
        assertThat(high - low).isGreaterThanOrEqualTo(2);
        assertThat(chi).isLessThan(new ChiSquaredDistribution(high - low).inverseCumulativeProbability(1 - 1e-6));
    }

    /** The smallest count whose cumulative probability exceeds the uniform number, up to the rounding of the sums. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 20, 32})
    void aCountInvertsTheCumulativeLaw(double mean) {
        PoissonDistribution law = new PoissonDistribution(null, mean, 1e-15, 1000);
        for (int i = 0; i < 1000; i++) {
            double uniform = (i + 0.5) / 1000;
            int count = (int) one(always(uniform), mean);
            assertThat(law.cumulativeProbability(count)).isGreaterThan(uniform - 1e-13);
            assertThat(count == 0 ? 0 : law.cumulativeProbability(count - 1)).isLessThan(uniform + 1e-13);
        }
    }

    @Test
    void meanZeroNeverSpikes() {
        PoissonSampler sampler = new PoissonSampler(KERNELS, UNITS, LANES);
        double[] mean = new double[UNITS * LANES];
        double[] counts = new double[UNITS * LANES];
        RandomGenerator[] random = random(LANES, 3);
        sampler.mean(mean);
        for (int i = 0; i < 100; i++) {
            Arrays.fill(counts, Double.NaN);
            sampler.next(random, mean, counts);
            assertThat(counts).containsOnly(0);
        }
    }

    /** The quantile at 1 - 2^-53 is below mean + 15 sqrt(mean) + 15 for every mean up to a block; a search that overruns returns 256. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 20, 32})
    void theLargestUniformNumberGivesAPlausibleCount(double mean) {
        for (int below = 1; below <= 8; below++) {
            double uniform = 1 - below * 0x1p-53;
            assertThat(one(always(uniform), mean)).isBetween(mean, mean + 15 * Math.sqrt(mean) + 15);
        }
        assertThat(one(always(0), mean)).isZero();
    }

    @Test
    void meansAtEveryMagnitudeSideBySideEachFollowTheirOwn() {
        double[] wanted = {0, 0.2, 5, 32, 32.5, 64, 1000, 40_000, 1e5};
        int units = wanted.length;
        int lanes = 3;
        PoissonSampler sampler = new PoissonSampler(KERNELS, units, lanes);
        double[] mean = new double[units * lanes];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = wanted[(k + k % lanes) % units];
        }
        double[] counts = new double[mean.length];
        double[] sum = new double[mean.length];
        RandomGenerator[] random = random(lanes, 8);
        sampler.mean(mean);
        for (int step = 0; step < 300; step++) {
            sampler.next(random, mean, counts);
            for (int k = 0; k < counts.length; k++) {
                sum[k] += counts[k];
            }
        }
        for (int k = 0; k < counts.length; k++) {
            // 27 of |z| < 5: false alarm 2e-5
            assertThat(Math.abs(sum[k] - 300 * mean[k])).isLessThanOrEqualTo(5 * Math.sqrt(300 * mean[k]));
        }
    }

    /** Also where some means need more than one uniform number. */
    @Test
    void aLaneDrawsTheSameWhateverItsNeighboursAre() {
        int units = 6;
        int lanes = 9;
        double[] mean = new double[units * lanes];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = k % 4 == 0 ? 20.0 + 3 * k : 0.3 * (k % 7);
        }
        double[] together = new double[mean.length];
        for (String kernels : new String[] {"scalar", "vector"}) {
            PoissonSampler sampler = new PoissonSampler(KernelProvider.choose(kernels), units, lanes);
            RandomGenerator[] random = random(lanes, 4);
            sampler.mean(mean);
            sampler.next(random, mean, together);
            sampler.next(random, mean, together);
            for (int lane = 0; lane < lanes; lane++) {
                double[] own = new double[units];
                double[] alone = new double[units];
                for (int unit = 0; unit < units; unit++) {
                    own[unit] = mean[unit * lanes + lane];
                }
                PoissonSampler single = new PoissonSampler(KernelProvider.choose("scalar"), units, 1);
                RandomGenerator[] generator = {random(lanes, 4)[lane]};
                single.mean(own);
                single.next(generator, own, alone);
                single.next(generator, own, alone);
                for (int unit = 0; unit < units; unit++) {
                    assertThat(together[unit * lanes + lane]).isEqualTo(alone[unit]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 1e9, 100_000.01, Double.POSITIVE_INFINITY})
    void meansOfADivergingNetworkThrow(double mean) {
        for (int place : new int[] {0, 7, 8, UNITS * LANES - 1}) {
            PoissonSampler sampler = new PoissonSampler(KERNELS, UNITS, LANES);
            double[] means = new double[UNITS * LANES];
            Arrays.fill(means, 2);
            means[place] = mean;
            sampler.mean(means);
            assertThatThrownBy(() -> sampler.next(random(LANES, 1), means, new double[UNITS * LANES]))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining(Double.toString(mean));
        }
    }

    private static RandomGenerator always(double uniform) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("one uniform number a draw");
            }

            @Override
            public double nextDouble() {
                return uniform;
            }
        };
    }

    private static double one(RandomGenerator random, double mean) {
        PoissonSampler sampler = new PoissonSampler(KERNELS, 1, 1);
        double[] means = {mean};
        double[] counts = new double[1];
        sampler.mean(means);
        sampler.next(new RandomGenerator[] {random}, means, counts);
        return counts[0];
    }

    private static RandomGenerator[] random(int lanes, long key) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            random[lane] = new RandomStreams(11).stream(Purpose.LAYER_SPIKES, key, lane);
        }
        return random;
    }

    private static double[] draw(double mean) {
        PoissonSampler sampler = new PoissonSampler(KERNELS, UNITS, LANES);
        double[] means = new double[UNITS * LANES];
        Arrays.fill(means, mean);
        sampler.mean(means);
        RandomGenerator[] random = random(LANES, (long) (10 * mean));
        double[] counts = new double[UNITS * LANES];
        double[] all = new double[DRAWS];
        for (int step = 0; step < STEPS; step++) {
            sampler.next(random, means, counts);
            System.arraycopy(counts, 0, all, step * counts.length, counts.length);
        }
        return all;
    }
}
