package org.apical.app.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.model.NetworkModel.Clock;
import org.apical.app.text.YamlText;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.DelayedControl;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.Leak;
import org.apical.network.control.NoControl;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.TransferFunction;

/** Writes a {@link NetworkModel} as the YAML that {@link NetworkFile} reads. */
public final class NetworkYaml {
    private NetworkYaml() {}

    /**
     * The text of a file.
     *
     * @throws org.apical.neuron.parameter.ParameterException if units compete or lateral weights learn, which a file cannot say
     */
    public static String write(NetworkModel model) {
        model.network().requireNoCompetition("NetworkYaml");
        for (ProjectionDescription other : model.network().others()) {
            Require.that(
                    !other.plastic(),
                    "NetworkYaml." + other.from() + " to " + other.to(),
                    "must not be plastic",
                    other.plastic());
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "input",
                map(
                        "name",
                        model.network().input(),
                        "units",
                        model.network().inputs(),
                        "baselineHz",
                        model.neurons().input().baselineHz(),
                        "gainHz",
                        model.neurons().input().gainHz()));
        root.put(
                "layers",
                model.network().chain().stream().map(NetworkYaml::layer).toList());
        root.put(
                "feedforward",
                model.network().forward().stream().map(NetworkYaml::projection).toList());
        root.put(
                "sources",
                model.network().sources().stream()
                        .map(s ->
                                map("name", s.name(), "units", s.units(), "neurons", s.neurons(), "rateHz", s.rateHz()))
                        .toList());
        root.put(
                "projections",
                model.network().others().stream().map(NetworkYaml::projection).toList());
        root.put(
                "neurons",
                map(
                        "cell",
                        cell(model.neurons().cell()),
                        "hidden",
                        code(model.neurons().hidden()),
                        "output",
                        code(model.neurons().output())));
        root.put("spikes", spikes(model));
        root.put("controller", controller(model.controller()));
        Clock c = model.clock();
        root.put(
                "timing",
                map(
                        "dtMs",
                        c.dtMs(),
                        "tauUMs",
                        c.tauUMs(),
                        "freeMs",
                        c.freeMs(),
                        "warmupMs",
                        c.warmupMs(),
                        "controlledMs",
                        c.controlledMs()));
        model.learning().ifPresent(learning -> root.put("learning", LearningYaml.of(learning)));
        return YamlText.of(root);
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            map.put((String) pairs[k], pairs[k + 1]);
        }
        return map;
    }

    private static Map<String, Object> layer(LayerDescription layer) {
        return map(
                "name",
                layer.name(),
                "units",
                layer.units(),
                "transfer",
                transfer(layer.transfer()),
                "bias",
                layer.biased());
    }

    private static String transfer(TransferFunction transfer) {
        if (transfer instanceof RectifiedLinear rectified) {
            return rectified.floor() == 0 ? "relu" : "rectified";
        }
        return transfer.name();
    }

    private static Map<String, Object> projection(ProjectionDescription p) {
        return map(
                "from",
                p.from(),
                "to",
                p.to(),
                "site",
                p.site() == Site.BASAL ? "basal" : "apical",
                "connectivity",
                connectivity(p.connectivity()),
                "delayMs",
                p.delayMs(),
                "weights",
                weights(p.weights()));
    }

    private static Object connectivity(Connectivity c) {
        if (c instanceof Connectivity.Probability random) {
            return map("probability", random.probability());
        }
        if (c instanceof Connectivity.Pairs listed) {
            List<List<Integer>> pairs = new ArrayList<>();
            listed.pairs().forEach(pair -> pairs.add(List.of(pair.from(), pair.to())));
            return map("pairs", pairs);
        }
        return "dense";
    }

    private static Object weights(InitialWeights w) {
        return w instanceof InitialWeights.Normal normal
                ? map("mean", normal.mean(), "deviation", normal.deviation())
                : "xavier";
    }

    private static Object cell(PyramidalCell cell) {
        if (cell.equals(PyramidalCell.standard())) {
            return "standard";
        }
        return map(
                "restMv",
                cell.restMv(),
                "coupling",
                cell.coupling() == Coupling.RECIPROCAL ? "reciprocal" : "dendrite-to-soma",
                "soma",
                compartment(cell.membrane(0)),
                "basal",
                compartment(cell.membrane(1)),
                "apical",
                compartment(cell.membrane(2)),
                "basalCouplingNanoS",
                cell.couplingNanoS(1),
                "apicalCouplingNanoS",
                cell.couplingNanoS(2));
    }

    private static Map<String, Object> compartment(Compartment c) {
        return map("capacitancePicoF", c.capacitancePicoF(), "leakNanoS", c.leakNanoS());
    }

    private static Map<String, Object> code(UnitCode code) {
        return map(
                "offsetMv",
                code.offsetMv(),
                "scaleMv",
                code.scaleMv(),
                "baselineHz",
                code.rates().baselineHz(),
                "gainHz",
                code.rates().gainHz());
    }

    private static Map<String, Object> spikes(NetworkModel model) {
        Map<String, Object> spikes =
                map("soma", "escape", "neuronsPerUnit", model.units().neurons(), "synapseTauMs", model.synapseTauMs());
        if (model.units() instanceof NeuronUnits units && units.soma() instanceof LeakyIntegrateAndFire lif) {
            spikes.put("soma", "lif");
            spikes.put("noiseMv", units.noiseMv());
            spikes.put(
                    "lif",
                    map(
                            "thresholdMv",
                            lif.thresholdMv(),
                            "resetMv",
                            lif.resetMv(),
                            "refractoryMs",
                            lif.refractoryMs()));
        }
        return spikes;
    }

    private static Map<String, Object> controller(ControllerDescription controller) {
        if (controller instanceof NoControl) {
            return map("kind", "none");
        }
        if (controller instanceof DelayedControl delayed) {
            Map<String, Object> late = controller(delayed.source());
            late.put("delayMs", delayed.delayMs());
            return late;
        }
        ControllerParams law = controller.law().orElseThrow();
        Map<String, Object> written = map(
                "kind",
                "ideal",
                "alpha",
                law.leakAlpha(),
                "proportionalGain",
                law.proportionalGain(),
                "leak",
                law.leak() == Leak.ON_CONTROL ? "control" : "integral");
        if (controller instanceof EnsembleControl neurons) {
            written.put("kind", neurons.spikes() ? "spiking" : "rate");
            written.put("neurons", neurons.integral().neurons());
            written.put("integralRadius", neurons.integral().radius());
            written.put("errorRadius", neurons.error().radius());
            written.put("recurrentTauMs", neurons.synapses().recurrentTauMs());
            written.put("errorTauMs", neurons.synapses().errorTauMs());
            written.put("outputTauMs", neurons.synapses().outputTauMs());
            written.put("tuningSeed", neurons.tuningSeed());
        }
        return written;
    }
}
