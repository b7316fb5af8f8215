package org.apical.neuron.population;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.population.DendriteSynapses.Synaptic;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.Input;

/**
 * The compartments of graded neurons whose synapses are conductances, set anew by the rates of each step. What arrives is in pA at the working point of its
 * dendrite: signed, or [sign][unit][lane] where a site has conductances.
 */
public final class GradedConductances {
    private final NeuronPopulation neurons;
    private final SteadyConductances steady;
    private final Arrival basal;
    private final Arrival apical;
    private final double[] bias;

    /** At rest. */
    public GradedConductances(
            RateReduction reduction, LayerSynapses synapses, double dtMs, Kernels kernels, int units, int lanes) {
        List<Synaptic> onBasal = LayerInputs.heldBasal(synapses, reduction);
        List<Synaptic> onApical = LayerInputs.heldApical(synapses, reduction);
        List<Input> inputs = new ArrayList<>();
        onBasal.forEach(s -> inputs.add(s.input()));
        onApical.forEach(s -> inputs.add(s.input()));
        inputs.add(LayerInputs.bias("bias"));
        NeuronModel model = new NeuronModel(reduction.cell(), inputs, Graded.silent());
        int size = units * lanes;
        neurons = new NeuronPopulation(
                model, new Stepping(Integration.IMPLICIT_TREE, dtMs, 1), Layout.of(units, lanes), kernels);
        steady = new SteadyConductances(reduction.cell(), inputs, size, kernels);
        basal = Arrival.held(onBasal, neurons.inputs(), 0, size);
        apical = Arrival.held(onApical, neurons.inputs(), onBasal.size(), size);
        bias = neurons.inputs()[inputs.size() - 1];
    }

    /** Potentials, [unit][lane]. */
    public CompartmentState state() {
        return neurons.compartments();
    }

    /** What the basal synapses receive in a step (pA); to be written before it, every time. */
    public double[] basalPicoA() {
        return basal.arriving();
    }

    /** What the apical synapses receive in a step (pA); to be written before it, every time. */
    public double[] apicalPicoA() {
        return apical.arriving();
    }

    /** Adds to it one signed number a unit. */
    public void addApicalSigned(double[] picoA) {
        apical.addSigned(picoA);
    }

    /** Constant current (pA) into the basal dendrites, [unit][lane]; the live array. */
    public double[] biasPicoA() {
        return bias;
    }

    /** Enters the steady state under what arrives. */
    public void settle() {
        take();
        for (int k = 0; k < neurons.inputs().length; k++) {
            System.arraycopy(neurons.inputs()[k], 0, steady.means()[k], 0, bias.length);
        }
        steady.enter(neurons.compartments());
    }

    /** A step under what arrives. */
    public void advance() {
        take();
        neurons.advance();
    }

    private void take() {
        basal.take();
        apical.take();
    }
}
