package org.apical.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation.ControlPath;
import org.apical.network.dynamics.SpikingLayer;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.population.LayerSpec;
import org.apical.neuron.population.SpikingPopulation;
import org.apical.neuron.random.RandomStreams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a network add to the step of its neurons? {@value #NEURONS} neurons in all lanes, with the synapses of a layer, one thread: by themselves, as a layer, as a layer
 * that learns. What arrives over synapses is not in it (bench-784 is).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LayerStep.NEURONS)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx4g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerStep {
    static final int NEURONS = 4096;

    @Param({"ESCAPE", "LIF", "LIF_CONDUCTANCE", "LIF_NMDA", "ADEX"})
    private Neurons neuron;

    @Param({"1", "32"})
    private int neuronsPerUnit;

    @Param({"1", "32"})
    private int lanes;

    @Param
    private Engine engine;

    private Runnable step;

    /** What takes the step. */
    public enum Engine {
        NEURONS,
        LAYER,
        LEARNING_LAYER
    }

    /** Neurons that spike as they will while they are timed. */
    @Setup(Level.Trial)
    public void prepare() {
        step = engine == Engine.NEURONS ? neurons() : layer();
        for (int k = 0; k < 1000; k++) {
            step.run();
        }
    }

    private LayerSpec spec() {
        return neuron.layer(
                NEURONS / neuronsPerUnit / lanes,
                lanes,
                engine == Engine.LEARNING_LAYER,
                KernelProvider.choose("vector"));
    }

    private Runnable neurons() {
        NeuronPopulation population = neuron.alone(spec(), neuronsPerUnit);
        RandomGenerator[] random = neuron.random(lanes);
        return () -> population.advance(random);
    }

    private Runnable layer() {
        LayerSpec spec = spec();
        SpikingLayer layer = new SpikingLayer(
                0, spec, neuron.units(neuronsPerUnit), new ApicalDendrite.Instant(), ControlPath.CURRENT);
        int units = spec.units();
        double[] none = new double[layer.basalTargets() * lanes];
        double[] alsoNone = new double[layer.apicalTargets() * lanes];
        layer.begin(
                new double[units],
                new Presentation(new double[0], new long[lanes], Presentation.Phase.PROBE, new RandomStreams(1)));
        layer.settle(none, alsoNone);
        SpikingPopulation population = layer.population();
        neuron.drive(population.input().variables());
        return () -> layer.advance(none, alsoNone, alsoNone);
    }

    /** One step of every neuron. */
    @Benchmark
    public void step() {
        step.run();
    }
}
