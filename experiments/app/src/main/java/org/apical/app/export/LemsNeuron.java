package org.apical.app.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apical.app.UserError;
import org.apical.app.experiment.Experiment.LayerCell;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Spikes;
import org.apical.network.description.LayerDescription;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SharedEscape;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.TransferFunction;
import org.w3c.dom.Element;

/**
 * The neuron of a layer as a ComponentType of LEMS (Cannon et al. 2014), from the equations of physics.md 4, and the Component that has the numbers of the layer. Currents end on all dendrites of a kind in proportion to their
 * membrane, a constant {@code I_dc_basal} and {@code I_syn_basal}, which an event at the port {@code basal} lets jump by {@code w_basal} and which decays with {@code tau_syn}; likewise apical. Spikes leave by the port {@code out}: where V_soma reaches
 * {@code V_th}, whence it is held at {@code V_reset} for {@code t_ref} (two regimes), or at random with the intensity nu_0 + nu_1 phi(v), where its integral reaches an exponential number (escape noise).
 */
final class LemsNeuron {
    private static final List<String> KINDS = List.of(PyramidalCell.BASAL, PyramidalCell.APICAL);
    private static final String VOLTAGE = "voltage";
    private static final String CURRENT = "current";

    private final String name;
    private final PyramidalCell cell;
    private final List<String> compartments = new ArrayList<>();
    private final Spikes spikes;
    private final LayerDescription layer;
    private final UnitCode code;
    private final double synapseTauMs;
    private Element type;
    private Element component;

    /** @throws UserError if there is more to the neuron than LEMS is told */
    LemsNeuron(Formulations formulations, int l) {
        LayerCell of = formulations.cell(l);
        this.cell = of.cell().cell();
        this.spikes = formulations.spikes(l);
        this.layer = formulations.network().chain().get(l);
        this.code = formulations.neurons().reduction(formulations.network(), l).code();
        this.synapseTauMs = formulations.experiment().spikes().synapseTauMs();
        this.name = "layer" + (l + 1) + "_" + id(layer.name());
        if (!of.synapses().linear()) {
            throw expected("synapses that are currents", "conductances");
        }
        if (of.scatter().isPresent()) {
            throw expected("units that are alike", "neurons.scatter");
        }
        boolean escapes = spikes.soma() instanceof SharedEscape;
        if (!escapes && !(spikes.soma() instanceof LeakyIntegrateAndFire)) {
            throw expected("a soma of escape or lif", spikes.soma().getClass().getSimpleName());
        }
        if (spikes.noiseMv() > 0) {
            throw expected("no private noise (noiseMv)", spikes.noiseMv() + " mV");
        }
        if (escapes && !(layer.transfer() instanceof RectifiedLinear)) {
            phi(layer.transfer());
        }
        Set<String> used = new HashSet<>();
        for (int c = 0; c < cell.compartments(); c++) {
            String id = id(cell.name(c));
            compartments.add(used.add(id) ? id : id + "_" + c);
            used.add(compartments.get(c));
        }
    }

    private UserError expected(String what, String found) {
        return new UserError("--as lems: layer " + layer.name() + ": expected " + what + ", found " + found);
    }

