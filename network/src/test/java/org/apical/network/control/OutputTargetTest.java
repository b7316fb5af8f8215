package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTargetTest {
    private static final double[] FREE = {0.3, -1, 2, 0.5, 0.25, 0};

    @Test
    void aLabelIsTheTargetWhateverTheOutputWithoutFeedback() {
        double[] target = new double[6];
        new LabelTarget(0.9, -0.1, new int[] {2, 0}).fill(FREE, target, 3, 2);
        assertThat(target).containsExactly(-0.1, 0.9, -0.1, -0.1, 0.9, -0.1);
    }

    @Test
    void theOwnOutputAsTargetLeavesNoError() {
        double[] target = new double[6];
        OutputTarget.ownOutput().fill(FREE, target, 3, 2);
        assertThat(target).containsExactly(FREE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 255})
    void aLabelThatIsNoOutputIsRefused(int label) {
        int[] labels = {2, label};
        for (OutputTarget target : List.of(new SoftmaxNudge(1, 1, labels), new LabelTarget(1, 0, labels))) {
            assertThatThrownBy(() -> target.fill(FREE, new double[6], 3, 2))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageMatching(".*labels of lane 1 must be one of the 3 outputs, 0 .. 2, got " + label);
        }
    }

    @Test
    void aTargetHasTheSizeOfTheOutput() {
        assertThatThrownBy(() -> new LabelTarget(1, 0, new int[] {2}).fill(FREE, new double[6], 3, 2))
                .isInstanceOf(ParameterException.class)
                .hasMessage("LabelTarget.labels must be one for each of 2 lanes, got 1");
        assertThatThrownBy(() -> OutputTarget.fixed(new double[5]).fill(FREE, new double[6], 3, 2))
                .isInstanceOf(ParameterException.class)
                .hasMessage("OutputTarget.fixed must be 3 outputs x 2 lanes, got 5");
        assertThatThrownBy(() -> new SquaredErrorNudge(0.1, new double[2][2]).fill(FREE, new double[6], 3, 2))
                .isInstanceOf(ParameterException.class)
                .hasMessage("SquaredErrorNudge.wanted must be 3 outputs of each of 2 lanes, got 2 of 2");
    }

    @Test
    void whatIsNoNumberIsRefusedByItsPlace() {
        assertThatThrownBy(() -> new SoftmaxNudge(Double.NaN, 1, new int[1]))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("SoftmaxNudge.stepsize must be a finite number");
        assertThatThrownBy(() -> new SquaredErrorNudge(Double.NaN, new double[1][1]))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new SquaredErrorNudge(1, new double[][] {{1, 2}, {1, Double.NaN}}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("SquaredErrorNudge.wanted of lane 1, number 1, must be finite, got NaN");
        assertThatThrownBy(() -> new SquaredErrorNudge(1, new double[][] {{1, 2}, {1}}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("SquaredErrorNudge.wanted of lane 1 must be 2 numbers, as those of lane 0, got 1");
        assertThatThrownBy(() -> OutputTarget.fixed(new double[] {0, Double.POSITIVE_INFINITY}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("OutputTarget.fixed, number 1, must be finite, got Infinity");
    }

    @Test
    void aTargetThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new LabelTarget(Double.NaN, 0, new int[1]))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("LabelTarget.on must be a finite number");
    }
}
