package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.TrainingRun;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private static StudyNetwork digits() {
        return new StudyNetwork("test", ExperimentFile.embedded("digits-learned.yaml"))
                .with("data", "{set: digits, train: 64, test: 50}")
                .with("formulations", "[F1]")
                .with("learning.feedback", "{fixed: product}")
                .with("learning.epochs", 2);
    }

    private static double[][] course(StudyNetwork network) {
        return Course.of(
                network.formulations(PRODUCT), Form.F1, run -> List.of(run::score, weights -> weights.forward(0)[0]));
    }

    /** What is measured is that of the weights before the first and after each epoch of the same run. */
    @Test
    void quantitiesAreThoseOfTheWeightsAfterEachEpoch() {
        double[][] course = course(digits());
        assertThat(course).hasDimensions(2, 3);
        try (LaneBlocks thread = new LaneBlocks(1)) {
            var formulations = digits().formulations(PRODUCT);
            TrainingRun run = new TrainingRun(
                    formulations,
                    formulations.of(Form.F1),
                    formulations.experiment().task(),
                    thread);
            NetworkWeights weights = run.initial();
            assertThat(course[1][0]).isEqualTo(weights.forward(0)[0]);
            run.learn(weights, TrainingRun.Observer.NONE);
            assertThat(course[0][2]).isEqualTo(run.score(weights));
            assertThat(course[1][2]).isEqualTo(weights.forward(0)[0]);
        }
    }

    /** From where a network diverges on, its quantities are not numbers; what was before stays. */
    @Test
    void aNetworkThatDivergesHasNoNumbersFromThereOn() {
        double[][] course = course(digits().with("learning.optimiser.rate", 1e4));
        assertThat(course[0][0]).isBetween(0.0, 1.0);
        assertThat(course[0][2]).isNaN();
        assertThat(course[1][2]).isNaN();
    }
}
