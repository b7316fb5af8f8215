package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.MinimumNorm;
import org.apical.plasticity.reference.ReferenceProbe;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inference reaches an equilibrium, of which the update is the gradient. */
class PredictiveCodingTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Settling FINE = new Settling(1e-12, 5000);
    private static final Samples SAMPLES =
            new StudentTeacher(6, List.of(20), 3, 1).samples(0, 70, new RandomStreams(3), PRODUCT);

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(6, 8, 7, 3), new Tanh(), new Linear()),
                new NetworkDescription(List.of(6, 9, 3), new Sigmoid(), new Tanh()),
                new NetworkDescription(List.of(6, 5, 4, 4, 3), new Tanh(), new Tanh()));
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            java.util.Arrays.fill(weights.bias(l), 0.1);
        }
        return weights;
    }

    private static final OptionalDouble CLAMPED = OptionalDouble.empty();

    private static Targets nudge(double lambda) {
        return samples -> new SquaredErrorNudge(lambda, samples.wanted());
    }

    /** E of one sample of a block, by its definition. */
    private static double energy(
            NetworkDescription network,
            NetworkWeights weights,
            PredictiveCoding.Inference at,
            Samples block,
            int lane) {
        double sum = 0;
        double[] below = block.rates()[lane];
        for (int l = 0; l < network.layers(); l++) {
            double[] x = new double[network.units(l)];
            for (int i = 0; i < x.length; i++) {
                x[i] = at.activity(l)[i * block.size() + lane];
                double v = weights.bias(l)[i];
                for (int j = 0; j < below.length; j++) {
                    v += weights.forward(l)[i * below.length + j] * below[j];
                }
                double e = x[i] - network.transfer(l).value(v);
                sum += e * e / 2;
            }
            below = x;
        }
        return sum;
    }

    private static double meanEnergy(
            NetworkDescription network, NetworkWeights weights, Targets targets, Samples block) {
        PredictiveCoding.Inference at =
                new PredictiveCoding(network, targets, CLAMPED, PRODUCT, FINE).infer(weights, block);
        double sum = 0;
        for (int lane = 0; lane < block.size(); lane++) {
            sum += energy(network, weights, at, block, lane);
        }
        return sum / block.size();
    }

    /** dE/dx by central differences, whose error is of order h^2 and 1e-16/h. */
    @ParameterizedTest
    @MethodSource("networks")
    void atTheEquilibriumTheEnergyHasNoSlope(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        Samples block = SAMPLES.range(0, 5);
        PredictiveCoding.Inference at =
                new PredictiveCoding(network, nudge(0.8), CLAMPED, PRODUCT, FINE).infer(weights, block);
        double h = 1e-4;
        for (int l = 0; l < network.layers() - 1; l++) {
            for (int k = 0; k < at.activity(l).length; k++) {
                int lane = k % block.size();
                double x = at.activity(l)[k];
                at.activity(l)[k] = x + h;
                double up = energy(network, weights, at, block, lane);
                at.activity(l)[k] = x - h;
                double down = energy(network, weights, at, block, lane);
                at.activity(l)[k] = x;
                assertThat((up - down) / (2 * h)).isCloseTo(0, within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theUpdateIsMinusTheGradientOfTheEnergyAtEquilibrium(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        Samples block = SAMPLES.range(0, 4);
        // r_L* as it is, while weights move
        NetworkWeights still = weights.copy();
        double[] clamped = new double[network.outputs() * block.size()];
        double[] free = clamped.clone();
        double[][] outputs = new double[block.size()][];
        for (int k = 0; k < block.size(); k++) {
            outputs[k] = org.apical.network.theory.SampleState.feedforward(network, still, block.rates()[k])
                    .output();
            for (int o = 0; o < network.outputs(); o++) {
                free[o * block.size() + k] = outputs[k][o];
            }
        }
        nudge(0.8).of(block).fill(free, clamped, network.outputs(), block.size());
        Targets fixed = samples -> org.apical.network.control.OutputTarget.fixed(clamped);
        WeightUpdate update = new PredictiveCoding(network, fixed, CLAMPED, PRODUCT, FINE).direction(weights, block, 0);
        double h = 1e-4;
        for (int l = 0; l < network.layers(); l++) {
            for (int k = 0; k < weights.forward(l).length; k += 3) {
                double w = weights.forward(l)[k];
                weights.forward(l)[k] = w + h;
                double up = meanEnergy(network, weights, fixed, block);
                weights.forward(l)[k] = w - h;
                double down = meanEnergy(network, weights, fixed, block);
                weights.forward(l)[k] = w;
                assertThat(update.forward(l)[k]).isCloseTo(-(up - down) / (2 * h), within(1e-8));
            }
            double b = weights.bias(l)[0];
            weights.bias(l)[0] = b + h;
            double up = meanEnergy(network, weights, fixed, block);
            weights.bias(l)[0] = b - h;
            double down = meanEnergy(network, weights, fixed, block);
            weights.bias(l)[0] = b;
            assertThat(update.bias(l)[0]).isCloseTo(-(up - down) / (2 * h), within(1e-8));
        }
    }

    /** The distance falls with beta, ten times from step to step: slope 1. */
    @ParameterizedTest
    @MethodSource("networks")
    void weaklyNudgedItIsBackpropagationToFirstOrder(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        WeightUpdate gradient =
                new GradientSignal(network, Descent.towards(nudge(0.8)), PRODUCT).direction(weights, SAMPLES, 0);
        double[] distance = new double[3];
        for (int k = 0; k < distance.length; k++) {
            WeightUpdate update = new PredictiveCoding(
                            network, nudge(0.8), OptionalDouble.of(Math.pow(10, -2 - k)), PRODUCT, FINE)
                    .direction(weights, SAMPLES, 0);
            distance[k] = distance(gradient, update);
        }
        for (int k = 1; k < distance.length; k++) {
            assertThat(Math.log10(distance[k - 1] / distance[k])).isCloseTo(1, within(0.05));
        }
    }

    /** Clamped ever nearer to the free output: to first order minimum norm, not backprop, where transfer is linear. Linear networks have no other order. */
    @Test
    void clampedItIsMinimumNormWhereTransferIsLinear() {
        NetworkDescription network = new NetworkDescription(List.of(6, 8, 7, 3), new Linear(), new Linear());
        NetworkWeights weights = weights(network);
        Samples block = SAMPLES.range(0, 10);
        double[] distance = new double[2];
        for (int k = 0; k < 2; k++) {
            Targets targets = nudge(Math.pow(10, -3 - k));
            WeightUpdate update = new PredictiveCoding(network, targets, CLAMPED, PRODUCT, new Settling(1e-15, 5000))
                    .direction(weights, block, 0);
            WeightUpdate least =
                    new ReferenceProbe(network, block.rates(), targets.of(block)).update(new MinimumNorm(0), weights);
            distance[k] = distance(least, update) / distance(new WeightUpdate(network), update);
        }
        // what is presynaptic is the inferred activity, which is off by the change itself
        assertThat(distance[0]).isLessThan(1e-2);
        assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(1, within(0.05));
    }

    private static double distance(WeightUpdate from, WeightUpdate to) {
        double sum = 0;
        for (int l = 0; l < from.layers(); l++) {
            for (int k = 0; k < from.forward(l).length; k++) {
                double d = from.forward(l)[k] - to.forward(l)[k];
                sum += d * d;
            }
        }
        return Math.sqrt(sum);
    }

    @Test
    void blocksOfAnyWidthHaveTheSameBits() {
        NetworkDescription network = new NetworkDescription(List.of(6, 33, 17, 3), new Tanh(), new Linear());
        NetworkWeights weights = weights(network);
        Settling settling = new Settling(1e-8, 1000);
        WeightUpdate expected =
                new PredictiveCoding(network, nudge(0.5), CLAMPED, PRODUCT, settling).direction(weights, SAMPLES, 0);
        for (int lanes : new int[] {1, 7, 70}) {
            WeightUpdate actual = new PredictiveCoding(network, nudge(0.5), CLAMPED, PRODUCT, settling, lanes)
                    .direction(weights, SAMPLES, 0);
            for (int l = 0; l < network.layers(); l++) {
                assertThat(actual.forward(l)).isEqualTo(expected.forward(l));
                assertThat(actual.bias(l)).isEqualTo(expected.bias(l));
            }
        }
    }

    @Test
    void inferenceThatDoesNotSettleIsNotLearnedFrom() {
        NetworkDescription network = new NetworkDescription(List.of(6, 8, 3), new Tanh(), new Linear());
        PredictiveCoding coding = new PredictiveCoding(network, nudge(0.5), CLAMPED, PRODUCT, new Settling(1e-12, 2));
        assertThatThrownBy(() -> coding.direction(weights(network), SAMPLES, 0))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("predictive coding");
    }
}
