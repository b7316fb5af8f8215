package org.apical.app.study.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.feedback.FeedbackPlan.Arm;
import org.apical.app.study.student.StudentNetwork;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

/** Short runs of the study; the numbers of the long ones are in experiments/docs/results/feedback.md. */
class FeedbackRunTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final RandomStreams STREAMS = new RandomStreams(2);

    private static List<Alignment> run(Formulations formulations, Form form, int samples) {
        NetworkWeights weights = NetworkWeights.drawWithRandomFeedback(formulations.network(), STREAMS);
        // the wanted outputs do not enter feedback learning; a small teacher serves the probe
        Samples task = new StudentTeacher(15, List.of(50), 5, 3).samples(0, samples, STREAMS, PRODUCT);
        AlignmentProbe probe = new StudentNetwork(PRODUCT).probe(task, 32, 1e-4);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            return new FeedbackRun(formulations, form, probe, STREAMS).run(weights, task, threads);
        }
    }

    @Test
    void noiseBringsRandomFeedbackOfRatesIntoTheRowSpaceOfTheJacobian() {
        List<Alignment> measured = run(new StudentNetwork(PRODUCT).noise(16, 64), Form.F1, 2560);
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
    private static void expectOnTheWay(Form form, boolean onePhase) {
        FeedbackPlan brief = new FeedbackPlan(2, 1, 1280, 4e-2, 16, 3, 32, 1e-4, 60);
        Formulations formulations = brief.network(new Arm(form, onePhase)).formulations(PRODUCT);
        expectOnTheWay(run(formulations, form, brief.samples()));
    }

    @Test
    void noiseCurrentsAlignTheFeedbackOfCompartments() {
        expectOnTheWay(Form.F2, false);
    }

    @Test
    void feedbackLearnsWhileTheControllerWorks() {
        expectOnTheWay(Form.F2, true);
    }

    @Test
    void feedbackOfSpikingNetworksLearnsFromTheSameNoise() {
        expectOnTheWay(Form.F3, false);
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
