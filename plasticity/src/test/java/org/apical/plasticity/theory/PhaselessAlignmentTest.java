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
import org.apical.plasticity.reference.BackwardAngle;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.PhaselessAlignment.Params;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is carried forward of noise against closed forms. */
class PhaselessAlignmentTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Targets TARGETS = samples -> new SquaredErrorNudge(0.5, samples.wanted());

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(5, 6, 4, 3), new Linear(), new Linear()),
                new NetworkDescription(List.of(5, 6, 4, 3), new Tanh(), new Tanh()));
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        weights.setBackwardToRandom(network, new RandomStreams(7));
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(weights.bias(l), 0.3);
        }
        return weights;
    }

    private static Samples samples(int size) {
        return new StudentTeacher(5, List.of(20), 3, 1).samples(0, size, new RandomStreams(3), PRODUCT);
    }

    /** The same sample many times. */
    private static Samples repeated(int size) {
        Samples one = samples(1);
        double[][] rates = new double[size][];
        double[][] wanted = new double[size][];
        Arrays.fill(rates, one.rates()[0]);
        Arrays.fill(wanted, one.wanted()[0]);
        return Samples.regression(rates, wanted);
    }

    private static PhaselessAlignment alignment(NetworkDescription network, Params params) {
        return new PhaselessAlignment(network, TARGETS, params, PRODUCT, new RandomStreams(11));
    }

    /**
     * mean_t sum_{k <= t} h_k kept^k: h is what a linear chain of weights 1 makes of xi = 1, 0, 0, ..; noise is stationary from the beginning, activity is not.
     */
    private static double carried(Params params) {
        int steps = params.steps();
        double kept = Math.exp(-params.step() / params.tauNoise());
        double lowKept = Math.exp(-params.step() / params.tauHighPass());
        double lower = 0;
        double upper = 0;
        double low = 0;
        double sum = 0;
        double mean = 0;
        for (int k = 0; k < steps; k++) {
            lower += params.step() * ((k == 0 ? 1 : 0) - lower);
            upper += params.step() * (lower - upper);
            low = lowKept * low + (1 - lowKept) * upper;
            sum += (upper - low) * Math.pow(kept, k);
            mean += sum / steps;
        }
        return mean;
    }

    /** Small noise: the mean is phi'_i W_{i+1}^T phi'_{i+1} times what a presentation of that length carries, less decay; z over groups of trials. */
    @ParameterizedTest
    @MethodSource("networks")
    void whatIsAskedForIsTheTransposeTimesTheSlopesOfBothLayers(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        Params params = new Params(1e-3, 1.5, 8, 20, 0.25, 0.4);
        double share = carried(params) / params.carried();
        assertThat(share).isBetween(0.7, 0.97);
        PhaselessAlignment alignment = alignment(network, params);
        int groups = 40;
        int size = 256;
        Samples samples = repeated(size);
        WeightUpdate[] asked = new WeightUpdate[groups];
        for (int g = 0; g < groups; g++) {
            asked[g] = alignment
                    .direction(weights, samples, (long) size * g)
                    .own(OwnPathway.BACKWARD)
                    .orElseThrow();
        }
        SampleState state = SampleState.feedforward(network, weights, samples.rates()[0]);
        double squares = 0;
        double signal = 0;
        int entries = 0;
        for (int l = 1; l < network.layers(); l++) {
            int below = network.presynapticUnits(l);
            for (int k = 0; k < network.units(l); k++) {
                for (int j = 0; j < below; j++) {
                    double slopes = network.transfer(l).derivative(state.potential(l)[k])
                            * network.transfer(l - 1).derivative(state.potential(l - 1)[j]);
                    double w = weights.forward(l)[k * below + j];
                    double expected = share * slopes * w - 0.4 * weights.backward(l)[j * network.units(l) + k];
                    double sum = 0;
                    double square = 0;
                    for (WeightUpdate group : asked) {
                        double x = group.forward(l)[k * below + j];
                        sum += x;
                        square += x * x;
                    }
                    double mean = sum / groups;
                    double error = Math.sqrt((square / groups - mean * mean) / (groups - 1));
                    double z = (mean - expected) / error;
                    assertThat(z).isBetween(-5.0, 5.0);
                    squares += z * z;
                    signal += Math.pow(slopes * w / error, 2);
                    entries++;
                }
            }
        }
        // Student's t of 39 degrees of freedom has variance 1.05; a factor that is wrong by 1 - share would be seen
        assertThat(squares / entries).isBetween(0.5, 1.7);
        assertThat((1 - share) * (1 - share) * signal / entries).isGreaterThan(4);
    }

    /** Long presentations of short steps: two leaky units and a high pass at the rate 1/tau_xi; the error of Euler's steps is of first order. */
    @Test
    void whatIsCarriedForwardIsTheTransferAtTheRateOfTheNoise() {
        double tau = 1.5;
        double closed = Math.pow(tau / (tau + 1), 2) * 8 / (8 + tau);
        double coarse = new Params(1, tau, 8, 20, 0.02, 1).carried() - closed;
        double fine = new Params(1, tau, 8, 20, 0.01, 1).carried() - closed;
        assertThat(coarse / fine).isCloseTo(2, within(0.05));
        // extrapolated to steps of length 0
        assertThat(2 * fine - coarse).isCloseTo(0, within(3e-4 * closed));
        Params params = new Params(1, tau, 8, 4000, 0.05, 1);
        assertThat(carried(params)).isCloseTo(params.carried(), within(2e-3 * closed));
    }

    /** Without noise forward weights learn by feedback alignment. */
    @ParameterizedTest
    @MethodSource("networks")
    void atSmallNoiseForwardWeightsLearnByFeedbackAlignment(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        Samples samples = samples(70);
        WeightUpdate wanted = new GradientSignal(network, Descent.towards(TARGETS), Way.BACKWARD, PRODUCT)
                .direction(weights, samples, 0);
        WeightUpdate asked =
                alignment(network, new Params(1e-9, 2, 10, 10, 0.2, 1)).direction(weights, samples, 0);
        for (int l = 0; l < network.layers(); l++) {
            assertThat(asked.forward(l)).containsExactly(wanted.forward(l), within(1e-8));
            assertThat(asked.bias(l)).containsExactly(wanted.bias(l), within(1e-8));
        }
    }

    /** Both kinds of weights learn at once, by plain descent: S turns from a right angle to its noise about W^T, loss falls. */
    @Test
    void backwardWeightsTurnToTheTransposeWhileForwardWeightsLearn() {
        NetworkDescription network = networks().findFirst().orElseThrow();
        NetworkWeights weights = weights(network);
        OwnPathways optimiser =
                OwnPathways.backward(network, () -> new MomentumSgd(network, new LearningRate.Constant(0.05), 0));
        PhaselessAlignment alignment = alignment(network, new Params(0.05, 2, 10, 20, 0.2, 1));
        Samples samples = samples(64);
        double before = loss(network, weights, samples);
        assertThat(BackwardAngle.degrees(network, weights).orElseThrow()).isGreaterThan(60);
        for (int n = 0; n < 150; n++) {
            optimiser.step(weights, alignment.direction(weights, samples, 64L * n));
        }
        assertThat(BackwardAngle.degrees(network, weights).orElseThrow()).isLessThan(5);
        assertThat(loss(network, weights, samples)).isLessThan(0.5 * before);
    }

    private static double loss(NetworkDescription network, NetworkWeights weights, Samples samples) {
        double sum = 0;
        for (int k = 0; k < samples.size(); k++) {
            double[] output = SampleState.feedforward(network, weights, samples.rates()[k])
                    .output();
            for (int o = 0; o < output.length; o++) {
                sum += Math.pow(output[o] - samples.wanted()[k][o], 2);
            }
        }
        return sum;
    }

    @Test
    void noiseBelongsToTrials() {
        NetworkDescription network = networks().findFirst().orElseThrow();
        NetworkWeights weights = weights(network);
        PhaselessAlignment alignment = alignment(network, new Params(0.1, 2, 10, 4, 0.2, 1));
        Samples samples = samples(70);
        double[] whole = alignment
                .direction(weights, samples, 30)
                .own(OwnPathway.BACKWARD)
                .orElseThrow()
                .forward(2);
        double[] mean = new double[whole.length];
        for (int k = 0; k < 70; k++) {
            double[] one = alignment
                    .direction(weights, samples.range(k, 1), 30 + k)
                    .own(OwnPathway.BACKWARD)
                    .orElseThrow()
                    .forward(2);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / 70;
            }
        }
        assertThat(whole).containsExactly(mean, within(1e-12));
    }

    @Test
    void stepsThatAreTooLongAreRefused() {
        assertThatThrownBy(() -> new Params(0.1, 2, 10, 40, 1.5, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("at most 1");
    }
}
