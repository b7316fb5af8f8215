package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inverses, the targets they give, and what these are in limits. */
class TargetPropagationTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Samples SAMPLES =
            new StudentTeacher(5, List.of(20), 5, 1).samples(0, 70, new RandomStreams(3), PRODUCT);

    private static Targets nudge(double lambda) {
        return samples -> new SquaredErrorNudge(lambda, samples.wanted());
    }

    /** Of five units a layer, all of which can be inverted: the identity and a little beside it. */
    private static NetworkDescription square(TransferFunction hidden) {
        return new NetworkDescription(List.of(5, 5, 5, 5), hidden, new Linear());
    }

    private static NetworkWeights nearIdentity(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            for (int k = 0; k < weights.forward(l).length; k++) {
                weights.forward(l)[k] = 0.4 * weights.forward(l)[k] + (k % 6 == 0 ? 0.7 : 0);
            }
            Arrays.fill(weights.bias(l), 0.1);
        }
        return weights;
    }

    /** The slope of 1/2 |W h - y|^2 + rho/2 |h|^2 is zero at h = G y, by its definition. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 30})
    void theInverseIsTheLeastOfItsObjective(double rho) {
        NetworkDescription network = new NetworkDescription(List.of(5, 8, 4, 5), new Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        for (int l = 1; l < 3; l++) {
            int units = network.units(l);
            int below = network.units(l - 1);
            double[] inverse = new TargetPropagation(network, nudge(0.5), PRODUCT, rho, 0.01).inverse(weights, l);
            double[] w = weights.forward(l);
            for (int o = 0; o < units; o++) {
                // y the unit vector of o
                double[] left = new double[units];
                for (int i = 0; i < units; i++) {
                    left[i] = i == o ? -1 : 0;
                    for (int j = 0; j < below; j++) {
                        left[i] += w[i * below + j] * inverse[j * units + o];
                    }
                }
                for (int j = 0; j < below; j++) {
                    double slope = rho * inverse[j * units + o];
                    for (int i = 0; i < units; i++) {
                        slope += w[i * below + j] * left[i];
                    }
                    assertThat(slope).isCloseTo(0, within(1e-13));
                }
            }
        }
    }

    /** With what the rest of the network makes of t_1 the distance to r_L* falls with rho, ten times from step to step: without regularisation it is met. */
    @Test
    void fromTheTargetsOfLayersThatCanBeInvertedTheRestReachesTheTarget() {
        for (TransferFunction transfer : new TransferFunction[] {new Tanh(), new Sigmoid(), new Linear()}) {
            NetworkDescription network = square(transfer);
            NetworkWeights weights = nearIdentity(network);
            Samples some = SAMPLES.range(0, 9);
            double[] distance = new double[2];
            double farthest = 0;
            for (int n = 0; n < 2; n++) {
                double[][] t = new TargetPropagation(network, nudge(0.02), PRODUCT, n == 0 ? 1e-4 : 1e-5, 1e-6)
                        .targets(weights, some);
                for (int k = 0; k < some.size(); k++) {
                    double[] r = new double[5];
                    double[] free = SampleState.feedforward(network, weights, some.rates()[k])
                            .output();
                    for (int i = 0; i < 5; i++) {
                        r[i] = t[0][i * some.size() + k];
                    }
                    for (int l = 1; l < 3; l++) {
                        r = next(network, weights, l, r);
                    }
                    for (int o = 0; o < 5; o++) {
                        distance[n] = Math.max(distance[n], Math.abs(r[o] - t[2][o * some.size() + k]));
                        farthest = Math.max(farthest, Math.abs(free[o] - t[2][o * some.size() + k]));
                    }
                }
            }
            assertThat(distance[0]).isLessThan(0.05 * farthest);
            assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(1, within(0.02));
        }
    }

    private static double[] next(NetworkDescription network, NetworkWeights weights, int l, double[] r) {
        double[] above = new double[network.units(l)];
        for (int i = 0; i < above.length; i++) {
            double v = weights.bias(l)[i];
            for (int j = 0; j < r.length; j++) {
                v += weights.forward(l)[i * r.length + j] * r[j];
            }
            above[i] = network.transfer(l).value(v);
        }
        return above;
    }

    @Test
    void theUpdateDescendsTheDistanceToTheTargetOfALayer() {
        NetworkDescription network = new NetworkDescription(List.of(5, 8, 4, 5), new Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        Samples some = SAMPLES.range(0, 20);
        TargetPropagation signal = new TargetPropagation(network, nudge(0.3), PRODUCT, 0.5, 0.01);
        double[][] t = signal.targets(weights, some);
        WeightUpdate update = signal.direction(weights, some, 0);
        double h = 1e-5;
        for (int l = 0; l < 3; l++) {
            for (int k = 0; k < weights.forward(l).length; k += 2) {
                double w = weights.forward(l)[k];
                weights.forward(l)[k] = w + h;
                double up = distance(network, weights, some, l, t[l]);
                weights.forward(l)[k] = w - h;
                double down = distance(network, weights, some, l, t[l]);
                weights.forward(l)[k] = w;
                assertThat(update.forward(l)[k]).isCloseTo(-(up - down) / (2 * h), within(1e-8));
            }
        }
    }

    /** Mean of 1/2 |t - r|^2. */
    private static double distance(
            NetworkDescription network, NetworkWeights weights, Samples samples, int l, double[] t) {
        double sum = 0;
        for (int k = 0; k < samples.size(); k++) {
            double[] r = SampleState.feedforward(network, weights, samples.rates()[k])
                    .rate(l);
            for (int i = 0; i < r.length; i++) {
                double e = t[i * samples.size() + k] - r[i];
                sum += e * e / 2;
            }
        }
        return sum / samples.size();
    }

    /** Linear layers: rho^(L-i) d_i is the gradient but for O(1/rho). */
    @Test
    void stronglyRegularisedItIsBackpropagationWhereTransferIsLinear() {
        NetworkDescription network = new NetworkDescription(List.of(5, 8, 4, 5), new Linear(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        WeightUpdate gradient =
                new GradientSignal(network, Descent.towards(nudge(0.5)), PRODUCT).direction(weights, SAMPLES, 0);
        double[][] distance = new double[3][2];
        for (int n = 0; n < 2; n++) {
            double rho = n == 0 ? 1e3 : 1e4;
            WeightUpdate update =
                    new TargetPropagation(network, nudge(0.5), PRODUCT, rho, 0.01).direction(weights, SAMPLES, 0);
            for (int l = 0; l < 3; l++) {
                for (int k = 0; k < update.forward(l).length; k++) {
                    distance[l][n] = Math.max(
                            distance[l][n],
                            Math.abs(Math.pow(rho, 2 - l) * update.forward(l)[k] - gradient.forward(l)[k]));
                }
            }
        }
        for (int l = 0; l < 2; l++) {
            assertThat(Math.log10(distance[l][0] / distance[l][1])).isCloseTo(1, within(0.02));
        }
        assertThat(distance[2][0]).isLessThan(1e-14);
    }

    @Test
    void transferWithoutAnInverseIsRefused() {
        NetworkDescription network = new NetworkDescription(List.of(5, 4, 5), new RectifiedLinear(0), new Linear());
        assertThatThrownBy(() -> new TargetPropagation(network, nudge(0.5), PRODUCT, 1, 0.01))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("layer 1 must be linear, tanh or sigmoid, got relu");
    }
}
