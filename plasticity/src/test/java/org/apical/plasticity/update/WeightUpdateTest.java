package org.apical.plasticity.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;

class WeightUpdateTest {
    private final NetworkDescription network = new NetworkDescription(List.of(3, 2, 1), new Tanh(), new Linear());

    @Test
    void shapesAreThoseOfTheNetwork() {
        WeightUpdate update = new WeightUpdate(network);
        assertThat(update.layers()).isEqualTo(2);
        assertThat(update.forward(0)).hasSize(6).containsOnly(0);
        assertThat(update.bias(0)).hasSize(2).containsOnly(0);
        assertThat(update.forward(1)).hasSize(2).containsOnly(0);
    }

    @Test
    void outerProductAddsPostTimesPre() {
        WeightUpdate update = new WeightUpdate(network);
        update.addOuter(0, new double[] {1, 2}, new double[] {3, 4, 5}, 2);
        update.addOuter(0, new double[] {1, 0}, new double[] {1, 1, 1}, 1);
        assertThat(update.forward(0)).containsExactly(7, 9, 11, 12, 16, 20);
        assertThat(update.bias(0)).containsExactly(3, 4);
        assertThat(update.forward(1)).containsOnly(0);
    }

    @Test
    void cosineOfPerpendicularParallelAndOppositeUpdates() {
        WeightUpdate x = update(1, 0);
        WeightUpdate y = update(0, 1);
        assertThat(x.cosine(y)).isZero();
        assertThat(x.angleDegrees(y)).isCloseTo(90, within(1e-12));
        assertThat(x.cosine(update(5, 0))).isEqualTo(1);
        assertThat(x.cosine(update(-2, 0))).isEqualTo(-1);
        assertThat(x.angleDegrees(update(-2, 0))).isEqualTo(180);
        assertThat(x.angleDegrees(update(1, 1))).isCloseTo(45, within(1e-12));
    }

    @Test
    void cosineOfALayerSeesThatLayerAlone() {
        WeightUpdate x = update(1, 0);
        WeightUpdate y = update(1, 0);
        y.forward(1)[0] = 100;
        x.forward(1)[1] = 100;
        assertThat(x.cosine(0, y)).isEqualTo(1);
        assertThat(x.cosine(1, y)).isZero();
        assertThat(x.cosine(y)).isCloseTo(1 / 10_001.0, within(1e-15));
    }

    @Test
    void addIsLinearAndClearForgets() {
        WeightUpdate x = update(1, 2);
        x.add(-3, update(1, 1));
        assertThat(x.forward(0)).startsWith(-2);
        assertThat(x.bias(0)).startsWith(-1);
        x.clear();
        assertThat(x.forward(0)).containsOnly(0);
        assertThat(x.bias(0)).containsOnly(0);
    }

    private WeightUpdate update(double weight, double bias) {
        WeightUpdate update = new WeightUpdate(network);
        update.forward(0)[0] = weight;
        update.bias(0)[0] = bias;
        return update;
    }
}
