package org.apical.network.formulation;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.PoissonInput;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.SpikingLayer;
import org.apical.network.dynamics.Timing;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.LayerSpec;
import org.apical.neuron.population.SpikingUnits;

/**
 * F3: spiking three-compartment neurons, units as populations of N, exponential current synapses, exact propagator.
 *
 * @param synapseTauMs tau_b, decay of basal synaptic currents and of presynaptic traces (ms)
 * @param dtMs time step (ms)
 */
public record SpikingFormulation(
        NetworkDescription network,
        Timing timing,
        ControllerDescription controller,
        NeuronSet neurons,
        SpikingUnits units,
        double synapseTauMs,
        double dtMs,
        MatrixProduct product)
        implements Formulation {

    public SpikingFormulation {
        Require.positive("SpikingFormulation.synapseTauMs", synapseTauMs, "ms");
        Require.positive("SpikingFormulation.dtMs", dtMs, "ms");
    }

    @Override
    public String id() {
        return "F3";
    }

    @Override
    public Formulation withTiming(Timing other) {
        return new SpikingFormulation(network, other, controller, neurons, units, synapseTauMs, dtMs, product);
    }

    @Override
    public SynapticWeights map(NetworkWeights weights) {
        return neurons.map(network, weights, spikesPerHz());
    }

    @Override
    public NetworkWeights abstractWeights(SynapticWeights weights) {
        return neurons.abstractWeights(network, weights, spikesPerHz());
    }

    /** pA per spike of one of N neurons for a mean of 1 pA per Hz of the unit. */
    private double spikesPerHz() {
        return 1000 / (units.neurons() * synapseTauMs);
    }

    @Override
    public Simulation simulation(int lanes) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            LayerSpec layer = new LayerSpec(
                    neurons.reduction(network, l),
                    network.transfer(l),
                    synapseTauMs,
                    dtMs,
                    product.kernels(),
                    network.units(l),
                    lanes);
            layers.add(new SpikingLayer(l, layer, units));
        }
        return new Simulation(
                timing,
                new PoissonInput(
                        neurons.input(),
                        units.neurons(),
                        synapseTauMs,
                        dtMs,
                        product.kernels(),
                        network.inputs(),
                        lanes),
                layers,
                controller.controller(new ControllerDescription.Place(
                        timing.dtOverTauU(), network.outputs(), lanes, product.kernels())),
                product,
                lanes);
    }
}
