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

    private static double[] lane(double[] x, int lane) {
        double[] y = new double[x.length / LANES];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i * LANES + lane];
        }
        return y;
    }
}
