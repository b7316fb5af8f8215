package org.apical.network.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apical.network.TestNetworks;
import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonBlocksTest {
    private static final int STEPS = PoissonBlocks.STEPS;
    /** Of a cumulative probability: some 200 terms, each and their sum rounded. */
    private static final double ROUNDING = 1e-13;

    private static RandomGenerator stream() {
        return new RandomStreams(3).stream(Purpose.INPUT_SPIKES, 0);
    }

    /** Every count is the quantile of its uniform number: P(count - 1) <= u < P(count). */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.1, 1, 6, 32})
    void countsAreQuantilesOfThePoissonDistribution(double mean) {
        PoissonBlocks blocks = new PoissonBlocks(1);
        blocks.begin();
        blocks.lane(0, new double[] {0, mean}, stream());
        RandomGenerator same = stream();
        PoissonDistribution law = new PoissonDistribution(mean);
        for (int step = 0; step < 300 * STEPS; step++) {
            blocks.advance();
            int count = (int) blocks.counts(0)[blocks.step()];
            double uniform = same.nextDouble();
            assertThat(uniform)
                    .isBetween(
                            law.cumulativeProbability(count - 1) - ROUNDING,
                            law.cumulativeProbability(count) + ROUNDING);
        }
    }

    @Test
    void onlySourcesThatCanFireAreDrawn() {
        PoissonBlocks blocks = new PoissonBlocks(2);
        blocks.begin();
        blocks.lane(1, new double[] {9, 0, 9, 3, 9, 0, 9, 2}, stream());
        blocks.advance();
        assertThat(blocks.sources(0)).isNull();
        assertThat(blocks.sources(1)).containsExactly(1, 3);
        double[] counts = new double[8];
        blocks.write(counts);
        assertThat(counts).containsExactly(0, 0, 0, blocks.counts(1)[0], 0, 0, 0, blocks.counts(1)[1]);
    }

    /** What is delivered ahead is W x but for the order of a sum. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void kicksAreThoseOfTheDenseProduct(int lanes) {
        int units = 19;
        int sources = 50;
        SplittableRandom random = new SplittableRandom(lanes);
        SynapseMatrix weights = new SynapseMatrix(
                units, sources, random.doubles(units * sources, -1, 1).toArray());
        double[] mean = random.doubles((long) sources * lanes)
                .map(x -> x < 0.6 ? 0 : 8 * x)
                .toArray();
        PoissonBlocks blocks = new PoissonBlocks(lanes);
        blocks.begin();
        for (int lane = 0; lane < lanes; lane++) {
            blocks.lane(lane, mean, new RandomStreams(4).stream(Purpose.INPUT_SPIKES, lane));
        }
        AheadDelivery ahead = new AheadDelivery(TestNetworks.PRODUCT, lanes);
        double[] start = random.doubles((long) units * lanes, -1, 1).toArray();
        for (int step = 0; step < 3 * STEPS; step++) {
            blocks.advance();
            double[] counts = new double[sources * lanes];
            blocks.write(counts);
            double[] expected = start.clone();
            double[] actual = start.clone();
            TestNetworks.PRODUCT.multiplyAdd(units, sources, lanes, weights.byUnit(), counts, expected);
            ahead.deliver(weights, blocks, actual);
            for (int k = 0; k < expected.length; k++) {
                double magnitude = Math.abs(start[k]);
                for (int j = 0; j < sources; j++) {
                    magnitude += Math.abs(weights.byUnit()[k / lanes * sources + j] * counts[j * lanes + k % lanes]);
                }
                // two sums, each within half of the bound
                assertThat(Math.abs(actual[k] - expected[k]))
                        .isLessThanOrEqualTo(2 * (sources + 1) * 0x1p-53 * magnitude);
            }
        }
    }
}
