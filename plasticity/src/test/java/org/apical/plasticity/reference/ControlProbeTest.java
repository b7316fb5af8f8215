package org.apical.plasticity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.FeedbackPath;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.OptimalControl;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;

class ControlProbeTest {
    private static final double ALPHA = 0.05;
    private static final ControllerParams LAW = new ControllerParams(ALPHA, 0, Leak.ON_CONTROL);

    private final NetworkDescription network = new NetworkDescription(List.of(4, 8, 6, 3), new Tanh(), new Linear());
    private final NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(2));
    private final double[][] inputs = random(1, 4, 5);
    private final double[][] targets = random(2, 3, 5);

    private static double[][] random(long seed, int width, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[count][];
        for (int k = 0; k < count; k++) {
            x[k] = random.doubles(width, -2, 2).toArray();
        }
        return x;
    }

    private RateFormulation inversion(int steps) {
        Timing timing = new Timing(0, 0, steps, 0.02, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        return RateFormulation.of(network, timing, LAW, 0.1, MatrixProduct.detect())
                .withFeedback(new FeedbackPath.Inversion(0.05));
    }

    @Test
    void inversionDynamicsWithTheTransposeAreOptimalAndStable() {
        weights.setBackwardToTranspose(network);
        ControlConditions c =
                new ControlProbe(network, inputs, targets).inversion(weights, inversion(3000), inversion(3000));
        assertThat(c.unsettled()).isZero();
        assertThat(c.outsideRowSpace()).isLessThan(1e-9);
        assertThat(c.norm()).isCloseTo(c.leastNorm(), within(1e-8));
        assertThat(c.largestRealEigenvalue()).isNegative();
        assertThat(c.stable()).isEqualTo(1);
        assertThat(c.conditionTwo()).isNaN();
    }

    @Test
    void otherBackwardWeightsControlWithMoreThanIsNeeded() {
        weights.setBackwardToRandom(network, new RandomStreams(7));
        ControlConditions c =
                new ControlProbe(network, inputs, targets).inversion(weights, inversion(3000), inversion(3000));
        assertThat(c.outsideRowSpace()).isGreaterThan(0.1);
        assertThat(c.norm()).isGreaterThan(1.01 * c.leastNorm());
    }

    @Test
    void aPresentationTooShortHasNotSettled() {
        weights.setBackwardToTranspose(network);
        ControlConditions c =
                new ControlProbe(network, inputs, targets).inversion(weights, inversion(20), inversion(20));
        assertThat(c.unsettled()).isEqualTo(1);
    }

    /** Q = J^T at the optimal equilibrium of the only sample: condition 2 is 1 and the control the least. */
    @Test
    void directFeedbackThatSpansTheRowSpaceIsOptimal() {
        OptimalControl optimal = OptimalControl.of(network, weights, inputs[0], targets[0], ALPHA, 1e-11);
        LinearisedNetwork linear = new LinearisedNetwork(network, weights, optimal.state());
        for (int l = 0; l < 3; l++) {
            for (int i = 0; i < network.units(l); i++) {
                for (int o = 0; o < 3; o++) {
                    weights.feedback(l)[i * 3 + o] = linear.jacobian().get(o, linear.offset(l) + i);
                }
            }
        }
        ControlConditions c = new ControlProbe(network, new double[][] {inputs[0]}, new double[][] {targets[0]})
                .direct(weights, LAW, 0.1);
        assertThat(c.conditionTwo()).isCloseTo(1, within(1e-7));
        assertThat(c.outsideRowSpace()).isLessThan(1e-6);
        assertThat(c.norm()).isCloseTo(c.leastNorm(), within(1e-7));
        assertThat(c.stable()).isEqualTo(1);
    }

    @Test
    void fixedFeedbackIsMeasuredWhereControlIsNotWhereItIsAbsent() {
        ControlConditions c = new ControlProbe(network, inputs, targets).direct(weights, LAW, 0.1);
        double free = 0;
        for (double[] input : inputs) {
            free += new LinearisedNetwork(
                                    network,
                                    weights,
                                    org.apical.network.theory.SampleState.feedforward(network, weights, input))
                            .conditionTwo()
                    / inputs.length;
        }
        assertThat(c.conditionTwo()).isBetween(0.3, 1.0).isNotCloseTo(free, within(1e-3));
        assertThat(c.norm()).isGreaterThan(c.leastNorm());
        assertThat(c.saturated()).isBetween(0.0, 1.0);
    }
}
