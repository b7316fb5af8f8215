package org.apical.plasticity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class BackpropagationTest {
    private static final double[] WANTED = {0.4, -0.7, 0.2};

    private final NetworkDescription network = new NetworkDescription(List.of(4, 6, 5, 3), new Tanh(), new Linear());
    private final NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
    private final double[] input = {0.3, -0.8, 0.5, 1};

    @Test
    void updateIsMinusTheGradientOfTheLossByFiniteDifferences() {
        WeightUpdate update = update(new Backpropagation());
        for (int l = 0; l < 3; l++) {
            checkGradient(weights.forward(l), update.forward(l));
            checkGradient(weights.bias(l), update.bias(l));
        }
    }

    private void checkGradient(double[] parameter, double[] direction) {
        double h = 1e-5;
        for (int k = 0; k < parameter.length; k++) {
            double at = parameter[k];
            parameter[k] = at + h;
            double up = loss();
            parameter[k] = at - h;
            double down = loss();
            parameter[k] = at;
            // central difference: h^2 times a third derivative below 10 / 6, rounding 1e-16 / h
            assertThat(direction[k]).isCloseTo(-(up - down) / (2 * h), within(1e-9));
        }
    }

    @Test
    void minimumNormMovesTheLinearisedOutputByTheErrorAndLiesInTheRowSpace() {
        LinearisedNetwork at = linearised();
        double[] delta = descent();
        double[] x = new MinimumNorm(0).outputSignal(at, delta);
        double[] dv = potentials(at, x);
        for (int o = 0; o < 3; o++) {
            double moved = 0;
            for (int i = 0; i < dv.length; i++) {
                moved += at.jacobian().get(o, i) * dv[i];
            }
            assertThat(moved).isCloseTo(delta[o], within(1e-12));
        }
    }

    @Test
    void minimumNormIsShorterThanAnyOtherSolution() {
        LinearisedNetwork at = linearised();
        double[] dv = potentials(at, new MinimumNorm(0).outputSignal(at, descent()));
        SplittableRandom random = new SplittableRandom(1);
        double[] other = new double[dv.length];
        double[] image = new double[3];
        for (int i = 0; i < other.length; i++) {
            other[i] = random.nextDouble(-1, 1);
            for (int o = 0; o < 3; o++) {
                image[o] += at.jacobian().get(o, i) * other[i];
            }
        }
        // what of a random vector is in the null space of J is perpendicular to the solution
        double[] inRowSpace = potentials(at, new MinimumNorm(0).outputSignal(at, image));
        double dot = 0;
        for (int i = 0; i < dv.length; i++) {
            dot += dv[i] * (other[i] - inRowSpace[i]);
        }
        assertThat(dot).isCloseTo(0, within(1e-12));
    }

    @Test
    void strongDampingTurnsMinimumNormAndGaussNewtonIntoBackpropagation() {
        WeightUpdate gradient = update(new Backpropagation());
        double gamma = 1e6;
        for (NonLocal reference : List.of(new MinimumNorm(gamma), new GaussNewton(gamma))) {
            // (M + gamma I)^-1 = I/gamma (1 - M/gamma): angle below |M| / gamma = 1e-4
            assertThat(update(reference).cosine(gradient)).isGreaterThan(1 - 1e-8);
        }
    }

    /** With one linear layer M = (|r|^2 + 1) I, so the update moves the output exactly by delta, and by 1 / (1 + gamma / (|r|^2 + 1)) of it. */
    @Test
    void gaussNewtonOfOneLayerIsItsClosedForm() {
        NetworkDescription one = new NetworkDescription(List.of(4, 3), new Linear(), new Linear());
        NetworkWeights w = NetworkWeights.draw(one, new RandomStreams(6));
        LinearisedNetwork at = new LinearisedNetwork(one, w, SampleState.feedforward(one, w, input));
        double square = 1;
        for (double r : input) {
            square += r * r;
        }
        double[] delta = {0.5, -0.25, 2};
        double gamma = 0.3;
        WeightUpdate update = new WeightUpdate(one);
        new GaussNewton(gamma).addTo(update, at, delta, 1);
        for (int o = 0; o < 3; o++) {
            for (int j = 0; j < 4; j++) {
                assertThat(update.forward(0)[o * 4 + j])
                        .isCloseTo(delta[o] * input[j] / (square + gamma), within(1e-14));
            }
            assertThat(update.bias(0)[o]).isCloseTo(delta[o] / (square + gamma), within(1e-14));
        }
    }

    @Test
    void smallGaussNewtonStepMovesTheOutputOfADeepNetworkByItsShareOfTheError() {
        double share = 1e-6;
        double[] delta = descent();
        WeightUpdate update = update(new GaussNewton(0));
        double[] before = output(weights);
        NetworkWeights moved = weights.copy();
        for (int l = 0; l < 3; l++) {
            for (int k = 0; k < moved.forward(l).length; k++) {
                moved.forward(l)[k] += share * update.forward(l)[k];
            }
            for (int k = 0; k < moved.bias(l).length; k++) {
                moved.bias(l)[k] += share * update.bias(l)[k];
            }
        }
        for (int o = 0; o < 3; o++) {
            // second order in the share, rounding 1e-16 / share
            assertThat((output(moved)[o] - before[o]) / share).isCloseTo(delta[o], within(1e-5));
        }
    }

    @Test
    void negativeDampingIsRefused() {
        assertThatThrownBy(() -> new MinimumNorm(-1)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new GaussNewton(Double.NaN)).isInstanceOf(ParameterException.class);
    }

    private static double[] potentials(LinearisedNetwork at, double[] x) {
        double[] dv = new double[at.jacobian().numCols];
        for (int i = 0; i < dv.length; i++) {
            for (int o = 0; o < x.length; o++) {
                dv[i] += at.jacobian().get(o, i) * x[o];
            }
        }
        return dv;
    }

    private WeightUpdate update(NonLocal reference) {
        WeightUpdate update = new WeightUpdate(network);
        reference.addTo(update, linearised(), descent(), 1);
        return update;
    }

    private LinearisedNetwork linearised() {
        return new LinearisedNetwork(network, weights, SampleState.feedforward(network, weights, input));
    }

    private double[] output(NetworkWeights w) {
        return SampleState.feedforward(network, w, input).output();
    }

    private double[] descent() {
        double[] delta = WANTED.clone();
        double[] r = output(weights);
        for (int o = 0; o < 3; o++) {
            delta[o] -= r[o];
        }
        return delta;
    }

    private double loss() {
        double loss = 0;
        for (double d : descent()) {
            loss += d * d / 2;
        }
        return loss;
    }
}
