package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.CounterCurrent.Agreement;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The update descends losses that pairs of layers have for themselves; they are computed here sample by sample, by their definition. */
class CounterCurrentTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(6, 8, 7, 3), new Tanh(), new Linear());
    private static final Samples REGRESSION =
            new StudentTeacher(6, List.of(20), 3, 1).samples(0, 70, new RandomStreams(3), PRODUCT);
    private static final Samples CLASSES = new Samples(REGRESSION.rates(), classes());
    private static final Targets NUDGE = samples -> new SquaredErrorNudge(0.5, outputs(samples));

    private static int[] classes() {
        int[] labels = new int[REGRESSION.size()];
        Arrays.setAll(labels, k -> (k * k) % 3);
        return labels;
    }

    private static double[][] outputs(Samples samples) {
        double[][] y = new double[samples.size()][];
        Arrays.setAll(y, k -> samples.wanted().length > 0 ? samples.wanted()[k] : label(samples.labels()[k]));
        return y;
    }

    private static double[] label(int of) {
        double[] y = new double[3];
        y[of] = 1;
        return y;
    }

    private static NetworkWeights weights() {
        NetworkWeights weights = NetworkWeights.draw(NETWORK, new RandomStreams(6));
        weights.setBackwardToRandom(NETWORK, new RandomStreams(6));
        for (int l = 0; l < NETWORK.layers(); l++) {
            Arrays.fill(weights.bias(l), 0.1);
        }
        return weights;
    }

    /** c of every layer. */
    private static double[][] down(NetworkWeights weights, double[] y) {
        double[][] c = new double[NETWORK.layers()][];
        c[NETWORK.layers() - 1] = y;
        for (int l = NETWORK.layers() - 2; l >= 0; l--) {
            c[l] = new double[NETWORK.units(l)];
            for (int i = 0; i < c[l].length; i++) {
                double v = 0;
                for (int j = 0; j < c[l + 1].length; j++) {
                    v += weights.backward(l + 1)[i * c[l + 1].length + j] * c[l + 1][j];
                }
                c[l][i] = Math.tanh(v);
            }
        }
        return c;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** Mean loss of a hidden layer. */
    private static double loss(Agreement agreement, NetworkWeights weights, Samples samples, int layer) {
        double sum = 0;
        for (int k = 0; k < samples.size(); k++) {
            double[] r = SampleState.feedforward(NETWORK, weights, samples.rates()[k])
                    .presynaptic(layer + 1);
            if (agreement == Agreement.DIFFERENCE) {
                double[] c = down(weights, outputs(samples)[k])[layer];
                sum += (dot(r, r) - 2 * dot(r, c) + dot(c, c)) / 2;
            } else {
                for (int m = 0; m < 3; m++) {
                    double e = dot(r, down(weights, label(m))[layer]) - (m == samples.labels()[k] ? 1 : 0);
                    sum += e * e / 2 / r.length;
                }
            }
        }
        return sum / samples.size();
    }

    private static double slope(
            Agreement agreement, NetworkWeights weights, Samples samples, int layer, double[] of, int k) {
        double h = 1e-5;
        double w = of[k];
        of[k] = w + h;
        double up = loss(agreement, weights, samples, layer);
        of[k] = w - h;
        double down = loss(agreement, weights, samples, layer);
        of[k] = w;
        return (up - down) / (2 * h);
    }

    /** Central differences, whose error is of order h^2. W_i and S_{i+1} are the last weights before what layers i have to agree in; what else they change is not in the loss of that pair. */
    @ParameterizedTest
    @EnumSource(Agreement.class)
    void eachPairOfLayersDescendsItsOwnLoss(Agreement agreement) {
        for (Samples samples : agreement == Agreement.CLASS ? List.of(CLASSES) : List.of(CLASSES, REGRESSION)) {
            NetworkWeights weights = weights();
            WeightUpdate update = new CounterCurrent(NETWORK, NUDGE, PRODUCT, agreement).direction(weights, samples, 0);
            for (int l = 0; l < NETWORK.layers() - 1; l++) {
                for (int k = 0; k < update.forward(l).length; k += 3) {
                    assertThat(update.forward(l)[k])
                            .isCloseTo(-slope(agreement, weights, samples, l, weights.forward(l), k), within(1e-8));
                }
                for (int k = 0; k < update.bias(l).length; k++) {
                    assertThat(update.bias(l)[k])
                            .isCloseTo(-slope(agreement, weights, samples, l, weights.bias(l), k), within(1e-8));
                }
                int above = NETWORK.units(l + 1);
                int units = NETWORK.units(l);
                double[] transposed =
                        update.own(OwnPathway.BACKWARD).orElseThrow().forward(l + 1);
                for (int i = 0; i < units; i++) {
                    for (int j = 0; j < above; j++) {
                        assertThat(transposed[j * units + i])
                                .isCloseTo(
                                        -slope(agreement, weights, samples, l, weights.backward(l + 1), i * above + j),
                                        within(1e-8));
                    }
                }
            }
        }
    }

    @Test
    void theOutputLayerLearnsAsInBackpropagation() {
        NetworkWeights weights = weights();
        WeightUpdate gradient =
                new GradientSignal(NETWORK, Descent.towards(NUDGE), PRODUCT).direction(weights, CLASSES, 0);
        WeightUpdate update =
                new CounterCurrent(NETWORK, NUDGE, PRODUCT, Agreement.CLASS).direction(weights, CLASSES, 0);
        for (int k = 0; k < update.forward(2).length; k++) {
            assertThat(update.forward(2)[k]).isCloseTo(gradient.forward(2)[k], within(1e-15));
        }
        assertThat(update.cosine(0, gradient)).isLessThan(0.9);
    }

    /** Plain descent of both networks brings every pair nearer to agreement. */
    @ParameterizedTest
    @EnumSource(Agreement.class)
    void bothNetworksComeToAgree(Agreement agreement) {
        NetworkWeights weights = weights();
        double[] before = {loss(agreement, weights, CLASSES, 0), loss(agreement, weights, CLASSES, 1)};
        double[] s = weights.backward(2).clone();
        CounterCurrent signal = new CounterCurrent(NETWORK, NUDGE, PRODUCT, agreement);
        OwnPathways optimiser =
                OwnPathways.backward(NETWORK, () -> new MomentumSgd(NETWORK, new LearningRate.Constant(0.1), 0));
        for (int step = 0; step < 100; step++) {
            optimiser.step(weights, signal.direction(weights, CLASSES, 0));
        }
        assertThat(weights.backward(2)).isNotEqualTo(s);
        for (int l = 0; l < 2; l++) {
            assertThat(loss(agreement, weights, CLASSES, l)).isLessThan(before[l] * 0.9);
        }
    }

    @Test
    void agreementByClassNeedsClasses() {
        assertThatThrownBy(() -> new CounterCurrent(NETWORK, NUDGE, PRODUCT, Agreement.CLASS)
                        .direction(weights(), REGRESSION, 0))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("labels");
    }
}
