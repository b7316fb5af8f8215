package org.apical.neuron.soma;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.transfer.FiCurve;

/** How the neurons of a unit spike. */
public interface SomaDescription {

    /** What a spike does to its neuron; nothing where there are none. */
    AfterSpike afterSpike();

    /** The soma of each neuron; empty where the neurons of a unit share their potentials, and only their spikes differ. */
    Optional<SomaticOutput> own();

    /** The potential (mV) at which a spike is counted; empty where spikes come at random. */
    default OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    /** Whether a spike resets the somatic potential. */
    default boolean resets() {
        return afterSpike().holds();
    }

    /** Its f–I curve on a cell, where there is a closed form. */
    default Optional<Curve> fiCurve(PyramidalCell cell) {
        return Optional.empty();
    }

    /** A f–I curve: firing rate against the potential that the dendrites would hold the soma at. */
    @FunctionalInterface
    interface Curve {
        /**
         * The curve, sampled.
         *
         * @param noiseMv private membrane noise (mV), see {@link org.apical.neuron.model.NeuronModel}
         * @param dtMs time step (ms)
         */
        FiCurve sample(double noiseMv, double dtMs);
    }
}
