package org.apical.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.reduction.Assumption;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    static Stream<Path> examples() throws IOException {
        return Files.list(Path.of("..", "networks")).filter(p -> p.toString().endsWith(".yaml"));
    }

    private static Explanation explain(ExperimentFile file) {
        return Explanation.of(file.formulations(PRODUCT), 2);
    }

    private static Explanation digits(String key, String value) {
        return explain(ExperimentFile.embedded("digits.yaml").with("test", key, value));
    }

    /** Every example is explained, with the embedded digits where its images would have to be fetched. */
    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsExplained(Path path) throws IOException {
        ExperimentFile file = ExperimentFile.read(path);
        Explanation explained =
                explain(Files.readString(path).contains("data fetch") ? file.with("test", "data", "digits") : file);
        Findings findings = ExplanationFindings.of(explained, path.getFileName().toString());
        assertThat(findings.checks()).isEmpty();
        assertThat(findings.measures().list()).noneMatch(m -> Double.isNaN(m.value()));
        assertThat(explained.layers()).allMatch(l -> l.assumptions().size() >= 7);
        assertThat(explained.memory().bytes()).isPositive();
    }

    /** A method beside control has no controller, of which nothing is said. */
    @Test
    void anotherMethodThanControlHasNoController() {
        Explanation explained = explain(ExperimentFile.embedded("digits.yaml")
                .with("test", "learning.method", "backprop")
                .with("test", "controller", "spiking")
                .with("test", "formulations", "[F1]"));
        assertThat(ExplanationFindings.of(explained, "digits").lead()).contains("Forward weights learn by backprop");
        assertThat(explained.synapses()).hasSize(2).noneMatch(s -> s.from().equals("controller"));
        assertThat(text(explained)).doesNotContain("LIF");
    }

    /** The spread of what every unit has, in words that say what it does not reach; nothing of it where units are alike. */
    @Test
    void unitsThatDifferAreShown() {
        String told = text(digits("neurons.scatter", "{conductance: 0.1, thresholdMv: 2}"));
        assertThat(told).contains("Units that differ", "F1 has no such parameters", " ± ");
        Assumption taken = taken("neurons.assumed", "{coupling: 1.2}");
        // kappa is 4 / 10, of the cell assumed 4.8 / 11.2; 7 mV at 1 mV a unit
        assertThat(taken.violation()).isCloseTo((4.8 / 11.2 - 0.4) / (4.8 / 11.2) * 7, within(1e-12));
        assertThat(taken.holds()).isFalse();
        assertThat(taken("neurons.scatter", "{conductance: 0.1}").holds()).isFalse();
        assertThat(taken("neurons.scatter", "{thresholdMv: 0.5}").holds()).isFalse();
        assertThat(taken("neurons.scatter", "{capacitance: 0.4}").violation()).isZero();
        assertThat(text(digits("neurons.assumed", "{coupling: 1.2}")))
                .contains("kappa that rules assume", "1.2 times the coupling")
                .doesNotContain("Units that differ");
        assertThat(text(digits("seed", "1"))).doesNotContain("Units that differ", "assume");
    }

    private static Assumption taken(String key, String value) {
        return digits(key, value).layers().get(0).assumptions().stream()
                .filter(a -> a.name().startsWith("every neuron is the one"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Explanation explained) {
        return ExplanationFindings.of(explained, "digits").sections().toString();
    }

    /** g = I / |E - V_0|, V_0 = -70 mV + R_bb 175 pA = -52.5 mV of the basal dendrite, E_L of the apical one: by hand. */
    @Test
    void conductancesAreThoseThatCarryTheCurrents() {
        List<Channels> hidden = digits("neurons.synapses", "{basal: conductance, apical: conductance}")
                .layers()
                .get(0)
                .channels();
        assertThat(hidden)
                .extracting(Channels::name)
                .containsExactly("gAMPA_b", "gGABA_b", "held gAMPA_a", "held gGABA_a");
        assertThat(hidden.get(0).nanoSPerDrive()).isCloseTo(25 / 52.5, within(1e-12));
        assertThat(hidden.get(1).nanoSPerDrive()).isCloseTo(25 / 27.5, within(1e-12));
        assertThat(hidden.get(2).nanoSPerDrive()).isCloseTo(50.0 / 70, within(1e-12));
        // a spike of one of 60 neurons, nu_1 = 100 Hz, decays with 5 ms
        assertThat(hidden.get(0).nanoSPerSpike()).hasValueCloseTo(25 / 52.5 / (0.1 * 60 * 5), within(1e-12));
        assertThat(digits("seed", "1").layers().get(0).channels()).isEmpty();
    }

    /** Numbers of the digits, from the reduction built by hand. */
    @Test
    void numbersAreThoseOfTheReduction() {
        Explanation explained = digits("seed", "1");
        RateReduction hidden = RateReduction.of(PyramidalCell.standard(), new UnitCode(7, 1, new RateCode(100, 100)));
        LayerFacts layer = explained.layers().get(0);
        assertThat(layer.reduction()).isEqualTo(hidden);
        assertThat(layer.neurons()).isEqualTo(64 * 60);
        assertThat(layer.perSpike()).isEqualTo(hidden.basalPicoAPerSpike(1, new RateCode(0, 100), 5, 60));
        assertThat(layer.codedHz(1)).isCloseTo(100 + 100 * Math.tanh(1), within(1e-9));
        assertThat(layer.timeConstantsMs()[0]).isCloseTo(20, within(1e-9));
        SynapseFacts forward = explained.synapses().get(0);
        assertThat(forward.weights()).isEqualTo(64 * 64);
        assertThat(forward.synapses()).isEqualTo(64.0 * 64 * 60 * 60);
    }

    /** The mean conductances under a drive carry its current, so they do not depend on how fast channels close. */
    @Test
    void theShuntOfConductancesDoesNotDependOnTheirDecay() {
        double[] change = Stream.of("5", "20", "100")
                .map(tau -> digits(
                        "neurons.synapses",
                        "{basal: {conductance: {inhibitoryTauMs: " + tau + ", nmda: 0.5, nmdaTauMs: " + tau + "}}}"))
                .flatMap(e -> e.layers().get(0).assumptions().stream())
                .filter(a -> a.name().startsWith("synaptic input is a current"))
                .mapToDouble(Assumption::violation)
                .toArray();
        assertThat(change).hasSize(3);
        assertThat(change[0]).isGreaterThan(0.05);
        assertThat(change).containsExactly(new double[] {change[0], change[0], change[0]}, within(1e-12));
    }

    @Test
    void jsonHasTheKeysOfTheContract() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ExplanationJson.write(digits("seed", "1"), root);
        assertThat(root.at("/layers/0").properties().stream().map(e -> e.getKey()))
                .contains("name", "units", "neurons", "cell", "soma", "synapses", "tau_v_ms", "kappa", "assumptions")
                .contains("transfer_resistance_soma_basal_mohm");
        assertThat(root.at("/layers/0/transfer_resistance_soma_basal_mohm").asDouble())
                .isEqualTo(1000
                        * RateReduction.of(PyramidalCell.standard(), new UnitCode(0, 1, new RateCode(0, 1)))
                                .resistances()
                                .somaBasal());
        assertThat(root.at("/layers/0/assumptions/0").properties().stream().map(e -> e.getKey()))
                .containsExactly("name", "held", "measured", "limit");
        assertThat(root.get("memory_bytes").asLong()).isPositive();
    }

    private static Assumption along(Explanation explained) {
        return explained.layers().get(0).assumptions().stream()
                .filter(a -> a.name().startsWith("neurons fire along"))
                .findFirst()
                .orElseThrow();
    }

    /** A soma that does not fire along phi is said to; with phi from its curve it does. */
    @Test
    void aCurveUnlikePhiIsAViolatedAssumption() {
        ExperimentFile lif = ExperimentFile.embedded("digits.yaml").with("test", "spikes.soma", "lif");
        assertThat(along(explain(lif)).holds()).isFalse();
        ExperimentFile curved = lif.with("test", "spikes.noiseMv", "3")
                .with("test", "layers[0].transfer", "f-I curve")
                .with("test", "layers[1].transfer", "f-I curve");
        assertThat(along(explain(curved)).violation()).isLessThan(1e-9);
    }

    /** What grows with a network is counted: twice the neurons of their own, twice their state. */
    @Test
    void memoryGrowsWithNeuronsLanesAndWeights() {
        ExperimentFile lif = ExperimentFile.embedded("digits.yaml").with("test", "spikes.soma", "lif");
        MemoryEstimate few =
                explain(lif.with("test", "spikes.neuronsPerUnit", "1000")).memory();
        MemoryEstimate many =
                explain(lif.with("test", "spikes.neuronsPerUnit", "2000")).memory();
        assertThat(many.state() / few.state()).isCloseTo(2, within(0.01));
        assertThat(many.weights()).isEqualTo(few.weights());
    }
}
