package org.apical.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final Matrix NUMBERS = Matrix.Doubles.of(new double[][] {{1, 4, 9}, {3, 4, 5}, {100, 200, 300}});
    private static final int[] LEARNED = {0, 1};

    @Test
    void onlyTheRowsLearnedFromDecide() {
        assertThat(new Scaling.UnitRange().of(NUMBERS, LEARNED).row(NUMBERS, 2)).containsExactly(49.5, 196, 73.75);
        assertThat(new Scaling.Standardised().of(NUMBERS, LEARNED).row(NUMBERS, 0))
                .containsExactly(-1, 0, 1);
    }

    @Test
    void standardisedNumbersHaveMeanZeroAndDeviationOne() {
        Matrix many = Matrix.Doubles.of(new double[][] {{0.3}, {-7}, {12}, {5.5}, {5.5}});
        Scaling.Scale scale = new Scaling.Standardised().of(many, new int[] {0, 1, 2, 3, 4});
        double mean = 0;
        double squares = 0;
        for (int k = 0; k < 5; k++) {
            double x = scale.row(many, k)[0];
            mean += x / 5;
            squares += x * x / 5;
        }
        assertThat(mean).isCloseTo(0, within(1e-15));
        assertThat(squares).isCloseTo(1, within(1e-15));
    }

    @Test
    void whatIsGivenIsTakenAndNoneLeavesEveryBit() {
        Scaling given = new Scaling.Given(List.of(1.0), List.of(2.0, 4.0, 8.0));
        assertThat(given.of(NUMBERS, LEARNED).row(NUMBERS, 0)).containsExactly(0, 0.75, 1);
        assertThat(new Scaling.None().of(NUMBERS, LEARNED).row(NUMBERS, 2)).containsExactly(100, 200, 300);
        assertThatThrownBy(() -> new Scaling.Given(List.of(1.0, 2.0), List.of(1.0)).of(NUMBERS, LEARNED))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("one of each column, 3");
        assertThatThrownBy(() -> new Scaling.Given(List.of(1.0), List.of(0.0))).isInstanceOf(ParameterException.class);
    }
}
