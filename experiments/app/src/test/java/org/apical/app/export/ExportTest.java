package org.apical.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.apical.app.cli.CommandOutcome;
import org.apical.app.data.DataFiles;
import org.apical.app.data.NpzArrays;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.NamedWeights;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.reduction.RateReduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that has learned goes out as files, and comes back. */
class ExportTest {
    private static final String XOR = """
            data: {generate: xor, samples: 40, test: 20}
            layers:
              - {name: hidden, units: 4}
              - {name: output, transfer: linear}
            timing: {freeMs: 60, warmupMs: 20, controlledMs: 100}
            learning: {epochs: %d, batch: 8, feedback: {fixed: %s}%s}
            agreement: {samples: 1, settleMs: 200}
            formulations: [%s]
            """;

    @TempDir
    Path directory;

    private Path yaml(String name, String text) throws IOException {
        return Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }

    private void done(String... arguments) {
        CommandOutcome outcome = CommandOutcome.of(arguments);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
    }

    /** Done, whether or not formulations agreed after so little time. */
    private void learned(String... arguments) {
        CommandOutcome outcome = CommandOutcome.of(arguments);
        assertThat(outcome.exit()).as(outcome.err()).isLessThan(2);
    }

    private static Formulations formulations(Path file) {
        return ExperimentFile.read(file).formulations(MatrixProduct.detect());
    }

    private static Map<String, double[]> read(Path file, Formulations like) {
        return NpzArrays.read(file, NamedWeights.of(like.network(), NetworkWeights.zero(like.network())));
    }

    @Test
    void whatARunHasLearnedIsWhatAnotherBeginsWith() throws IOException {
        Path first = yaml("first.yaml", XOR.formatted(2, "random", "", "F1, F2"));
        learned("run", first.toString(), "--out", at("run"));
        CommandOutcome exported =
                CommandOutcome.of("export", at("run"), "--formulation", "F2", "--out", at("F2.npz"), "--json");
        assertThat(exported.exit()).as(exported.err()).isZero();
        assertThat(exported.json().get("formulation").asText()).isEqualTo("F2");
        assertThat(exported.json().get("origin").asText()).endsWith(", epoch 2");
        // in a directory of its own: paths are relative to the file, not to where the command runs
        Path second = yaml("second.yaml", XOR.formatted(0, "given", ", initial: {file: F2.npz}", "F2"));
        learned("run", second.toString(), "--out", at("again"));
        String scores = CommandOutcome.metrics(directory.resolve("again"));
        String[] learned = CommandOutcome.metrics(directory.resolve("run")).split("\n");
        String last = IntStream.range(0, learned.length)
                .mapToObj(k -> learned[k])
                .filter(line -> line.startsWith("F2,test_accuracy,,2,"))
                .findFirst()
                .orElseThrow();
        assertThat(scores).contains(last.replace(",2,", ",0,"));
        // what it begins with are the same bits, feedback too
        done("export", second.toString(), "--out", at("back.npz"));
        Formulations like = formulations(second);
        Map<String, double[]> back = read(directory.resolve("back.npz"), like);
        read(directory.resolve("F2.npz"), like)
                .forEach((name, values) -> assertThat(back.get(name)).containsExactly(values));
        assertThat(back).containsOnlyKeys("W1", "b1", "Q1", "W2", "b2", "Q2");
        // and the description that it leaves knows the file it was, not only its name
        Files.copy(directory.resolve("back.npz"), directory.resolve("other.npz"));
        NpzArrays.write(directory.resolve("F2.npz"), "other", Map.of("W1", new Array(new int[] {4, 2}, new double[8])));
        CommandOutcome.of("run", at("again/run.yaml"), "--out", at("third"))
                .isOneLine("F2.npz: expected SHA-256 ", ", found ");
    }

