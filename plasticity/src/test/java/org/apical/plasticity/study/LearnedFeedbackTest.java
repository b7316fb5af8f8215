package org.apical.plasticity.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.task.StudentTeacher;
import org.junit.jupiter.api.Test;

/** Short runs of the study; the numbers of the long ones are in package-info. */
class LearnedFeedbackTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final RandomStreams STREAMS = new RandomStreams(2);

    private static List<Alignment> run(Formulation quiet, FeedbackStudy.Settings settings, int samples) {
        NetworkDescription student = StudentTeacher.student();
        NetworkWeights weights = NetworkWeights.draw(student, STREAMS);
        weights.setFeedbackToRandom(student, STREAMS);
        // the wanted outputs do not enter feedback learning; a small teacher serves the probe
        Regression task = new StudentTeacher(15, List.of(50), 5, 3).samples(0, samples, STREAMS, PRODUCT);
        FeedbackStudy study =
                new FeedbackStudy(quiet, settings, StudentSettings.probe(task, 32, 1e-4), STREAMS, PRODUCT);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            return study.run(weights, task, threads);
        }
    }

    @Test
    void noiseBringsRandomFeedbackOfRatesIntoTheRowSpaceOfTheJacobian() {
        FeedbackStudy.Settings brief = new FeedbackStudy.Settings(StudentSettings.RATES.noise(), 6e-3, 64, 16);
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
    @Test
    void noiseCurrentsAlignTheFeedbackOfCompartments() {
        Formulation graded = StudentFeedback.compartments(PyramidalCell.standard(), PRODUCT);
        expectOnTheWay(run(graded, StudentFeedback.settings(graded, false).during(4e-2, 16, 3), 1280));
    }

    @Test
    void feedbackLearnsWhileTheControllerWorks() {
        Formulation graded = StudentFeedback.compartments(PyramidalCell.standard(), PRODUCT);
        expectOnTheWay(run(graded, StudentFeedback.settings(graded, true).during(4e-2, 16, 3), 1280));
    }

    @Test
    void feedbackOfSpikingNetworksLearnsFromTheSameNoise() {
        Formulation spiking = StudentFeedback.spikes(PyramidalCell.standard(), new EscapeNoiseUnits(60), PRODUCT);
        expectOnTheWay(run(spiking, StudentFeedback.settings(spiking, false).during(4e-2, 16, 3), 1280));
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
