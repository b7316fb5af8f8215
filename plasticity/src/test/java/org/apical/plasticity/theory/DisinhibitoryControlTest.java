package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.DisinhibitionParams.Inhibition;
import org.apical.plasticity.theory.DisinhibitionParams.Rule;
import org.apical.plasticity.theory.DisinhibitoryControl.Circuit;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors that arrive as dis-inhibition decide the sign of a Hebbian rule that inhibition enters. */
class DisinhibitoryControlTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Settling FINE = new Settling(1e-15, 20_000);
    private static final Targets TARGETS = samples -> new SquaredErrorNudge(0.5, samples.wanted());
    private static final Samples SAMPLES =
            new StudentTeacher(5, List.of(20), 3, 1).samples(0, 70, new RandomStreams(3), PRODUCT);
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(5, 6, 4, 3), new Tanh(), new Linear());

    static Stream<NetworkDescription> networks() {
        return Stream.of(NETWORK, new NetworkDescription(List.of(5, 6, 3), new Sigmoid(), new Tanh()));
    }

    private static DisinhibitionParams params(double gain, Inhibition inhibition, Rule rule) {
        return new DisinhibitionParams(gain, inhibition, rule, 0.1, FINE);
    }

    private static DisinhibitoryControl signal(NetworkDescription network, DisinhibitionParams params) {
        return new DisinhibitoryControl(network, TARGETS, PRODUCT, params);
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(weights.bias(l), 0.1);
        }
        return weights;
    }

    /** The published dynamics, stepped, of one sample: tau_E 20 ms, tau_I 5 ms, c = k_i z + k_p e, 100 ms dz/dt = e - z, k_p 0.2, k_i 0.4. */
    @Test
    void theSteadyStateIsThatOfTheDynamics() {
        NetworkDescription network = new NetworkDescription(List.of(5, 6, 3), new Tanh(), new Linear());
        NetworkWeights weights = weights(network);
        Samples sample = SAMPLES.range(0, 1);
        Circuit circuit = signal(network, params(0.6, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE))
                .controlled(weights, sample);
        double[] free = signal(network, params(0.6, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE))
                .outputs(weights, sample)[0];
        double[] target = new double[3];
        TARGETS.of(sample).fill(free, target, 3, 1);
        double[] u = new double[6];
        double[] y = new double[6];
        double[] out = new double[3];
        double[] z = new double[3];
        double[] c = new double[3];
        double dt = 0.5;
        for (int step = 0; step < 20_000; step++) {
            for (int o = 0; o < 3; o++) {
                double error = target[o] - out[o];
                c[o] = 0.4 * z[o] + 0.2 * error;
                z[o] += dt / 100 * (error - z[o]);
            }
            double[] r = Arrays.stream(u).map(Math::tanh).toArray();
            for (int o = 0; o < 3; o++) {
                double v = weights.bias(1)[o] + c[o];
                for (int i = 0; i < 6; i++) {
                    v += weights.forward(1)[o * 6 + i] * r[i];
                }
                out[o] += dt / 20 * (v - out[o]);
            }
            for (int i = 0; i < 6; i++) {
                double v = weights.bias(0)[i];
                double f = 0;
                for (int j = 0; j < 5; j++) {
                    v += weights.forward(0)[i * 5 + j] * sample.rates()[0][j];
                }
                for (int o = 0; o < 3; o++) {
                    f += weights.feedback(0)[i * 3 + o] * c[o];
                }
                double inhibition = Math.log1p(Math.exp(y[i]));
                y[i] += dt / 5 * (r[i] - f - y[i]);
                u[i] += dt / 20 * (v - inhibition - u[i]);
            }
        }
        assertThat(circuit.soma(0)).containsExactly(u, within(1e-12));
        assertThat(circuit.rate(1)).containsExactly(out, within(1e-12));
        assertThat(circuit.control()).containsExactly(c, within(1e-12));
        assertThat(Math.abs(c[0])).isGreaterThan(1e-3);
    }

    /** Recurrent inhibition says what the error is: by its inverse whatever phi_I is, by its tangent where phi_I is linear. */
    @ParameterizedTest
    @MethodSource("networks")
    void theHebbianRuleIsTheErrorModulatedOne(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        for (DisinhibitionParams params : List.of(
                params(0.6, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE),
                params(0.6, Inhibition.LINEAR, Rule.EXACT_INVERSE),
                params(0.6, Inhibition.LINEAR, Rule.LINEAR_THRESHOLD))) {
            DisinhibitoryControl signal = signal(network, params);
            WeightUpdate asked = signal.direction(weights, SAMPLES, 0);
            WeightUpdate modulated = new WeightUpdate(network);
            addModulated(network, signal.controlled(weights, SAMPLES), modulated, params.gain());
            for (int l = 0; l < network.layers() - 1; l++) {
                assertThat(asked.bias(l)).containsExactly(modulated.bias(l), within(1e-13));
                assertThat(Arrays.stream(asked.bias(l)).map(Math::abs).sum()).isGreaterThan(1e-3);
            }
        }
    }

    /** phi' o Q c, the mean. */
    private static void addModulated(NetworkDescription network, Circuit circuit, WeightUpdate modulated, double gain) {
        int lanes = circuit.control().length / network.outputs();
        for (int l = 0; l < network.layers() - 1; l++) {
            for (int k = 0; k < circuit.soma(l).length; k++) {
                modulated.bias(l)[k / lanes] += network.transfer(l).derivative(circuit.soma(l)[k])
                        * circuit.disinhibition(l)[k]
                        / (gain * SAMPLES.size());
            }
        }
    }

    /** The tangent is off by the curvature of phi_I: the less, the weaker inhibition differs from its mean. */
    @Test
    void theTangentOfInhibitionIsTheErrorToSecondOrder() {
        double usual = Inhibition.SOFT_RECTIFIED.value(0.3);
        double[] distance = new double[2];
        for (int n = 0; n < 2; n++) {
            double y = 0.3 + (n == 0 ? 1e-2 : 1e-3);
            double inhibition = Inhibition.SOFT_RECTIFIED.value(y);
            double exact =
                    params(1, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE).factor(0.5, inhibition, usual);
            assertThat(exact).isCloseTo(0.5 - y, within(1e-14));
            distance[n] = Math.abs(exact
                    - params(1, Inhibition.SOFT_RECTIFIED, Rule.LINEAR_THRESHOLD)
                            .factor(0.5, inhibition, usual));
        }
        assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(2, within(0.01));
    }

    /**
     * The curves of a single neuron, as published (their figure of plasticity against the postsynaptic rate): with dis-inhibition in proportion to r_tar - r the sign turns at r_tar, whatever that is; with dis-inhibition cut the
     * exact rule changes nothing; without inhibition the threshold rule depresses below a threshold and potentiates above it.
     */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void theSignTurnsAtTheTargetAndWithoutInhibitionAtAThreshold(Rule rule) {
        for (Inhibition phi : Inhibition.values()) {
            DisinhibitionParams params = params(1, phi, rule);
            double usual = phi.value(1);
            for (double wanted : new double[] {0.6, 1.4}) {
                for (double r = 0.1; r < 2; r += 0.1) {
                    double inhibition = phi.value(r - 3 * (wanted - r));
                    double change = params.factor(r, inhibition, usual);
                    if (rule == Rule.EXACT_INVERSE || phi == Inhibition.LINEAR) {
                        assertThat(change).isCloseTo(3 * (wanted - r), within(1e-12));
                    } else if (Math.abs(wanted - r) > 0.05) {
                        assertThat(Math.signum(change)).isEqualTo(Math.signum(wanted - r));
                    }
                    double cut = params.factor(r, phi.value(r), usual);
                    if (rule == Rule.EXACT_INVERSE) {
                        assertThat(cut).isCloseTo(0, within(1e-14));
                    } else {
                        // convex inhibition lies above its tangent
                        assertThat(cut).isLessThanOrEqualTo(1e-15);
                    }
                }
            }
            if (rule == Rule.LINEAR_THRESHOLD) {
                double threshold = 1 - usual / phi.derivative(1);
                assertThat(params.factor(threshold - 0.1, 0, usual)).isCloseTo(-0.1, within(1e-14));
                assertThat(params.factor(threshold + 0.1, 0, usual)).isCloseTo(0.1, within(1e-14));
            }
        }
    }

    /** At a fixed rate more inhibition turns potentiation into depression, where inhibition is what the neuron itself evokes. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void inhibitionTurnsTheSignAtFixedActivity(Rule rule) {
        for (Inhibition phi : Inhibition.values()) {
            for (double r : new double[] {0.5, 1, 2}) {
                double evoked = phi.value(r);
                double before = Double.POSITIVE_INFINITY;
                for (int n = -9; n <= 9; n++) {
                    double change = params(1, phi, rule).factor(r, evoked * (1 + 0.1 * n), evoked);
                    assertThat(change).isLessThan(before);
                    if (n != 0) {
                        assertThat(Math.signum(change)).isEqualTo(-Math.signum(n));
                    } else {
                        assertThat(change).isCloseTo(0, within(1e-15));
                    }
                    before = change;
                }
            }
        }
    }

    /** Weak control leaves the state as it is, and c = k x. */
    @Test
    void forWeakControlItIsDirectFeedbackAlignmentAtTheFreeState() {
        NetworkWeights weights = weights(NETWORK);
        double[] distance = new double[2];
        for (int n = 0; n < 2; n++) {
            DisinhibitionParams params = params(n == 0 ? 1e-3 : 1e-4, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE);
            DisinhibitoryControl signal = signal(NETWORK, params);
            WeightUpdate asked = signal.direction(weights, SAMPLES, 0);
            WeightUpdate direct = direct(weights, signal.outputs(weights, SAMPLES));
            double length = 0;
            for (int l = 0; l < 3; l++) {
                for (int k = 0; k < asked.forward(l).length; k++) {
                    distance[n] += Math.pow(asked.forward(l)[k] - direct.forward(l)[k], 2);
                    length += Math.pow(direct.forward(l)[k], 2);
                }
            }
            distance[n] = Math.sqrt(distance[n] / length);
        }
        assertThat(distance[1]).isLessThan(1e-3);
        assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(1, within(0.02));
    }

    /** (phi' o Q x) r^T, u of u + log(1 + e^phi(u)) = v by bisection. */
    private static WeightUpdate direct(NetworkWeights weights, double[][] outputs) {
        WeightUpdate update = new WeightUpdate(NETWORK);
        for (int k = 0; k < SAMPLES.size(); k++) {
            double[] target = new double[3];
            TARGETS.of(SAMPLES.range(k, 1)).fill(outputs[k], target, 3, 1);
            double[] pre = SAMPLES.rates()[k];
            for (int l = 0; l < 3; l++) {
                double[] post = new double[NETWORK.units(l)];
                double[] rate = new double[post.length];
                for (int i = 0; i < post.length; i++) {
                    double v = weights.bias(l)[i];
                    for (int j = 0; j < pre.length; j++) {
                        v += weights.forward(l)[i * pre.length + j] * pre[j];
                    }
                    double u = l < 2 ? bisect(v) : v;
                    rate[i] = l < 2 ? Math.tanh(u) : u;
                    for (int o = 0; o < 3; o++) {
                        double q = l < 2 ? weights.feedback(l)[i * 3 + o] : i == o ? 1 : 0;
                        post[i] += (l < 2 ? 1 - rate[i] * rate[i] : 1) * q * (target[o] - outputs[k][o]);
                    }
                }
                update.addOuter(l, post, pre, 1.0 / SAMPLES.size());
                pre = rate;
            }
        }
        return update;
    }

    private static double bisect(double v) {
        double low = v - 10;
        double high = v + 10;
        for (int k = 0; k < 200; k++) {
            double u = (low + high) / 2;
            if (u + Math.log1p(Math.exp(Math.tanh(u))) > v) {
                high = u;
            } else {
                low = u;
            }
        }
        return low;
    }

    /** The distance that is left is 1/k of control. */
    @Test
    void strongControlBringsTheOutputToItsTarget() {
        NetworkWeights weights = weights(NETWORK);
        double[] left = new double[2];
        for (int n = 0; n < 2; n++) {
            double gain = n == 0 ? 100 : 1_000;
            DisinhibitionParams params = new DisinhibitionParams(
                    gain, Inhibition.LINEAR, Rule.EXACT_INVERSE, 0.2 / gain, new Settling(1e-13, 100_000));
            Circuit circuit = signal(NETWORK, params).controlled(weights, SAMPLES);
            left[n] = Math.sqrt(Arrays.stream(circuit.control())
                    .map(c -> Math.pow(c / gain, 2))
                    .sum());
        }
        assertThat(Math.log10(left[0] / left[1])).isCloseTo(1, within(0.02));
    }

    @Test
    void blocksOfAnyWidthHaveTheSameBits() {
        NetworkWeights weights = weights(NETWORK);
        DisinhibitoryControl signal = signal(NETWORK, params(0.6, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE));
        Circuit all = signal.controlled(weights, SAMPLES.range(0, 20));
        for (int k : new int[] {0, 7, 19}) {
            Circuit alone = signal.controlled(weights, SAMPLES.range(k, 1));
            for (int i = 0; i < 6; i++) {
                assertThat(alone.soma(0)[i]).isEqualTo(all.soma(0)[i * 20 + k]);
                assertThat(alone.disinhibition(0)[i]).isEqualTo(all.disinhibition(0)[i * 20 + k]);
            }
        }
    }

    @Test
    void controlThatDoesNotSettleSaysSo() {
        DisinhibitionParams params =
                new DisinhibitionParams(50, Inhibition.SOFT_RECTIFIED, Rule.EXACT_INVERSE, 1, new Settling(1e-6, 200));
        assertThatThrownBy(() -> signal(NETWORK, params).direction(weights(NETWORK), SAMPLES, 0))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("dis-inhibitory control, gain 50");
        assertThatThrownBy(() -> params(0, Inhibition.LINEAR, Rule.EXACT_INVERSE))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("DisinhibitionParams.gain");
    }
}
