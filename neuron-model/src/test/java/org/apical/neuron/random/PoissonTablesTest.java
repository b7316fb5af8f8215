package org.apical.neuron.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTablesTest {
    private static final double[] MEANS = {0, 1e-9, 0.128, 2.32, 9, 32};
    private static final PoissonTables TABLES = new PoissonTables(MEANS, MEANS.length);
    /** Of a cumulative probability: some 200 terms, each and their sum rounded. */
    private static final double ROUNDING = 1e-13;

    /** P(count - 1) <= u < P(count), in every table of several. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void countsAreQuantiles(int table) {
        PoissonDistribution law = new PoissonDistribution(MEANS[table]);
        SplittableRandom random = new SplittableRandom(table);
        for (int k = 0; k < 10_000; k++) {
            double uniform = k < 64 ? k / 64.0 : random.nextDouble();
            int count = TABLES.count(table, uniform);
            assertThat(uniform)
                    .isBetween(
                            law.cumulativeProbability(count - 1) - ROUNDING,
                            law.cumulativeProbability(count) + ROUNDING);
        }
    }

    /** The largest uniform number there is has a count, and a mean of zero has no other than zero. */
    @Test
    void theSearchEnds() {
        double largest = Math.nextDown(1.0);
        for (int table = 0; table < MEANS.length; table++) {
            int count = TABLES.count(table, largest);
            assertThat(count).isBetween(0, 120);
            assertThat(TABLES.count(table, 0)).isZero();
        }
        assertThat(TABLES.count(0, largest)).isZero();
        assertThat(TABLES.count(5, largest)).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 33, Double.NaN})
    void otherMeansAreRejected(double mean) {
        assertThatThrownBy(() -> new PoissonTables(new double[] {1, mean}, 2))
                .isInstanceOf(ParameterException.class)
                .hasMessage("PoissonTables.mean[1] must be 0 to 32.0, got " + mean);
    }
}
