package org.apical.benchmarks;

import java.util.concurrent.TimeUnit;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does a presentation allocate, and what does each further step? 784-256-256-256-10, 8 lanes, half of the steps free, half controlled. With JMH's
 * gc profiler: bytes per operation must be the same for any number of steps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NetworkSteps {
    private static final int LANES = 8;

    @Param({"F1", "F2", "F3", "F3_SPIKING_CONTROLLER"})
    public LearningNetwork network;

    @Param({"200", "800"})
    public int steps;

    private Simulation simulation;
    private SynapticWeights weights;
    private Presentation presentation;

    @Setup
    public void build() {
        Formulation formulation = network.formulation(steps / 2, MatrixProduct.detect());
        simulation = formulation.simulation(LANES);
        weights = formulation.map(NetworkWeights.draw(LearningNetwork.DESCRIPTION, new RandomStreams(1)));
        presentation = new Presentation(
                new double[LearningNetwork.DESCRIPTION.inputs() * LANES],
                new long[LANES],
                Presentation.Phase.PROBE,
                new RandomStreams(1));
    }

    @Benchmark
    public double[] present() {
        simulation.present(weights, presentation, OutputTarget.ownOutput());
        return simulation.control();
    }
}