    /** What may be a name in an expression. */
    static String id(String text) {
        return text.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** Writes both below the root. */
    void write(Element root) {
        component = root.getOwnerDocument().createElement("Component");
        component.setAttribute("id", name + "_neuron");
        component.setAttribute("type", name);
        type = LemsFile.child(
                root,
                "ComponentType",
                "name",
                name,
                "description",
                "a neuron of the layer " + layer.name() + ": " + cell.compartments() + " compartments, "
                        + (escapes() ? "escape noise" : "integrate and fire"));
        parameters();
        for (String kind : kinds()) {
            LemsFile.child(type, "EventPort", "name", kind, "direction", "in");
        }
        LemsFile.child(type, "EventPort", "name", "out", "direction", "out");
        for (String compartment : compartments) {
            LemsFile.child(type, "Exposure", "name", "V_" + compartment, "dimension", VOLTAGE);
        }
        dynamics(LemsFile.child(type, "Dynamics"));
    }

    /** The Component, to be written after all types. */
    Element component() {
        return component;
    }

    private boolean escapes() {
        return spikes.soma() instanceof SharedEscape;
    }

    private List<String> kinds() {
        return KINDS.stream()
                .filter(kind ->
                        cell.dendrites().stream().anyMatch(d -> d.kind().site().equals(kind)))
                .toList();
    }

    private void parameter(String parameter, String dimension, double value, String unit) {
        LemsFile.child(type, "Parameter", "name", parameter, "dimension", dimension);
        component.setAttribute(parameter, value + unit);
    }

    private void parameters() {
        parameter("E_L", VOLTAGE, cell.restMv(), "mV");
        for (int c = 0; c < compartments.size(); c++) {
            parameter(
                    "C_" + compartments.get(c), "capacitance", cell.membrane(c).capacitancePicoF(), "pF");
            parameter(
                    "gL_" + compartments.get(c), "conductance", cell.membrane(c).leakNanoS(), "nS");
            if (c > 0) {
                parameter("g_" + compartments.get(c), "conductance", cell.couplingNanoS(c), "nS");
            }
        }
        parameter("tau_syn", "time", synapseTauMs, "ms");
        for (String kind : kinds()) {
            parameter("I_dc_" + kind, CURRENT, 0, "pA");
            parameter("w_" + kind, CURRENT, 0, "pA");
        }
        if (escapes()) {
            parameter("offset", VOLTAGE, code.offsetMv(), "mV");
            parameter("scale", VOLTAGE, code.scaleMv(), "mV");
            parameter("nu_0", "per_time", code.rates().baselineHz(), "Hz");
            parameter("nu_1", "per_time", code.rates().gainHz(), "Hz");
        } else {
            LeakyIntegrateAndFire soma = (LeakyIntegrateAndFire) spikes.soma();
            parameter("V_th", VOLTAGE, soma.thresholdMv(), "mV");
            parameter("V_reset", VOLTAGE, soma.resetMv(), "mV");
            parameter("t_ref", "time", soma.refractoryMs(), "ms");
        }
    }

    private void dynamics(Element dynamics) {
        for (String c : compartments) {
            state(dynamics, "V_" + c, VOLTAGE).setAttribute("exposure", "V_" + c);
        }
        kinds().forEach(kind -> state(dynamics, "I_syn_" + kind, CURRENT));
        if (escapes()) {
            state(dynamics, "hazard", "none");
            state(dynamics, "limit", "none");
        } else {
            state(dynamics, "t_spike", "time");
        }
        for (int c = 0; c < compartments.size(); c++) {
            derived(dynamics, "I_" + compartments.get(c), CURRENT, current(c));
        }
        if (escapes()) {
            derived(dynamics, "v", "none", "(V_soma - E_L - offset) / scale");
            intensity(dynamics);
        }
        for (int c = escapes() ? 0 : 1; c < compartments.size(); c++) {
            slope(dynamics, c);
        }
        kinds().forEach(kind -> LemsFile.child(
                dynamics,
                "TimeDerivative",
                "variable",
                "I_syn_" + kind,
                "value",
                "(0 - 1) * I_syn_" + kind + " / tau_syn"));
        if (escapes()) {
            LemsFile.child(dynamics, "TimeDerivative", "variable", "hazard", "value", "nu");
        }
        Element start = LemsFile.child(dynamics, "OnStart");
        compartments.forEach(c -> assign(start, "V_" + c, "E_L"));
        if (escapes()) {
            assign(start, "limit", "0 - ln(random(1))");
        }
        kinds().forEach(kind -> assign(
                LemsFile.child(dynamics, "OnEvent", "port", kind), "I_syn_" + kind, "I_syn_" + kind + " + w_" + kind));
        if (escapes()) {
            Element fires = LemsFile.child(dynamics, "OnCondition", "test", "hazard .geq. limit");
            assign(fires, "hazard", "0");
            assign(fires, "limit", "0 - ln(random(1))");
            LemsFile.child(fires, "EventOut", "port", "out");
        } else {
            regimes(dynamics);
        }
    }

    private void regimes(Element dynamics) {
        Element integrating = LemsFile.child(dynamics, "Regime", "name", "integrating", "initial", "true");
        slope(integrating, 0);
        Element fires = LemsFile.child(integrating, "OnCondition", "test", "V_soma .geq. V_th");
        LemsFile.child(fires, "EventOut", "port", "out");
        LemsFile.child(fires, "Transition", "regime", "refractory");
        Element refractory = LemsFile.child(dynamics, "Regime", "name", "refractory");
        Element entry = LemsFile.child(refractory, "OnEntry");
        assign(entry, "t_spike", "t");
        assign(entry, "V_soma", "V_reset");
        Element free = LemsFile.child(refractory, "OnCondition", "test", "t .geq. (t_spike + t_ref)");
        LemsFile.child(free, "Transition", "regime", "integrating");
    }

    private static Element state(Element dynamics, String variable, String dimension) {
        return LemsFile.child(dynamics, "StateVariable", "name", variable, "dimension", dimension);
    }

    private static void derived(Element dynamics, String variable, String dimension, String value) {
        LemsFile.child(dynamics, "DerivedVariable", "name", variable, "dimension", dimension, "value", value);
    }

    private static void assign(Element at, String variable, String value) {
        LemsFile.child(at, "StateAssignment", "variable", variable, "value", value);
    }

    private void slope(Element at, int c) {
        String id = compartments.get(c);
        LemsFile.child(at, "TimeDerivative", "variable", "V_" + id, "value", "I_" + id + " / C_" + id);
    }

    /** The current into a compartment: leak, from the dendrites on it, where they exchange current from what it sits on, and its share of what ends on dendrites of its kind. */
    private String current(int c) {
        String here = compartments.get(c);
        StringBuilder sum = new StringBuilder("gL_" + here + " * (E_L - V_" + here + ")");
        if (c > 0 && cell.coupling() == Coupling.RECIPROCAL) {
            axial(sum, c, compartments.get(cell.parent(c)), here);
        }
        IntStream.range(c + 1, compartments.size())
                .filter(d -> cell.parent(d) == c)
                .forEach(d -> axial(sum, d, compartments.get(d), here));
        for (String kind : kinds()) {
            double share = cell.share(kind)[c];
            if (share > 0) {
                sum.append(" + ").append(share == 1 ? "" : share + " * ");
                sum.append("(I_dc_")
                        .append(kind)
                        .append(" + I_syn_")
                        .append(kind)
                        .append(")");
            }
        }
        return sum.toString();
    }

    private void axial(StringBuilder sum, int dendrite, String from, String to) {
        sum.append(" + g_").append(compartments.get(dendrite));
        sum.append(" * (V_").append(from).append(" - V_").append(to).append(")");
    }

    /** nu = nu_0 + nu_1 phi(v), and none below 0. */
    private void intensity(Element dynamics) {
        if (layer.transfer() instanceof RectifiedLinear rectified) {
            String floor = number(rectified.floor());
            cases(dynamics, "v_rectified", "none", "v .geq. (" + floor + ")", "v", floor);
            cases(
                    dynamics,
                    "nu",
                    "per_time",
                    "v_rectified .geq. ((0 - 1) * nu_0 / nu_1)",
                    "nu_0 + nu_1 * v_rectified",
                    "0 * nu_1");
        } else {
            derived(dynamics, "nu_signed", "per_time", "nu_0 + nu_1 * " + phi(layer.transfer()));
            cases(dynamics, "nu", "per_time", "nu_signed .geq. (0 * nu_1)", "nu_signed", "0 * nu_1");
        }
    }

    /** A number without a sign of its own. */
    private static String number(double x) {
        return x < 0 ? "0 - " + -x : String.valueOf(x);
    }

    private static void cases(
            Element dynamics, String variable, String dimension, String condition, String value, String otherwise) {
        Element one = LemsFile.child(dynamics, "ConditionalDerivedVariable", "name", variable, "dimension", dimension);
        LemsFile.child(one, "Case", "condition", condition, "value", value);
        LemsFile.child(one, "Case", "value", otherwise);
    }

    private String phi(TransferFunction phi) {
        return switch (phi.name()) {
            case "tanh" -> "tanh(v)";
            case "sigmoid" -> "1 / (1 + exp((0 - 1) * v))";
            case "linear" -> "v";
            default -> throw expected("a transfer function in closed form", phi.name());
        };
    }
}
