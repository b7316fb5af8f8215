package org.apical.plasticity.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

class StudentTeacherTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private final StudentTeacher small = new StudentTeacher(15, List.of(30, 30), 5, 3);

    @Test
    void samplesAreAddressedByTheirNumber() {
        Samples all = small.samples(0, 12, new RandomStreams(1), PRODUCT);
        Samples later = small.samples(8, 4, new RandomStreams(1), PRODUCT);
        assertThat(later.rates()[0]).isEqualTo(all.rates()[8]);
        assertThat(later.wanted()[0]).containsExactly(all.wanted()[8], within(1e-12));
        assertThat(small.samples(0, 12, new RandomStreams(2), PRODUCT).rates()[0])
                .isNotEqualTo(all.rates()[0]);
    }

    @Test
    void inputsFillTheCube() {
        double sum = 0;
        double square = 0;
        Samples task = small.samples(0, 400, new RandomStreams(1), PRODUCT);
        for (double[] x : task.rates()) {
            for (double r : x) {
                assertThat(r).isBetween(-1.0, 1.0);
                sum += r / 6000;
                square += r * r / 6000;
            }
        }
        // standard errors 1/sqrt(3 x 6000) = 0.0075 and sqrt(4/45/6000) = 0.0039; four of them
        assertThat(sum).isCloseTo(0, within(0.03));
        assertThat(square).isCloseTo(1.0 / 3, within(0.016));
    }

    /**
     * Mean square of y, a relu layer halving it: 5 x 2 x 9/1015 x (1000 x 9/1000 / 2)^3 x 1000 x 2 x 9/1005 / 2 = 72; one draw of a teacher and its 5 outputs
     * vary by more than a factor of two.
     */
    @Test
    void thePublishedTeacherHasTheScaleOfItsGain() {
        Samples task = StudentTeacher.published().samples(0, 16, new RandomStreams(1), PRODUCT);
        assertThat(SquaredError.loss(new double[16][5], task) / 5).isBetween(10.0, 300.0);
    }

    /** A teacher without relu layers is linear and without bias: its loss against itself is nil, the nudge goes 2 lambda of the way. */
    @Test
    void theNudgeFindsWhatEachSampleWants() {
        Samples task = new StudentTeacher(3, List.of(), 2, 1).samples(0, 6, new RandomStreams(1), PRODUCT);
        assertThat(SquaredError.loss(task.wanted(), task)).isZero();
        double[] target = new double[4];
        SquaredError.nudge(0.25).of(task.select(new int[] {4, 1})).fill(new double[4], target, 2, 2);
        assertThat(target[0]).isEqualTo(0.5 * task.wanted()[4][0]);
        assertThat(target[3]).isEqualTo(0.5 * task.wanted()[1][1]);
    }
}
