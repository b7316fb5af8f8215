package org.apical.app.model;

import org.apical.network.description.LayerDescription;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;

/** Reads the cell, the codes of units in mV and Hz, and the populations of F3. */
final class NeuronReader {
    private static final int MOST_NEURONS = 100_000;

    private final Located neurons;
    private final Located spikes;

    NeuronReader(Located root) {
        neurons = root.get("neurons").keys("cell", "hidden", "output");
        spikes = root.get("spikes").keys("soma", "neuronsPerUnit", "synapseTauMs", "lif", "noiseMv");
    }

    PyramidalCell cell() {
        Located cell = neurons.get("cell");
        if (!cell.isMap()) {
            return cell.choice(Located.<PyramidalCell>choices("standard", PyramidalCell.standard()));
        }
        cell.keys("restMv", "coupling", "soma", "basal", "apical", "basalCouplingNanoS", "apicalCouplingNanoS");
        Coupling coupling = cell.get("coupling")
                .choice(Located.<Coupling>choices(
                        "reciprocal", Coupling.RECIPROCAL, "dendrite-to-soma", Coupling.DENDRITE_TO_SOMA));
        return cell.build(() -> PyramidalCell.threeCompartments(
                compartment(cell.get("soma")),
                compartment(cell.get("basal")),
                compartment(cell.get("apical")),
                cell.get("basalCouplingNanoS").number(),
                cell.get("apicalCouplingNanoS").number(),
                cell.get("restMv").number(),
                coupling));
    }

    private static Compartment compartment(Located c) {
        c.keys("capacitancePicoF", "leakNanoS");
        return c.build(() -> new Compartment(
                c.get("capacitancePicoF").number(), c.get("leakNanoS").number()));
    }

    /** How units are coded. */
    UnitCode code(String which) {
        Located code = neurons.get(which).keys("offsetMv", "scaleMv", "baselineHz", "gainHz");
        return code.build(() -> new UnitCode(
                code.get("offsetMv").number(),
                code.get("scaleMv").number(),
                new RateCode(code.get("baselineHz").number(), code.get("gainHz").number())));
    }

    /** A layer whose rectified units stop at 0 Hz of its code. */
    LayerDescription layer(Located layer, UnitCode code) {
        TransferFunction transfer = layer.get("transfer")
                .choice(Located.<TransferFunction>choices(
                        "tanh",
                        new Tanh(),
                        "linear",
                        new Linear(),
                        "sigmoid",
                        new Sigmoid(),
                        "relu",
                        new RectifiedLinear(0),
                        "rectified",
                        new RectifiedLinear(code.rates().rate(0))));
        boolean biased = layer.find("bias")
                .map(b -> b.choice(Located.<Boolean>choices("true", true, "false", false)))
                .orElse(true);
        return layer.build(() -> new LayerDescription(
                layer.get("name").text(), layer.get("units").integer(1, Integer.MAX_VALUE), transfer, biased));
    }

    /** The populations of F3. */
    SpikingUnits units() {
        int n = spikes.get("neuronsPerUnit").integer(1, MOST_NEURONS);
        boolean lif = spikes.get("soma").choice(Located.<Boolean>choices("escape", false, "lif", true));
        if (!lif) {
            return new EscapeNoiseUnits(n);
        }
        LeakyIntegrateAndFire soma = spikes.find("lif").map(NeuronReader::lif).orElse(LeakyIntegrateAndFire.standard());
        return spikes.build(() -> new NeuronUnits(n, soma, spikes.number("noiseMv", 0)));
    }

    private static LeakyIntegrateAndFire lif(Located lif) {
        lif.keys("thresholdMv", "resetMv", "refractoryMs");
        return lif.build(() -> new LeakyIntegrateAndFire(
                lif.get("thresholdMv").number(),
                lif.get("resetMv").number(),
                lif.get("refractoryMs").number()));
    }

    double synapseTauMs() {
        return spikes.get("synapseTauMs").number();
    }
}
