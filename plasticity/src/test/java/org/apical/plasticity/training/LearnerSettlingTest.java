package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.THROUGH_SOMA;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.graded;
import static org.apical.plasticity.training.TestLearners.learner;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.apical.plasticity.training.TestLearners.spiking;
import static org.apical.plasticity.training.TestLearners.timing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Settling;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes that have settled are no longer stepped, and the update knows nothing of it. */
class LearnerSettlingTest {
    private static final LaneBlocks TWO = new LaneBlocks(2);
    /** The accuracy {@link Settling#standard} promises. */
    private static final double RELATIVE = 1e-6;

    private final Samples batch = samples(40, 1);

    @AfterAll
    static void close() {
        TWO.close();
    }

    /** Two columns of Q times 0.02: modes some fifty times slower than the others, which hide behind them. */
    private static NetworkWeights slow() {
        NetworkWeights weights = WEIGHTS.copy();
        for (int l = 0; l < NETWORK.layers(); l++) {
            double[] q = weights.feedback(l);
            for (int k = 0; k < q.length; k++) {
                q[k] *= k % NETWORK.outputs() < 2 ? 0.02 : 1;
            }
        }
        return weights;
    }

    /** Gain and leak of the controller, steps of 0.005 tau_u. */
    private static Formulation rateLoop(double alpha, double kp, int steps) {
        return RateFormulation.of(
                NETWORK, timing(0, steps), new ControllerParams(alpha, kp, Leak.ON_CONTROL), 0.1, PRODUCT);
    }

    static Stream<Arguments> cases() {
        NetworkWeights other = NetworkWeights.draw(NETWORK, new RandomStreams(77));
        return Stream.of(
                Arguments.of("rates", rates(12_000), INSTANTANEOUS, WEIGHTS),
                Arguments.of("other weights", rates(12_000), INSTANTANEOUS, other),
                Arguments.of("proportional", rateLoop(0.001, 1, 20_000), INSTANTANEOUS, WEIGHTS),
                Arguments.of("slow modes", rateLoop(0.01, 0, 60_000), INSTANTANEOUS, slow()),
                Arguments.of("graded", graded(12_000, Coupling.RECIPROCAL), INSTANTANEOUS, WEIGHTS),
                Arguments.of("filtered", graded(12_000, Coupling.DENDRITE_TO_SOMA), THROUGH_SOMA, WEIGHTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theUpdateIsThatOfSteppingToTheEnd(
            String name, Formulation formulation, Prediction prediction, NetworkWeights weights) {
        Learner all = learner(formulation, prediction, 0.1, 20, TWO);
        Learner settling = all.settling(new Settling(Settling.standard().tolerance(), 10, 2));
        WeightUpdate expected = all.update(weights, batch, Phase.TRAINING, 0);
        WeightUpdate actual = settling.update(weights, batch, Phase.TRAINING, 0);
        double deviation = 0;
        for (int l = 0; l < NETWORK.layers(); l++) {
            deviation = Math.max(deviation, relative(actual.forward(l), expected.forward(l)));
            deviation = Math.max(deviation, relative(actual.bias(l), expected.bias(l)));
        }
        assertThat(all.steppedShare(40)).isEqualTo(1);
        assertThat(settling.steppedShare(40)).isLessThan(0.9);
        assertThat(deviation).isLessThanOrEqualTo(RELATIVE);
    }

    @Test
    void lanesThatHaveNotSettledAreSteppedAsEver() {
        Learner all = learner(rates(200), INSTANTANEOUS, 0.1, 20, TWO);
        Learner settling = all.settling(Settling.standard());
        WeightUpdate expected = all.update(WEIGHTS, batch, Phase.TRAINING, 0);
        WeightUpdate actual = settling.update(WEIGHTS, batch, Phase.TRAINING, 0);
        assertThat(settling.steppedShare(40)).isGreaterThan(0.9);
        for (int l = 0; l < NETWORK.layers(); l++) {
            assertThat(relative(actual.forward(l), expected.forward(l))).isLessThanOrEqualTo(RELATIVE);
        }
    }

    @Test
    void threadsChangeNoBit() {
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks three = new LaneBlocks(3)) {
            Formulation formulation = rates(12_000);
            Settling when = new Settling(1e-4, 10, 1);
            WeightUpdate alone = learner(formulation, INSTANTANEOUS, 0.1, 7, one)
                    .settling(when)
                    .update(WEIGHTS, batch, Phase.TRAINING, 0);
            WeightUpdate together = learner(formulation, INSTANTANEOUS, 0.1, 7, three)
                    .settling(when)
                    .update(WEIGHTS, batch, Phase.TRAINING, 0);
            for (int l = 0; l < NETWORK.layers(); l++) {
                assertThat(together.forward(l)).isEqualTo(alone.forward(l));
            }
        }
    }

    /** Feedback of the wrong sign; only lanes of label 0 have an error that it can make grow, the others settle at once. */
    @Test
    void lanesThatDivergeAreFoundAfterTheOthersHaveSettled() {
        NetworkWeights wrong = WEIGHTS.copy();
        for (int l = 0; l < NETWORK.layers(); l++) {
            double[] q = wrong.feedback(l);
            for (int k = 0; k < q.length; k++) {
                q[k] = -q[k];
            }
        }
        int[] narrowed = {0};
        try (LaneBlocks one = new LaneBlocks(1)) {
            Learner learner = new Learner(
                            rates(2000),
                            new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, INSTANTANEOUS, PRODUCT),
                            samples -> (free, target, outputs, lanes) -> {
                                System.arraycopy(free, 0, target, 0, target.length);
                                for (int lane = 0; lane < lanes; lane++) {
                                    target[lane] += samples.labels()[lane] == 0 ? 0.1 : 0;
                                    narrowed[0] += samples.labels()[lane] == 0 ? 0 : 1;
                                }
                            },
                            20,
                            one,
                            new RandomStreams(62))
                    .settling(new Settling(1e-6, 10, 2));
            assertThatThrownBy(() -> learner.update(wrong, batch, Phase.TRAINING, 0))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContainingAll("F1: output error of layer 2 (output)", "of 2000");
        }
        // of the 20 lanes of the first block, whose divergence ends the batch: more than half, so the rest went on in a
        // narrower one
        assertThat(narrowed[0]).isBetween(11, 19);
    }

    @Test
    void spikesDoNotSettle() {
        assertThatThrownBy(
                        () -> learner(spiking(10, 50), THROUGH_SOMA, 1, 20, TWO).settling(Settling.standard()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("F3");
    }

    /** Largest difference as a share of the largest element. */
    private static double relative(double[] actual, double[] expected) {
        double difference = 0;
        for (int k = 0; k < actual.length; k++) {
            double d = Math.abs(actual[k] - expected[k]);
            difference = Double.isNaN(d) ? Double.NaN : Math.max(difference, d);
        }
        return difference / Arrays.stream(expected).map(Math::abs).max().getAsDouble();
    }
}
