package org.apical.neuron.population;

import java.util.List;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.GatedConductance;
import org.apical.neuron.synapse.Input;

/**
 * The steady state of compartments under inputs that hold: sum of g (E - V) = 0 everywhere, by linearly implicit steps that are long against every time constant, each of them a step of
 * Newton's method whose slope is never below the conductance. With NMDA it is the state that is reached from rest.
 */
final class SteadyConductances {
    /** Long against every time constant of a membrane. */
    private static final double LONG_MS = 1e9;

    /** Of Newton's method where NMDA makes currents bend; the same for every element, so that none depends on its neighbours. */
    private static final int STEPS = 60;
    /** Each leaves tau / 1e9 ms of the distance. */
    private static final int LINEAR_STEPS = 3;

    private final NeuronPopulation neurons;
    private final int steps;

    /** @param inputs of the neurons; here they hold */
    SteadyConductances(PyramidalCell cell, List<Input> inputs, int size, Kernels kernels) {
        NeuronModel model =
                new NeuronModel(cell, inputs.stream().map(Input::held).toList(), Graded.silent());
        neurons = new NeuronPopulation(
                model, new Stepping(Integration.IMPLICIT_TREE, LONG_MS, 1), Layout.of(size), kernels);
        steps = inputs.stream().anyMatch(GatedConductance.class::isInstance) ? STEPS : LINEAR_STEPS;
    }

    /** The inputs (pA, nS), in their order, [element]; to be written. */
    double[][] means() {
        return neurons.inputs();
    }

    /** @param state modified */
    void enter(CompartmentState state) {
        neurons.compartments().rest(neurons.model().cell().restMv());
        for (int step = 0; step < steps; step++) {
            neurons.advance();
        }
        for (int c = 0; c < neurons.model().cell().compartments(); c++) {
            System.arraycopy(
                    neurons.compartments().potentialMv(c), 0, state.potentialMv(c), 0, state.potentialMv(c).length);
        }
        state.read(0, state.somaMv().length);
    }
}
