package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every small recorded case, every quantity in it, within 1e-9 relative. */
class ReplayTest {
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "dfc_linear, 79",
        "dfc_relu_random_feedback, 56",
        "dfc_sigmoid_apical, 79",
        "dfc_tanh, 79",
        "dfc_tanh_euler, 79"
    })
    void recordedCaseIsReproduced(String name, int quantities) {
        Replay.Result result = Replay.run(recording(name), MatrixProduct.detect());

        assertThat(result.notRecomputed()).isEmpty();
        assertThat(result.quantities()).hasSize(quantities).allSatisfy((quantity, deviation) -> assertThat(deviation)
                .as(quantity)
                .isLessThanOrEqualTo(TOLERANCE));
        assertThat(result.passed(TOLERANCE)).isTrue();
    }

    /** A recorded case among the test resources. */
    static Path recording(String name) {
        try {
            return Path.of(
                    ReplayTest.class.getResource("/recordings/" + name + ".h5").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
