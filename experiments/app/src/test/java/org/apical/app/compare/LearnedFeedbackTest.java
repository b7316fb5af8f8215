package org.apical.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apical.app.compare.CompareSettings.Output;
import org.apical.app.compare.FeedbackSettings.Kind;
import org.apical.app.task.Digits;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedFeedbackTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private final RandomStreams streams = new RandomStreams(1);
    private final CompareSettings settings =
            CompareSettings.digits(1, Output.ESCAPE).withLearnedFeedback();
    private final Models models = new Models(settings, PRODUCT);
    private final NetworkDescription network = models.network();
    private final Samples digits = Digits.split(640, 16, streams).train();
    private final LearnedFeedback feedback = new LearnedFeedback(
            settings, models, digits, digits.select(IntStream.range(0, 16).toArray()), PRODUCT, streams);

    private FeedbackTraining training(Formulation formulation, LaneBlocks threads) {
        return feedback.training(formulation, 16, threads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2"})
    void alignsWithTheJacobianAndLeavesTheForwardWeightsAlone(String id) {
        NetworkWeights weights = Kind.LEARNED.draw(network, streams);
        NetworkWeights initial = weights.copy();
        Alignment before = feedback.measure(weights);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            FeedbackTraining training = training(id.equals("F1") ? models.rates() : models.graded(), threads);
            FeedbackAdam optimiser =
                    new FeedbackAdam(network, feedback.schedule().preTraining());
            for (int epoch = 0; epoch < 4; epoch++) {
                training.epoch(weights, optimiser, epoch, done -> {});
            }
        }
        Alignment after = feedback.measure(weights);
        assertThat(before.conditionTwo()).isLessThan(0.6);
        assertThat(before.toTranspose().total()).isBetween(-0.2, 0.2);
        assertThat(after.conditionTwo()).isGreaterThan(0.85);
        assertThat(after.toTranspose().total()).isGreaterThan(0.85);
        assertThat(after.largestRealEigenvalue()).isNegative();
        for (int l = 0; l < network.layers(); l++) {
            assertThat(weights.forward(l)).isEqualTo(initial.forward(l));
            assertThat(weights.bias(l)).isEqualTo(initial.bias(l));
        }
    }

    /** The same draw beside other forward weights ends at their Jacobian, not at that of the first. */
    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2"})
    void whatItLearnsComesFromTheSimulationOfTheWeightsItServes(String id) {
        NetworkWeights one = Kind.LEARNED.draw(network, streams);
        NetworkWeights other = NetworkWeights.of(
                network,
                l -> NetworkWeights.drawForward(network, new RandomStreams(99)).forward(l),
                one::bias,
                one::feedback);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            FeedbackTraining training = training(id.equals("F1") ? models.rates() : models.graded(), threads);
            for (NetworkWeights weights : new NetworkWeights[] {one, other}) {
                FeedbackAdam optimiser =
                        new FeedbackAdam(network, feedback.schedule().preTraining());
                training.epoch(weights, optimiser, 0, done -> {});
                training.epoch(weights, optimiser, 1, done -> {});
            }
        }
        double own = feedback.measure(one).toTranspose().layers().get(0);
        NetworkWeights crossed = NetworkWeights.of(network, one::forward, one::bias, other::feedback);
        double others = feedback.measure(crossed).toTranspose().layers().get(0);
        assertThat(own).isGreaterThan(0.5);
        assertThat(others).isBetween(-0.25, 0.25);
    }
}
