package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.EquilibriumParams.Backward;
import org.apical.plasticity.theory.EquilibriumParams.Nudges;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nudges estimate the gradient of the loss at the free fixed point, where the Jacobian is symmetric. */
class EquilibriumPropagationTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Settling FINE = new Settling(1e-14, 20_000);
    private static final double LAMBDA = 0.5;
    private static final double GAIN = 0.7;
    private static final Targets TARGETS = samples -> new SquaredErrorNudge(LAMBDA, samples.wanted());
    private static final Samples SAMPLES =
            new StudentTeacher(5, List.of(20), 3, 1).samples(0, 6, new RandomStreams(3), PRODUCT);

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(5, 6, 3), new Tanh(), new Linear()),
                new NetworkDescription(List.of(5, 4, 5, 3), new Sigmoid(), new Tanh()));
    }

    /** So small that there is one fixed point. */
    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        weights.setBackwardToRandom(network, new RandomStreams(7));
        for (int l = 0; l < network.layers(); l++) {
            java.util.Arrays.fill(weights.bias(l), 0.1);
            for (int k = 0; k < weights.forward(l).length; k++) {
                weights.forward(l)[k] *= 0.6;
            }
            for (int k = 0; k < weights.backward(l).length; k++) {
                weights.backward(l)[k] *= 0.6;
            }
        }
        return weights;
    }

    private static EquilibriumPropagation signal(
            NetworkDescription network, double beta, Nudges nudges, Backward backward, double homeostasis) {
        return signal(network, beta, nudges, backward, GAIN, homeostasis);
    }

    private static EquilibriumPropagation signal(
            NetworkDescription network,
            double beta,
            Nudges nudges,
            Backward backward,
            double gain,
            double homeostasis) {
        return new EquilibriumPropagation(
                network, TARGETS, PRODUCT, new EquilibriumParams(beta, nudges, backward, gain, homeostasis, FINE));
    }

    /** The loss whose descent at the output is r_L* - r_L, mean over samples: by the nudge's own line integral along each output. */
    private static double loss(NetworkDescription network, NetworkWeights weights, Backward backward, Samples samples) {
        double[][] outputs = signal(network, 1, Nudges.ONE, backward, 0).outputs(weights, samples);
        double sum = 0;
        for (int k = 0; k < outputs.length; k++) {
            double[] target = new double[network.outputs()];
            TARGETS.of(samples.range(k, 1)).fill(outputs[k], target, network.outputs(), 1);
            for (int o = 0; o < target.length; o++) {
                // the descent is linear in the distance to what is wanted
                sum += (target[o] - outputs[k][o]) * (samples.wanted()[k][o] - outputs[k][o]) / 2;
            }
        }
        return sum / outputs.length;
    }

    private static WeightUpdate descent(
            NetworkDescription network, NetworkWeights weights, Backward backward, Samples samples) {
        WeightUpdate descent = new WeightUpdate(network);
        double h = 1e-4;
        for (int l = 0; l < network.layers(); l++) {
            differences(weights.forward(l), descent.forward(l), h, () -> loss(network, weights, backward, samples));
            differences(weights.bias(l), descent.bias(l), h, () -> loss(network, weights, backward, samples));
        }
        return descent;
    }

    private static void differences(double[] w, double[] to, double h, java.util.function.DoubleSupplier loss) {
        for (int k = 0; k < w.length; k++) {
            double at = w[k];
            w[k] = at + h;
            double up = loss.getAsDouble();
            w[k] = at - h;
            double down = loss.getAsDouble();
            w[k] = at;
            to[k] = -(up - down) / (2 * h);
        }
    }

    private static double norm(NetworkDescription network, WeightUpdate of) {
        return distance(new WeightUpdate(network), of);
    }

    private static double distance(WeightUpdate from, WeightUpdate to) {
        double sum = 0;
        for (int l = 0; l < from.layers(); l++) {
            sum += squares(from.forward(l), to.forward(l)) + squares(from.bias(l), to.bias(l));
        }
        return Math.sqrt(sum);
    }

    private static double squares(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        }
        return sum;
    }

    /** Halving beta: a quarter of the error of two nudges, half of that of one. */
    @ParameterizedTest
    @MethodSource("networks")
    void withSymmetricWeightsItIsTheGradientAtTheFreeFixedPoint(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        WeightUpdate descent = descent(network, weights, Backward.TRANSPOSED, SAMPLES);
        for (Nudges nudges : Nudges.values()) {
            double[] error = new double[2];
            for (int k = 0; k < 2; k++) {
                WeightUpdate estimate = signal(network, 0.02 / (1 << k), nudges, Backward.TRANSPOSED, 0)
                        .direction(weights, SAMPLES, 0);
                error[k] = distance(descent, estimate) / norm(network, descent);
            }
            double order = Math.log(error[0] / error[1]) / Math.log(2);
            assertThat(order).isCloseTo(nudges == Nudges.CENTRED ? 2 : 1, within(0.05));
            assertThat(error[1]).isLessThan(nudges == Nudges.CENTRED ? 1e-3 : 0.02);
        }
    }

    /** Xie and Seung (2003): the distance falls with gamma, slope 1. */
    @ParameterizedTest
    @MethodSource("networks")
    void withWeakTopDownWeightsItIsBackpropagation(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        WeightUpdate gradient =
                new GradientSignal(network, Descent.towards(TARGETS), PRODUCT).direction(weights, SAMPLES, 0);
        double[] distance = new double[2];
        for (int k = 0; k < 2; k++) {
            distance[k] = distance(
                    gradient,
                    signal(network, 1e-4, Nudges.CENTRED, Backward.TRANSPOSED, 0.01 / (1 << k), 0)
                            .direction(weights, SAMPLES, 0));
        }
        assertThat(Math.log(distance[0] / distance[1]) / Math.log(2)).isCloseTo(1, within(0.1));
        assertThat(distance[1]).isLessThan(0.02 * norm(network, gradient));
    }

    /** S_{jk} = gamma W_{kj} phi'_j / phi'_k at the fixed point of one sample, which moves with S; undamped the iteration alternates. */
    private static void symmetrise(NetworkDescription network, NetworkWeights weights, Samples sample) {
        for (int again = 0; again < 500; again++) {
            RecurrentChain chain =
                    signal(network, 1, Nudges.ONE, Backward.OWN, 0).free(weights, sample);
            for (int l = 1; l < network.layers(); l++) {
                double[] upper = chain.slopes(l);
                double[] lower = chain.slopes(l - 1);
                for (int k = 0; k < upper.length; k++) {
                    for (int j = 0; j < lower.length; j++) {
                        int at = j * upper.length + k;
                        double wanted = GAIN * weights.forward(l)[k * lower.length + j] * lower[j] / upper[k];
                        weights.backward(l)[at] += 0.2 * (wanted - weights.backward(l)[at]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void withASymmetricJacobianWeightsOfTheirOwnGiveTheGradientAndHomeostasisRests(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        Samples sample = SAMPLES.range(0, 1);
        WeightUpdate before =
                signal(network, 1e-3, Nudges.CENTRED, Backward.OWN, 0).direction(weights, sample, 0);
        double asymmetric = before.cosine(descent(network, weights, Backward.OWN, sample));
        symmetrise(network, weights, sample);
        WeightUpdate descent = descent(network, weights, Backward.OWN, sample);
        WeightUpdate estimate =
                signal(network, 1e-3, Nudges.CENTRED, Backward.OWN, 0).direction(weights, sample, 0);
        WeightUpdate homeostatic =
                signal(network, 1e-3, Nudges.CENTRED, Backward.OWN, 1).direction(weights, sample, 0);
        assertThat(asymmetric).isLessThan(0.99);
        assertThat(distance(estimate, homeostatic)).isLessThan(1e-9);
        assertThat(distance(
                        estimate.own(OwnPathway.BACKWARD).orElseThrow(),
                        homeostatic.own(OwnPathway.BACKWARD).orElseThrow()))
                .isLessThan(1e-9);
        // beta^2 and differences of the loss
        assertThat(distance(descent, estimate) / norm(network, descent)).isLessThan(1e-5);
    }

    /** Without nudges to speak of: half the squared asymmetry at slopes that are held, by differences. */
    @ParameterizedTest
    @MethodSource("networks")
    void homeostasisDescendsTheAsymmetryOfTheJacobian(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        RecurrentChain chain = signal(network, 1, Nudges.ONE, Backward.OWN, 0).free(weights, SAMPLES);
        double[][] slopes = new double[network.layers()][];
        for (int l = 0; l < slopes.length; l++) {
            slopes[l] = chain.slopes(l);
        }
        WeightUpdate term =
                signal(network, 0.1, Nudges.CENTRED, Backward.OWN, 1).direction(weights, SAMPLES, 0);
        term.add(-1, signal(network, 0.1, Nudges.CENTRED, Backward.OWN, 0).direction(weights, SAMPLES, 0));
        for (int l = 1; l < network.layers(); l++) {
            double[] w = new double[weights.forward(l).length];
            double[] s = new double[w.length];
            differences(weights.forward(l), w, 1e-3, () -> asymmetry(network, weights, slopes));
            differences(weights.backward(l), s, 1e-3, () -> asymmetry(network, weights, slopes));
            double[] turned = new double[s.length];
            MatrixProduct.transpose(network.units(l - 1), network.units(l), s, turned);
            assertThat(term.forward(l)).containsExactly(w, within(1e-10));
            assertThat(term.own(OwnPathway.BACKWARD).orElseThrow().forward(l)).containsExactly(turned, within(1e-10));
        }
    }

    private static double asymmetry(NetworkDescription network, NetworkWeights weights, double[][] slopes) {
        double sum = 0;
        int lanes = SAMPLES.size();
        for (int l = 1; l < network.layers(); l++) {
            int below = network.units(l - 1);
            for (int k = 0; k < network.units(l); k++) {
                for (int j = 0; j < below; j++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        double a = weights.backward(l)[j * network.units(l) + k] * slopes[l][k * lanes + lane]
                                - GAIN * weights.forward(l)[k * below + j] * slopes[l - 1][j * lanes + lane];
                        sum += a * a / 2;
                    }
                }
            }
        }
        return sum / lanes;
    }

    /** Plain descent of the asymmetry alone, many samples: the estimate turns to the gradient. */
    @Test
    void homeostasisAlignsWhatAsymmetryTurnsAway() {
        NetworkDescription network = new NetworkDescription(List.of(5, 6, 3), new Tanh(), new Linear());
        NetworkWeights weights = weights(network);
        double before = cosine(network, weights);
        for (int step = 0; step < 300; step++) {
            WeightUpdate term =
                    signal(network, 0.1, Nudges.CENTRED, Backward.OWN, 1).direction(weights, SAMPLES, 0);
            term.add(-1, signal(network, 0.1, Nudges.CENTRED, Backward.OWN, 0).direction(weights, SAMPLES, 0));
            double[] back = term.own(OwnPathway.BACKWARD).orElseThrow().forward(1);
            for (int k = 0; k < 3; k++) {
                for (int j = 0; j < 6; j++) {
                    weights.backward(1)[j * 3 + k] += 0.3 * back[k * 6 + j];
                }
            }
        }
        assertThat(before).isLessThan(0.95);
        assertThat(cosine(network, weights)).isGreaterThan(0.98);
    }

    /** To the gradient at the same S, by differences. */
    private static double cosine(NetworkDescription network, NetworkWeights weights) {
        return signal(network, 1e-3, Nudges.CENTRED, Backward.OWN, 0)
                .direction(weights, SAMPLES, 0)
                .cosine(descent(network, weights, Backward.OWN, SAMPLES));
    }

    @Test
    void homeostasisOfTransposedWeightsIsRefused() {
        assertThatThrownBy(() -> new EquilibriumParams(0.1, Nudges.ONE, Backward.TRANSPOSED, 1, 1, FINE))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("homeostasis");
    }
}
