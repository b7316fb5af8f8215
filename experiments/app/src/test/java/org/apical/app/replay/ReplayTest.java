package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every small recorded case, every quantity in it: abstract DFC within 1e-9 relative, compartments within tolerances of their own. */
class ReplayTest {
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "dfc_linear, 79",
        "dfc_null_space, 73",
        "dfc_parallel_updates, 31",
        "dfc_relu_random_feedback, 56",
        "dfc_sigmoid_apical, 79",
        "dfc_tanh, 79",
        "dfc_tanh_euler, 79",
        "compartment_passive_step, 5",
        "compartment_lif_current, 18",
        "compartment_layer_lif, 30",
        "compartment_lif_conductance, 39",
        "compartment_network, 91",
        "compartment_adex, 65",
        "compartment_adex_chaotic, 33",
        "neuron_passive_step, 10"
    })
    void recordedCaseIsReproduced(String name, int quantities) {
        Replay.Result result = Replay.run(recording(name), TOLERANCE, MatrixProduct.detect());

        assertThat(result.notRecomputed()).isEmpty();
        assertThat(result.quantities())
                .hasSize(quantities)
                .allSatisfy(q -> assertThat(q.deviation()).as(q.name()).isLessThanOrEqualTo(q.tolerance()));
        assertThat(result.passed()).isTrue();
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
