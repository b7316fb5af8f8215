package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class RareSpikesTest {
    private static final int UNITS = 40;
    private static final int STEPS = 200_000;

    /** Counts of units with different means, some zero: chi-square over 0, 1, 2, more, each unit; false alarm 1e-6 a unit. */
    @Test
    void everyUnitFollowsThePoissonLawOfItsMean() {
        double[] mean = new double[UNITS];
        Arrays.setAll(mean, k -> k % 7 == 0 ? 0 : 0.02 * (k % 7));
        double[][] seen = new double[UNITS][4];
        RareSpikes spikes = new RareSpikes(UNITS, 1);
        spikes.mean(mean);
        double[] counts = new double[UNITS];
        SpikeList where = new SpikeList(1);
        RandomGenerator[] random = {new SplittableRandom(3)};
        for (int step = 0; step < STEPS; step++) {
            spikes.next(random, counts, where);
            for (int k = 0; k < UNITS; k++) {
                seen[k][(int) Math.min(3, counts[k])]++;
            }
        }
        for (int k = 0; k < UNITS; k++) {
            if (mean[k] == 0) {
                assertThat(seen[k][0]).isEqualTo(STEPS);
                continue;
            }
            PoissonDistribution law = new PoissonDistribution(mean[k]);
            double chi = 0;
            for (int count = 0; count < 3; count++) {
                double expected = STEPS * (count == 2 ? 1 - law.cumulativeProbability(1) : law.probability(count));
                double found = count == 2 ? seen[k][2] + seen[k][3] : seen[k][count];
                chi += (found - expected) * (found - expected) / expected;
            }
            assertThat(chi).isLessThan(new ChiSquaredDistribution(2).inverseCumulativeProbability(1 - 1e-6));
        }
    }

    /** Independent Poisson counts have no covariance: z of the sum of products of neighbours, |z| < 5. */
    @Test
    void unitsAreIndependent() {
        double mean = 0.05;
        RareSpikes spikes = new RareSpikes(UNITS, 1);
        double[] means = new double[UNITS];
        Arrays.fill(means, mean);
        spikes.mean(means);
        double[] counts = new double[UNITS];
        SpikeList where = new SpikeList(1);
        RandomGenerator[] random = {new SplittableRandom(5)};
        double sum = 0;
        for (int step = 0; step < STEPS; step++) {
            spikes.next(random, counts, where);
            for (int k = 1; k < UNITS; k++) {
                sum += (counts[k] - mean) * (counts[k - 1] - mean);
            }
        }
        assertThat(Math.abs(sum / (mean * Math.sqrt((double) STEPS * (UNITS - 1)))))
                .isLessThan(5);
    }

    @Test
    void theListSaysInOrderWhereCountsAreNotZero() {
        RareSpikes spikes = new RareSpikes(UNITS, 3);
        double[] means = new double[UNITS * 3];
        Arrays.fill(means, 0.05);
        spikes.mean(means);
        double[] counts = new double[means.length];
        Arrays.fill(counts, 9);
        SpikeList where = new SpikeList(3);
        where.all(means.length);
        RandomGenerator[] random = {new SplittableRandom(1), new SplittableRandom(2), new SplittableRandom(3)};
        for (int step = 0; step < 500; step++) {
            spikes.next(random, counts, where);
            double[] listed = new double[counts.length];
            for (int k = 0; k < where.size(); k++) {
                listed[where.element(k)]++;
                assertThat(k == 0 || where.element(k - 1) <= where.element(k)).isTrue();
            }
            assertThat(counts).isEqualTo(listed);
        }
    }

    @Test
    void lanesDrawFromTheirOwnGeneratorsOnly() {
        double[] one = new double[UNITS];
        Arrays.setAll(one, k -> 0.01 * (k + 1));
        double[] two = new double[2 * UNITS];
        Arrays.setAll(two, k -> k % 2 == 0 ? 0.3 : 0.01 * (k / 2 + 1));
        double[] alone = after(100, new RareSpikes(UNITS, 1), one, new SplittableRandom(8));
        double[] together = after(100, new RareSpikes(UNITS, 2), two, new SplittableRandom(4), new SplittableRandom(8));
        for (int k = 0; k < UNITS; k++) {
            assertThat(together[2 * k + 1]).isEqualTo(alone[k]);
        }
    }

    private static double[] after(int steps, RareSpikes spikes, double[] mean, RandomGenerator... random) {
        spikes.mean(mean);
        double[] counts = new double[mean.length];
        double[] sum = new double[mean.length];
        SpikeList where = new SpikeList(random.length);
        for (int step = 0; step < steps; step++) {
            spikes.next(random, counts, where);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += counts[k] * (step + 1);
            }
        }
        return sum;
    }

    @Test
    void aDivergingMeanIsNamed() {
        RareSpikes spikes = new RareSpikes(2, 1);
        assertThatThrownBy(() -> spikes.mean(new double[] {1, Double.NaN}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN spikes in one step");
    }
}
