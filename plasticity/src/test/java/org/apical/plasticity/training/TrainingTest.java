package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.learnable;
import static org.apical.plasticity.training.TestLearners.learner;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.task.SquaredError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final LaneBlocks TWO = new LaneBlocks(2);

    private final Samples samples = samples(50, 3);

    @AfterAll
    static void close() {
        TWO.close();
    }

    @Test
    void orderIsAPermutation() {
        for (int n : new int[] {0, 1, 2, 97}) {
            int[] order = Training.order(n, new SplittableRandom(1));
            boolean[] seen = new boolean[n];
            for (int k : order) {
                seen[k] = true;
            }
            assertThat(order).hasSize(n);
            assertThat(seen).doesNotContain(false);
        }
    }

    @Test
    void orderDiffersBetweenEpochsAndSeedsAndIsEqualForEqualOnes() {
        int[] first = order(1, 0);
        assertThat(order(1, 0)).isEqualTo(first);
        assertThat(order(1, 1)).isNotEqualTo(first);
        assertThat(order(2, 0)).isNotEqualTo(first);
    }

    @Test
    void everyPlaceIsEquallyLikely() {
        int n = 5;
        int draws = 20_000;
        int[][] count = new int[n][n];
        SplittableRandom random = new SplittableRandom(4);
        for (int d = 0; d < draws; d++) {
            int[] order = Training.order(n, random);
            for (int place = 0; place < n; place++) {
                count[place][order[place]]++;
            }
        }
        // binomial deviation sqrt(p (1 - p) draws) = 57; 25 cells, 4.5 deviations: false alarm 2e-4
        for (int[] row : count) {
            for (int c : row) {
                assertThat(c).isBetween(draws / n - 255, draws / n + 255);
            }
        }
    }

    @Test
    void epochsLearnFromEverySampleOnceEachAndReportIt() {
        List<Long> done = new ArrayList<>();
        training(new MomentumSgd(NETWORK, new LearningRate.Constant(0.01), 0), 5)
                .epochs(WEIGHTS.copy(), 0, 2, new Training.Observer() {
                    @Override
                    public void progress(long samples) {
                        done.add(samples);
                    }
                });
        assertThat(done).containsExactly(16L, 32L, 48L, 50L, 66L, 82L, 98L, 100L);
    }

    @Test
    void weightsThatAStepTakesOutOfBoundsAreNamedWithTheirBatch() {
        MomentumSgd wild = new MomentumSgd(NETWORK, new LearningRate.Constant(1e12), 0);
        assertThatThrownBy(() -> training(wild, 5).epochs(WEIGHTS.copy(), 2, 1, Training.Observer.NONE))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith("F1, epoch 3, batch 1: forward weight of layer 1 (hidden 1), unit ")
                .hasMessageContaining("learning rate");
    }

    @Test
    void equalSeedsTrainEqualWeights() {
        NetworkWeights first = trained(5, 0);
        assertThat(trained(5, 0).forward(0)).isEqualTo(first.forward(0));
        assertThat(trained(6, 0).forward(0)).isNotEqualTo(first.forward(0));
        assertThat(trained(5, 1).forward(0)).isNotEqualTo(first.forward(0));
    }

    @Test
    void trainingLearnsWhichOfFiveInputsIsLargest() {
        Samples task = learnable(50, 3);
        NetworkWeights weights = WEIGHTS.copy();
        Learner learner = learner(rates(400), INSTANTANEOUS, 0.1, 8, TWO);
        double before = learner.accuracy(weights, task, 0);
        BatchStep step = BatchStep.forward(learner, new Adam(NETWORK, new LearningRate.Constant(0.01)));
        new Training(step, task, 10, new RandomStreams(5)).epochs(weights, 0, 40, Training.Observer.NONE);
        // chance is 0.2; the classes are linearly separable
        assertThat(before).isLessThan(0.5);
        assertThat(learner.accuracy(weights, task, 0)).isGreaterThan(0.9);
    }

    @Test
    void samplesSelectAndTransposeWhatTheyHold() {
        Samples chosen = samples.select(new int[] {7, 3});
        assertThat(chosen.labels()).containsExactly(samples.labels()[7], samples.labels()[3]);
        assertThat(chosen.lanes(0, 2)[2 * 4 + 1]).isEqualTo(samples.rates()[3][4]);
        assertThat(chosen.lanes(1, 1)).isEqualTo(samples.rates()[3]);
        assertThatThrownBy(() -> new Samples(new double[2][1], new int[3])).isInstanceOf(ParameterException.class);
    }

    @Test
    void samplesThatCannotBeLearnedAreRefusedByNumberAndValue() {
        assertThatThrownBy(() -> new Samples(new double[][] {{1, 2}, {3}}, new int[2]))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.rates of sample 1 must be 2 numbers, as those of sample 0, got 1");
        assertThatThrownBy(() -> new Samples(new double[][] {{1, 2}, {3, Double.NaN}}, new int[2]))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.rates of sample 1, number 1, must be finite, got NaN");
        assertThatThrownBy(() -> new Samples(new double[3][1], new int[] {0, 1, -1}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.labels of sample 2 must be >= 0, got -1");
        Samples tenOfTen = new Samples(new double[2][1], new int[] {9, 10});
        assertThatThrownBy(() -> tenOfTen.requireClasses(10))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.labels of sample 1 must be one of 10 classes, 0 .. 9, got 10");
        tenOfTen.requireClasses(11);
    }

    @Test
    void regressionsThatCannotBeLearnedAreRefused() {
        double[][] two = {{1, 2}, {3, 4}};
        assertThatThrownBy(() -> Samples.regression(two, new double[][] {{1}, {Double.NEGATIVE_INFINITY}}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.wanted of sample 1, number 0, must be finite, got -Infinity");
        assertThatThrownBy(() -> Samples.regression(two, new double[3][1]))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.wanted must be as many as rates, 2, got 3");
        assertThatThrownBy(() ->
                        SquaredError.strong().of(Samples.regression(two, two)).fill(null, new double[6], 3, 2))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.wanted must be as many numbers as outputs, 3, got 2");
        assertThatThrownBy(() -> Samples.regression(two, two).requireClasses(2))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Samples.labels must be one of each sample, got 0");
    }

    @Test
    void batchesHoldAtLeastOneSample() {
        assertThatThrownBy(() -> new Training(null, samples, 0, new RandomStreams(1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("batch");
    }

    private static int[] order(long seed, int epoch) {
        return Training.order(97, new RandomStreams(seed).stream(Purpose.SAMPLE_ORDER, epoch));
    }

    private NetworkWeights trained(long seed, int epoch) {
        NetworkWeights weights = WEIGHTS.copy();
        training(new MomentumSgd(NETWORK, new LearningRate.Constant(0.1), 0), seed)
                .epochs(weights, epoch, 1, Training.Observer.NONE);
        return weights;
    }

    private Training training(Optimiser optimiser, long seed) {
        return new Training(
                BatchStep.forward(learner(rates(60), INSTANTANEOUS, 0.1, 8, TWO), optimiser),
                samples,
                16,
                new RandomStreams(seed));
    }
}
