package org.apical.network.dynamics;

import org.apical.network.synapse.Postsynaptic;

/** One layer over a block of lanes; all arrays [unit][lane]. Not thread-safe. */
public interface Layer {

    /** Units of the layer. */
    int units();

    /** Installs the constant basal input of each unit (mapped bias) and the random streams of a presentation. */
    void begin(double[] bias, Presentation presentation);

    /**
     * Enters the feedforward steady state under {@code drive}; spiking layers that of their mean input, from which their fluctuations set in.
     */
    void settle(double[] drive);

    /**
     * One time step.
     *
     * @param drive what the presynaptic units send through the weights: abstract drive, pA, or pA of arriving spikes
     * @param feedback what the controller sends: abstract Q u, or pA into the apical compartment
     */
    void advance(double[] drive, double[] feedback);

    /**
     * Goes on from where lanes of another layer of the same kind are: this lane k from its lane {@code lanes[k]}.
     *
     * @throws UnsupportedOperationException if the state of a lane is more than numbers that can be copied (random streams)
     */
    default void take(Layer from, int[] lanes) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " cannot take over single lanes");
    }

    /** What leaves the axons: rates, Hz, or spike counts of the step; the live array. */
    double[] transmitted();

    /** The same as dimensionless rates r; the live array. */
    double[] output();

    /** What the next layer's synapses keep of it: rates, or low-passed spikes as rates; the live array. */
    double[] trace();

    /** The apical compartment: mV, or the abstract v^fb; the live array. For observers: basal synapses do not see it. */
    double[] apical();

    /** The postsynaptic side of the layer's basal synapses. */
    Postsynaptic postsynaptic();
}
