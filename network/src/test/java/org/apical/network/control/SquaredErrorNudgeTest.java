package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SquaredErrorNudgeTest {
    /** lambda = 1/2 takes the whole of the error away: 2 lambda (y - r). */
    @Test
    void halfIsTheWholeWayAndATenthAFifthOfIt() {
        double[] free = {1, 2, 3, 4};
        double[][] wanted = {{0, 1}, {-2, 8}};
        double[] target = new double[4];
        new SquaredErrorNudge(0.5, wanted).fill(free, target, 2, 2);
        assertThat(target).containsExactly(0, -2, 1, 8);
        new SquaredErrorNudge(0.125, wanted).fill(free, target, 2, 2);
        assertThat(target).containsExactly(0.75, 1, 2.5, 5);
    }
}
