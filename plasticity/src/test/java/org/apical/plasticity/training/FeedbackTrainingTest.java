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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedbackTrainingTest {
    private static final AdamParams ADAM = new AdamParams(new LearningRate.Constant(1e-3), 0.99, 0.99);

    private final LaneBlocks threads = new LaneBlocks(2);
    private final Samples samples = TestLearners.samples(20, 4);
    private final NetworkWeights weights = TestLearners.WEIGHTS.copy();
    private final FeedbackLearner learner = new FeedbackLearner(
            TestLearners.rates(20), new FeedbackNoise(0.01, 0.3, 0.1), PRODUCT, 4, threads, new RandomStreams(6));
    private final List<Long> progress = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.close();
    }

    private Training feedback(int shown, AdamParams adam) {
        return new Training(
                BatchStep.feedback(learner, new FeedbackAdam(NETWORK, adam)), samples, shown, 8, new RandomStreams(6));
    }

    private void epoch(NetworkWeights of, int shown, int number) {
        feedback(shown, ADAM).epochs(of, number, 1, new Training.Observer() {
            @Override
            public void progress(long done) {
                progress.add(done);
            }
        });
    }

    @Test
    void aFeedbackEpochShowsEverySampleAndChangesFeedbackAlone() {
        epoch(weights, 20, 0);
        assertThat(progress).containsExactly(8L, 16L, 20L);
        for (int l = 0; l < NETWORK.layers(); l++) {
            assertThat(weights.forward(l)).isEqualTo(TestLearners.WEIGHTS.forward(l));
            assertThat(weights.bias(l)).isEqualTo(TestLearners.WEIGHTS.bias(l));
            assertThat(weights.feedback(l)).isNotEqualTo(TestLearners.WEIGHTS.feedback(l));
        }
    }

    @Test
    void aFeedbackEpochMayShowPartOfTheSamplesAnotherPartEachTime() {
        epoch(weights, 12, 0);
        assertThat(progress).containsExactly(8L, 12L);
        NetworkWeights other = TestLearners.WEIGHTS.copy();
        epoch(other, 12, 1);
        assertThat(other.feedback(0)).isNotEqualTo(weights.feedback(0));
        assertThatThrownBy(() -> feedback(21, ADAM))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("1 .. 20");
    }

    @Test
    void feedbackWeightsThatAStepTakesOutOfBoundsAreNamedWithTheirBatch() {
        AdamParams wild = new AdamParams(new LearningRate.Constant(1e12), 0.99, 0.99);
        assertThatThrownBy(() -> feedback(20, wild).epochs(weights, 0, 1, Training.Observer.NONE))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith(
                        "F1, epoch 1, batch 1: feedback weight of layer 1 (hidden 1), unit 1 from unit 1, is");
    }

    @Test
    void everyFeedbackEpochHasNoiseOfItsOwn() {
        NetworkWeights other = weights.copy();
        epoch(weights, 20, 0);
        epoch(other, 20, 1);
        assertThat(other.feedback(0)).isNotEqualTo(weights.feedback(0));
    }
}
