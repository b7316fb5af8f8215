package org.apical.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link NeuronStep} and {@link Stream} together and prints one table: median nanoseconds per neuron-step by neuron, size and kernels, and for the
 * SIMD kernels the bytes a step must move as a share of what the triad moves in the same run. Takes JMH's options ({@code -f 1 -i 3 -p neuron=LIF}).
 */
public final class NeuronReport {
    private NeuronReport() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(NeuronStep.class.getSimpleName())
                        .include(Stream.class.getSimpleName())
                        .build())
                .run();
        Map<Integer, Double> stream = new TreeMap<>();
        Map<Neurons, Map<Integer, Map<String, Double>>> steps = new TreeMap<>();
        for (RunResult result : results) {
            int neurons = Integer.parseInt(result.getParams().getParam("neurons"));
            double ns = result.getPrimaryResult().getStatistics().getPercentile(50);
            String neuron = result.getParams().getParam("neuron");
            if (neuron == null) {
                double bytes = (double) Stream.BYTES_PER_ELEMENT * Stream.ELEMENTS_PER_NEURON * neurons;
                stream.put(neurons, bytes / ns);
            } else {
                steps.computeIfAbsent(Neurons.valueOf(neuron), n -> new TreeMap<>())
                        .computeIfAbsent(neurons, n -> new TreeMap<>())
                        .put(result.getParams().getParam("kernels"), ns / neurons);
            }
        }
        print(stream, steps);
    }

    private static void print(Map<Integer, Double> stream, Map<Neurons, Map<Integer, Map<String, Double>>> steps) {
        System.out.println();
        System.out.println("| neuron | neurons | scalar, ns per neuron-step | SIMD | moves | triad moves | share |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        steps.forEach((neuron, sizes) -> sizes.forEach((neurons, byKernels) -> {
            double simd = byKernels.getOrDefault("vector", Double.NaN);
            double scalar = byKernels.getOrDefault("scalar", Double.NaN);
            double moved = neuron.bytes() / simd;
            double bound = stream.getOrDefault(neurons, Double.NaN);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %.1f GB/s | %.1f GB/s | %.0f %% |%n",
                    neuron,
                    neurons,
                    scalar,
                    simd,
                    moved,
                    bound,
                    100 * moved / bound);
        }));
    }
}