    /** S of a method is exported and begun with; what has more pathways of its own says that a file has not all of it. */
    @Test
    void backwardWeightsOfAMethodAreBegunWith() throws IOException {
        String method = ", method: {kind: feedback alignment, backward: learned}";
        Path first = yaml("first.yaml", XOR.formatted(2, "random", method, "F1"));
        learned("run", first.toString(), "--out", at("run"));
        done("export", at("run"), "--out", at("W.npz"));
        Path second = yaml("second.yaml", XOR.formatted(0, "given", ", initial: {file: W.npz}" + method, "F1"));
        done("export", second.toString(), "--out", at("back.npz"));
        NetworkWeights begun = formulations(second).initial();
        NetworkWeights drawn = formulations(first).initial();
        assertThat(begun.backward(1)).isNotEqualTo(drawn.backward(1));
        NpzArrays.read(
                        directory.resolve("W.npz"),
                        NamedWeights.of(formulations(second).network(), begun.copy()))
                .forEach((name, values) -> assertThat(
                                NamedWeights.of(formulations(second).network(), begun)
                                        .get(name)
                                        .values())
                        .as(name)
                        .containsExactly(values));
        for (String other : new String[] {"backprop", "{kind: BurstCCN, events: learned}"}) {
            Path refused =
                    yaml("refused.yaml", XOR.formatted(0, "given", ", initial: {file: W.npz}, method: " + other, "F1"));
            CommandOutcome.of("run", refused.toString(), "--out", at("refused"))
                    .isOneLine("learning.initial (line 6)", "W.npz: expected ");
        }
    }

    @Test
    void whatAFileLeavesOutIsDrawn() throws IOException {
        Path drawn = yaml("drawn.yaml", XOR.formatted(1, "product", "", "F1"));
        Formulations without = formulations(drawn);
        double[] w2 = {1, -2, 0.5, 0.25, 3, -1, 2, 0};
        NpzArrays.write(directory.resolve("w.npz"), "", Map.of("W2", new Array(new int[] {2, 4}, w2)));
        Formulations with =
                formulations(yaml("with.yaml", XOR.formatted(1, "product", ", initial: {file: w.npz}", "F1")));
        NetworkWeights weights = with.initial();
        assertThat(weights.forward(1)).containsExactly(w2);
        assertThat(weights.forward(0)).containsExactly(without.initial().forward(0));
        // Q_1 is the product of the weights that were given, W_2^T
        assertThat(weights.feedback(0)).containsExactly(1, 3, -2, -1, 0.5, 2, 0.25, 0);
    }

    @Test
    void currentsAreThoseOfTheReduction() throws IOException {
        Path file = yaml("xor.yaml", XOR.formatted(1, "random", "", "F1, F2, F3"));
        Formulations formulations = formulations(file);
        NetworkWeights weights = formulations.initial();
        RateReduction reduction = formulations.neurons().reduction(formulations.network(), 0);
        for (Form form : new Form[] {Form.F2, Form.F3}) {
            ExportedNetwork network = new ExportedNetwork(formulations, form, weights, "");
            Map<String, Array> currents = CurrentWeights.of(network);
            double tauMs = formulations.experiment().spikes().synapseTauMs();
            int neurons = formulations.neuronsPerUnit(-1);
            double perHz = 1
                    / reduction.resistances().somaBasal()
                    / formulations.neurons().input().gainHz();
            double expected = form == Form.F2
                    ? weights.forward(0)[3] * reduction.code().scaleMv() * perHz
                    : reduction.basalPicoAPerSpike(
                            weights.forward(0)[3], formulations.neurons().input(), tauMs, neurons);
            String name = form == Form.F2 ? "W1_pA_per_Hz" : "W1_pA_per_spike";
            assertThat(currents).containsOnlyKeys(name, "b1_pA", "Q1_pA", name.replace('1', '2'), "b2_pA", "Q2_pA");
            assertThat(currents.get(name).shape()).containsExactly(4, 2);
            assertThat(currents.get(name).values()[3]).isCloseTo(expected, within(1e-12));
        }
        CommandOutcome.of("export", file.toString(), "--as", "currents", "--out", at("c.npz"))
                .isOneLine("--formulation: expected F2 or F3");
        assertThat(directory.resolve("c.npz")).doesNotExist();
        done("export", file.toString(), "--as", "currents", "--formulation", "F3", "--out", at("c.npz"));
    }

