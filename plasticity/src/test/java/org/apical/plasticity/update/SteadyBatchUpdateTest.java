package org.apical.plasticity.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;

class SteadyBatchUpdateTest {
    private static final int LANES = 13;

    @Test
    void theUpdateOfABlockIsTheSumOverItsSamples() {
        NetworkDescription network = new NetworkDescription(List.of(12, 30, 20, 5), new Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(3));
        SplittableRandom random = new SplittableRandom(1);
        double[] input = random.doubles(12 * LANES, -1, 1).toArray();
        AnalyticBatch batch = new AnalyticBatch(network, LANES, 0.01, MatrixProduct.detect());
        batch.enter(weights, input);
        double[] target = random.doubles(5 * LANES, -0.1, 0.1).toArray();
        for (int k = 0; k < target.length; k++) {
            target[k] += batch.freeOutput()[k];
        }
        batch.analytic(target);
        WeightUpdate together = new WeightUpdate(network);
        new SteadyBatchUpdate(batch).addTo(together, 1.0 / LANES);

        WeightUpdate oneByOne = new WeightUpdate(network);
        for (int k = 0; k < LANES; k++) {
            SteadyState one = SteadyState.analytic(network, weights, lane(input, k), lane(target, k), 0.01);
            for (int l = 0; l < 3; l++) {
                SteadyStateUpdate.add(
                        oneByOne,
                        l,
                        network.transfer(l),
                        one.state().potential(l),
                        one.state().drive(network, weights, l),
                        one.state().presynaptic(l),
                        1.0 / LANES);
            }
        }
        for (int l = 0; l < 3; l++) {
            double size = java.util.Arrays.stream(oneByOne.forward(l))
                    .map(Math::abs)
                    .max()
                    .getAsDouble();
            assertThat(size).isGreaterThan(1e-3);
            // differences of rates of order one, each rounded a few times
            assertThat(together.forward(l)).containsExactly(oneByOne.forward(l), within(1e-14));
            assertThat(together.bias(l)).containsExactly(oneByOne.bias(l), within(1e-14));
        }
    }

    /** Least control reads v - v^ff = Q u; of lanes left out nothing is added. */
    @Test
    void whatIsReadMayBeTheControlAndOfSomeLanesOnly() {
        NetworkDescription network = new NetworkDescription(List.of(3, 4, 2), new Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(3));
        SplittableRandom random = new SplittableRandom(1);
        double[] input = random.doubles(3 * LANES, -1, 1).toArray();
        AnalyticBatch batch = new AnalyticBatch(network, LANES, 0.01, MatrixProduct.detect());
        batch.enter(weights, input);
        batch.analytic(random.doubles(2 * LANES, -1, 1).toArray());
        double[] ordered = batch.residual().clone();
        java.util.Arrays.sort(ordered);
        double limit = ordered[LANES / 2];
        WeightUpdate update = new WeightUpdate(network);
        new SteadyBatchUpdate(batch, SteadyBatchUpdate.Error.CONTROL).addTo(update, 0.5, limit);
        double[] bias = new double[4];
        double[] forward = new double[12];
        int counted = 0;
        for (int k = 0; k < LANES; k++) {
            boolean counts = batch.residual()[k] <= limit;
            counted += counts ? 1 : 0;
            double[] u = lane(batch.control(), k);
            double[] x = lane(input, k);
            for (int i = 0; counts && i < 4; i++) {
                double psi = weights.feedback(0)[2 * i] * u[0] + weights.feedback(0)[2 * i + 1] * u[1];
                bias[i] += 0.5 * psi;
                for (int j = 0; j < 3; j++) {
                    forward[3 * i + j] += 0.5 * psi * x[j];
                }
            }
        }
        assertThat(counted).isEqualTo(LANES / 2 + 1);
        assertThat(update.bias(0)).containsExactly(bias, within(1e-13));
        assertThat(update.forward(0)).containsExactly(forward, within(1e-13));
    }

    private static double[] lane(double[] x, int lane) {
        double[] y = new double[x.length / LANES];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i * LANES + lane];
        }
        return y;
    }
}
