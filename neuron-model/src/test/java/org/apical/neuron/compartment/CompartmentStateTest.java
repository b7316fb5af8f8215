package org.apical.neuron.compartment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompartmentStateTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 7, 1", "3, 30, 5", "10, 32, 1", "2, 100, 32", "5, 1000, 3"})
    void meansOfGroupsAreTheSumsOfQuotientsBitForBit(int groups, int members, int lanes) {
        PyramidalCell cell = PyramidalCell.standard();
        CompartmentState mean = CompartmentState.withBasalMean(cell, groups * lanes);
        CompartmentState each = CompartmentState.withBasalMean(cell, groups * members * lanes);
        SplittableRandom random = new SplittableRandom(members);
        for (double[] array : each.arrays()) {
            for (int k = 0; k < array.length; k++) {
                array[k] = random.nextDouble(-90, 40);
            }
        }
        mean.average(each, members, lanes);
        for (int a = 0; a < mean.arrays().length; a++) {
            for (int k = 0; k < groups * lanes; k++) {
                double sum = 0;
                for (int m = 0; m < members; m++) {
                    sum += each.arrays()[a][(k / lanes * members + m) * lanes + k % lanes] / members;
                }
                assertThat(mean.arrays()[a][k]).isEqualTo(sum);
            }
        }
    }
}
