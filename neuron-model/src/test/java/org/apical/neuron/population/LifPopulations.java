package org.apical.neuron.population;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;

/** Integrate-and-fire populations for tests. */
public final class LifPopulations {
    private LifPopulations() {}

    /** The population under a code that only its settling reads. */
    public static LifPopulation lifPopulation(
            LeakyIntegrateAndFire params,
            PyramidalCell cell,
            SpikingIntegration integration,
            double dtMs,
            int units,
            int lanes) {
        RateReduction reduction = RateReduction.of(cell, new UnitCode(15, 5, new RateCode(100, 100)));
        return new LifPopulation(
                params, reduction, new Linear(), integration, KernelProvider.kernels(), dtMs, units, lanes);
    }
}
