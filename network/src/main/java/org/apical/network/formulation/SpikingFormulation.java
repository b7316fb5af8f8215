package org.apical.network.formulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.InputSource;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.PoissonInput;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Simulation.ControlPath;
import org.apical.network.dynamics.Simulation.Populations;
import org.apical.network.dynamics.SpikingLayer;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.NeuronSet.SynapticUnit;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.LayerInputs;
import org.apical.neuron.population.LayerSpec;
import org.apical.neuron.population.SpikingUnits;

/**
 * F3: spiking three-compartment neurons, units as populations of N, exponential current synapses or conductances (physics.md 5.8).
 *
 * @param synapseTauMs tau_b, decay of basal synaptic currents and of presynaptic traces (ms); of apical ones too, unless the controller sends spikes,
 *     whose synapses it describes
 * @param dtMs time step (ms), that of the timing
 * @param apical what becomes of an ideal controller's current, and noise beside it or beside the controller's spikes, one instance a layer
 * @param input what the input is made of; a diffusion reaches current synapses alone
 */
public record SpikingFormulation(
        NetworkDescription network,
        Timing timing,
        ControllerDescription controller,
        NeuronSet neurons,
        SpikingUnits units,
        double synapseTauMs,
        double dtMs,
        List<ApicalDendrite> apical,
        InputForm input,
        MatrixProduct product)
        implements Formulation {
    private static final double SAME_GRID = 1e-9;

    public SpikingFormulation {
        network.requireGrid(timing.dtMs());
        neurons.requireUnits(network);
        network.requireNoCompetition("SpikingFormulation");
        Require.positive("SpikingFormulation.synapseTauMs", synapseTauMs, "ms");
        Require.positive("SpikingFormulation.dtMs", dtMs, "ms");
        Require.that(
                Math.abs(timing.dtMs() - dtMs) <= SAME_GRID * dtMs,
                "SpikingFormulation.dtMs",
                "must be the step of the timing, " + timing.dtMs() + " ms",
                dtMs);
        units.requireGrid(dtMs);
        for (LayerNeurons own : neurons.own().values()) {
            own.units().ifPresent(u -> u.requireGrid(dtMs));
        }
        Require.that(
                input == InputForm.SPIKES
                        || neurons.layer(network, 0).synapses().basal().signs() == 1,
                "SpikingFormulation.input",
                "must be spikes where the first layer has conductances, which no noise may make negative",
                input);
        apical = List.copyOf(apical);
        Require.that(
                apical.size() == network.layers(),
                "SpikingFormulation.apical",
                "must be one for each of " + network.layers() + " layers",
                apical.size());
    }

    /** With apical dendrites that take an ideal controller's current as it is, and no noise in them. */
    public SpikingFormulation(
            NetworkDescription network,
            Timing timing,
            ControllerDescription controller,
            NeuronSet neurons,
            SpikingUnits units,
            double synapseTauMs,
            double dtMs,
            MatrixProduct product) {
        this(
                network,
                timing,
                controller,
                neurons,
                units,
                synapseTauMs,
                dtMs,
                Collections.nCopies(network.layers(), new ApicalDendrite.Instant()),
                InputForm.SPIKES,
                product);
    }

    @Override
    public String id() {
        return "F3";
    }

    @Override
    public String title() {
        return "spiking compartments";
    }

    @Override
    public boolean spikes() {
        return true;
    }

    /** tau_v of the soma, then tau_b of the synapses of the next layer. */
    @Override
    public List<Double> lagsMs(int layer) {
        return List.of(cell(layer).somaticTimeConstantMs(), synapseTauMs);
    }

    @Override
    public LinearFilter forwardFilter(int layer) {
        return LinearFilter.synapse(cell(layer), PyramidalCell.BASAL, synapseTauMs, dtMs);
    }

    private PyramidalCell cell(int layer) {
        return neurons.reduction(network, layer).cell();
    }

    /** How the units of a layer are made. */
    public SpikingUnits units(int layer) {
        return neurons.layer(network, layer).units().orElse(units);
    }

    /** Neurons of a unit of a layer, or of the input, layer -1. */
    private int neuronsPerUnit(int layer) {
        return (layer < 0 ? units : units(layer)).neurons();
    }

    /** Through the synapses that its spikes reach, or, of an ideal controller, as a current that holds over a step. */
    @Override
    public LinearFilter feedbackFilter(int layer) {
        return controller.spikes()
                ? LinearFilter.synapse(cell(layer), PyramidalCell.APICAL, apicalTauMs(), dtMs)
                : apical.get(layer).filter().then(LinearFilter.membrane(cell(layer), PyramidalCell.APICAL, dtMs));
    }

    @Override
    public SpikingFormulation withTiming(Timing other) {
        return new SpikingFormulation(
                network, other, controller, neurons, units, synapseTauMs, dtMs, apical, input, product);
    }

    @Override
    public SpikingFormulation withController(ControllerDescription other) {
        return new SpikingFormulation(
                network, timing, other, neurons, units, synapseTauMs, dtMs, apical, input, product);
    }

    /** The same with an input of another form. */
    public SpikingFormulation withInput(InputForm other) {
        return new SpikingFormulation(
                network, timing, controller, neurons, units, synapseTauMs, dtMs, apical, other, product);
    }

    @Override
    public SpikingFormulation withApical(List<ApicalDendrite> dendrites) {
        return new SpikingFormulation(
                network, timing, controller, neurons, units, synapseTauMs, dtMs, dendrites, input, product);
    }

    /** @throws ParameterException if a layer without bias needs a constant current */
    @Override
    public SynapticWeights map(NetworkWeights weights) {
        SynapticWeights mapped = neurons.map(network, weights, this::neuronsPerUnit, perSpike());
        for (int l = 0; l < network.layers(); l++) {
            LayerDescription layer = network.chain().get(l);
            for (double picoA : mapped.bias(l)) {
                if (!layer.biased() && picoA != 0) {
                    throw new ParameterException(
                            layer.name() + ".bias",
                            "must be true where a code has an offset, or one of its input a baseline, and F3 needs a constant current",
                            picoA + " pA without bias");
                }
            }
        }
        return mapped;
    }

    @Override
    public NetworkWeights abstractWeights(SynapticWeights weights) {
        return neurons.abstractWeights(network, weights, this::neuronsPerUnit, perSpike());
    }

    /** pA per spike of one of N neurons for a mean of 1 pA per Hz of the unit. */
    private SynapticUnit perSpike() {
        return (n, site) -> 1000 / (n * (site == Site.BASAL ? synapseTauMs : apicalTauMs()));
    }

    private double apicalTauMs() {
        return controller.spikes() ? controller.synapseTauMs() : synapseTauMs;
    }

    @Override
    public PotentialBounds potentialBounds(int layer) {
        return PotentialBounds.of(neurons.reduction(network, layer));
    }

    @Override
    public Simulation simulation(int lanes) {
        return simulation(lanes, true);
    }

    /** A simulation without what only learning needs: no traces, no mean of V_b, {@link Simulation#synapses} has nothing to show. */
    public Simulation staticSimulation(int lanes) {
        return simulation(lanes, false);
    }

    private Simulation simulation(int lanes, boolean plastic) {
        network.requireRoom(lanes);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            double picoA = neurons.reduction(network, l).apicalPicoAPerFeedback();
            ApicalDendrite dendrite = apical.get(l)
                    .at(l, network.units(l), lanes, picoA)
                    .withOwnTau(neurons.layer(network, l).apicalTau(), lanes);
            layers.add(new SpikingLayer(l, layer(l, lanes, plastic), units(l), dendrite, path()));
        }
        List<InputSource> sources = new ArrayList<>();
        for (SourceDescription s : network.sources()) {
            sources.add(PoissonInput.withoutTrace(
                    1 + sources.size(), NeuronSet.code(s), s.neurons(), dtMs, product.kernels(), s.units(), lanes));
        }
        InputSource made = input.of(new InputForm.Place(
                neurons.input(),
                units.neurons(),
                synapseTauMs,
                dtMs,
                product.kernels(),
                network.inputs(),
                lanes,
                plastic));
        Populations populations = new Populations(
                made,
                sources,
                layers,
                controller.controller(new ControllerDescription.Place(
                        timing.dtOverTauU(), network.outputs(), lanes, product.kernels())),
                path());
        return new Simulation(network, timing, populations, product, lanes);
    }

    private ControlPath path() {
        if (!controller.acts()) {
            return ControlPath.DRIVE;
        }
        return controller.spikes() ? ControlPath.SPIKES : ControlPath.CURRENT;
    }

    private LayerSpec layer(int l, int lanes, boolean plastic) {
        boolean biased = network.chain().get(l).biased();
        boolean injected = path() == ControlPath.CURRENT || apical.get(l).random();
        return new LayerSpec(
                neurons.reduction(network, l),
                network.transfer(l),
                new LayerInputs(neurons.layer(network, l).synapses(), synapseTauMs, apicalTauMs(), biased, injected),
                plastic,
                dtMs,
                product.kernels(),
                network.units(l),
                lanes,
                neurons.layer(network, l).own());
    }
}
