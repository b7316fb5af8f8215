package org.apical.network.formulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.ConstantInput;
import org.apical.network.dynamics.GradedCompartments;
import org.apical.network.dynamics.GradedLayer;
import org.apical.network.dynamics.InputSource;
import org.apical.network.dynamics.LateralInhibition;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Simulation.ControlPath;
import org.apical.network.dynamics.Simulation.Populations;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.NeuronSet.SynapticUnit;
import org.apical.network.synapse.NeuronConstants;
import org.apical.neuron.compartment.GradedIntegration;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.GradedConductances;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.reduction.RateReduction;

/**
 * F2: graded three-compartment neurons (physics.md 4, 5).
 *
 * @param integration how compartments advance by a step where synapses are currents, for the cell of any layer
 * @param apical how apical synapses turn their drive into current, one instance a layer
 */
public record GradedFormulation(
        NetworkDescription network,
        Timing timing,
        ControllerDescription controller,
        NeuronSet neurons,
        GradedIntegration integration,
        List<ApicalDendrite> apical,
        MatrixProduct product)
        implements Formulation {

    public GradedFormulation {
        network.requireGrid(timing.dtMs());
        neurons.requireUnits(network);
        apical = List.copyOf(apical);
        Require.that(
                apical.size() == network.layers(),
                "GradedFormulation.apical",
                "must be one for each of " + network.layers() + " layers",
                apical.size());
    }

    /** With apical synapses that act at once. */
    public GradedFormulation(
            NetworkDescription network,
            Timing timing,
            ControllerDescription controller,
            NeuronSet neurons,
            GradedIntegration integration,
            MatrixProduct product) {
        this(
                network,
                timing,
                controller,
                neurons,
                integration,
                Collections.nCopies(network.layers(), new ApicalDendrite.Instant()),
                product);
    }

    @Override
    public String id() {
        return "F2";
    }

    @Override
    public String title() {
        return "graded compartments";
    }

    @Override
    public boolean spikes() {
        return false;
    }

    /** tau_v of the soma. */
    @Override
    public List<Double> lagsMs(int layer) {
        return List.of(cell(layer).somaticTimeConstantMs());
    }

    @Override
    public LinearFilter forwardFilter(int layer) {
        return integration.of(cell(layer)).filter(PyramidalCell.BASAL);
    }

    @Override
    public LinearFilter feedbackFilter(int layer) {
        return apical.get(layer).filter().then(integration.of(cell(layer)).filter(PyramidalCell.APICAL));
    }

    private PyramidalCell cell(int layer) {
        return neurons.reduction(network, layer).cell();
    }

    @Override
    public GradedFormulation withTiming(Timing other) {
        return new GradedFormulation(network, other, controller, neurons, integration, apical, product);
    }

    @Override
    public GradedFormulation withController(ControllerDescription other) {
        return new GradedFormulation(network, timing, other, neurons, integration, apical, product);
    }

    @Override
    public GradedFormulation withApical(List<ApicalDendrite> other) {
        return new GradedFormulation(network, timing, controller, neurons, integration, other, product);
    }

    /** The same with compartments that advance otherwise. */
    public GradedFormulation withIntegration(GradedIntegration other) {
        return new GradedFormulation(network, timing, controller, neurons, other, apical, product);
    }

    @Override
    public SynapticWeights map(NetworkWeights weights) {
        return neurons.map(network, weights, l -> 1, SynapticUnit.RATES);
    }

    @Override
    public NetworkWeights abstractWeights(SynapticWeights weights) {
        return neurons.abstractWeights(network, weights, l -> 1, SynapticUnit.RATES);
    }

    @Override
    public PotentialBounds potentialBounds(int layer) {
        return PotentialBounds.of(neurons.reduction(network, layer));
    }

    @Override
    public Simulation simulation(int lanes) {
        network.requireRoom(lanes);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            LayerNeurons layer = neurons.layer(network, l);
            RateReduction reduction = layer.reduction();
            LayerSynapses synapses = layer.synapses();
            GradedCompartments compartments = synapses.linear()
                    ? new GradedCompartments.UnderCurrents(
                            integration, layer.cells(), product.kernels(), network.units(l), lanes)
                    : new GradedCompartments.UnderConductances(
                            new GradedConductances(
                                    reduction, synapses, timing.dtMs(), product.kernels(), network.units(l), lanes),
                            network.units(l),
                            lanes);
            layers.add(new GradedLayer(
                    reduction,
                    layer.argument(lanes),
                    compartments,
                    apical.get(l)
                            .at(l, network.units(l), lanes, reduction.apicalPicoAPerFeedback())
                            .withOwnTau(layer.apicalTau(), lanes),
                    NeuronConstants.of(reduction, network.transfer(l), synapses.basal()),
                    product.kernels(),
                    new LateralInhibition(
                            network.chain().get(l).competition(), timing.steps(), network.units(l), lanes),
                    network.units(l),
                    lanes));
        }
        List<InputSource> sources = new ArrayList<>();
        for (SourceDescription source : network.sources()) {
            sources.add(new ConstantInput(NeuronSet.code(source), source.units(), lanes));
        }
        Populations populations = new Populations(
                new ConstantInput(neurons.input(), network.inputs(), lanes),
                sources,
                layers,
                controller.controller(new ControllerDescription.Place(
                        timing.dtOverTauU(), network.outputs(), lanes, product.kernels())),
                ControlPath.DRIVE);
        return new Simulation(network, timing, populations, product, lanes);
    }
}
