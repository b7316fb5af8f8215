package org.apical.neuron.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    /** Decimal times are not the binary ones: 0.3 / 0.1 is 2.9999999999999996. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "2, 0.1, 20",
        "0.3, 0.1, 3",
        "100.4, 0.4, 251",
        "1e6, 0.025, 40000000",
        "2147483647, 1, 2147483647"
    })
    void aMultipleOfTheStepIsANumberOfSteps(double ms, double dtMs, int steps) {
        assertThat(Grid.steps("t", ms, dtMs)).isEqualTo(steps);
    }

    /** Ties are no exception. */
    @ParameterizedTest
    @CsvSource({
        "1.5, 1, 1 or 2",
        "0.4, 1, 0 or 1",
        "100.4, 1, 100 or 101",
        "0.25, 0.1, 0.2 or 0.3",
        "1e-12, 1, 0 or 1",
        "1.00000001, 1, 1 or 2"
    })
    void aTimeBetweenTwoStepsIsRefusedAndBothAreNamed(double ms, double dtMs, String neighbours) {
        assertThatThrownBy(() -> Grid.steps("timing.freeMs", ms, dtMs))
                .isInstanceOf(ParameterException.class)
                .hasMessage("timing.freeMs must be a multiple of dtMs = " + dtMs + " ms, next to it " + neighbours
                        + " ms, got " + ms);
    }

    @Test
    void aTimeThatIsNoNumberOfStepsIsRefused() {
        assertThatThrownBy(() -> Grid.steps("delayMs", 1e308, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessage("delayMs must be at most 2147483647 steps of dtMs = 1.0 ms, got 1.0E308");
        assertThatThrownBy(() -> Grid.steps("delayMs", 1e300, 1e-300)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> Grid.steps("delayMs", -1, 1))
                .hasMessage("delayMs must be finite and >= 0 ms, got -1.0");
        assertThatThrownBy(() -> Grid.steps("delayMs", Double.NaN, 1)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> Grid.steps("delayMs", 1, 0)).isInstanceOf(ParameterException.class);
    }
}
