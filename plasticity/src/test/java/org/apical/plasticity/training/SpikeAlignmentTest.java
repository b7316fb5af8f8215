package org.apical.plasticity.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.network.control.NoControl;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.plasticity.reference.BackwardAngle;
import org.apical.plasticity.rule.SpikeAlignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two reciprocally connected spiking populations, 4 units below and 3 above, which nothing drives but the noise of their own spikes: backward synapses learn, forward ones stay.
 */
class SpikeAlignmentTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final double DT_MS = 0.5;
    private static final double TAU_MS = 20;
    private static final double SYNAPSE_MS = 5;
    private static final int BELOW = 4;
    private static final int ABOVE = 3;
    private static final int NEURONS = 10;
    private static final int LANES = 16;
    private static final int STEPS = 4000;

    private static NetworkDescription network() {
        return new NetworkDescription(
                "input",
                1,
                List.of(
                        new LayerDescription("below", BELOW, new RectifiedLinear(-0.75)),
                        new LayerDescription("above", ABOVE, new RectifiedLinear(-0.75))),
                List.of(),
                List.of(ProjectionDescription.dense("input", "below"), ProjectionDescription.dense("below", "above")),
                List.of(new ProjectionDescription(
                        "above",
                        "below",
                        Site.BASAL,
                        new Connectivity.Dense(),
                        DT_MS,
                        new InitialWeights.Normal(0, 0),
                        true)));
    }

    private static NetworkWeights weights(double forward, double backward) {
        NetworkWeights weights = NetworkWeights.zero(network());
        fill(weights.forward(1), forward, 1);
        fill(weights.other(0), backward, 2);
        return weights;
    }

    private static void fill(double[] w, double deviation, long key) {
        RandomGenerator random = new RandomStreams(4).stream(Purpose.WEIGHTS, key);
        Arrays.setAll(w, k -> deviation * random.nextGaussian());
    }

    private static Learner learner(double belowHz, double aboveHz) {
        SpikingFormulation formulation = new SpikingFormulation(
                network(),
                new Timing(200, 0, STEPS, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE),
                new NoControl(),
                new NeuronSet(
                        PyramidalCell.standard(),
                        new RateCode(0, 100),
                        new UnitCode(12, 5, new RateCode(belowHz, 100)),
                        new UnitCode(12, 5, new RateCode(aboveHz, 100))),
                new EscapeNoiseUnits(NEURONS),
                SYNAPSE_MS,
                DT_MS,
                PRODUCT);
        SpikeAlignment rule = new SpikeAlignment(TAU_MS, DT_MS, PRODUCT);
        return new Learner(
                        formulation,
                        rule,
                        samples -> OutputTarget.ownOutput(),
                        LANES,
                        new LaneBlocks(1),
                        new RandomStreams(9))
                .lateral(rule);
    }

    private static Samples silence() {
        return Samples.regression(new double[LANES][1], new double[LANES][ABOVE]);
    }

    /** What a spike of one unit, below or above, adds to the expected spikes of all, [step][unit], itself included: linear neurons, to every order in the weights. */
    private static double[][] response(NetworkWeights weights, int source, int steps) {
        double[] keep = {Math.exp(-DT_MS / SYNAPSE_MS), Math.exp(-DT_MS / 1), Math.exp(-DT_MS / 20)};
        int units = BELOW + ABOVE;
        double[][] spikes = new double[steps][units];
        double[][] filter = new double[units][3];
        for (int n = 0; n < steps; n++) {
            for (int unit = 0; unit < units; unit++) {
                double arriving = 0;
                if (unit < BELOW) {
                    for (int j = 0; j < ABOVE && n > 0; j++) {
                        arriving += weights.other(0)[unit * ABOVE + j] * spikes[n - 1][BELOW + j];
                    }
                } else {
                    for (int j = 0; j < BELOW; j++) {
                        arriving += weights.forward(1)[(unit - BELOW) * BELOW + j] * spikes[n][j];
                    }
                }
                double[] f = filter[unit];
                f[0] += (1 - keep[0]) * arriving;
                f[1] += (1 - keep[1]) * (f[0] - f[1]);
                f[2] += (1 - keep[2]) * (f[1] - f[2]);
                f[0] *= keep[0];
                spikes[n][unit] = f[2] + (n == 0 && unit == source ? 1 : 0);
            }
        }
        return spikes;
    }

    /** E dB of a step: spikes are Poisson, so that every one of them counts for what it adds to pairs. */
    private static double[] expected(NetworkWeights weights, double belowHz, double aboveHz) {
        int steps = 1200;
        double keep = Math.exp(-DT_MS / TAU_MS);
        double[] change = new double[BELOW * ABOVE];
        for (int source = 0; source < BELOW + ABOVE; source++) {
            double perStep = NEURONS * (source < BELOW ? belowHz : aboveHz) * DT_MS / 1000;
            double[][] spikes = response(weights, source, steps);
            for (int i = 0; i < BELOW; i++) {
                for (int j = 0; j < ABOVE; j++) {
                    double x = 0;
                    double y = 0;
                    double sum = 0;
                    for (int n = 0; n < steps; n++) {
                        double post = spikes[n][i];
                        double pre = n == 0 ? 0 : spikes[n - 1][BELOW + j];
                        x *= keep;
                        y *= keep;
                        sum += pre * y - post * x;
                        x += pre;
                        y += post;
                    }
                    change[i * ABOVE + j] += perStep * sum / (2 * TAU_MS * TAU_MS);
                }
            }
        }
        return change;
    }

    /** Chance and the common course of both populations cancel; what is left is a z of each synapse over groups of trials, and one factor of all of them. */
    @ParameterizedTest
    @CsvSource({"100, 100", "150, 75"})
    void whatIsAskedForIsTheLinearResponseOfBothDirections(double belowHz, double aboveHz) {
        NetworkWeights weights = weights(0.25, 0.25);
        double[] expected = expected(weights, belowHz, aboveHz);
        int groups = 30;
        Learner learner = learner(belowHz, aboveHz);
        double[] sum = new double[expected.length];
        double[] square = new double[expected.length];
        for (int g = 0; g < groups; g++) {
            double[] asked = learner.update(weights, silence(), Phase.TRAINING, (long) LANES * g)
                    .other(0);
            for (int k = 0; k < asked.length; k++) {
                sum[k] += asked[k];
                square[k] += asked[k] * asked[k];
            }
        }
        double squares = 0;
        double signal = 0;
        double along = 0;
        double norm = 0;
        for (int k = 0; k < expected.length; k++) {
            double mean = sum[k] / groups;
            double error = Math.sqrt((square[k] / groups - mean * mean) / (groups - 1));
            squares += Math.pow((mean - expected[k]) / error, 2) / expected.length;
            signal += Math.pow(expected[k] / error, 2) / expected.length;
            along += mean * expected[k];
            norm += expected[k] * expected[k];
        }
        assertThat(signal).isGreaterThan(200);
        // twelve of variance 1.07: 1.07 +- 0.44
        assertThat(squares).isLessThan(2.4);
        assertThat(along / norm).isCloseTo(1, within(0.05));
    }

    /** To first order E dB_ij = g / (2 tau^2) (R_i A_ji exp(-D/tau) - R_j B_ij); loops are of third. */
    @Test
    void weakSynapsesAskForTheDifferenceOfBothDirections() {
        NetworkWeights weights = weights(1e-3, 1e-3);
        double g = 1 / ((1 + 20 / TAU_MS) * (1 + SYNAPSE_MS / TAU_MS) * (1 + 1 / TAU_MS));
        double[] expected = expected(weights, 150, 75);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < BELOW; i++) {
            for (int j = 0; j < ABOVE; j++) {
                double difference = 150 * weights.forward(1)[j * BELOW + i] * Math.exp(-DT_MS / TAU_MS)
                        - 75 * weights.other(0)[i * ABOVE + j];
                double first = NEURONS * DT_MS / 1000 * g / (2 * TAU_MS * TAU_MS) * difference;
                // steps of 0.5 ms beside time constants of 1 to 20 ms
                assertThat(expected[i * ABOVE + j]).isCloseTo(first, within(0.04 * largest));
            }
        }
    }

    /** From weights of their own backward synapses turn to the transposed forward ones, and to their size. */
    @Test
    void backwardSynapsesComeToTheTransposedForwardOnes() {
        NetworkWeights weights = weights(0.25, 0.25);
        double[] b = weights.other(0);
        Learner learner = learner(100, 100);
        List<Double> angles = new ArrayList<>();
        for (int n = 0; n <= 45; n++) {
            weights.setBackward(1, b);
            if (n % 15 == 0) {
                angles.add(BackwardAngle.degrees(network(), weights).orElseThrow());
            }
            // a tenth of the way
            double[] asked = learner.update(weights, silence(), Phase.TRAINING, (long) LANES * n)
                    .other(0);
            for (int k = 0; k < b.length; k++) {
                b[k] += 440 * asked[k];
            }
        }
        assertThat(angles.get(0)).isGreaterThan(60);
        assertThat(angles.get(1)).isLessThan(0.5 * angles.get(0));
        assertThat(angles.get(2)).isLessThan(angles.get(1));
        assertThat(angles.get(3)).isLessThan(8);
        assertThat(norm(b) / norm(weights.forward(1))).isCloseTo(1, within(0.1));
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    }
}
