package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.plasticity.optimiser.LearningRate;
import org.junit.jupiter.api.Test;

class WarmUpDecayTest {
    private final LearningRate rate = new WarmUpDecay(0.1, 0.01).of(0.5, 1000);

    @Test
    void risesLinearlyToTheRateAndFallsByEqualFactorsToItsEnd() {
        assertThat(rate.at(0)).isCloseTo(0.005, within(1e-15));
        assertThat(rate.at(49)).isCloseTo(0.25, within(1e-15));
        assertThat(rate.at(99)).isCloseTo(0.5, within(1e-15));
        assertThat(rate.at(550)).isCloseTo(0.05, within(1e-12));
        assertThat(rate.at(401) / rate.at(400)).isCloseTo(rate.at(801) / rate.at(800), within(1e-12));
        assertThat(rate.at(1000)).isCloseTo(0.005, within(1e-12));
    }

    @Test
    void aRunOfOneStepHasTheWholeRate() {
        assertThat(new WarmUpDecay(0.1, 0.01).of(0.5, 1).at(0)).isEqualTo(0.5);
    }
}
