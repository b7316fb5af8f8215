package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apical.app.UserError;
import org.apical.app.yaml.LocatedYaml;
import org.apical.app.yaml.RandomRecords;
import org.apical.app.yaml.RecordYaml;
import org.apical.app.yaml.YamlText;
import org.apical.network.control.Control;
import org.apical.network.description.Connectivity;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.Site;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentFileTest {
    /** One key a line, so that a test can say which line is wrong. */
    private static final String GOOD = """
            input: {name: in, units: 4, gainHz: 100}
            layers:
              - {name: a, units: 5, transfer: tanh}
              - {name: b, units: 3, transfer: linear}
            feedforward:
              - {from: in, to: a}
              - {from: a, to: b, delayMs: 2}
            sources:
              - {name: tonic, units: 2, neurons: 3, rateHz: 10}
            projections:
              - {from: a, to: a, delayMs: 1, connectivity: {probability: 0.5}}
              - {from: tonic, to: b, site: apical, weights: {deviation: 0.1}}
            neurons:
              cell: standard
              hidden: {offsetMv: 15, scaleMv: 5, baselineHz: 100, gainHz: 100}
              output: {offsetMv: 15, scaleMv: 1.5, baselineHz: 200, gainHz: 20}
            spikes: {soma: escape, neuronsPerUnit: 7, synapseTauMs: 5}
            controller: {kind: ideal, alpha: 0.1}
            timing: {dtMs: 1, tauUMs: 100, freeMs: 10, warmupMs: 0, controlledMs: 20}
            """;

    /** A network of the right shape that learns: from line 20 on. */
    private static final String LEARNS =
            GOOD.replace("units: 4", "units: 64").replace("b, units: 3", "b, units: 10") + """
            learning:
              rule: dendritic prediction
              feedback: {fixed: random}
              target: {nudge: {lambda: 2}}
              optimiser: {kind: adam, rate: 0.01}
              epochs: 2
              batch: 16
            data: {set: digits, train: 64, test: 50}
            audit: {formulation: F2}
            """;

    /** The same without anything beside the chain, and without delays. */
    private static final String PLAIN =
            LEARNS.replaceAll("(?s)sources:.*(?=neurons:\n)", "").replace(", delayMs: 2", "");

    private static final String LEARNED =
            "{learned: {sigma: 0.01, tauAMs: 50, alpha: 0.6, presentationMs: 200, preTrainingEpochs: 4, preTrainingRate: 0.03}}";

    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private static Experiment read(String text) {
        return ExperimentFile.read("net.yaml", text).experiment(PRODUCT);
    }

    @Test
    void whatAFileSaysIsWhatTheRecordHolds() {
        Experiment experiment = read(GOOD);
        Formulations formulations = new Formulations(experiment, PRODUCT);
        NetworkDescription network = formulations.network();
        assertThat(network.inputs()).isEqualTo(4);
        assertThat(network.layers()).isEqualTo(2);
        assertThat(network.forward().get(1).delaySteps(1)).isEqualTo(2);
        assertThat(network.others().get(0).connectivity()).isEqualTo(new Connectivity.Probability(0.5));
        assertThat(network.others().get(1).site()).isEqualTo(Site.APICAL);
        assertThat(experiment.spikes().neuronsPerUnit()).isEqualTo(7);
        assertThat(formulations.controller().law().orElseThrow().leakAlpha()).isEqualTo(0.1);
    }

    static Stream<String> described() {
        return Stream.of(
                GOOD,
                GOOD.replace("soma: escape", "soma: lif").replace("synapseTauMs: 5", "synapseTauMs: 5, noiseMv: 2"),
                GOOD.replace("kind: ideal, alpha: 0.1", "kind: none"),
                GOOD.replace(
                        "kind: ideal, alpha: 0.1",
                        "kind: spiking, alpha: 0.1, leak: integral, neurons: 20, integralRadius: 2, errorRadius: 1, outputTauMs: 60"),
                GOOD.replace("probability: 0.5", "pairs: [[0, 1], [4, 2]]"),
                GOOD.replace("alpha: 0.1", "alpha: 0.1, delayMs: 3"),
                GOOD.replace(
                        "kind: ideal, alpha: 0.1",
                        "kind: rate, alpha: 0.1, neurons: 20, integralRadius: 2, errorRadius: 1, delayMs: 7"),
                LEARNS,
                LEARNS.replace("{fixed: random}", "{fixed: product}").replace("F2", "F3"),
                PLAIN.replace("{fixed: random}", "{inversion: {tauPsiMs: 2, backward: fixed}}")
                        + "formulations: [F1]\n",
                LEARNS.replace("{fixed: random}", LEARNED),
                LEARNS.replace("{fixed: random}", LEARNED.replace("alpha", "highPassMs: 50, alpha")),
                LEARNS.replace("{nudge: {lambda: 2}}", "{label: {on: 0.9, off: 0.1}}"),
                LEARNS.replace("{kind: adam, rate: 0.01}", "{kind: sgd, rate: 0.1, momentum: 0.9, schedule: constant}"),
                LEARNS.replace(
                        "dendritic prediction",
                        "{kind: dendritic prediction, teacher: spikes, prediction: through soma}"),
                LEARNS.replace("dendritic prediction", "temporal Hebbian"),
                LEARNS.replace("dendritic prediction", "{kind: clopath, delayMs: 2, thetaPlusMv: -50}")
                        + "formulations: [F3]\n",
                LEARNS.replace("dendritic prediction", "{kind: spike-timing Hebbian, tauPresynapticMs: 17}")
                        + "formulations: [F3]\n",
                GOOD.replace(
                        "cell: standard",
                        "cell: {restMv: -70, coupling: reciprocal, soma: {capacitancePicoF: 200, leakNanoS: 10}, "
                                + "basal: {capacitancePicoF: 100, leakNanoS: 5}, apical: {capacitancePicoF: 90, leakNanoS: 4}, "
                                + "basalCouplingNanoS: 15, apicalCouplingNanoS: 10}"));
    }

    @ParameterizedTest
    @MethodSource("described")
    void writingAndReadingGivesTheSameRecord(String text) {
        Experiment experiment = read(text);
        assertThat(read(ExperimentFile.write(experiment))).isEqualTo(experiment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit.yaml",
                "digits.yaml",
                "digits-learned.yaml",
                "recurrent.yaml",
                "spiking-controller.yaml",
                "xor.yaml"
            })
    void theExamplesAreReadAndEmbedded(String name) {
        Experiment experiment =
                ExperimentFile.read(Path.of("..", "networks", name)).experiment(PRODUCT);
        assertThat(experiment.controller() instanceof Control.Spiking)
                .isEqualTo(name.equals("spiking-controller.yaml"));
        assertThat(experiment.data().isPresent()).isEqualTo(name.matches("audit.yaml|digits.*|xor.yaml"));
        assertThat(read(ExperimentFile.write(experiment))).isEqualTo(experiment);
        assertThat(ExperimentFile.embedded(name).experiment(PRODUCT)).isEqualTo(experiment);
    }

    /** Whatever the registry knows, in any order and of any size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyExperimentIsWrittenAndReadAsItIs(long seed) {
        RandomRecords random = new RandomRecords(Registry.KINDS, seed);
        RecordYaml yaml = new RecordYaml(Registry.KINDS);
        for (int k = 0; k < 50; k++) {
            Experiment experiment = random.of(Experiment.class);
            String text = ExperimentFile.write(experiment);
            assertThat(yaml.read(Experiment.class, LocatedYaml.read("net.yaml", text)))
                    .isEqualTo(experiment);
        }
    }

    /** Whatever numbers and kinds stand in a section: an error of one line with its place, or an experiment. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anySectionEndsInOneLineOrAnExperiment(long seed) {
        RandomRecords random = new RandomRecords(Registry.KINDS, seed);
        RecordYaml yaml = new RecordYaml(Registry.KINDS);
        List<String> names = List.of("neurons", "spikes", "timing", "learning", "agreement", "audit");
        List<? extends Class<? extends Record>> sections =
                List.of(Neurons.class, Spikes.class, Clock.class, Learning.class, Agreement.class, AuditPlan.class);
        int refused = 0;
        for (int k = 0; k < 150; k++) {
            int section = k % names.size();
            String value = YamlText.of(yaml.write(random.of(sections.get(section))));
            ExperimentFile file = ExperimentFile.read("net.yaml", PLAIN).with("--set it", names.get(section), value);
            try {
                file.experiment(PRODUCT);
            } catch (UserError e) {
                refused++;
                assertThat(e.getMessage()).matches("(net.yaml|--set it): [a-z]+\\S*( \\(line \\d+\\))?: .*");
            }
        }
        assertThat(refused).isBetween(25, 145);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                // cycles in the feedforward list
                Arguments.of(
                        "to: b, delayMs: 2}", "to: a}", "feedforward[1].to (line 7): expected a chain without a cycle"),
                Arguments.of(
                        "{from: in, to: a}", "{from: b, to: a}", "expected a chain without a cycle that begins at in"),
                Arguments.of("{from: in, to: a}", "{from: a, to: a}", "feedforward[1].from (line 7)"),
                // unknown populations
                Arguments.of(
                        "from: in, to: a",
                        "from: in, to: c",
                        "feedforward[0].to (line 6): expected one of the layers a, b, found 'c'"),
                Arguments.of(
                        "from: in, to: a",
                        "from: inn, to: a",
                        "feedforward[0].from (line 6): expected one of in, a, b, found 'inn'"),
                Arguments.of(
                        "from: tonic",
                        "from: tnic",
                        "projections[1].from (line 12): expected one of in, a, b, tonic, found 'tnic'"),
                Arguments.of(
                        "from: a, to: a, delayMs: 1",
                        "from: a, to: in, delayMs: 1",
                        "projections[0].to (line 11): projection.to must be a layer: a, b, got in"),
                // shapes
                Arguments.of(
                        "{probability: 0.5}",
                        "{pairs: [[0, 5]]}",
                        "projections[0].connectivity.pairs[0][1] (line 11): expected a whole number from 0 to 4, found '5'"),
                Arguments.of(
                        "{probability: 0.5}",
                        "{pairs: [[0]]}",
                        "pairs[0] (line 11): expected [from, to], found a list of 1"),
                Arguments.of(
                        "{probability: 0.5}",
                        "{probability: 1.5}",
                        "projections[0].connectivity.probability (line 11): expected a number > 0 and <= 1, found '1.5'"),
                Arguments.of(
                        "{probability: 0.5}",
                        "sparse",
                        "projections[0].connectivity (line 11): expected one of dense, probability, pairs, found 'sparse'"),
                Arguments.of(
                        "units: 5",
                        "units: 0",
                        "layers[0].units (line 3): expected a whole number from 1 to 1000000, found '0'"),
                Arguments.of("units: 5", "units: 5.5", "layers[0].units (line 3): expected a whole number"),
                Arguments.of("name: b", "name: a", "layers[1].name (line 4): expected a name of its own, found 'a'"),
                Arguments.of(
                        "transfer: tanh",
                        "transfer: tan",
                        "layers[0].transfer (line 3): expected one of tanh, linear, sigmoid, relu, rectified, f-I curve, found 'tan'"),
                // zero delay on a recurrent path
                Arguments.of(
                        "from: a, to: a, delayMs: 1",
                        "from: a, to: a, delayMs: 0",
                        "projections[0].delayMs (line 11): projection a to a.delayMs must be > 0 ms on a recurrent path, got 0.0"),
                Arguments.of(
                        "from: a, to: a, delayMs: 1",
                        "from: b, to: a",
                        "projection b to a.delayMs must be > 0 ms on a recurrent path"),
                // time steps
                Arguments.of(
                        "dtMs: 1,",
                        "dtMs: 6,",
                        "timing.freeMs (line 19): timing.freeMs must be a multiple of dtMs = 6.0 ms, next to it 6 or 12 ms, got 10.0"),
                Arguments.of("dtMs: 1,", "dtMs: 0,", "timing.dtMs (line 19): expected a number > 0 (ms), found '0'"),
                Arguments.of("dtMs: 1,", "dtMs: .nan,", "timing.dtMs (line 19): expected a"),
                Arguments.of(
                        "controlledMs: 20",
                        "controlledMs: 1e12",
                        "timing.controlledMs (line 19): timing.controlledMs must take at most 1e8 steps"),
                Arguments.of(
                        "kind: ideal, alpha: 0.1",
                        "kind: spiking, alpha: 0.1, integralRadius: 1, errorRadius: 1, errorTauMs: 0.5",
                        "controller.errorTauMs (line 18): ControlSynapses.errorTauMs must be above dtMs = 1.0 ms, got 0.5"),
                // keys
                Arguments.of(
                        "kind: ideal",
                        "kind: pid",
                        "controller.kind (line 18): expected one of "
                                + String.join(", ", Registry.KINDS.names(Control.class)) + ", found 'pid'"),
                Arguments.of(
                        "alpha: 0.1",
                        "alfa: 0.1",
                        "controller.alfa (line 18): expected one of alpha, proportionalGain, leak, delayMs, found the key 'alfa'"),
                Arguments.of(
                        "alpha: 0.1", "alpha: -1", "controller.alpha (line 18): expected a number >= 0, found '-1'"),
                Arguments.of(
                        "{name: a, units: 5", "{units: 5", "layers[0] (line 3): expected the key name, found units"),
                Arguments.of(
                        "offsetMv: 15, scaleMv: 5, ",
                        "",
                        "neurons.hidden (line 15): expected the keys offsetMv, scaleMv, found baselineHz, gainHz"),
                Arguments.of("rateHz: 10", "rate: 10", "sources[0].rate (line 9): expected one of name, units"),
                Arguments.of("sources:", "sauces:", "sauces (line 9): expected one of data, input, layers"),
                Arguments.of(
                        "layers:", "timing: 3\nlayers:", "line 20: expected the key 'timing' once, found it twice"),
                Arguments.of(
                        "gainHz: 100}\nlayers",
                        "gainHz: 0}\nlayers",
                        "input.gainHz (line 1): expected a number > 0 (Hz), found '0'"),
                Arguments.of(
                        "{from: a, to: b, delayMs: 2}",
                        "{from: a, to: b, delayMs: -2}",
                        "feedforward[1].delayMs (line 7): expected a number >= 0 (ms), found '-2'"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamedWithItsLine(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    static Stream<Arguments> wrongLearning() {
        return Stream.of(
                Arguments.of("  rule:", "  rules:", "learning.rules (line 21): expected one of method, rule, lateral"),
                Arguments.of(
                        "{lambda: 2}",
                        "{gain: 2}",
                        "learning.target.nudge (line 23): expected the key lambda, found gain"),
                Arguments.of(
                        "{lambda: 2}", "{}", "learning.target.nudge (line 23): expected the key lambda, found no keys"),
                Arguments.of("F2", "F4", "audit.formulation (line 28): expected one of F1, F2, F3, found 'F4'"),
                Arguments.of(
                        "dendritic prediction",
                        "hebbian",
                        "learning.rule (line 21): expected one of dendritic prediction, clopath, temporal Hebbian, spike-timing Hebbian"),
                Arguments.of(
                        "dendritic prediction",
                        "clopath",
                        "learning.rule (line 21): expected a rule that reads no spikes, which only formulation F3 has, found 'clopath'"),
                Arguments.of(
                        "  rule: dendritic prediction",
                        "  lateral: spike-based alignment",
                        "learning.lateral (line 21): expected a rule that reads no spikes, which only formulation F3 has, found 'spike-based alignment'"),
                Arguments.of(
                        "dendritic prediction",
                        "{kind: burst-dependent, tauAverageMs: 0}",
                        "learning.rule.tauAverageMs (line 21): expected"),
                Arguments.of(
                        "dendritic prediction",
                        "{kind: dendritic prediction, taecher: spikes}",
                        "learning.rule.taecher (line 21): expected one of teacher, prediction"),
                Arguments.of(
                        "dendritic prediction",
                        "{kind: dendritic prediction, teacher: soma}",
                        "learning.rule.teacher (line 21): expected one of voltage, spikes, found 'soma'"),
                Arguments.of(
                        "{fixed: random}",
                        "random",
                        "learning.feedback (line 22): expected one of fixed, learned, inversion, found 'random'"),
                Arguments.of("{fixed: random}", "{}", "learning.feedback (line 22): expected either fixed or learned"),
                Arguments.of(
                        "{fixed: random}",
                        "{fixed: transposed}",
                        "learning.feedback.fixed (line 22): expected one of product, random, given, found 'transposed'"),
                Arguments.of(
                        "{fixed: random}",
                        LEARNED.replace("0.01", "-0.01"),
                        "learning.feedback.learned.sigma (line 22): expected a number > 0, found '-0.01'"),
                Arguments.of(
                        "{fixed: random}",
                        LEARNED.replace("alpha", "highPassMs: 0, alpha"),
                        "learning.feedback.learned.highPassMs (line 22): expected a number > 0 (ms), found '0'"),
                Arguments.of(
                        "{fixed: random}",
                        LEARNED.replace("preTrainingEpochs: 4", "preTrainingEpochs: 0"),
                        "learned.preTrainingEpochs (line 22): learned.preTrainingEpochs must be above 0, or epochsBetween"),
                Arguments.of(
                        "{fixed: random}",
                        LEARNED.replace("sigma", "phases: three, sigma"),
                        "learning.feedback.learned.phases (line 22): expected one of one, two, found 'three'"),
                Arguments.of("set: digits", "set: svhn", "data.set (line 27): expected one of digits"),
                Arguments.of(
                        "b, units: 10",
                        "b, units: 9",
                        "layers[1].units (line 4): expected 10, the outputs wanted by digits, found '9'"),
                Arguments.of(
                        "{nudge: {lambda: 2}}",
                        "{nudge: {lambda: 0}}",
                        "learning.target.nudge.lambda (line 23): expected a number > 0, found '0'"),
                Arguments.of(
                        "{nudge: {lambda: 2}}",
                        "{label: {on: 0.1, off: 0.9}}",
                        "learning.target.label.on (line 23): target.on must be above off = 0.9, got 0.1"),
                Arguments.of(
                        "kind: adam, rate: 0.01",
                        "kind: adam, rate: 0.01, momentum: 0.9",
                        "learning.optimiser.momentum (line 24): expected one of rate, schedule"),
                Arguments.of(
                        "train: 64",
                        "train: 2000",
                        "data.train (line 27): data.train must be 1 to 1297, the samples that there are to take from, got 2000"),
                Arguments.of("test: 50", "test: 0", "data.test (line 27): expected a number > 0, found '0'"),
                Arguments.of(
                        "epochs: 2",
                        "epochs: -1",
                        "learning.epochs (line 25): expected a whole number from 0 to 10000, found '-1'"),
                Arguments.of(
                        "batch: 16",
                        "batch: 0",
                        "learning.batch (line 26): expected a whole number from 1 to 1000000, found '0'"),
                Arguments.of(
                        "alpha: 0.1",
                        "alpha: 0.1, delayMs: -1",
                        "controller.delayMs (line 18): expected a number >= 0 (ms), found '-1'"));
    }

    @ParameterizedTest
    @MethodSource("wrongLearning")
    void whatIsWrongWithLearningIsNamedWithItsLine(String good, String bad, String message) {
        assertThat(LEARNS).contains(good);
        assertThatThrownBy(() -> read(LEARNS.replace(good, bad)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    /** On its grid are all times of the file, but not all time constants above it. */
    @ParameterizedTest
    @CsvSource({"6, 'at most 5.0 ms, spikes.synapseTauMs'", "25, 'at most 20.0 ms, the somatic time constant'"})
    void aTimeStepBeyondATimeConstantIsNamed(int dtMs, String expected) {
        String text = PLAIN.replace(
                "dtMs: 1, tauUMs: 100, freeMs: 10, warmupMs: 0, controlledMs: 20",
                "dtMs: " + dtMs + ", freeMs: " + 2 * dtMs + ", warmupMs: 0, controlledMs: " + 4 * dtMs);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: timing.dtMs (line ")
                .hasMessageContaining("expected " + expected)
                .hasMessageEndingWith("found '" + dtMs + "'");
    }

    @Test
    void aLayerThatNothingLeadsToIsNamed() {
        String text = GOOD.replace(
                "  - {name: b, units: 3, transfer: linear}\n",
                "  - {name: b, units: 3, transfer: linear}\n  - {name: c, units: 3, transfer: linear}\n");
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("layers[2] (line 5): expected a feedforward projection that leads to this layer");
    }

    /** Whatever is cut, doubled or scrambled: an error of one line or a network, nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void brokenTextEndsInOneLine(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int k = 0; k < 200; k++) {
            StringBuilder text = new StringBuilder(k % 2 == 0 ? GOOD : LEARNS);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) (random.nextInt(95) + 32));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
                    case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                    default -> text.setLength(Math.max(1, at));
                }
            }
            try {
                read(text.toString());
            } catch (UserError e) {
                refused++;
                assertThat(e.getMessage()).startsWith("net.yaml");
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void filesThatAreNoneAreRefused(@TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> ExperimentFile.read(directory.resolve("none.yaml")))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("expected a YAML file, found no such file");
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1, (byte) 0xfe});
        assertThatThrownBy(() -> ExperimentFile.read(binary)).isInstanceOf(UserError.class);
        Path empty = Files.writeString(directory.resolve("empty.yaml"), "");
        assertThatThrownBy(() -> ExperimentFile.read(empty))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("found an empty file");
        Path deep = Files.writeString(directory.resolve("deep.yaml"), "[".repeat(5000));
        assertThatThrownBy(() -> ExperimentFile.read(deep)).isInstanceOf(UserError.class);
        Path large = Files.writeString(directory.resolve("large.yaml"), "#".repeat(5 << 20));
        assertThatThrownBy(() -> ExperimentFile.read(large))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bytes");
    }
}
