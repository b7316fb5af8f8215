package org.apical.network.control;

import org.apical.neuron.kernel.Kernels;

/** A controller to be built: what carries u, and by which law. */
public interface ControllerDescription {

    /** The proportional–integral law that is followed, exactly or by neurons. */
    ControllerParams law();

    /** Whether spikes leave it, to be kept by the synapses they reach. */
    boolean spikes();

    /** Whether it does anything: without one, dendrites need no place for its current. */
    default boolean acts() {
        return true;
    }

    /**
     * Decay of the apical synapses that its spikes reach (ms).
     *
     * @throws IllegalStateException if it sends no spikes
     */
    default double synapseTauMs() {
        throw new IllegalStateException("this controller sends no spikes");
    }

    /** A controller at rest. */
    Controller controller(Place place);

    /**
     * Where a controller works.
     *
     * @param dtOverTauU time step in units of tau_u
     * @param outputs dimensions of u
     * @param lanes independent copies side by side
     */
    record Place(double dtOverTauU, int outputs, int lanes, Kernels kernels) {}
}
