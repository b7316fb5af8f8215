package org.apical.neuron.synapse;

import java.util.OptionalDouble;

/**
 * A conductance g whose channels open with the potential of the compartment where they sit, at once: the current -g B(V) (V - E) flows into the site, B(V) = 1 / (1 + m exp(-k V)), V in mV.
 * Where B rises with V faster than V - E falls, the current is regenerative.
 */
public sealed interface GatedConductance extends Input permits NmdaSynapse, CalciumConductance {

    /** E (mV). */
    double reversalMv();

    /** k (1/mV). */
    double perMv();

    /** m, closed channels beside an open one at 0 mV (dimensionless). */
    double closedAtZero();

    /** B(V), the open part of the channels, at a potential (mV). */
    default double open(double potentialMv) {
        return 1 / (1 + closedAtZero() * Math.exp(-perMv() * potentialMv));
    }

    @Override
    default OptionalDouble reversal() {
        return OptionalDouble.of(reversalMv());
    }

    @Override
    default String unit() {
        return "nS";
    }
}
