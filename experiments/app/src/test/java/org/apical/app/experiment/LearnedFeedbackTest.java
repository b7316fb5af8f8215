package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.app.task.Task;
import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feedback of the embedded digits-learned.yaml, which begins at random and learns from noise. */
class LearnedFeedbackTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /** The experiment with so many feedback epochs of 320 presentations. */
    private static Formulations formulations(int epochs) {
        return new Formulations(
                ExperimentFile.embedded("digits-learned.yaml")
                        .with("test", "data", "{set: digits, train: 640, test: 16}")
                        .with("test", "learning.feedback.learned.preTrainingEpochs", String.valueOf(epochs))
                        .experiment(PRODUCT),
                PRODUCT);
    }

    private static Task task(Formulations formulations) {
        Experiment experiment = formulations.experiment();
        return experiment.data().orElseThrow().task(new RandomStreams(experiment.seed()));
    }

    private static TrainingRun run(Formulations formulations, Form form, LaneBlocks threads) {
        return new TrainingRun(formulations, formulations.of(form), task(formulations), threads);
    }

    private static Alignment measure(Formulations formulations, NetworkWeights weights) {
        Task task = task(formulations);
        ControllerParams law = formulations.controller().law().orElseThrow();
        Experiment experiment = formulations.experiment();
        return new AlignmentProbe(
                        formulations.network(),
                        law,
                        formulations.tauVMs() / experiment.timing().tauUMs(),
                        law.steadyLeakAlpha(),
                        task.test().range(0, 16).rates(),
                        experiment.learning().target().small(task.test().all()))
                .measure(weights);
    }

    /** One factor a layer is given back; layers of cells that differ have none in common. */
    @Test
    void aLagThatLayersDoNotShareIsNotGivenBack() {
        ExperimentFile file = ExperimentFile.embedded("digits-learned.yaml")
                .with("f.yaml", "layers[0].neuron", "{cell: sacramento-2018}")
                .with("f.yaml", "timing.tauVMs", "20")
                .with("f.yaml", "learning.rule", "{kind: dendritic prediction, prediction: instantaneous}")
                .with("f.yaml", "learning.feedback.learned.lag", "none");
        assertThat(file.experiment(PRODUCT).learning().feedback().learned()).isPresent();
        assertThatThrownBy(() -> file.with("f.yaml", "learning.feedback.learned.lag", "given back")
                        .experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("learning.feedback.learned.lag")
                .hasMessageContaining(
                        "expected none where layers differ in their somatic time constants, found 'given back'");
    }

    @ParameterizedTest
    @EnumSource(names = {"F1", "F2"})
    void alignsWithTheJacobianAndLeavesTheForwardWeightsAlone(Form form) {
        Formulations formulations = formulations(4);
        NetworkWeights weights;
        NetworkWeights initial;
        try (LaneBlocks threads = new LaneBlocks(2)) {
            TrainingRun run = run(formulations, form, threads);
            initial = run.initial();
            weights = initial.copy();
            run.preTrain(weights, TrainingRun.Observer.NONE);
        }
        Alignment before = measure(formulations, initial);
        Alignment after = measure(formulations, weights);
        assertThat(before.conditionTwo()).isLessThan(0.6);
        assertThat(before.toTranspose().total()).isBetween(-0.2, 0.2);
        assertThat(after.conditionTwo()).isGreaterThan(0.85);
        assertThat(after.toTranspose().total()).isGreaterThan(0.85);
        assertThat(after.largestRealEigenvalue()).isNegative();
        for (int l = 0; l < formulations.network().layers(); l++) {
            assertThat(weights.forward(l)).isEqualTo(initial.forward(l));
            assertThat(weights.bias(l)).isEqualTo(initial.bias(l));
        }
    }

    private static ExperimentFile abstractRates(String tauVMs) {
        return ExperimentFile.embedded("digits-learned.yaml")
                .with("f.yaml", "data", "{set: digits, train: 64, test: 16}")
                .with("f.yaml", "formulations", "[F1]")
                .with("f.yaml", "timing.tauVMs", tauVMs)
                .with("f.yaml", "learning.feedback.learned.preTrainingEpochs", "1");
    }

    private static NetworkWeights preTrained(ExperimentFile file) {
        Formulations formulations = file.formulations(PRODUCT);
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(formulations, Form.F1, threads);
            NetworkWeights weights = run.initial();
            run.preTrain(weights, TrainingRun.Observer.NONE);
            return weights;
        }
    }

    /** With a tau_v of its own feedback learns as in a network that has it, to the last bit, and forward weights as in one that has not. */
    @Test
    void feedbackMayHaveASomaticTimeConstantOfItsOwn() {
        String key = "learning.feedback.learned.tauVMs";
        ExperimentFile own = abstractRates("40").with("f.yaml", key, "10");
        NetworkWeights weights = preTrained(own);
        assertThat(weights.feedback(0))
                .isEqualTo(preTrained(abstractRates("10")).feedback(0));
        assertThat(weights.feedback(0))
                .isNotEqualTo(preTrained(abstractRates("40")).feedback(0));
        try (LaneBlocks threads = new LaneBlocks(1)) {
            assertThat(run(own.formulations(PRODUCT), Form.F1, threads)
                            .formulation()
                            .lagsMs(0))
                    .containsExactly(40.0);
        }
        assertThatThrownBy(() -> own.with("f.yaml", "formulations", "[F1, F2]").formulations(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(key)
                .hasMessageContaining("expected no such key but in two phases under F1 alone, found '10'");
        assertThatThrownBy(() -> own.with("f.yaml", key, "0.5").formulations(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("expected at most 0.5 ms, learning.feedback.learned.tauVMs");
    }

    /** The same draw beside other forward weights ends at their Jacobian, not at that of the first. */
    @ParameterizedTest
    @EnumSource(names = {"F1", "F2"})
    void whatItLearnsComesFromTheSimulationOfTheWeightsItServes(Form form) {
        Formulations formulations = formulations(2);
        NetworkDescription network = formulations.network();
        try (LaneBlocks threads = new LaneBlocks(2)) {
            TrainingRun run = run(formulations, form, threads);
            NetworkWeights one = run.initial();
            NetworkWeights other = NetworkWeights.of(
                    network,
                    NetworkWeights.drawForward(network, new RandomStreams(99))::forward,
                    one::bias,
                    one::feedback);
            run.preTrain(one, TrainingRun.Observer.NONE);
            run.preTrain(other, TrainingRun.Observer.NONE);
            double own = measure(formulations, one).toTranspose().layers().get(0);
            NetworkWeights crossed = NetworkWeights.of(network, one::forward, one::bias, other::feedback);
            double others =
                    measure(formulations, crossed).toTranspose().layers().get(0);
            assertThat(own).isGreaterThan(0.5);
            assertThat(others).isBetween(-0.25, 0.25);
        }
    }
}
