package org.apical.plasticity.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** What is wrapped around plain descent, W := W + eta d, and around Adam. */
class OptimiserWrapperTest {
    private static final double ETA = 0.1;
    private final NetworkDescription network = new NetworkDescription(List.of(3, 4, 2), new Linear(), new Linear());
    private final NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(5));
    private final WeightUpdate direction = direction();

    @Test
    void longDirectionsAreCutToTheNormAndShortOnesLeftAlone() {
        double[] lengths = {length(0), length(1)};
        double norm = (lengths[0] + lengths[1]) / 2;
        int longer = lengths[0] > lengths[1] ? 0 : 1;
        WeightUpdate step = step(new Clipped(sgd(), network, norm));
        assertThat(Math.sqrt(square(step.forward(longer)) + square(step.bias(longer))))
                .isCloseTo(ETA * norm, within(1e-15));
        assertThat(step.cosine(longer, direction)).isCloseTo(1, within(1e-15));
        expect(step, 1 - longer, ETA);
    }

    /** Central differences of (rho/2) ||W||^2: the step of a zero direction. */
    @Test
    void decayDescendsHalfTheSquaredNormOfTheWeights() {
        double rho = 0.3;
        direction.clear();
        double[] w = weights.forward(1).clone();
        WeightUpdate step = step(new WeightDecay(sgd(), network, rho));
        double h = 1e-4;
        for (int k = 0; k < w.length; k++) {
            double[] up = w.clone();
            double[] down = w.clone();
            up[k] += h;
            down[k] -= h;
            double slope = rho / 2 * (square(up) - square(down)) / (2 * h);
            assertThat(step.forward(1)[k]).isCloseTo(-ETA * slope, within(1e-12));
        }
        assertThat(step.bias(1)).containsOnly(0);
    }

    @Test
    void layersStepAtTheirOwnRatesUnderAdamToo() {
        WeightUpdate plain = step(new LayerRates(adam(), network, 1, 1));
        WeightUpdate scaled = step(new LayerRates(adam(), network, 0.25, 0));
        for (int k = 0; k < plain.forward(0).length; k++) {
            // a difference of weights of order one
            assertThat(scaled.forward(0)[k]).isCloseTo(0.25 * plain.forward(0)[k], within(4e-16));
        }
        assertThat(scaled.forward(1)).containsOnly(0);
        assertThat(scaled.bias(1)).containsOnly(0);
    }

    @Test
    void theDirectionIsNotModified() {
        WeightUpdate before = direction();
        step(new Clipped(new WeightDecay(new LayerRates(sgd(), network, 2, 3), network, 0.1), network, 0.01));
        assertThat(direction.forward(0)).isEqualTo(before.forward(0));
        assertThat(direction.bias(1)).isEqualTo(before.bias(1));
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new Clipped(sgd(), network, 0)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new WeightDecay(sgd(), network, Double.NaN)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new LayerRates(sgd(), network, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("2 layers");
    }

    private Optimiser sgd() {
        return new MomentumSgd(network, new LearningRate.Constant(ETA), 0);
    }

    private Optimiser adam() {
        return new Adam(network, new LearningRate.Constant(ETA));
    }

    /** The change of the weights. */
    private WeightUpdate step(Optimiser optimiser) {
        NetworkWeights after = weights.copy();
        optimiser.step(after, direction);
        WeightUpdate step = new WeightUpdate(network);
        for (int l = 0; l < 2; l++) {
            for (int k = 0; k < step.forward(l).length; k++) {
                step.forward(l)[k] = after.forward(l)[k] - weights.forward(l)[k];
            }
            for (int k = 0; k < step.bias(l).length; k++) {
                step.bias(l)[k] = after.bias(l)[k] - weights.bias(l)[k];
            }
        }
        return step;
    }

    private void expect(WeightUpdate step, int layer, double factor) {
        for (int k = 0; k < step.forward(layer).length; k++) {
            assertThat(step.forward(layer)[k]).isCloseTo(factor * direction.forward(layer)[k], within(4e-16));
        }
    }

    private double length(int layer) {
        return Math.sqrt(square(direction.forward(layer)) + square(direction.bias(layer)));
    }

    private static double square(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    private WeightUpdate direction() {
        SplittableRandom random = new SplittableRandom(6);
        WeightUpdate d = new WeightUpdate(network);
        for (int l = 0; l < 2; l++) {
            for (int k = 0; k < d.forward(l).length; k++) {
                d.forward(l)[k] = random.nextDouble(-1, 1);
            }
            for (int k = 0; k < d.bias(l).length; k++) {
                d.bias(l)[k] = random.nextDouble(-1, 1);
            }
        }
        return d;
    }
}
