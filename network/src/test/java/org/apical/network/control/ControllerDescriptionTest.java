package org.apical.network.control;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.ensembleControl;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apical.network.ensemble.PopulationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControllerDescriptionTest {
    private static final ControllerParams OTHER = controller(0.3, 0.7);

    static Stream<ControllerDescription> controllers() {
        EnsembleControl neurons = ensembleControl(PopulationKind.SPIKING, 20, 1);
        return Stream.of(
                        new NoControl(),
                        controller(0.1, 1),
                        neurons,
                        neurons.drawn(2),
                        ensembleControl(PopulationKind.RATE, 20, 1))
                .flatMap(c -> Stream.of(c, c.withDelay(3, 1)));
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void anotherLawKeepsWhatCarriesIt(ControllerDescription c) {
        ControllerDescription other = c.withLaw(OTHER);
        assertThat(other.law()).isEqualTo(c.law().map(law -> OTHER));
        assertThat(other.acts()).isEqualTo(c.acts());
        assertThat(other.neurons()).isEqualTo(c.neurons());
        assertThat(other.spikes()).isEqualTo(c.spikes());
        assertThat(other.delayMs()).isEqualTo(c.delayMs());
        assertThat(other.withLaw(c.law().orElse(OTHER))).isEqualTo(c);
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void theLawItselfHasNoNeuronsAndTheSameDelay(ControllerDescription c) {
        ControllerDescription ideal = c.deterministic();
        assertThat(ideal.neurons()).isFalse();
        assertThat(ideal.spikes()).isFalse();
        assertThat(ideal.law()).isEqualTo(c.law());
        assertThat(ideal.acts()).isEqualTo(c.acts());
        assertThat(ideal.delayMs()).isEqualTo(c.delayMs());
        assertThat(ideal.deterministic()).isEqualTo(ideal);
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void aDelayReplacesTheOneBefore(ControllerDescription c) {
        assertThat(c.withDelay(5, 1).delayMs()).isEqualTo(c.acts() ? 5 : 0);
        assertThat(c.withDelay(5, 1).withDelay(c.delayMs(), 1)).isEqualTo(c);
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void drawingTwiceDrawsOnce(ControllerDescription c) {
        ControllerDescription drawn = c.drawn(2);
        assertThat(drawn.neurons()).isEqualTo(c.neurons());
        assertThat(drawn.delayMs()).isEqualTo(c.delayMs());
        assertThat(drawn.drawn(2)).isEqualTo(drawn);
    }

    @Test
    void nothingFollowsNoLaw() {
        assertThat(new NoControl().law()).isEmpty();
        assertThat(new NoControl().withDelay(3, 1)).isEqualTo(new NoControl());
    }
}
