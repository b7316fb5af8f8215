package org.apical.neuron.synapse;

import java.util.OptionalDouble;

/** A conductance g whose current -g (V - E) flows into the site, at each of its compartments with the potential there. */
public sealed interface OhmicConductance extends Input permits ConductanceSynapse, AfterSpikeConductance {

    /** E (mV). */
    double reversalMv();

    @Override
    default OptionalDouble reversal() {
        return OptionalDouble.of(reversalMv());
    }

    @Override
    default String unit() {
        return "nS";
    }
}