    @Test
    void whatExcitesAndWhatInhibitsStandApart() throws IOException {
        Formulations formulations = formulations(yaml(
                "dale.yaml", XOR.formatted(1, "random", "", "F2") + "neurons: {synapses: {basal: conductance}}\n"));
        NetworkWeights weights = formulations.initial();
        Map<String, Array> currents = CurrentWeights.of(new ExportedNetwork(formulations, Form.F2, weights, ""));
        double[] excites = currents.get("W1_excitatory_pA_per_Hz").values();
        double[] inhibits = currents.get("W1_inhibitory_pA_per_Hz").values();
        for (int k = 0; k < excites.length; k++) {
            assertThat(Math.min(excites[k], inhibits[k])).isZero();
            assertThat(Math.signum(excites[k] - inhibits[k])).isEqualTo(Math.signum(weights.forward(0)[k]));
        }
    }

    @Test
    void whatDoesNotFitIsOneLine() throws IOException {
        byte[] w1 = DataFiles.npy("<f8", "(4, 2)", DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, new double[8]));
        byte[] q1 = DataFiles.npy("<f8", "(4, 2)", DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, new double[8]));
        DataFiles.write(directory, "w.npz", DataFiles.npz("W1", w1, "Q1", q1));
        DataFiles.write(directory, "bad.npz", DataFiles.npz("W7", w1));
        String out = at("out");
        Path product = yaml("product.yaml", XOR.formatted(0, "product", ", initial: {file: w.npz}", "F1"));
        CommandOutcome.of("run", product.toString(), "--out", out)
                .isOneLine("product.yaml: learning.initial (line 6): ", "w.npz: expected no Q1: learning.feedback");
        Path given = yaml("given.yaml", XOR.formatted(0, "given", ", initial: {file: w.npz}", "F1"));
        CommandOutcome.of("run", given.toString(), "--out", out).isOneLine("w.npz: expected Q2", "found only W1, Q1");
        Path none = yaml("none.yaml", XOR.formatted(0, "given", "", "F1"));
        CommandOutcome.of("run", none.toString(), "--out", out)
                .isOneLine("none.yaml: learning.feedback (line 6)", "the key learning.initial");
        Path bad = yaml("bad.yaml", XOR.formatted(0, "random", ", initial: {file: bad.npz}", "F1"));
        CommandOutcome.of("run", bad.toString(), "--out", out)
                .isOneLine("bad.npz: expected no other arrays than W1 (4 x 2), b1 (4)", "found W7");
        Path absent = yaml("absent.yaml", XOR.formatted(0, "random", ", initial: {file: absent.npz}", "F1"));
        CommandOutcome.of("run", absent.toString(), "--out", out).isOneLine("absent.npz: expected a data file");
        Path sparse = yaml(
                "sparse.yaml",
                XOR.formatted(0, "random", ", initial: {file: ones.npz}", "F1")
                        + "feedforward: [{from: input, to: hidden, connectivity: {pairs: [[0, 0], [1, 1]]}}, {from: hidden, to: output}]\n");
        double[] ones = {1, 0, 0, 1, 0, 1, 0, 0};
        NpzArrays.write(directory.resolve("ones.npz"), "", Map.of("W1", new Array(new int[] {4, 2}, ones)));
        CommandOutcome.of("run", sparse.toString(), "--out", out)
                .isOneLine("ones.npz: W1: row 3, column 2: expected 0, for this synapse does not exist, found 1.0");
        assertThat(directory.resolve("out")).doesNotExist();
        CommandOutcome.of("export", at("."), "--out", at("x.npz")).isOneLine("run.yaml");
        CommandOutcome.of("export", bad.toString(), "--as", "text", "--out", at("x.npz"))
                .isOneLine("--as: expected one of [weights, currents, sonata, nir, lems], found 'text'");
        assertThat(directory.resolve("x.npz")).doesNotExist();
    }
}
