package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

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

    @Test
    void aTargetThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new LabelTarget(Double.NaN, 0, new int[1]))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("LabelTarget.on must be a finite number");
    }
}
