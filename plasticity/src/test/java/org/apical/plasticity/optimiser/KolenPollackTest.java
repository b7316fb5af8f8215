package org.apical.plasticity.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class KolenPollackTest {
    private static final double ETA = 0.1;
    private static final double RHO = 0.3;
    private final NetworkDescription network = new NetworkDescription(List.of(4, 6, 5, 3), new Tanh(), new Linear());
    private final NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(3));
    private final SplittableRandom random = new SplittableRandom(4);

    private Optimiser decaying() {
        return new WeightDecay(new MomentumSgd(network, new LearningRate.Constant(ETA), 0), network, RHO);
    }

    private WeightUpdate direction() {
        WeightUpdate d = new WeightUpdate(network);
        for (int l = 0; l < 3; l++) {
            Arrays.setAll(d.forward(l), k -> random.nextDouble(-1, 1));
            Arrays.setAll(d.bias(l), k -> random.nextDouble(-1, 1));
        }
        return d;
    }

    /** S_ji - W_ij of all layers that have an S. */
    private double[] difference() {
        double[] all = new double[6 * 5 + 5 * 3];
        int at = 0;
        for (int l = 1; l < 3; l++) {
            int pre = network.presynapticUnits(l);
            for (int i = 0; i < network.units(l); i++) {
                for (int j = 0; j < pre; j++) {
                    all[at++] = weights.backward(l)[j * network.units(l) + i] - weights.forward(l)[i * pre + j];
                }
            }
        }
        return all;
    }

    @Test
    void whatSeparatesSFromTheTransposeDecaysWhateverIsLearned() {
        weights.setBackwardToRandom(network, new RandomStreams(5));
        double[] before = difference();
        KolenPollack optimiser = new KolenPollack(network, this::decaying);
        for (int step = 0; step < 100; step++) {
            optimiser.step(weights, direction());
        }
        double factor = Math.pow(1 - ETA * RHO, 100);
        double[] after = difference();
        for (int k = 0; k < before.length; k++) {
            assertThat(before[k]).isNotZero();
            assertThat(after[k]).isCloseTo(factor * before[k], within(1e-13));
        }
    }

    @Test
    void forwardWeightsLearnAsIfNothingElseDid() {
        weights.setBackwardToRandom(network, new RandomStreams(5));
        NetworkWeights alone = weights.copy();
        KolenPollack optimiser = new KolenPollack(network, this::decaying);
        Optimiser plain = decaying();
        for (int step = 0; step < 3; step++) {
            WeightUpdate d = direction();
            optimiser.step(weights, d);
            plain.step(alone, d);
        }
        for (int l = 0; l < 3; l++) {
            assertThat(weights.forward(l)).isEqualTo(alone.forward(l));
            assertThat(weights.bias(l)).isEqualTo(alone.bias(l));
        }
    }

    /** Adam keeps moments of its own for S: nothing of W but its direction is seen, and a mirror stays a mirror. */
    @Test
    void aMirrorStaysAMirrorUnderAnyOptimiser() {
        weights.setBackwardToTranspose(network);
        KolenPollack optimiser = new KolenPollack(network, () -> new Adam(network, new LearningRate.Constant(0.01)));
        for (int step = 0; step < 20; step++) {
            optimiser.step(weights, direction());
        }
        assertThat(difference()).containsOnly(0);
    }
}
