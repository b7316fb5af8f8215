package org.apical.neuron.population;

import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.model.SpikeList;

/**
 * A layer of spiking units, each a population of N neurons with the same synapses, over a block of lanes.
 *
 * <p>Order inside a step n (recordings: the same): voltages and synaptic currents go from t_n to t_{n+1}; the new somatic potential decides
 * the spikes, labelled n; the caller adds the synaptic weights of the spikes labelled n, which first act in step n + 1; reset.
 */
public interface SpikingPopulation {

    /** Neurons per unit, N. */
    int neuronsPerUnit();

    /** Every compartment to E_L, no input, no spikes pending. */
    void reset();

    /**
     * Enters the steady state under the mean input: constant currents as they are, and synaptic kicks that arrive at every step. Afterwards
     * {@link #spikeCounts()} holds the expected counts of a step.
     *
     * @param basalKickPicoA what arriving spikes add to the basal synaptic current per step, on average, [unit][lane] (pA)
     * @param apicalKickPicoA the same of the apical synaptic current
     */
    void settle(double[] basalKickPicoA, double[] apicalKickPicoA);

    /** The currents into the dendrites, [unit][lane]; the caller adds spikes and constant currents here. */
    InputCurrents input();

    /**
     * One time step.
     *
     * @param random one generator a lane
     */
    void advance(RandomGenerator[] random);

    /** Spikes of each unit's population in the last step, [unit][lane]; the live array. */
    double[] spikeCounts();

    /** Positions in {@link #spikeCounts()} of the spikes of the last step, in ascending order, if they are known one by one; else null. */
    default SpikeList where() {
        return null;
    }

    /** The spikes of the last step at positions (unit N + neuron) lanes + lane, ascending, where the population knows its neurons one by one; else null. */
    default SpikeList neuronSpikes() {
        return null;
    }

    /**
     * Hands out the spikes of the last step in one lane, neuron by neuron, for observers.
     *
     * @param random decides which neuron spiked where the population itself does not distinguish its neurons
     */
    void spikes(int lane, RandomGenerator random, SpikeSink sink);

    /** Takes a spike of one neuron of a unit. */
    @FunctionalInterface
    interface SpikeSink {
        void spike(int unit, int neuron);
    }

    /** Whether a spike resets the soma of its neuron. */
    default boolean resets() {
        return false;
    }

    /**
     * Mean potentials over the neurons of a unit (mV), [unit][lane]. In a layer that learns its arrays follow every step; in another they may be those of the last call.
     */
    CompartmentState meanState();

    /** Potentials of every neuron (mV), [neuron][lane]; of a unit whose neurons share them, once. For observers. */
    default CompartmentState compartments() {
        return meanState();
    }
}
