package org.apical.neuron.population;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;

/**
 * The currents into the dendrites of a layer: synaptic ones always, constant ones where there is something to inject. What is absent costs nothing.
 *
 * @param basalTauMs decay of the basal synaptic current (ms), > 0
 * @param apicalTauMs decay of the apical synaptic current (ms), > 0
 * @param biased whether a constant current enters the basal dendrites
 * @param injected whether a current that holds over a step (an ideal controller's) enters the apical dendrites
 */
public record LayerInputs(double basalTauMs, double apicalTauMs, boolean biased, boolean injected) {
    public LayerInputs {
        Require.positive("LayerInputs.basalTauMs", basalTauMs, "ms");
        Require.positive("LayerInputs.apicalTauMs", apicalTauMs, "ms");
    }

    /** Everything, with one time constant for both kinds of synapse. */
    public static LayerInputs all(double synapseTauMs) {
        return new LayerInputs(synapseTauMs, synapseTauMs, true, true);
    }

    /** The inputs of a unit's neurons, in the order of {@link InputCurrents}. */
    List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        inputs.add(new CurrentSynapse("I_b", PyramidalCell.BASAL, basalTauMs));
        inputs.add(new CurrentSynapse("I_a", PyramidalCell.APICAL, apicalTauMs));
        if (biased) {
            inputs.add(new InjectedCurrent("constant I_b", PyramidalCell.BASAL));
        }
        if (injected) {
            inputs.add(new InjectedCurrent("constant I_a", PyramidalCell.APICAL));
        }
        return inputs;
    }
}
