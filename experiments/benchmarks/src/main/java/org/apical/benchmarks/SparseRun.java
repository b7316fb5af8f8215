package org.apical.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.projection.SparseWeights;
import org.apical.neuron.random.PoissonTables;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.simulation.NeuronObserver;
import org.apical.neuron.simulation.RecurrentSimulation;
import org.apical.neuron.simulation.RecurrentSimulation.Part;
import org.apical.neuron.simulation.Stimulus;

/** A {@link SparseNetwork} that runs, and what it does. Noise is drawn tile by tile, so that no bit depends on the number of threads. */
final class SparseRun {
    private final SparseNetwork network;
    private final SparseWeights weights;
    private final List<Part> parts = new ArrayList<>();
    private final RecurrentSimulation simulation;
    /** Spikes of each neuron. */
    private final long[] spikes;

    /**
     * @param startMv potentials at the beginning
     * @param seed of the background
     * @param threads parts that the neurons are cut into
     */
    SparseRun(SparseNetwork network, SparseWeights weights, double[] startMv, long seed, int threads) {
        this.network = network;
        this.weights = weights;
        this.spikes = new long[network.neurons()];
        Kernels kernels = KernelProvider.kernels();
        NeuronModel model = network.model();
        int tiles = (network.neurons() - 1) / weights.tileUnits() + 1;
        int cut = Math.min(threads, tiles);
        for (int p = 0; p < cut; p++) {
            int first = (int) ((long) tiles * p / cut) * weights.tileUnits();
            int end = Math.min(network.neurons(), (int) ((long) tiles * (p + 1) / cut) * weights.tileUnits());
            NeuronPopulation neurons = new NeuronPopulation(
                    model, Stepping.of(model, SparseNetwork.DT_MS), Layout.of(end - first), kernels);
            for (int c = 0; c < model.cell().compartments(); c++) {
                System.arraycopy(startMv, first, neurons.compartments().potentialMv(c), 0, end - first);
            }
            parts.add(new Part(
                    neurons,
                    new Background(first, end - first, seed, neurons.input(network.external())),
                    List.of(new Counter(first))));
        }
        this.simulation = new RecurrentSimulation(parts, network.recurrent(), weights);
    }

    /** Runs on for so long. */
    void run(double ms) {
        simulation.run((int) Math.rint(ms / SparseNetwork.DT_MS));
    }

    /** Runs on as one part, and keeps the spikes of each step. */
    List<SpikeList> record(double ms) {
        List<SpikeList> kept = new ArrayList<>();
        for (int step = (int) Math.rint(ms / SparseNetwork.DT_MS); step > 0; step--) {
            simulation.run(1);
            SpikeList spikes = new SpikeList(1);
            spikes.copy(neurons().spikes());
            kept.add(spikes);
        }
        return kept;
    }

    /** The neurons, where they are in one part. */
    NeuronPopulation neurons() {
        Require.that(parts.size() == 1, "SparseRun.threads", "must be 1", parts.size());
        return parts.get(0).neurons();
    }

    /** Forgets the spikes that were counted. */
    void forget() {
        Arrays.fill(spikes, 0);
    }

    /** Mean rates of the populations over so long a time (Hz). */
    double[] ratesHz(double ms) {
        double[] hz = new double[network.populations()];
        for (int p = 0; p < hz.length; p++) {
            long sum = Arrays.stream(spikes, network.first(p), network.first(p + 1))
                    .sum();
            hz[p] = sum / (network.neurons(p) * ms / 1000);
        }
        return hz;
    }

    /** Synaptic events: spikes counted, each times the synapses of its neuron. Those of the background are not among them. */
    long events() {
        long sum = 0;
        for (int k = 0; k < spikes.length; k++) {
            sum += spikes[k] * weights.synapses(k);
        }
        return sum;
    }

    /** Potentials of the somata (mV). */
    double[] somaMv() {
        return parts.stream()
                .flatMapToDouble(
                        part -> Arrays.stream(part.neurons().compartments().somaMv()))
                .toArray();
    }

    private final class Counter implements NeuronObserver {
        private final int first;

        Counter(int first) {
            this.first = first;
        }

        @Override
        public void after(int step, NeuronPopulation neurons) {
            for (int k = 0; k < neurons.spikes().size(); k++) {
                spikes[first + neurons.spikes().neuron(k)]++;
            }
        }
    }

    /**
     * The background of some neurons, and the current that stands for synapses left out. Neurons of a population have the same mean: a block of them gets a Poisson number of spikes, each of which
     * falls on any of them, which makes independent Poisson numbers of each.
     */
    private final class Background implements Stimulus {
        private final double[] input;
        private final double weight = network.externalPicoA();
        /** By population: neurons of a block, spikes onto a block, and the current of a neuron in a step (pA). */
        private final int[] block;

        private final PoissonTables spikes;
        private final double[] constant;
        /** By tile. */
        private final RandomGenerator[] random;
        /** Of each population in a tile: the first, and where it ends, [tile][population]. */
        private final int[][] begin;

        private final int[][] end;

        Background(int first, int units, long seed, double[] input) {
            this.input = input;
            int populations = network.populations();
            double[] mean = new double[populations];
            block = new int[populations];
            constant = new double[populations];
            for (int p = 0; p < populations; p++) {
                block[p] = (int) (PoissonTables.LARGEST_MEAN / network.externalSpikes(p));
                mean[p] = block[p] * network.externalSpikes(p);
                constant[p] = network.constantPicoA(p);
            }
            spikes = new PoissonTables(mean, populations);
            int tile = weights.tileUnits();
            random = new RandomGenerator[(units - 1) / tile + 1];
            begin = new int[random.length][populations];
            end = new int[random.length][populations];
            for (int t = 0; t < random.length; t++) {
                random[t] = new RandomStreams(seed).stream(Purpose.INPUT_SPIKES, first / tile + t);
                for (int p = 0; p < populations; p++) {
                    begin[t][p] = Math.max(t * tile, network.first(p) - first);
                    end[t][p] = Math.min(Math.min(units, (t + 1) * tile), network.first(p + 1) - first);
                }
            }
        }

        @Override
        public void spikes(int step, NeuronPopulation neurons) {
            for (int tile = 0; tile < random.length; tile++) {
                for (int p = 0; p < block.length; p++) {
                    add(random[tile], p, begin[tile][p], end[tile][p]);
                }
            }
        }

        private void add(RandomGenerator numbers, int population, int from, int to) {
            for (int k = from; k < to; k++) {
                input[k] += constant[population];
            }
            int size = block[population];
            for (int first = from; first < to; first += size) {
                for (int left = spikes.count(population, numbers.nextDouble()); left > 0; left--) {
                    int at = first + (int) (numbers.nextDouble() * size);
                    // the last block may have fewer neurons: what falls on others is lost
                    if (at < to) {
                        input[at] += weight;
                    }
                }
            }
        }
    }
}
