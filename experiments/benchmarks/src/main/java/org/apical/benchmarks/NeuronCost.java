package org.apical.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.NeuronPopulation;

/** Nanoseconds of CPU time a neuron-step, by kind of neuron and their number; one thread, one lane, the kernels in use. {@link NeuronReport} is the finer instrument. */
final class NeuronCost {
    private static final int[] NUMBERS = {64, 512, 4096, 32_768, 262_144};
    private static final double NEURON_STEPS = 2e7;
    private static final int WARM_UP = 3;

    private NeuronCost() {}

    /** @param share of the neuron-steps that are usually taken for a sample */
    static void measure(Results results, int repetitions, double share) {
        for (Neurons neuron : Neurons.values()) {
            for (int number : NUMBERS) {
                NeuronPopulation population = neuron.population(number, KernelProvider.kernels());
                RandomGenerator[] random = neuron.random();
                int steps = (int) Math.max(10, share * NEURON_STEPS / number);
                Runnable run = () -> {
                    for (int step = 0; step < steps; step++) {
                        population.advance(random);
                    }
                };
                for (int k = 0; k < WARM_UP; k++) {
                    run.run();
                }
                double[] nanos = new double[repetitions];
                Arrays.setAll(nanos, k -> CpuTime.seconds(run) * 1e9 / steps / number);
                results.add(
                        "neuron-step, " + neuron.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        number + " neurons",
                        "ns",
                        nanos);
            }
        }
    }
}
