package org.apical.neuron.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.soma.SomaticCurrent;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.Input;

/**
 * A complete neuron: compartments, what ends on them, what leaves the soma.
 *
 * @param noiseMv private white noise of the somatic potential (mV): the stationary standard deviation of a free soma behind dendrites that do
 *     not move, reached with {@link PyramidalCell#somaticTimeConstantMs()}; 0 for none
 */
public record NeuronModel(PyramidalCell cell, List<Input> inputs, SomaticOutput output, double noiseMv) {
    /** Names of other variables of a population, beside those of the soma. */
    private static final List<String> RESERVED = List.of("rate", "mean V_basal");

    public NeuronModel {
        Objects.requireNonNull(cell, "NeuronModel.cell");
        Objects.requireNonNull(output, "NeuronModel.output");
        inputs = List.copyOf(inputs);
        Require.notNegative("NeuronModel.noiseMv", noiseMv, "mV");
        output.current().ifPresent(current -> current.require(cell));
        List<String> reserved =
                new ArrayList<>(output.current().map(SomaticCurrent::variables).orElse(List.of()));
        reserved.addAll(RESERVED);
        Set<String> names = new HashSet<>();
        for (Input input : inputs) {
            String name = input.name();
            Require.that(
                    name != null && !name.isBlank() && !name.startsWith("V_") && !reserved.contains(name),
                    "NeuronModel.inputs",
                    "must not be blank, begin with V_, or be " + String.join(", ", reserved),
                    name);
            Require.that(names.add(input.name()), "NeuronModel.inputs", "must have names of their own", input.name());
            cell.share(input.site());
        }
    }

    /** Without membrane noise. */
    public NeuronModel(PyramidalCell cell, List<Input> inputs, SomaticOutput output) {
        this(cell, inputs, output, 0);
    }

    /** Number of the input of that name. */
    public int input(String name) {
        for (int k = 0; k < inputs.size(); k++) {
            if (inputs.get(k).name().equals(name)) {
                return k;
            }
        }
        Require.that(
                false,
                "input",
                "must be one of "
                        + String.join(", ", inputs.stream().map(Input::name).toList()),
                name);
        return -1;
    }

    /** Whether the membrane is linear between spikes, so that the exact propagator applies. */
    public boolean linear() {
        return output.current().isEmpty()
                && inputs.stream().allMatch(i -> i.unit().equals("pA"));
    }
}
