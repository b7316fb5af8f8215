package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyNetworkTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /** Reading refuses a description of which a formulation cannot be made. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "controller",
                "feedback",
                "student",
                "continual",
                "neurons",
                "ladder",
                "learning-window",
                "images"
            })
    void everyStudyHasANetworkThatRunsAsItSays(String study) {
        Formulations formulations = StudyNetwork.of(study).formulations(PRODUCT);
        assertThat(formulations.experiment().formulations()).isNotEmpty();
        for (Form form : formulations.experiment().formulations()) {
            assertThat(formulations.of(form).network()).isEqualTo(formulations.network());
        }
    }

    @Test
    void aVariantChangesOneKey() {
        StudyNetwork network = StudyNetwork.of("student");
        Formulations slower = network.with("timing.tauVMs", 40).formulations(PRODUCT);
        assertThat(slower.experiment().timing().tauVMs()).contains(40.0);
        assertThat(network.formulations(PRODUCT).experiment().timing().tauVMs()).contains(20.0);
        assertThat(slower.network()).isEqualTo(network.formulations(PRODUCT).network());
        assertThatThrownBy(() -> network.with("timing.tauV", 40).formulations(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("study student")
                .hasMessageContaining("tauV");
    }
}
