package org.apical.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.NeuronPopulation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Question: what does a step of a population cost, by kind of neuron, size and kernels? One thread, one lane. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx4g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NeuronStep {
    @Param
    private Neurons neuron;

    @Param({"1", "64", "4096", "262144"})
    private int neurons;

    @Param({"scalar", "vector"})
    private String kernels;

    private NeuronPopulation population;
    private RandomGenerator[] random;

    /** A population that spikes as it will while it is timed. */
    @Setup(Level.Trial)
    public void prepare() {
        population = neuron.population(neurons, KernelProvider.choose(kernels));
        random = neuron.random();
        for (int step = 0; step < 1000; step++) {
            population.advance(random);
        }
    }

    /** One step; returns the number of spikes. */
    @Benchmark
    public int step() {
        population.advance(random);
        return population.spikes().size();
    }
}
