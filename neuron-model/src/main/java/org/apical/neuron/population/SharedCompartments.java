package org.apical.neuron.population;

import java.util.List;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.Input;

/** The compartments that the neurons of each unit share, and their inputs: the exact propagator of a linear membrane, the implicit tree with conductances. */
interface SharedCompartments {

    /** Potentials, [unit][lane]. */
    CompartmentState state();

    /** Inputs in the order of {@link LayerInputs#inputs}, [unit][lane]. */
    double[][] inputs();

    /** A step: potentials, then the decay of the inputs. */
    void advance();

    /** Those of a layer. */
    static SharedCompartments of(LayerSpec layer) {
        return layer.inputs().synapses().linear() ? new Linear(layer) : new WithConductances(layer);
    }

    /** exp(A dt). */
    final class Linear implements SharedCompartments {
        private final CompartmentState state;
        private final double[][] inputs;
        private final ExactPropagator propagator;
        private final int size;

        Linear(LayerSpec layer) {
            state = layer.state();
            size = layer.size();
            List<List<Input>> described = layer.unitInputs().stream()
                    .map(unit -> unit.inputs(layer.reduction()))
                    .toList();
            inputs = new double[described.get(0).size()][size];
            propagator = ExactPropagator.ofUnits(
                    state, layer.cells(), described, layer.elements(1), layer.dtMs(), layer.kernels());
        }

        @Override
        public CompartmentState state() {
            return state;
        }

        @Override
        public double[][] inputs() {
            return inputs;
        }

        @Override
        public void advance() {
            propagator.advanceAndDecay(state, 0, inputs, 0, size, null, 0);
        }
    }

    /** Neurons that send nothing. */
    final class WithConductances implements SharedCompartments {
        private final NeuronPopulation neurons;

        WithConductances(LayerSpec layer) {
            NeuronModel model = new NeuronModel(
                    layer.reduction().cell(), layer.inputs().inputs(layer.reduction()), Graded.silent());
            Stepping stepping = new Stepping(Integration.IMPLICIT_TREE, layer.dtMs(), 1);
            neurons = layer.neurons(model, List.of(), stepping, Layout.of(layer.units(), layer.lanes()));
        }

        @Override
        public CompartmentState state() {
            return neurons.compartments();
        }

        @Override
        public double[][] inputs() {
            return neurons.inputs();
        }

        @Override
        public void advance() {
            neurons.advance();
        }
    }
}
