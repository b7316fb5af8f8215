package org.apical.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apical.app.cli.CommandOutcome;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.simulation.VariableRecorder;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The neurons that are exported are those that are simulated: an interpreter of the exported XML integrates what NeuronSimulation does. */
class LemsNeuronTest {
    /** A binary fraction: times of steps add up exactly. */
    private static final double DT_MS = 0.125;

    private static final int PARTS = 8;
    private static final int STEPS = 1200;
    private static final double BASAL_PICO_A = 150;
    /** Takes the soma above the threshold of -55 mV. */
    private static final double STRONG_PICO_A = 450;

    private static final double APICAL_PICO_A = 60;
    private static final double JUMP_PICO_A = 40;

    private static final String TREE = """
            {kind: tree, restMv: -70, coupling: %s, soma: {capacitancePicoF: 200, leakNanoS: 4}, dendrites: [
              {name: basal 1, kind: basal, membrane: {capacitancePicoF: 20, leakNanoS: 4}, couplingNanoS: 8},
              {name: basal 2, kind: basal, membrane: {capacitancePicoF: 30, leakNanoS: 5}, parent: basal 1, couplingNanoS: 6},
              {name: trunk, kind: apical, membrane: {capacitancePicoF: 40, leakNanoS: 6}, couplingNanoS: 9}]}""";

