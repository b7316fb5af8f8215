package org.apical.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apical.network.control.NoControl;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.transfer.Linear;

/**
 * Spiking transmission: Poisson sources at 20 Hz, three layers of integrate-and-fire neurons with reciprocal coupling, all to all; ten Poisson neurons
 * at 20 Hz onto every apical compartment; dt 0.1 ms, exact propagator, delay one step.
 *
 * @param sizes inputs, then the layers
 * @param meanPicoA mean weight of each layer (pA per spike)
 * @param deviationPicoA standard deviation of its weights
 */
record BenchmarkNetwork(String name, List<Integer> sizes, List<Double> meanPicoA, List<Double> deviationPicoA) {
    static final BenchmarkNetwork BENCH_784 = new BenchmarkNetwork(
            "bench-784", List.of(784, 256, 256, 10), List.of(4.4, 12.5, 12.0), List.of(12.0, 40.0, 40.0));
    static final BenchmarkNetwork BENCH_4K = new BenchmarkNetwork(
            "bench-4k", List.of(3136, 1024, 1024, 40), List.of(1.05, 3.1, 4.2), List.of(8.0, 25.0, 25.0));

    static final double DT_MS = 0.1;
    static final double RATE_HZ = 20;
    private static final int APICAL_SOURCES = 10;
    private static final double APICAL_DEVIATION_PICOA = 20;
    static final double SYNAPSE_MS = 5;

    /** Neurons that integrate and fire. */
    int neurons() {
        return sizes.stream().skip(1).mapToInt(n -> n).sum();
    }

    long synapses() {
        long sum = APICAL_SOURCES * (long) neurons();
        for (int l = 1; l < sizes.size(); l++) {
            sum += (long) sizes.get(l) * sizes.get(l - 1);
        }
        return sum;
    }

    NetworkDescription description() {
        List<LayerDescription> layers = new ArrayList<>();
        List<ProjectionDescription> forward = new ArrayList<>();
        List<ProjectionDescription> apical = new ArrayList<>();
        String below = "input";
        for (int l = 1; l < sizes.size(); l++) {
            String layer = "layer " + l;
            layers.add(new LayerDescription(layer, sizes.get(l), new Linear(), false));
            forward.add(projection(below, layer, Site.BASAL));
            apical.add(projection("top", layer, Site.APICAL));
            below = layer;
        }
        SourceDescription top = new SourceDescription("top", APICAL_SOURCES, 1, RATE_HZ);
        return new NetworkDescription("input", sizes.get(0), layers, List.of(top), forward, apical);
    }

    private static ProjectionDescription projection(String from, String to, Site site) {
        return new ProjectionDescription(
                from, to, site, new Connectivity.Dense(), DT_MS, new InitialWeights.Normal(0, 1));
    }

    /** Soma, basal and apical dendrite. */
    static PyramidalCell cell() {
        return PyramidalCell.threeCompartments(
                new Compartment(200, 10),
                new Compartment(100, 5),
                new Compartment(100, 5),
                15,
                10,
                -70,
                Coupling.RECIPROCAL);
    }

    SpikingFormulation formulation(int steps, MatrixProduct product) {
        Timing timing = new Timing(steps, 0, 1, DT_MS / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        return new SpikingFormulation(
                description(),
                timing,
                new NoControl(),
                new NeuronSet(
                        cell(),
                        new RateCode(0, RATE_HZ),
                        new UnitCode(0, 1, new RateCode(0, 1)),
                        new UnitCode(0, 1, new RateCode(0, 1))),
                units(),
                SYNAPSE_MS,
                DT_MS,
                product);
    }

    /** Single neurons. */
    static NeuronUnits units() {
        return new NeuronUnits(1, new LeakyIntegrateAndFire(-55, -65, 2), 0);
    }

    /** Weights in pA per spike, drawn once for all lanes. */
    SynapticWeights weights() {
        RandomGenerator random = new SplittableRandom(1);
        int layers = sizes.size() - 1;
        double[][] forward = new double[layers][];
        double[][] bias = new double[layers][];
        double[][] feedback = new double[layers][];
        double[][] apical = new double[layers][];
        for (int l = 0; l < layers; l++) {
            int n = sizes.get(l + 1);
            forward[l] = normal(random, n * sizes.get(l), meanPicoA.get(l), deviationPicoA.get(l));
            apical[l] = normal(random, n * APICAL_SOURCES, 0, APICAL_DEVIATION_PICOA);
            bias[l] = new double[n];
            feedback[l] = new double[n * sizes.get(layers)];
        }
        return new SynapticWeights(description(), forward, bias, feedback, apical);
    }

    private static double[] normal(RandomGenerator random, int n, double mean, double deviation) {
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = mean + deviation * random.nextGaussian();
        }
        return x;
    }

    /** Every source at its rate, lanes with random streams of their own. */
    Presentation presentation(int firstLane, int lanes) {
        double[] one = new double[sizes.get(0) * lanes];
        java.util.Arrays.fill(one, 1);
        long[] trials = new long[lanes];
        java.util.Arrays.setAll(trials, lane -> firstLane + lane);
        return new Presentation(one, trials, Presentation.Phase.PROBE, new RandomStreams(1));
    }
}
