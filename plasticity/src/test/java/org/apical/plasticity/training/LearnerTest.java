package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.THROUGH_SOMA;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.graded;
import static org.apical.plasticity.training.TestLearners.learnable;
import static org.apical.plasticity.training.TestLearners.learner;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.apical.plasticity.training.TestLearners.spiking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.compartment.Coupling;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LearnerTest {
    private static final LaneBlocks TWO = new LaneBlocks(2);
    private static final int STEPS = 1000;

    private final Samples batch = samples(40, 1);

    @AfterAll
    static void close() {
        TWO.close();
    }

    @Test
    void gradedCompartmentsAskForTheUpdateOfTheRates() {
        WeightUpdate f1 = update(rates(STEPS), INSTANTANEOUS, 0.1);
        for (Coupling coupling : Coupling.values()) {
            assertThat(f1.cosine(update(graded(STEPS, coupling), INSTANTANEOUS, 0.1)))
                    .isGreaterThanOrEqualTo(0.999);
        }
    }

    /** Strong nudge, lambda = 1. */
    @Test
    void spikesApproachTheUpdateOfTheRatesAsPopulationsGrow() {
        WeightUpdate f1 = update(rates(STEPS), INSTANTANEOUS, 1);
        List<Double> cosines = new ArrayList<>();
        for (int neurons : new int[] {3, 10, 30, 100}) {
            cosines.add(f1.cosine(update(spiking(neurons, STEPS), THROUGH_SOMA, 1)));
        }
        assertThat(cosines).isSorted();
        // measured 0.994 to 0.995 on three sets of samples
        assertThat(cosines.get(3)).isGreaterThanOrEqualTo(0.99);
    }

    /**
     * physics.md 5 asks for 0.98 at N = 30, T = 500 ms. The labels can be learned: updates towards random ones cancel between samples just as
     * their noise does, so that no batch is large enough (0.976 to 0.983 at N = 30).
     */
    @Test
    void thirtyNeuronsAskForTheUpdateOfTheRates() {
        Samples task = learnable(200, 1);
        WeightUpdate f1 = update(rates(STEPS), INSTANTANEOUS, 1, task, 0);
        double cosine = 0;
        for (int k = 0; k < 3; k++) {
            cosine += f1.cosine(update(spiking(30, STEPS), THROUGH_SOMA, 1, task, 1000L * k)) / 3;
        }
        // measured 0.9926 to 0.9936 for one presentation of each of three sets of samples
        assertThat(cosine).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void filteredPredictionAlignsBetterWithTheRatesThanTheUnfilteredOne() {
        Samples task = learnable(200, 1);
        WeightUpdate f1 = update(rates(STEPS), INSTANTANEOUS, 1, task, 0);
        double filtered = f1.cosine(update(spiking(10, STEPS), THROUGH_SOMA, 1, task, 0));
        double unfiltered = f1.cosine(update(spiking(10, STEPS), INSTANTANEOUS, 1, task, 0));
        // measured on three sets of samples: 0.973 to 0.975, and 0.63 to 0.68
        assertThat(filtered).isGreaterThan(0.96);
        assertThat(unfiltered).isLessThan(0.75);
    }

    /**
     * Without feedback there is nothing to learn. Poisson input makes the unfiltered rule decay the weights, dW = -c W; the filtered one keeps
     * what the error of a step mean leaves, some 1e-4 of that.
     */
    @Test
    void filteredPredictionIsFreeOfTheBiasThatPoissonInputGivesTheUnfilteredOne() {
        WeightUpdate raw = withoutFeedback(spiking(10, 2000), INSTANTANEOUS);
        WeightUpdate filtered = withoutFeedback(spiking(10, 2000), THROUGH_SOMA);
        for (int l = 0; l < 2; l++) {
            assertThat(decay(raw, l)).isGreaterThan(0.03);
            assertThat(Math.abs(decay(filtered, l))).isLessThan(decay(raw, l) / 1000);
        }
    }

    /** The unfiltered bias is that of a variance: it falls as 1/N. */
    @Test
    void unfilteredBiasFallsAsOneOverN() {
        double few = decay(withoutFeedback(spiking(5, 2000), INSTANTANEOUS), 0);
        double many = decay(withoutFeedback(spiking(20, 2000), INSTANTANEOUS), 0);
        // 0.07 and 0.02, each known to some 2 %
        assertThat(few / many).isCloseTo(4, within(0.4));
    }

    /**
     * Without feedback the soma is what its dendrite predicts, whatever the input spikes: the mean update is zero. Every weight and bias, and the
     * decay of each layer, over ten independent batches: Student's t with nine degrees of freedom, false alarm 1e-3 for all of them together
     * (the seed is fixed). V_b read at the ends of steps would decay the weights of the first layer by -7e-4, dt^2 / (12 tau_syn tau_b) E[phi']
     * E[r^2]; measured (2 +- 1)e-7 and (4 +- 3)e-7.
     */
    @Test
    void filteredPredictionAsksForNothingWithoutFeedback() {
        int batches = 10;
        NetworkWeights alone = withoutFeedback();
        Learner learner = learner(spiking(1000, 1000), THROUGH_SOMA, 0.1, 20, TWO);
        List<double[]> seen = new ArrayList<>();
        for (int k = 0; k < batches; k++) {
            WeightUpdate update = learner.update(alone, batch, Phase.TRAINING, 1000L * k);
            double[] decays = {decay(update, 0), decay(update, 1)};
            seen.add(Stream.of(decays, update.forward(0), update.bias(0), update.forward(1), update.bias(1))
                    .flatMapToDouble(Arrays::stream)
                    .toArray());
        }
        int values = seen.get(0).length;
        double limit = new TDistribution(null, batches - 1).inverseCumulativeProbability(1 - 1e-3 / (2 * values));
        for (int k = 0; k < values; k++) {
            SummaryStatistics statistics = new SummaryStatistics();
            for (double[] update : seen) {
                statistics.addValue(update[k]);
            }
            double error = statistics.getStandardDeviation() / Math.sqrt(batches);
            assertThat(Math.abs(statistics.getMean()) / error).isLessThan(limit);
            if (k < 2) {
                assertThat(Math.abs(statistics.getMean())).isLessThan(2e-6);
            }
        }
    }

    @Test
    void updateIsTheTimeAverageThatEndsAtTheAnalyticOne() {
        // in the steady state, far from the nudge's start, every layer asks for (phi(v) - phi(v_ff)) r^T of Newton's
        // solution
        int steps = 40_000;
        WeightUpdate average = update(rates(steps), INSTANTANEOUS, 0.1);
        WeightUpdate expected = new WeightUpdate(NETWORK);
        for (int k = 0; k < batch.size(); k++) {
            double[] r0 = batch.rates()[k];
            double[] target = new double[5];
            double[] free = SampleState.feedforward(NETWORK, WEIGHTS, r0).output();
            new SoftmaxNudge(0.1, 1, new int[] {batch.labels()[k]}).fill(free, target, 5, 1);
            SampleState state =
                    SteadyState.newton(NETWORK, WEIGHTS, r0, target, 0.1, 1e-12).state();
            for (int l = 0; l < 2; l++) {
                double[] drive = state.drive(NETWORK, WEIGHTS, l);
                for (int i = 0; i < drive.length; i++) {
                    drive[i] = state.rate(l)[i] - NETWORK.transfer(l).value(drive[i]);
                }
                expected.addOuter(l, drive, state.presynaptic(l), 1.0 / batch.size());
            }
        }
        // the transient lasts about tau_u = 200 steps of 40 000
        for (int l = 0; l < 2; l++) {
            double[] own = average.forward(l);
            for (int k = 0; k < own.length; k++) {
                assertThat(own[k]).isCloseTo(expected.forward(l)[k], within(0.02 * largest(expected.forward(l))));
            }
        }
    }

    @Test
    void threadsChangeNoBit() {
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks three = new LaneBlocks(3)) {
            for (Formulation formulation : List.of(rates(50), graded(50, Coupling.RECIPROCAL), spiking(10, 50))) {
                WeightUpdate alone =
                        learner(formulation, THROUGH_SOMA, 1, 7, one).update(WEIGHTS, batch, Phase.TRAINING, 0);
                WeightUpdate together =
                        learner(formulation, THROUGH_SOMA, 1, 7, three).update(WEIGHTS, batch, Phase.TRAINING, 0);
                for (int l = 0; l < 2; l++) {
                    assertThat(together.forward(l)).isEqualTo(alone.forward(l));
                    assertThat(together.bias(l)).isEqualTo(alone.bias(l));
                }
            }
        }
    }

    @Test
    void theCutIntoBlocksChangesOnlyTheOrderOfSums() {
        for (Formulation formulation : List.of(rates(50), spiking(10, 50))) {
            WeightUpdate wide = learner(formulation, THROUGH_SOMA, 1, 40, TWO).update(WEIGHTS, batch, Phase.TEST, 3);
            WeightUpdate narrow = learner(formulation, THROUGH_SOMA, 1, 7, TWO).update(WEIGHTS, batch, Phase.TEST, 3);
            for (int l = 0; l < 2; l++) {
                // 40 samples x 50 steps of terms of order one, divided by their number
                assertThat(narrow.forward(l)).containsExactly(wide.forward(l), within(1e-13));
            }
        }
    }

    @Test
    void aLearnerForgetsEarlierBatches() {
        Learner used = learner(spiking(10, 50), THROUGH_SOMA, 1, 20, TWO);
        used.update(WEIGHTS, samples(40, 9), Phase.TRAINING, 0);
        WeightUpdate again = used.update(WEIGHTS, batch, Phase.TRAINING, 100);
        WeightUpdate fresh =
                learner(spiking(10, 50), THROUGH_SOMA, 1, 20, TWO).update(WEIGHTS, batch, Phase.TRAINING, 100);
        assertThat(again.forward(0)).isEqualTo(fresh.forward(0));
        assertThat(again.forward(1)).isEqualTo(fresh.forward(1));
    }

    @Test
    void freeOutputsAreTheFeedforwardOnes() {
        double[][] outputs = learner(rates(1), INSTANTANEOUS, 1, 7, TWO).freeOutputs(WEIGHTS, batch, Phase.TEST, 0);
        for (int k = 0; k < batch.size(); k++) {
            assertThat(outputs[k])
                    .containsExactly(
                            SampleState.feedforward(NETWORK, WEIGHTS, batch.rates()[k])
                                    .output(),
                            within(1e-14));
        }
    }

    @Test
    void accuracyCountsTheSamplesWhoseLargestOutputIsTheirLabel() {
        Learner learner = learner(rates(1), INSTANTANEOUS, 1, 7, TWO);
        double[][] outputs = learner.freeOutputs(WEIGHTS, batch, Phase.TEST, 0);
        int[] labels = new int[batch.size()];
        for (int k = 0; k < labels.length; k++) {
            double best = Arrays.stream(outputs[k]).max().getAsDouble();
            for (int o = 0; o < 5; o++) {
                labels[k] = outputs[k][o] == best ? o : labels[k];
            }
            if (k < 10) {
                labels[k] = (labels[k] + 1) % 5;
            }
        }
        assertThat(learner.accuracy(WEIGHTS, new Samples(batch.rates(), labels), 0))
                .isEqualTo(0.75);
    }

    @Test
    void divergenceNamesFormulationAndLayer() {
        NetworkWeights broken = WEIGHTS.copy();
        broken.feedback(1)[0] = Double.NaN;
        assertThatThrownBy(() -> learner(graded(20, Coupling.RECIPROCAL), INSTANTANEOUS, 1, 7, TWO)
                        .update(broken, batch, Phase.TRAINING, 0))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("F2")
                .hasMessageContaining("layer");
        NetworkWeights first = WEIGHTS.copy();
        first.feedback(0)[0] = Double.NaN;
        assertThatThrownBy(() -> learner(rates(20), INSTANTANEOUS, 1, 7, TWO).update(first, batch, Phase.TRAINING, 0))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("F1")
                .hasMessageContaining("layer 1");
    }

    private WeightUpdate withoutFeedback(Formulation formulation, Prediction prediction) {
        return learner(formulation, prediction, 0.1, 20, TWO).update(withoutFeedback(), batch, Phase.TRAINING, 0);
    }

    private static NetworkWeights withoutFeedback() {
        NetworkWeights alone = WEIGHTS.copy();
        for (int l = 0; l < 2; l++) {
            Arrays.fill(alone.feedback(l), 0);
        }
        return alone;
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().getAsDouble();
    }

    /** The coefficient c of dW = -c W + ..., by least squares. */
    private static double decay(WeightUpdate update, int l) {
        double above = 0;
        double below = 0;
        double[] w = WEIGHTS.forward(l);
        for (int k = 0; k < w.length; k++) {
            above -= update.forward(l)[k] * w[k];
            below += w[k] * w[k];
        }
        return above / below;
    }

    private WeightUpdate update(Formulation formulation, Prediction prediction, double lambda) {
        return update(formulation, prediction, lambda, batch, 0);
    }

    private static WeightUpdate update(
            Formulation formulation, Prediction prediction, double lambda, Samples samples, long firstTrial) {
        return learner(formulation, prediction, lambda, 20, TWO).update(WEIGHTS, samples, Phase.TRAINING, firstTrial);
    }
}
