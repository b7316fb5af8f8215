package org.apical.neuron.population;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;

/** Populations of individual neurons for tests. */
public final class IndividualPopulations {
    private IndividualPopulations() {}

    /** The population under a code that only its settling reads; synapses of 5 ms. */
    public static IndividualPopulation individualPopulation(
            NeuronUnits parameters, PyramidalCell cell, double dtMs, int units, int lanes) {
        RateReduction reduction = RateReduction.of(cell, new UnitCode(15, 5, new RateCode(100, 100)));
        return new IndividualPopulation(
                parameters, new LayerSpec(reduction, new Linear(), 5, dtMs, KernelProvider.kernels(), units, lanes));
    }
}
