package org.apical.app.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.Form;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.SynapseMatrix;
import org.apical.network.description.SynapticWeights;
import org.apical.network.formulation.Formulation;

/**
 * The weights of a network as currents (physics.md 5.1), their unit in their names: in F2 {@code W1_pA_per_Hz} of a presynaptic neuron, in F3 {@code W1_pA_per_spike} of one of N; {@code b1_pA} into the basal dendrite, {@code Q1_pA} into the apical
 * one per unit of control; projections outside the chain as {@code P1_pA_per_Hz}. Onto conductances (physics.md 5.8) what excites and what inhibits stand apart, {@code W1_excitatory_pA_per_Hz} and {@code W1_inhibitory_pA_per_Hz}, each the current that it
 * carries at the working point, none negative.
 */
public final class CurrentWeights {
    private final Map<String, Array> all = new LinkedHashMap<>();
    private final String unit;

    private CurrentWeights(boolean spikes) {
        unit = spikes ? "_pA_per_spike" : "_pA_per_Hz";
    }

    /** The arrays of a network of neurons. */
    public static Map<String, Array> of(ExportedNetwork exported) {
        if (exported.form() == Form.F1) {
            throw new UserError("--formulation: expected F2 or F3, whose weights are currents, found F1");
        }
        Formulation formulation = exported.formulations().of(exported.form());
        SynapticWeights weights = formulation.map(exported.weights());
        NetworkDescription network = formulation.network();
        CurrentWeights named = new CurrentWeights(formulation.spikes());
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            named.matrix("W" + (l + 1), weights.forward(l), units, network.presynapticUnits(l));
            named.all.put("b" + (l + 1) + "_pA", new Array(new int[] {units}, weights.bias(l)));
            named.all.put("Q" + (l + 1) + "_pA", new Array(new int[] {units, network.outputs()}, weights.feedback(l)));
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            named.matrix("P" + (k + 1), weights.other(k), network.unitsOf(p.to()), network.unitsOf(p.from()));
        }
        return named.all;
    }

    private void matrix(String name, SynapseMatrix matrix, int units, int presynaptic) {
        double[] values = matrix.byUnit();
        int half = units * presynaptic;
        if (values.length == half) {
            put(name, values, 0, units, presynaptic);
        } else {
            put(name + "_excitatory", values, 0, units, presynaptic);
            put(name + "_inhibitory", values, half, units, presynaptic);
        }
    }

    private void put(String name, double[] values, int first, int units, int presynaptic) {
        int[] shape = {units, presynaptic};
        all.put(
                name + unit,
                new Array(shape, java.util.Arrays.copyOfRange(values, first, first + units * presynaptic)));
    }
}
