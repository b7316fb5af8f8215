package org.apical.neuron.population;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.DendriteSynapses.Synaptic;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;

/**
 * What ends on the dendrites of a layer: synapses always, what is constant over a step where there is something to inject. What is absent costs nothing.
 *
 * @param synapses what they are
 * @param basalTauMs decay of the basal synapses (ms), > 0
 * @param apicalTauMs decay of the apical synapses (ms), > 0
 * @param biased whether a constant current enters the basal dendrites
 * @param injected whether something that holds over a step (an ideal controller's signal) acts on the apical dendrites
 */
public record LayerInputs(
        LayerSynapses synapses, double basalTauMs, double apicalTauMs, boolean biased, boolean injected) {
    private static final String BASAL = "b";
    private static final String APICAL = "a";

    public LayerInputs {
        Require.positive("LayerInputs.basalTauMs", basalTauMs, "ms");
        Require.positive("LayerInputs.apicalTauMs", apicalTauMs, "ms");
    }

    /** Every kind of current, with one time constant for both kinds of synapse. */
    public static LayerInputs all(double synapseTauMs) {
        return new LayerInputs(LayerSynapses.CURRENTS, synapseTauMs, synapseTauMs, true, true);
    }

    /** The same with the decay that the synapses of a unit have. */
    LayerInputs of(UnitNeuron unit) {
        return new LayerInputs(
                synapses, basalTauMs * unit.basalTau(), apicalTauMs * unit.apicalTau(), biased, injected);
    }

    /** The basal synapses of a neuron. */
    List<Synaptic> basal(RateReduction reduction) {
        return synapses.basal().decaying(BASAL, PyramidalCell.BASAL, basalTauMs, reduction.workingBasalMv());
    }

    /** The apical synapses. */
    List<Synaptic> apical(RateReduction reduction) {
        return synapses.apical().decaying(APICAL, PyramidalCell.APICAL, apicalTauMs, reduction.workingApicalMv());
    }

    /** What holds over a step at the apical dendrites; nothing where nothing does. */
    List<Synaptic> injected(RateReduction reduction) {
        return injected ? heldApical(synapses, reduction) : List.of();
    }

    static List<Synaptic> heldBasal(LayerSynapses synapses, RateReduction reduction) {
        return synapses.basal().held(BASAL, PyramidalCell.BASAL, reduction.workingBasalMv());
    }

    static List<Synaptic> heldApical(LayerSynapses synapses, RateReduction reduction) {
        return synapses.apical().held(APICAL, PyramidalCell.APICAL, reduction.workingApicalMv());
    }

    /** The current of the bias, under a name. */
    static Input bias(String name) {
        return new InjectedCurrent(name, PyramidalCell.BASAL);
    }

    /** The inputs of a unit's neurons, in the order of {@link InputCurrents}. */
    public List<Input> inputs(RateReduction reduction) {
        List<Input> inputs = new ArrayList<>();
        basal(reduction).forEach(s -> inputs.add(s.input()));
        apical(reduction).forEach(s -> inputs.add(s.input()));
        if (biased) {
            inputs.add(bias("constant I_b"));
        }
        injected(reduction).forEach(s -> inputs.add(s.input()));
        return inputs;
    }
}
