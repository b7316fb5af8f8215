package org.apical.network.control;

import org.apical.neuron.kernel.Kernels;

/** A controller to be built: what carries u, and by which law. */
public interface ControllerDescription {

    /** The proportional–integral law that is followed, exactly or by neurons. */
    ControllerParams law();

    /** Whether spikes leave it, to be kept by the synapses they reach. */
    boolean spikes();

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
