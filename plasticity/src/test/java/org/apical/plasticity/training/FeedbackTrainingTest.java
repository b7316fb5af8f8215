package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedbackTrainingTest {
    private static final AdamParams ADAM = new AdamParams(new LearningRate.Constant(1e-3), 0.99, 0.99);

    private final LaneBlocks threads = new LaneBlocks(2);
    private final Samples samples = TestLearners.samples(20, 4);
    private final NetworkWeights weights = TestLearners.WEIGHTS.copy();
    private final FeedbackTraining feedback = new FeedbackTraining(
            new FeedbackLearner(
                    TestLearners.rates(20),
                    new FeedbackNoise(0.01, 0.3, 0.1),
                    PRODUCT,
                    4,
                    threads,
                    new RandomStreams(6)),
            samples,
            8,
            new RandomStreams(6));

    @AfterEach
    void stop() {
        threads.close();
    }

    private InterleavedTraining interleaved(int before, int between) {
        Learner learner = TestLearners.learner(TestLearners.rates(20), TestLearners.INSTANTANEOUS, 0.1, 4, threads);
        Training forward = new Training(
                learner, new MomentumSgd(NETWORK, new LearningRate.Constant(0.1), 0), samples, 8, new RandomStreams(5));
        return new InterleavedTraining(NETWORK, forward, feedback, new FeedbackSchedule(before, between, ADAM, ADAM));
    }

    @Test
    void aFeedbackEpochShowsEverySampleAndChangesFeedbackAlone() {
        List<Integer> progress = new ArrayList<>();
        feedback.epoch(weights, new FeedbackAdam(NETWORK, ADAM), 0, progress::add);
        assertThat(progress).containsExactly(8, 16, 20);
        for (int l = 0; l < NETWORK.layers(); l++) {
            assertThat(weights.forward(l)).isEqualTo(TestLearners.WEIGHTS.forward(l));
            assertThat(weights.bias(l)).isEqualTo(TestLearners.WEIGHTS.bias(l));
            assertThat(weights.feedback(l)).isNotEqualTo(TestLearners.WEIGHTS.feedback(l));
        }
    }

    @Test
    void aFeedbackEpochMayShowPartOfTheSamplesAnotherPartEachTime() {
        FeedbackLearner learner = new FeedbackLearner(
                TestLearners.rates(20), new FeedbackNoise(0.01, 0.3, 0.1), PRODUCT, 4, threads, new RandomStreams(6));
        FeedbackTraining part = new FeedbackTraining(learner, samples, 12, 8, new RandomStreams(6));
        List<Integer> progress = new ArrayList<>();
        part.epoch(weights, new FeedbackAdam(NETWORK, ADAM), 0, progress::add);
        assertThat(progress).containsExactly(8, 12);
        assertThat(part.shown()).isEqualTo(12);
        assertThat(feedback.shown()).isEqualTo(20);
        assertThatThrownBy(() -> new FeedbackTraining(learner, samples, 21, 8, new RandomStreams(6)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("1 .. 20");
    }

    @Test
    void progressOfPreTrainingCountsOverItsEpochs() {
        List<Integer> progress = new ArrayList<>();
        interleaved(2, 0).preTrain(weights, progress::add);
        assertThat(progress).containsExactly(8, 16, 20, 28, 36, 40);
    }

    @Test
    void feedbackWeightsThatAStepTakesOutOfBoundsAreNamedWithTheirBatch() {
        FeedbackAdam wild = new FeedbackAdam(NETWORK, new AdamParams(new LearningRate.Constant(1e12), 0.99, 0.99));
        assertThatThrownBy(() -> feedback.epoch(weights, wild, 0, done -> {}))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith(
                        "F1, epoch 1, batch 1: feedback weight of layer 1 (hidden 1), unit 1 from unit 1, is");
    }

    @Test
    void everyFeedbackEpochHasNoiseOfItsOwn() {
        NetworkWeights other = weights.copy();
        feedback.epoch(weights, new FeedbackAdam(NETWORK, ADAM), 0, done -> {});
        feedback.epoch(other, new FeedbackAdam(NETWORK, ADAM), 1, done -> {});
        assertThat(other.feedback(0)).isNotEqualTo(weights.feedback(0));
    }

    @Test
    void preTrainingLeavesForwardWeightsAndEpochsChangeBoth() {
        InterleavedTraining training = interleaved(1, 2);
        training.preTrain(weights);
        assertThat(weights.forward(0)).isEqualTo(TestLearners.WEIGHTS.forward(0));
        double[] trained = weights.feedback(0).clone();
        assertThat(trained).isNotEqualTo(TestLearners.WEIGHTS.feedback(0));
        training.epoch(weights, 0, done -> {});
        assertThat(weights.forward(0)).isNotEqualTo(TestLearners.WEIGHTS.forward(0));
        assertThat(weights.feedback(0)).isNotEqualTo(trained);
    }

    @Test
    void withoutFeedbackEpochsItIsForwardTraining() {
        InterleavedTraining training = interleaved(0, 0);
        training.preTrain(weights);
        training.epoch(weights, 0, done -> {});
        assertThat(weights.feedback(0)).isEqualTo(TestLearners.WEIGHTS.feedback(0));
    }
}
