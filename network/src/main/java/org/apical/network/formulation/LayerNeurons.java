package org.apical.network.formulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.TransferArgument;

/**
 * The neurons of a layer.
 *
 * @param reduction cell and code
 * @param synapses on its dendrites
 * @param units how its units are made of neurons that spike (F3); none: as those of the formulation
 * @param own the neurons of each unit where units differ, while synapses are mapped onto the cell of the reduction and rules predict by it (physics.md 5.10); none: all are alike
 */
public record LayerNeurons(
        RateReduction reduction, LayerSynapses synapses, Optional<SpikingUnits> units, List<UnitNeuron> own) {
    private static final String ALIKE = "units that differ";

    /** @throws org.apical.neuron.parameter.ParameterException if units differ that cannot */
    public LayerNeurons {
        own = List.copyOf(own);
        if (!own.isEmpty()) {
            Require.that(
                    synapses.linear(),
                    ALIKE,
                    "must have current synapses: conductances make every potential a matter of the whole cell",
                    synapses.title());
            Require.that(
                    reduction.cell().isThreeCompartments(),
                    ALIKE,
                    "must be cells of a soma, one basal and one apical dendrite",
                    reduction.cell().compartments() + " compartments");
        }
    }

    /** Of units that are alike. */
    public LayerNeurons(RateReduction reduction, LayerSynapses synapses, Optional<SpikingUnits> units) {
        this(reduction, synapses, units, List.of());
    }

    /** The cell of each unit; one where all are alike. */
    List<PyramidalCell> cells() {
        return own.isEmpty()
                ? List.of(reduction.cell())
                : own.stream().map(UnitNeuron::cell).toList();
    }

    /** The argument of phi, with the threshold of each unit. */
    TransferArgument argument(int lanes) {
        double[] thresholds = own.stream().mapToDouble(UnitNeuron::thresholdMv).toArray();
        return Arrays.stream(thresholds).allMatch(mv -> mv == 0)
                ? TransferArgument.of(reduction)
                : TransferArgument.of(reduction, thresholds, lanes);
    }

    /** tau_a of each unit over that of the layer; empty where all are alike. */
    double[] apicalTau() {
        return own.stream().mapToDouble(UnitNeuron::apicalTau).toArray();
    }

    /** With current synapses. */
    public static LayerNeurons of(RateReduction reduction) {
        return new LayerNeurons(reduction, LayerSynapses.CURRENTS, Optional.empty());
    }
}
