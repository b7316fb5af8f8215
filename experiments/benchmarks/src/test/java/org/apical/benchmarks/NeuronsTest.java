package org.apical.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.NeuronPopulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is what a network does: neurons that spike at cortical rates, with both kernels alike. */
class NeuronsTest {

    @ParameterizedTest
    @EnumSource
    void theTimedNeuronsFireAtSomeTensOfHz(Neurons neurons) {
        int size = 256;
        NeuronPopulation scalar = neurons.population(size, KernelProvider.choose("scalar"));
        NeuronPopulation vector = neurons.population(size, KernelProvider.choose("vector"));
        var random = neurons.random();
        var again = neurons.random();
        int spikes = 0;
        for (int step = 0; step < 10_000; step++) {
            scalar.advance(random);
            vector.advance(again);
            assertThat(vector.spikes().size()).isEqualTo(scalar.spikes().size());
            spikes += vector.spikes().size();
        }
        if (neurons == Neurons.GRADED) {
            assertThat(Arrays.stream(vector.rateHz()).average().orElse(0)).isBetween(5.0, 60.0);
        } else {
            assertThat(spikes / (double) size).isBetween(5.0, 60.0);
        }
    }
}
