package org.apical.app.study.continual;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.Competition;
import org.apical.network.description.Competition.When;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.Apart;
import org.apical.plasticity.optimiser.Centred;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;

/**
 * Settings of {@link ContinualRun}; rates and shares dimensionless.
 *
 * @param hidden units of each hidden layer
 * @param active share of the units of each hidden layer that competition leaves active
 * @param epochs epochs of each task
 * @param batch samples of a batch
 * @param learningRate eta of Adam on the chain
 * @param lateralRate eta of plain descent on lateral weights
 */
public record ContinualSettings(
        List<Integer> hidden, List<Double> active, int epochs, int batch, double learningRate, double lateralRate) {
    private static final double TAU_U_MS = 560;
    private static final double DT_MS = 2;
    private static final double LATERAL_DELAY_MS = 2;
    private static final int STEPS = 140;
    private static final int FREE_STEPS = 140;
    private static final double CLIP = 1;
    private static final AdamParams ADAM = new AdamParams(new LearningRate.Constant(1), 0.9, 0.99, 2.3e-4);

    public ContinualSettings {
        hidden = List.copyOf(hidden);
        active = List.copyOf(active);
        Require.that(
                active.size() == hidden.size(),
                "ContinualSettings.active",
                "must be one for each of " + hidden.size() + " hidden layers",
                active.size());
        Require.atLeast("ContinualSettings.epochs", epochs, 1);
        Require.atLeast("ContinualSettings.batch", batch, 1);
        Require.positive("ContinualSettings.learningRate", learningRate, "(dimensionless)");
        Require.positive("ContinualSettings.lateralRate", lateralRate, "(dimensionless)");
    }

    /** The network of a method. */
    public NetworkDescription network(ContinualMethod method, int inputs, int outputs) {
        List<LayerDescription> chain = new ArrayList<>();
        List<ProjectionDescription> forward = new ArrayList<>();
        List<ProjectionDescription> lateral = new ArrayList<>();
        String below = "input";
        for (int l = 0; l < hidden.size(); l++) {
            LayerDescription layer = new LayerDescription("hidden " + (l + 1), hidden.get(l), new Tanh());
            chain.add(
                    method.sparse()
                            ? layer.withCompetition(new Competition.WinnerTakeAll(active.get(l), 1, When.ALWAYS))
                            : layer);
            forward.add(ProjectionDescription.dense(below, layer.name()));
            below = layer.name();
            if (method.recurrent()) {
                lateral.add(ProjectionDescription.lateral(below, hidden.get(l), LATERAL_DELAY_MS));
            }
        }
        chain.add(new LayerDescription("output", outputs, new Linear()));
        forward.add(ProjectionDescription.dense(below, "output"));
        return new NetworkDescription("input", inputs, chain, List.of(), forward, lateral);
    }

    /** The formulation of a method: F1, or F2 with tau_v of the same 20 ms and dendrites of 1 ms. */
    public Formulation formulation(ContinualMethod method, NetworkDescription network, MatrixProduct product) {
        PyramidalCell cell = PyramidalCell.standard();
        int free = method.recurrent() ? FREE_STEPS : 0;
        Timing timing = new Timing(
                free,
                Math.max(0, free - 1),
                STEPS + 1,
                DT_MS / TAU_U_MS,
                TAU_U_MS,
                Transmission.INSTANTANEOUS,
                ControlTiming.PROACTIVE);
        ControllerParams law = new ControllerParams(0.01, 0, Leak.ON_CONTROL);
        if (!method.compartments()) {
            return RateFormulation.of(network, timing, law, cell.somaticTimeConstantMs() / TAU_U_MS, product);
        }
        NeuronSet neurons = new NeuronSet(
                cell,
                new RateCode(100, 100),
                new UnitCode(12, 5, new RateCode(100, 100)),
                new UnitCode(12, 5, new RateCode(300, 100)));
        return new GradedFormulation(network, timing, law, neurons, new ExactIntegration(cell, DT_MS), product);
    }

    /** What a network learns with: directions centred over a unit's synapses and clipped at 1, Adam on the chain, plain descent on lateral weights. */
    public Optimiser optimiser(NetworkDescription network) {
        AdamParams adam =
                new AdamParams(new LearningRate.Constant(learningRate), ADAM.beta1(), ADAM.beta2(), ADAM.epsilon());
        MomentumSgd lateral = new MomentumSgd(network, new LearningRate.Constant(lateralRate), 0);
        return new Centred(new Clipped(new Apart(new Adam(network, adam), lateral, network), network, CLIP), network);
    }
}
