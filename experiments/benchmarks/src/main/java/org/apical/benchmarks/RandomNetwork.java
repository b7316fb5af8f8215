package org.apical.benchmarks;

import java.util.random.RandomGenerator;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * Neurons of the microcircuit whose rate no size changes: each sends to so many others, drawn independently, with weights of either sign that are small beside the background, which makes it fire at about 3 Hz. Delays are uniform.
 *
 * @param outdegree synapses of a neuron
 */
record RandomNetwork(int neurons, int outdegree) implements SparseNetwork {
    private static final double LARGEST_PICOA = 1;
    private static final int LONGEST_STEPS = 40;
    private static final Microcircuit.Cell CELL = Microcircuit.Cell.ONE_COMPARTMENT;

    RandomNetwork {
        Require.atLeast("RandomNetwork.neurons", neurons, 1);
        Require.atLeast("RandomNetwork.outdegree", outdegree, 0);
    }

    @Override
    public NeuronModel model() {
        return CELL.model();
    }

    @Override
    public String recurrent() {
        return CELL.recurrent();
    }

    @Override
    public String external() {
        return CELL.external();
    }

    @Override
    public int populations() {
        return 1;
    }

    @Override
    public int first(int population) {
        return population * neurons;
    }

    /** 160 sources of 8 Hz. */
    @Override
    public double externalSpikes(int population) {
        return 0.128;
    }

    @Override
    public double externalPicoA() {
        return 277.6;
    }

    @Override
    public double constantPicoA(int population) {
        return 22;
    }

    @Override
    public long synapses() {
        return (long) neurons * outdegree;
    }

    @Override
    public int largestDelay() {
        return LONGEST_STEPS;
    }

    @Override
    public void draw(long seed, Rows rows) {
        RandomStreams streams = new RandomStreams(seed);
        int[] unit = new int[outdegree];
        int[] delay = new int[outdegree];
        double[] weight = new double[outdegree];
        for (int source = 0; source < neurons; source++) {
            RandomGenerator random = streams.stream(Purpose.WEIGHTS, source);
            for (int k = 0; k < outdegree; k++) {
                unit[k] = random.nextInt(neurons);
                delay[k] = 1 + random.nextInt(LONGEST_STEPS);
                weight[k] = LARGEST_PICOA * (2 * random.nextDouble() - 1);
            }
            rows.row(unit, delay, weight, outdegree);
        }
    }
}
