package org.apical.plasticity.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.rule.WeightBounds;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Plastic projections outside the chain under every optimiser: they step as a layer of the chain would; what is not plastic never does. */
class LateralOptimiserTest {
    private static final int UNITS = 4;
    private static final double ETA = 0.1;

    /** The lateral projection has as many synapses as the forward one of the second layer, and starts from the same weights. */
    private final NetworkDescription network = new NetworkDescription(
            "in",
            3,
            List.of(new LayerDescription("a", UNITS, new Tanh()), new LayerDescription("b", UNITS, new Tanh())),
            List.of(),
            List.of(ProjectionDescription.dense("in", "a"), ProjectionDescription.dense("a", "b")),
            List.of(
                    projection("a", "a", new Connectivity.Dense(), true),
                    projection("b", "a", new Connectivity.Dense(), false),
                    projection("b", "b", Connectivity.Pairs.butSelf(UNITS), true)));

    private final NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(5));
    private final WeightUpdate direction = new WeightUpdate(network);

    LateralOptimiserTest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < UNITS * UNITS; k++) {
            direction.forward(1)[k] = random.nextDouble(-1, 1);
            direction.other(0)[k] = direction.forward(1)[k];
            direction.other(2)[k] = direction.forward(1)[k];
        }
        weights.maskOther(2, direction.other(2));
        System.arraycopy(weights.forward(1), 0, weights.other(0), 0, UNITS * UNITS);
    }

    private static ProjectionDescription projection(
            String from, String to, Connectivity connectivity, boolean plastic) {
        return new ProjectionDescription(
                from, to, Site.BASAL, connectivity, 1, new InitialWeights.Normal(0, 0.3), plastic);
    }

    private LearningRate rate() {
        return new LearningRate.Constant(ETA);
    }

    private void assertStepsLikeTheChain(Optimiser optimiser) {
        double[] before = weights.other(0).clone();
        double[] fixed = weights.other(1).clone();
        for (int step = 0; step < 3; step++) {
            optimiser.step(weights, direction);
        }
        assertThat(weights.other(0)).isEqualTo(weights.forward(1)).isNotEqualTo(before);
        assertThat(weights.other(1)).isEqualTo(fixed);
        for (int i = 0; i < UNITS; i++) {
            assertThat(weights.other(2)[i * UNITS + i]).isZero();
        }
    }

    @Test
    void theyStepLikeTheChain() {
        assertStepsLikeTheChain(new MomentumSgd(network, rate(), 0.9));
        assertStepsLikeTheChain(new Adam(network, rate()));
        assertStepsLikeTheChain(new Clipped(new MomentumSgd(network, rate(), 0), network, 0.5));
        assertStepsLikeTheChain(new WeightDecay(new MomentumSgd(network, rate(), 0), network, 0.2));
        assertStepsLikeTheChain(new Bounded(new MomentumSgd(network, rate(), 0), new WeightBounds(-0.2, 0.2)));
        assertStepsLikeTheChain(new Centred(new MomentumSgd(network, rate(), 0), network));
        assertThat(java.util.Arrays.stream(weights.other(0)).max().orElseThrow())
                .isLessThan(2);
    }

    @Test
    void theyStepAtTheRateOfTheirLayer() {
        double[] before = weights.other(0).clone();
        double[] second = weights.other(2).clone();
        new LayerRates(new MomentumSgd(network, rate(), 0), network, 0.5, 0).step(weights, direction);
        for (int k = 0; k < before.length; k++) {
            assertThat(weights.other(0)[k] - before[k])
                    .isCloseTo(0.5 * ETA * direction.other(0)[k], within(1e-15));
        }
        assertThat(weights.other(2)).isEqualTo(second);
    }

    @Test
    void onlySynapsesThatExistAreCentred() {
        double[] before = weights.other(2).clone();
        double[] chain = weights.forward(1).clone();
        new Centred(new MomentumSgd(network, rate(), 0), network).step(weights, direction);
        for (int i = 0; i < UNITS; i++) {
            double mean = 0;
            double chainMean = 0;
            for (int j = 0; j < UNITS; j++) {
                mean += direction.other(2)[i * UNITS + j] / (UNITS - 1);
                chainMean += direction.forward(1)[i * UNITS + j] / UNITS;
            }
            for (int j = 0; j < UNITS; j++) {
                int k = i * UNITS + j;
                double expected = i == j ? 0 : ETA * (direction.other(2)[k] - mean);
                assertThat(weights.other(2)[k] - before[k]).isCloseTo(expected, within(1e-15));
                assertThat(weights.forward(1)[k] - chain[k])
                        .isCloseTo(ETA * (direction.forward(1)[k] - chainMean), within(1e-15));
            }
        }
    }

    @Test
    void chainAndOthersMayHaveOptimisersOfTheirOwn() {
        NetworkWeights adam = weights.copy();
        NetworkWeights plain = weights.copy();
        new Adam(network, rate()).step(adam, direction);
        new MomentumSgd(network, rate(), 0).step(plain, direction);
        new Apart(new Adam(network, rate()), new MomentumSgd(network, rate(), 0), network).step(weights, direction);
        assertThat(weights.forward(1)).isEqualTo(adam.forward(1)).isNotEqualTo(plain.forward(1));
        assertThat(weights.other(0)).isEqualTo(plain.other(0)).isNotEqualTo(adam.other(0));
    }

    @Test
    void updatesAddAndCompareThem() {
        WeightUpdate twice = new WeightUpdate(network);
        twice.add(2, direction);
        assertThat(twice.cosine(direction)).isCloseTo(1, within(1e-15));
        assertThat(twice.otherCosine(0, direction)).isCloseTo(1, within(1e-15));
        for (int k = 0; k < UNITS * UNITS; k++) {
            twice.other(0)[k] *= -1;
        }
        assertThat(twice.otherCosine(0, direction)).isCloseTo(-1, within(1e-15));
        assertThat(twice.cosine(direction)).isLessThan(0.5);
        assertThat(direction.other(1)).isEmpty();
        twice.clear();
        assertThat(twice.other(0)).containsOnly(0);
    }
}
