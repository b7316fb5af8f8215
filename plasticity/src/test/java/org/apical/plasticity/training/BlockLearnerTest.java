package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.assertj.core.api.Assertions.assertThat;

import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.state.HasState;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Single blocks of batches, learned from for whoever puts them together. */
class BlockLearnerTest {

    private final Samples batch = samples(11, 1);

    private static Learner learner(LaneBlocks threads) {
        Timing timing = new Timing(0, 0, 30, 0.02, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        return new Learner(
                RateFormulation.of(NETWORK, timing, new ControllerParams(2.466e-4, 2, Leak.ON_CONTROL), 0.2, PRODUCT),
                l -> AdaptiveLearner.rule(PRODUCT),
                some -> new SoftmaxNudge(0.1, 1, some.labels()),
                4,
                threads,
                new RandomStreams(1));
    }

    private static double[] numbers(HasState asked) {
        return ((WeightUpdate) asked).forward(0).clone();
    }

    /** What a block asks for stays until it has been read, whatever other blocks are learned from meanwhile. */
    @Test
    void blocksAtOnceKeepApart() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            BlockLearner.Entered entered = learner(threads).blocks().enter(WEIGHTS);
            Samples first = batch.range(0, 4);
            Samples second = batch.range(4, 4);
            double[] alone = entered.learn(first, Phase.TRAINING, 0, BlockLearnerTest::numbers);
            double[] other = entered.learn(second, Phase.TRAINING, 4, BlockLearnerTest::numbers);
            double[] together = entered.learn(first, Phase.TRAINING, 0, asked -> {
                assertThat(entered.learn(second, Phase.TRAINING, 4, BlockLearnerTest::numbers))
                        .isEqualTo(other);
                return numbers(asked);
            });
            assertThat(together).isEqualTo(alone).isNotEqualTo(other);
        }
    }

    @Test
    void aBatchIsCutIntoTheSameBlocksElsewhere() {
        try (LaneBlocks threads = new LaneBlocks(2)) {
            WeightUpdate here = learner(threads).direction(WEIGHTS, batch, 30);
            Learner sending = learner(threads);
            sending.blocks().elsewhere((weights, blocks, phase, firstTrial, asked) -> {
                assertThat(weights).isSameAs(WEIGHTS);
                assertThat(phase).isEqualTo(Phase.TRAINING);
                assertThat(firstTrial).isEqualTo(30);
                assertThat(blocks).extracting(Samples::size).containsExactly(4, 4, 3);
                BlockLearner.Entered there = learner(threads).blocks().enter(weights);
                for (int k = 2; k >= 0; k--) {
                    WeightUpdate to = (WeightUpdate) asked.get(k);
                    there.learn(blocks.get(k), phase, 30 + 4 * k, from -> {
                        to.add(1, (WeightUpdate) from);
                        return to;
                    });
                }
            });
            WeightUpdate there = sending.direction(WEIGHTS, batch, 30);
            for (int l = 0; l < NETWORK.layers(); l++) {
                assertThat(there.forward(l)).isEqualTo(here.forward(l));
                assertThat(there.bias(l)).isEqualTo(here.bias(l));
            }
        }
    }
}
