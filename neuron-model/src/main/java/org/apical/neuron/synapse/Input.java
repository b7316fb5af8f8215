package org.apical.neuron.synapse;

import java.util.OptionalDouble;

/**
 * What ends on a site of the neuron. Each input keeps one number a neuron: a current (pA) or a conductance (nS), to which arriving spikes add
 * their weights.
 */
public sealed interface Input permits InjectedCurrent, CurrentSynapse, OhmicConductance, GatedConductance {

    /** Name of the input's variable, unique within a neuron. */
    String name();

    /** Where it ends: {@code soma}, a dendrite, or {@code basal} / {@code apical} for all dendrites of the kind. */
    String site();

    /** Rate of decay 1/tau (1/ms); 0 for a current that holds until it is set anew. */
    double decayPerMs();

    /** The same where its variable does not decay. */
    Input held();

    /** E (mV), at which no current flows through it; empty of currents, which the potential does not change. */
    default OptionalDouble reversal() {
        return OptionalDouble.empty();
    }

    /** Unit of the variable: pA or nS. */
    String unit();

    /** Whether spikes of the neuron itself change the variable; such neurons have inputs of their own. */
    default boolean ownSpikes() {
        return false;
    }

    /** The variable after a spike of the neuron itself, from what it has decayed to at the end of the step; it first acts in the next. */
    default double afterOwnSpike(double value) {
        return value;
    }
}
