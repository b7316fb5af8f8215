package org.apical.network.theory;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.largestDifference;
import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.apical.network.TestNetworks.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.TestNetworks;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.FeedbackPath;
import org.junit.jupiter.api.Test;

class InversionLoopTest {

    /** A single linear layer: (tau_v x + 1)(tau_psi x + 1)(x + alpha) + 1 = 0 for each of its units. */
    @Test
    void ofOneLinearLayerItIsARootOfItsCubic() {
        NetworkDescription single = linear(2, 3);
        NetworkWeights w = weights(single, 3);
        OptimalControl at = OptimalControl.of(single, w, uniform(1, 2), new double[] {1, -1, 2}, 0.1, 1e-12);
        double x =
                new InversionLoop(single, w, 0.1, 0.05, 0.02).largestRealEigenvalue(at.state(), at.psi(), at.control());
        // real here: the slow root, near -(1 + alpha)
        assertThat((0.05 * x + 1) * (0.02 * x + 1) * (x + 0.1) + 1).isCloseTo(0, within(1e-9));
        assertThat(x).isBetween(-1.5, -1.1);
    }

    /** The last decade of a simulated approach to the equilibrium falls at the rate of the slowest mode; Euler's step changes a rate by dt/2 of its square. */
    @Test
    void itIsTheRateAtWhichASimulationArrives() {
        NetworkDescription network = tanh(4, 7, 6, 3);
        NetworkWeights w = weights(network, 5);
        w.setBackwardToTranspose(network);
        double[] input = uniform(21, 4);
        double[] target = {2, -1.5, 1};
        double dt = 0.005;
        OptimalControl at = OptimalControl.of(network, w, input, target, 0.05, 1e-12);
        double rate = new InversionLoop(network, w, 0.05, 0.05, 0.02)
                .largestRealEigenvalue(at.state(), at.psi(), at.control());
        double[] distance = new double[3000];
        TestNetworks.run(
                rates(network, timing(3000, dt), controller(0.05, 0), 0.05)
                        .withFeedback(new FeedbackPath.Inversion(0.02)),
                w,
                input,
                1,
                OutputTarget.fixed(target),
                (controlled, step, state) -> distance[step] = largestDifference(state.control(), at.control()));
        double measured = Math.log(distance[2400] / distance[1600]) / (800 * dt);
        assertThat(distance[2400]).isGreaterThan(1e-10);
        assertThat(measured).isCloseTo(rate, within(0.02 * Math.abs(rate)));
    }
}
