package org.apical.network.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apical.network.TestNetworks;
import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.model.SpikeList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeDeliveryTest {
    private static final int UNITS = 19;
    private static final int SOURCES = 50;

    /** Whatever way is taken, at densities on either side of the crossover and across pauses, the bits are those of the dense product. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 17})
    void everyWayGivesTheBitsOfTheDenseProduct(int lanes) {
        SplittableRandom random = new SplittableRandom(lanes);
        double[] w = random.doubles(UNITS * SOURCES, -1, 1).toArray();
        SynapseMatrix weights = new SynapseMatrix(UNITS, SOURCES, w);
        SpikeDelivery searching = new SpikeDelivery(TestNetworks.PRODUCT, SOURCES, lanes);
        SpikeDelivery told = new SpikeDelivery(TestNetworks.PRODUCT, SOURCES, lanes);
        double[] expected = new double[UNITS * lanes];
        double[] found = new double[UNITS * lanes];
        double[] listed = new double[UNITS * lanes];
        for (int step = 0; step < 4 * SpikeDelivery.PAUSE; step++) {
            double density = step % 5 == 0 ? 0 : random.nextDouble() * random.nextDouble();
            double[] counts = new double[SOURCES * lanes];
            SpikeList where = new SpikeList(lanes);
            for (int k = 0; k < counts.length; k++) {
                counts[k] = random.nextDouble() < density ? 1 + random.nextInt(3) : 0;
                if (counts[k] > 0) {
                    where.add(k);
                }
            }
            TestNetworks.PRODUCT.multiplyAdd(UNITS, SOURCES, lanes, w, counts, expected);
            searching.deliver(weights, counts, null, found);
            told.deliver(weights, counts, where, listed);
            assertThat(found).isEqualTo(expected);
            assertThat(listed).isEqualTo(expected);
        }
        assertThat(expected).isNotEqualTo(new double[UNITS * lanes]);
    }
}
