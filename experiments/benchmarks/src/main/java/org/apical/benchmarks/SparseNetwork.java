package org.apical.benchmarks;

import java.util.random.RandomGenerator;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.projection.SparseWeights;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** Populations of one neuron that send spikes to each other through random synapses, each population under a Poisson background of its own and a constant current. */
interface SparseNetwork {
    double DT_MS = 0.1;
    double SYNAPSE_MS = 0.5;
    double REST_MV = -65;
    double THRESHOLD_MV = -50;
    double REFRACTORY_MS = 2;
    double START_MV = -58;
    double START_DEVIATION_MV = 10;

    NeuronModel model();

    /** Input on which the network's own synapses end. */
    String recurrent();

    /** Input on which the synapses of the background end. */
    String external();

    int populations();

    /** First neuron of a population; of the one after the last, the number of all. */
    int first(int population);

    /** Spikes of the background onto a neuron of a population in a step, on average. */
    double externalSpikes(int population);

    /** Weight of such a spike (pA). */
    double externalPicoA();

    /** What is added to the synaptic current of a neuron of a population in each step (pA). */
    double constantPicoA(int population);

    long synapses();

    /** Largest delay (steps). */
    int largestDelay();

    /** Draws all synapses, one source after the other. */
    void draw(long seed, Rows rows);

    /** Takes the synapses of one source after the other, as {@link SparseWeights.Builder#row}. */
    @FunctionalInterface
    interface Rows {
        void row(int[] unit, int[] delaySteps, double[] weight, int count);
    }

    default int neurons() {
        return first(populations());
    }

    /** Neurons of a population. */
    default int neurons(int population) {
        return first(population + 1) - first(population);
    }

    default SparseWeights weights(long seed, int tileUnits) {
        SparseWeights.Builder builder =
                new SparseWeights.Builder(neurons(), neurons(), tileUnits, largestDelay(), synapses());
        draw(seed, builder::row);
        return builder.build();
    }

    /** Potentials at the beginning, of all compartments of a neuron (mV). */
    default double[] startMv(long seed) {
        RandomGenerator random = new RandomStreams(seed).stream(Purpose.STIMULUS, 0);
        double[] mv = new double[neurons()];
        for (int k = 0; k < mv.length; k++) {
            mv[k] = START_MV + START_DEVIATION_MV * random.nextGaussian();
        }
        return mv;
    }
}
