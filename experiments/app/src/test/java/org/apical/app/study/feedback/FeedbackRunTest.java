package org.apical.app.study.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.study.student.StudentSettings;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.task.StudentTeacher;
import org.junit.jupiter.api.Test;

/** Short runs of the study; the numbers of the long ones are in experiments/docs/results/feedback.md. */
class FeedbackRunTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final RandomStreams STREAMS = new RandomStreams(2);

    private static List<Alignment> run(Formulation quiet, FeedbackRun.Settings settings, int samples) {
        NetworkDescription student = StudentTeacher.student();
        NetworkWeights weights = NetworkWeights.draw(student, STREAMS);
        weights.setFeedbackToRandom(student, STREAMS);
        // the wanted outputs do not enter feedback learning; a small teacher serves the probe
        Regression task = new StudentTeacher(15, List.of(50), 5, 3).samples(0, samples, STREAMS, PRODUCT);
        FeedbackRun study = new FeedbackRun(quiet, settings, StudentSettings.probe(task, 32, 1e-4), STREAMS, PRODUCT);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            return study.run(weights, task, threads);
        }
    }

    @Test
    void noiseBringsRandomFeedbackOfRatesIntoTheRowSpaceOfTheJacobian() {
        FeedbackRun.Settings brief = new FeedbackRun.Settings(
                StudentSettings.NOISE, 1, new FeedbackPhases.Two(), StudentSettings.PRE_TRAINING, 0.99, 64, 16);
        List<Alignment> measured = run(StudentSettings.rates(PRODUCT), brief, 2560);
        Alignment before = measured.get(0);
        Alignment after = measured.get(16);
        assertThat(before.conditionTwo()).isLessThan(0.6);
        assertThat(before.angles().minimumNorm()).isGreaterThan(50);
        assertThat(before.largestRealEigenvalue()).isPositive();
        assertThat(after.conditionTwo()).isGreaterThan(0.9);
        assertThat(after.angles().minimumNorm()).isLessThan(15);
        assertThat(after.largestRealEigenvalue()).isNegative();
        assertThat(after.toTranspose().total()).isGreaterThan(0.9);
    }

    /** 3840 presentations at a higher rate; the study has 20 000. */
    private static void expectOnTheWay(StudentFeedback formulation, boolean onePhase) {
        FeedbackRun.Settings brief = formulation.settings(onePhase, 4e-2, 16, 3);
        expectOnTheWay(run(formulation.formulation(60, PRODUCT), brief, 1280));
    }

    @Test
    void noiseCurrentsAlignTheFeedbackOfCompartments() {
        expectOnTheWay(StudentFeedback.F2, false);
    }

    @Test
    void feedbackLearnsWhileTheControllerWorks() {
        expectOnTheWay(StudentFeedback.F2, true);
    }

    @Test
    void feedbackOfSpikingNetworksLearnsFromTheSameNoise() {
        expectOnTheWay(StudentFeedback.F3, false);
    }

    private static void expectOnTheWay(List<Alignment> measured) {
        Alignment after = measured.get(measured.size() - 1);
        assertThat(measured.get(0).conditionTwo()).isLessThan(0.6);
        assertThat(after.conditionTwo()).isGreaterThan(0.85);
        assertThat(after.angles().minimumNorm()).isLessThan(30);
        assertThat(after.largestRealEigenvalue()).isNegative();
        assertThat(after.nullSpace().total())
                .isLessThan(0.6 * measured.get(0).nullSpace().total());
    }
}
