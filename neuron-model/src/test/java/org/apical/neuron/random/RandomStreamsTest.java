package org.apical.neuron.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    private final RandomStreams streams = new RandomStreams(20260101);

    @Test
    void sameAddressIsTheSameStream() {
        long[] first = draws(streams.stream(Purpose.LAYER_SPIKES, 1, 2, 3), 50);
        long[] again = draws(new RandomStreams(20260101).stream(Purpose.LAYER_SPIKES, 1, 2, 3), 50);
        assertThat(again).isEqualTo(first);
        assertThat(streams.rootSeed()).isEqualTo(20260101);
    }

    @Test
    void drawingFromOneStreamChangesNoOther() {
        long[] expected = draws(streams.stream(Purpose.WEIGHTS, 1), 10);
        RandomGenerator other = streams.stream(Purpose.WEIGHTS, 0);
        other.nextGaussian();
        assertThat(draws(streams.stream(Purpose.WEIGHTS, 1), 10)).isEqualTo(expected);
    }

    /** Seed, purpose, keys, their order and their number all matter: no two of these 64-bit first draws may coincide (chance 1e-12). */
    @Test
    void differentAddressesAreDifferentStreams() {
        Set<Long> seen = new HashSet<>();
        int addresses = 0;
        for (long seed : new long[] {0, 1, -1}) {
            RandomStreams root = new RandomStreams(seed);
            for (Purpose purpose : Purpose.values()) {
                seen.add(root.stream(purpose).nextLong());
                addresses++;
                for (long i = -5; i < 20; i++) {
                    seen.add(root.stream(purpose, i).nextLong());
                    addresses++;
                    for (long j = -5; j < 20; j++) {
                        seen.add(root.stream(purpose, i, j).nextLong());
                        addresses++;
                    }
                }
            }
        }
        assertThat(seen.size()).isEqualTo(addresses);
    }

    /**
     * Correlations z of n = 2000 uniform pairs are N(0, 1) for large n. Over 200 neighbouring trials sum z^2 is chi-square with 200 degrees
     * of freedom (false alarm 1e-6 each side) and max |z| exceeds 5.5 with probability 200 x 4e-8 = 8e-6.
     */
    @Test
    void neighbouringTrialsAreUncorrelated() {
        int trials = 200;
        int n = 2000;
        double sumOfSquares = 0;
        for (int trial = 0; trial < trials; trial++) {
            RandomGenerator a = streams.stream(Purpose.INPUT_SPIKES, 0, trial);
            RandomGenerator b = streams.stream(Purpose.INPUT_SPIKES, 0, trial + 1);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (a.nextDouble() - 0.5) * (b.nextDouble() - 0.5);
            }
            double z = 12 * sum / Math.sqrt(n);
            assertThat(Math.abs(z)).isLessThan(5.5);
            sumOfSquares += z * z;
        }
        ChiSquaredDistribution chi = new ChiSquaredDistribution(trials);
        assertThat(sumOfSquares)
                .isBetween(chi.inverseCumulativeProbability(1e-6), chi.inverseCumulativeProbability(1 - 1e-6));
    }

    /** The first draws of 6400 neighbouring trials fill 64 bins evenly (chi-square, false alarm 1e-6). */
    @Test
    void firstDrawsOfNeighbouringTrialsAreUniform() {
        int[] bins = new int[64];
        for (int trial = 0; trial < 6400; trial++) {
            bins[(int) (64 * streams.stream(Purpose.LAYER_SPIKES, 1, 0, trial).nextDouble())]++;
        }
        double chi = 0;
        for (int count : bins) {
            chi += (count - 100.0) * (count - 100.0) / 100;
        }
        assertThat(chi).isLessThan(new ChiSquaredDistribution(63).inverseCumulativeProbability(1 - 1e-6));
    }

    private static long[] draws(RandomGenerator random, int n) {
        return random.longs(n).toArray();
    }
}
