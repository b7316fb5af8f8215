package org.apical.plasticity.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    private static final Samples TWO = new Samples(new double[][] {{0}, {0}}, new int[] {2, 0});

    /** Equal logits leave log n nats; of two samples the mean; of differences of logits alone, however large these are. */
    @Test
    void isTheMeanLogProbabilityOfTheClass() {
        assertThat(CrossEntropy.loss(new double[][] {{1, 1, 1}, {7, 7, 7}}, TWO))
                .isCloseTo(Math.log(3), within(1e-15));
        double[][] logits = {{0, 1, 3}, {2, 0, 0}};
        double first = Math.log(Math.exp(-3) + Math.exp(-2) + 1);
        double second = Math.log(1 + 2 * Math.exp(-2));
        assertThat(CrossEntropy.loss(logits, TWO)).isCloseTo((first + second) / 2, within(1e-15));
        double[][] shifted = {{1000, 1001, 1003}, {-998, -1000, -1000}};
        assertThat(CrossEntropy.loss(shifted, TWO)).isCloseTo((first + second) / 2, within(1e-12));
    }
}
