package org.apical.network.synapse;

import java.util.Set;

/**
 * What an apical synapse knows of its own neuron; arrays are [unit][lane], live, not to be written.
 *
 * @param units postsynaptic units
 * @param potential V_a, the compartment where the synapse sits: mV (of a population the mean over its neurons), or the abstract v^fb
 */
public record ApicalSite(int units, double[] potential, ApicalConstants constants) {

    @Override
    public double[] potential() {
        return UndeclaredReadingException.granted(potential, Quantity.LOCAL_POTENTIAL);
    }

    @Override
    public ApicalConstants constants() {
        return UndeclaredReadingException.granted(constants, Quantity.POPULATION_CONSTANTS);
    }

    ApicalSite only(Set<Quantity> declared) {
        return new ApicalSite(
                units,
                declared.contains(Quantity.LOCAL_POTENTIAL) ? potential : null,
                declared.contains(Quantity.POPULATION_CONSTANTS) ? constants : null);
    }
}