    /** What may stand in what, in this order, and what each must have; rules of version 0.7.6. */
    private static final Map<String, List<String>> ORDER = Map.of(
            "Lems", List.of("Dimension", "Unit", "ComponentType", "Component"),
            "ComponentType", List.of("Parameter", "EventPort", "Exposure", "Dynamics"),
            "Dynamics",
                    List.of(
                            "StateVariable",
                            "DerivedVariable",
                            "ConditionalDerivedVariable",
                            "TimeDerivative",
                            "OnStart",
                            "OnEvent",
                            "OnCondition",
                            "Regime"),
            "Regime", List.of("TimeDerivative", "OnEntry", "OnCondition"),
            "OnCondition", List.of("StateAssignment", "EventOut", "Transition"),
            "OnEvent", List.of("StateAssignment", "EventOut"),
            "OnStart", List.of("StateAssignment"),
            "OnEntry", List.of("StateAssignment"),
            "ConditionalDerivedVariable", List.of("Case"));

    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry("Dimension", Set.of("name")),
            Map.entry("Unit", Set.of("symbol", "dimension")),
            Map.entry("ComponentType", Set.of("name")),
            Map.entry("Component", Set.of("id", "type")),
            Map.entry("Parameter", Set.of("name", "dimension")),
            Map.entry("EventPort", Set.of("name", "direction")),
            Map.entry("Exposure", Set.of("name", "dimension")),
            Map.entry("StateVariable", Set.of("name", "dimension")),
            Map.entry("DerivedVariable", Set.of("name", "dimension", "value")),
            Map.entry("ConditionalDerivedVariable", Set.of("name", "dimension")),
            Map.entry("Case", Set.of("value")),
            Map.entry("TimeDerivative", Set.of("variable", "value")),
            Map.entry("StateAssignment", Set.of("variable", "value")),
            Map.entry("OnEvent", Set.of("port")),
            Map.entry("OnCondition", Set.of("test")),
            Map.entry("EventOut", Set.of("port")),
            Map.entry("Transition", Set.of("regime")),
            Map.entry("Regime", Set.of("name")));

    @TempDir
    private Path directory;

    private Path yaml(String soma, String cell, String transfer) throws IOException {
        return Files.writeString(directory.resolve("network.yaml"), """
                input: {units: 4}
                layers:
                  - {name: my hidden, units: 3, transfer: %s}
                  - {name: output, units: 2, transfer: %s}
                neurons: {cell: %s}
                spikes: {soma: %s, neuronsPerUnit: 10, synapseTauMs: 5}
                timing: {dtMs: 0.5}
                formulations: [F3]
                """.formatted(transfer, transfer, cell, soma));
    }

    private Element exported(Path file) throws Exception {
        Path out = directory.resolve("neurons.xml");
        CommandOutcome outcome = CommandOutcome.of("export", file.toString(), "--as", "lems", "--out", out.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(out.toFile())
                .getDocumentElement();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lif", "escape"})
    void elementsStandWhereTheSchemaHasThem(String soma) throws Exception {
        Element lems = exported(yaml(soma, TREE.formatted("reciprocal"), "tanh"));
        assertThat(lems.getTagName()).isEqualTo("Lems");
        follows(lems);
        assertThat(LemsInterpreter.children(lems, "ComponentType")).hasSize(2);
    }

    private static void follows(Element element) {
        List<String> order = ORDER.getOrDefault(element.getTagName(), List.of());
        int at = 0;
        for (Element child : LemsInterpreter.children(element, "")) {
            int place = order.indexOf(child.getTagName());
            assertThat(place)
                    .as("%s in %s", child.getTagName(), element.getTagName())
                    .isGreaterThanOrEqualTo(at);
            at = place;
            for (String attribute : REQUIRED.getOrDefault(child.getTagName(), Set.of())) {
                assertThat(child.hasAttribute(attribute))
                        .as(child.getTagName() + "." + attribute)
                        .isTrue();
            }
            if (child.getTagName().equals("Component")) {
                for (int k = 0; k < child.getAttributes().getLength(); k++) {
                    String name = child.getAttributes().item(k).getNodeName();
                    if (!Set.of("id", "type").contains(name)) {
                        assertThat(child.getAttribute(name)).matches("-?[0-9]*(\\.[0-9]+)?([eE]-?[0-9]+)?[a-zA-Z]+");
                    }
                }
            }
            follows(child);
        }
    }

    /**
     * Potentials within what the scheme of Runge and Kutta leaves: with h = 1/64 ms and rates of at most 1 / ms, h^4 / 120 of tens of mV a time constant, 1e-8 mV. Spikes are at the same steps: the threshold is passed by more than that.
     */
    @ParameterizedTest
    @ValueSource(strings = {"reciprocal", "dendrite-to-soma"})
    void integrateAndFireNeuronsAreThoseThatAreSimulated(String coupling) throws Exception {
        Path file = yaml("lif", TREE.formatted(coupling), "tanh");
        Formulations formulations = ExperimentFile.read(file).formulations(MatrixProduct.detect());
        agree(exported(file), formulations.cell(0).cell().cell(), new LeakyIntegrateAndFire(-55, -65, 2), true);
    }

    /** Under escape noise a spike changes nothing: potentials are those of a soma that no spike leaves. The hazard is the integral of nu_0 + nu_1 phi(v). */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sigmoid", "rectified", "linear"})
    void escapeNoiseFiresWithTheIntensityOfItsUnit(String transfer) throws Exception {
        Path file = yaml("escape", TREE.formatted("dendrite-to-soma"), transfer);
        Formulations formulations = ExperimentFile.read(file).formulations(MatrixProduct.detect());
        PyramidalCell cell = formulations.cell(0).cell().cell();
        double[] soma = agree(exported(file), cell, new LeakyIntegrateAndFire(1000, -65, 2), false);
        var code = formulations.neurons().reduction(formulations.network(), 0).code();
        var phi = formulations.network().chain().get(0).transfer();
        double hazard = 0;
        double[] nu = Arrays.stream(soma)
                .map(v ->
                        Math.max(0, code.rates().hz(phi.value((v - cell.restMv() - code.offsetMv()) / code.scaleMv()))))
                .toArray();
        for (int k = 1; k < nu.length; k++) {
            hazard += (nu[k - 1] + nu[k]) / 2 * DT_MS / 1000;
        }
        LemsInterpreter interpreter = interpreter(exported(file), BASAL_PICO_A);
        int spikes = 0;
        for (int step = 0; step < STEPS; step++) {
            spikes += step(interpreter, step);
        }
        // every draw is e^-1, every interval a hazard of 1, and up to what a step adds beyond it, which starts again at
        // 0
        double most = Arrays.stream(nu).max().orElseThrow() * DT_MS / 1000;
        assertThat(interpreter.limits()).containsOnly(1.0).hasSize(spikes + 1);
        assertThat((double) spikes).isBetween(Math.floor(hazard / (1 + most)) - 1, hazard + 1);
        assertThat(hazard).isGreaterThan(5);
    }

    private static LemsInterpreter interpreter(Element lems, double basal) {
        Map<String, Double> changes = new HashMap<>(
                Map.of("I_dc_basal", basal, "I_dc_apical", APICAL_PICO_A, "w_basal", JUMP_PICO_A, "w_apical", 10.0));
        return new LemsInterpreter(lems, "layer1_my_hidden_neuron", changes);
    }

    private static boolean arrives(int step) {
        return step % 37 == 5;
    }

    private static int step(LemsInterpreter interpreter, int step) {
        int spikes = interpreter.step(1e-3 * DT_MS * step, 1e-3 * DT_MS, PARTS);
        if (arrives(step)) {
            interpreter.event("basal");
        }
        return spikes;
    }

    /** Runs both and compares all potentials at every step; V_soma of the simulation. */
    private static double[] agree(Element lems, PyramidalCell cell, SomaticOutput soma, boolean fires) {
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        new CurrentSynapse("synapses", "basal", 5),
                        new InjectedCurrent("basal constant", "basal"),
                        new InjectedCurrent("apical constant", "apical")),
                soma);
        NeuronPopulation neurons = new NeuronPopulation(model, Stepping.of(model, DT_MS), Layout.of(1));
        double basal = fires ? STRONG_PICO_A : BASAL_PICO_A;
        neurons.input("basal constant")[0] = basal;
        neurons.input("apical constant")[0] = APICAL_PICO_A;
        SpikeRecorder spikes = new SpikeRecorder();
        String[] names = {"V_soma", "V_basal 1", "V_basal 2", "V_trunk"};
        VariableRecorder variables = new VariableRecorder(neurons, 1, names);
        NeuronSimulation simulation = new NeuronSimulation(
                neurons,
                new Stimulus() {
                    @Override
                    public void spikes(int step, NeuronPopulation to) {
                        if (arrives(step)) {
                            to.input("synapses")[0] += JUMP_PICO_A;
                        }
                    }
                },
                variables,
                spikes);
        simulation.run(STEPS);
        simulation.finish();
        LemsInterpreter interpreter = interpreter(lems, basal);
        List<Integer> found = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            for (String name : names) {
                assertThat(1e3 * interpreter.get(LemsNeuron.id(name)))
                        .as("%s at step %d", name, step)
                        .isCloseTo(variables.trace(name, 0)[step], within(1e-7));
            }
            if (step < STEPS && step(interpreter, step) > 0) {
                found.add(step);
            }
        }
        if (fires) {
            assertThat(found).hasSizeGreaterThan(5);
            assertThat(found.stream().mapToInt(Integer::intValue)).containsExactly(boxed(spikes.steps(0, 0)));
        }
        return variables.trace("V_soma", 0);
    }

    private static Integer[] boxed(int[] steps) {
        return Arrays.stream(steps).boxed().toArray(Integer[]::new);
    }

    @Test
    void whatLemsIsNotToldIsOneLine() throws IOException {
        String out = directory.resolve("out.xml").toString();
        Path file = yaml("lif", "standard", "tanh");
        Files.writeString(file, Files.readString(file).replace("[F3]", "[F1, F3]"));
        CommandOutcome.of("export", file.toString(), "--as", "lems", "--out", out)
                .isOneLine("--as lems: expected --formulation F3", "found F1");
        Files.writeString(file, Files.readString(file).replace("{cell: standard}", "{synapses: {basal: conductance}}"));
        CommandOutcome.of("export", file.toString(), "--as", "lems", "--formulation", "F3", "--out", out)
                .isOneLine("--as lems: layer my hidden: expected synapses that are currents, found conductances");
        Files.writeString(
                file,
                Files.readString(file).replace("{synapses: {basal: conductance}}", "{scatter: {conductance: 0.1}}"));
        CommandOutcome.of("export", file.toString(), "--as", "lems", "--formulation", "F3", "--out", out)
                .isOneLine("--as lems: layer my hidden: expected units that are alike, found neurons.scatter");
        assertThat(Path.of(out)).doesNotExist();
    }
}
