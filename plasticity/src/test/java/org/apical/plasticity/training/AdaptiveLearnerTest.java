package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.apical.plasticity.training.TestLearners.spiking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apical.network.adaptive.AdaptiveParams;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The update of dt -> 0 for a tenth of the products of Euler's, under the published settings of fixed feedback (physics.md 8). */
class AdaptiveLearnerTest {
    private static final LaneBlocks TWO = new LaneBlocks(2);
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(12, 40, 30, 20, 5), new Tanh(), new Linear());
    private static final NetworkWeights WEIGHTS = NetworkWeights.draw(NETWORK, new RandomStreams(61));
    private static final int STEPS = 1000;

    private final Samples batch = samples(40, 1);

    @AfterAll
    static void close() {
        TWO.close();
    }

    /** 20 tau_u in so many times 1 000 steps. */
    private static RateFormulation formulation(int parts) {
        Timing timing = new Timing(
                0, 0, 1 + parts * (STEPS - 1), 0.02 / parts, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        return RateFormulation.of(NETWORK, timing, new ControllerParams(2.466e-4, 2, Leak.ON_CONTROL), 0.2, PRODUCT);
    }

    private static AdaptiveLearner adaptive(Read read, int lanes, LaneBlocks threads) {
        return new AdaptiveLearner(
                formulation(1),
                AdaptiveParams.standard(read),
                some -> new SoftmaxNudge(0.1, 1, some.labels()),
                lanes,
                threads);
    }

    private WeightUpdate euler(Read read, int parts) {
        Learner learner = TestLearners.learner(formulation(parts), INSTANTANEOUS, 0.1, 20, TWO);
        return (read == Read.END ? learner.learningFromLast(1) : learner).update(WEIGHTS, batch, Phase.TRAINING, 0);
    }

    /** Euler's error has an expansion in dt: of E(dt/2), E(dt/4), E(dt/8) the combination whose first two terms vanish. */
    private WeightUpdate limit(Read read) {
        WeightUpdate limit = new WeightUpdate(NETWORK);
        limit.add(1.0 / 3, euler(read, 2));
        limit.add(-2, euler(read, 4));
        limit.add(8.0 / 3, euler(read, 8));
        return limit;
    }

    @ParameterizedTest
    @EnumSource
    void theUpdateIsThatOfTheLimitInATenthOfTheProducts(Read read) {
        WeightUpdate limit = limit(read);
        AdaptiveLearner learner = adaptive(read, 20, TWO);
        WeightUpdate update = learner.direction(WEIGHTS, batch, 0);
        assertThat(learner.products(batch.size())).isLessThan(2.0 * STEPS / 10);
        double deviation = deviation(update, limit);
        assertThat(deviation).isLessThan(1e-3);
        if (read == Read.AVERAGE) {
            assertThat(deviation).isLessThan(deviation(euler(read, 1), limit) / 10);
        }
    }

    /** Largest difference in a layer as a share of its largest change. */
    private static double deviation(WeightUpdate actual, WeightUpdate expected) {
        double deviation = 0;
        for (int l = 0; l < NETWORK.layers(); l++) {
            deviation = Math.max(deviation, relative(actual.forward(l), expected.forward(l)));
            deviation = Math.max(deviation, relative(actual.bias(l), expected.bias(l)));
        }
        return deviation;
    }

    private static double relative(double[] x, double[] y) {
        double difference = 0;
        for (int k = 0; k < x.length; k++) {
            difference = Math.max(difference, Math.abs(x[k] - y[k]));
        }
        return difference / Arrays.stream(y).map(Math::abs).max().orElseThrow();
    }

    @Test
    void threadsChangeNoBit() {
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks three = new LaneBlocks(3)) {
            WeightUpdate alone = adaptive(Read.AVERAGE, 7, one).direction(WEIGHTS, batch, 0);
            for (LaneBlocks threads : List.of(TWO, three)) {
                WeightUpdate together = adaptive(Read.AVERAGE, 7, threads).direction(WEIGHTS, batch, 0);
                for (int l = 0; l < NETWORK.layers(); l++) {
                    assertThat(together.forward(l)).isEqualTo(alone.forward(l));
                    assertThat(together.bias(l)).isEqualTo(alone.bias(l));
                }
            }
        }
    }

    /** Each sample has the same bits (AdaptiveRatesTest); their sum differs by its order, 40 x 100 terms. */
    @Test
    void blocksOfAnyWidthAskForTheSame() {
        WeightUpdate wide = adaptive(Read.AVERAGE, 40, TWO).direction(WEIGHTS, batch, 0);
        WeightUpdate narrow = adaptive(Read.AVERAGE, 3, TWO).direction(WEIGHTS, batch, 0);
        assertThat(deviation(narrow, wide)).isLessThan(1e-13);
    }

    @Test
    void whatHasNoDifferentialEquationIsRefused() {
        assertThatThrownBy(() -> new AdaptiveLearner(
                        spiking(1, 10),
                        AdaptiveParams.standard(Read.AVERAGE),
                        some -> new SoftmaxNudge(0.1, 1, some.labels()),
                        4,
                        TWO))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("F3");
    }
}
