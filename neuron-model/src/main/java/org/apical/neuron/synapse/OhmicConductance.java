package org.apical.neuron.synapse;

/** A conductance g whose current -g (V - E) flows into the site, at each of its compartments with the potential there. */
public sealed interface OhmicConductance extends Input permits ConductanceSynapse, AfterSpikeConductance {

    /** E (mV). */
    double reversalMv();

    @Override
    default String unit() {
        return "nS";
    }
}
