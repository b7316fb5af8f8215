package org.apical.neuron.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonSamplerTest {
    private static final int DRAWS = 200_000;

    /** |z| < 5: false alarm 6e-7 each. Var(s^2) = (mean + 2 mean^2) / n for a Poisson variable. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 6, 20, 32, 33, 100})
    void meanAndVarianceAreTheMean(double mean) {
        int[] counts = draw(mean);
        double sum = 0;
        double squares = 0;
        for (int count : counts) {
            sum += count - mean;
            squares += (count - mean) * (count - mean);
        }
        assertThat(Math.abs(sum / Math.sqrt(DRAWS * mean))).isLessThan(5);
        assertThat(Math.abs((squares / DRAWS - mean) / Math.sqrt((mean + 2 * mean * mean) / DRAWS)))
                .isLessThan(5);
    }

    /** Chi-square over the counts that are expected at least 10 times, both tails pooled; false alarm 1e-6 each. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 6, 20, 100})
    void countsFollowThePoissonLaw(double mean) {
        PoissonDistribution law = new PoissonDistribution(null, mean, 1e-14, 1000);
        int low = 0;
        while (DRAWS * law.cumulativeProbability(low) < 10) {
            low++;
        }
        int high = low;
        while (DRAWS * (1 - law.cumulativeProbability(high)) >= 10) {
            high++;
        }
        int[] seen = new int[high - low + 1];
        for (int count : draw(mean)) {
            seen[Math.max(low, Math.min(high, count)) - low]++;
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

    @Test
    void meanZeroNeverSpikes() {
        RandomGenerator random = new RandomStreams(3).stream(Purpose.RASTER);
        for (int i = 0; i < 1000; i++) {
            assertThat(PoissonSampler.next(random, 0, 1)).isZero();
        }
    }

    /** The quantile at 1 - 2^-53 is below mean + 15 sqrt(mean) + 15 for every mean up to a block; a search that overruns returns 256. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 20, 32})
    void theLargestUniformNumberGivesAPlausibleCount(double mean) {
        for (int below = 1; below <= 8; below++) {
            double uniform = 1 - below * 0x1p-53;
            int count = PoissonSampler.next(always(uniform), mean, Math.exp(-mean));
            assertThat((double) count).isBetween(mean, mean + 15 * Math.sqrt(mean) + 15);
        }
        assertThat(PoissonSampler.next(always(0), mean, Math.exp(-mean))).isZero();
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

    private static int[] draw(double mean) {
        RandomGenerator random = new RandomStreams(11).stream(Purpose.LAYER_SPIKES, (long) (10 * mean));
        double expMinusMean = Math.exp(-mean);
        int[] counts = new int[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            counts[i] = PoissonSampler.next(random, mean, expMinusMean);
        }
        return counts;
    }
}
