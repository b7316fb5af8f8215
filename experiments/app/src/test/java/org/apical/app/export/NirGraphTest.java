package org.apical.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apical.app.Python;
import org.apical.app.cli.CommandOutcome;
import org.apical.app.data.DataFiles;
import org.apical.app.data.NpzArrays;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reduced network as a graph of NIR: what another program computes from the file are the rates of the free phase of F1. */
class NirGraphTest {
    private static final int SAMPLES = 3;
    private static final Path READER =
            Path.of("../python/nir_rates.py").toAbsolutePath().normalize();
    private static final String CHAIN = """
            input: {units: 6}
            layers:
              - {name: low, units: 8, transfer: tanh}
              - {name: middle, units: 7, transfer: sigmoid}
              - {name: output, units: 3, transfer: rectified}
            learning: {initial: {file: w.npz}}
            formulations: [F1]
            """;
    private static final String LOOP = """
            input: {units: 6}
            layers:
              - {name: hidden, units: 8, transfer: tanh}
              - {name: output, units: 3, transfer: linear}
            feedforward:
              - {from: input, to: hidden, delayMs: 2}
              - {from: hidden, to: output, delayMs: 3}
            projections:
              - {from: output, to: hidden, site: apical, delayMs: 5, weights: {deviation: 0.2}}
            timing: {freeMs: 1000}
            formulations: [F1]
            """;

    @TempDir
    private Path directory;

    private Path yaml(String text) throws IOException {
        double[] bias = {0.3, -0.2, 0.5, 0.1, -0.4, 0.2, 0.6, -0.1};
        NpzArrays.write(directory.resolve("w.npz"), "", Map.of("b1", new Array(new int[] {8}, bias)));
        return Files.writeString(directory.resolve("network.yaml"), text);
    }

    private Path exported(Path file) {
        Path out = directory.resolve("network.nir");
        CommandOutcome outcome = CommandOutcome.of("export", file.toString(), "--as", "nir", "--out", out.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return out;
    }

    @Test
    void theGraphIsThatOfTheSpecification() throws IOException {
        Path file = yaml(LOOP);
        Formulations formulations = ExperimentFile.read(file).formulations(MatrixProduct.detect());
        NetworkWeights weights = formulations.initial();
        try (HdfFile hdf = new HdfFile(exported(file))) {
            assertThat(hdf.getDatasetByPath("/node/type").getData()).isEqualTo("NIRGraph");
            assertThat(Stream.of((String[][])
                                    hdf.getDatasetByPath("/node/edges").getData())
                            .map(edge -> edge[0] + " " + edge[1]))
                    .containsExactly(
                            "input W1_delay",
                            "W1_delay W1",
                            "W1 layer1",
                            "layer1 W2_delay",
                            "W2_delay W2",
                            "W2 layer2",
                            "layer2 P1_delay",
                            "P1_delay P1",
                            "P1 layer1",
                            "layer2 output");
            double[][] w1 =
                    (double[][]) hdf.getDatasetByPath("/node/nodes/W1/weight").getData();
            assertThat(Arrays.stream(w1).flatMapToDouble(Arrays::stream).toArray())
                    .containsExactly(weights.forward(0));
            assertThat((double[]) hdf.getDatasetByPath("/node/nodes/layer1/tau").getData())
                    .hasSize(8)
                    .containsOnly(0.02);
            assertThat((double[])
                            hdf.getDatasetByPath("/node/nodes/P1_delay/delay").getData())
                    .containsOnly(0.005);
            assertThat(hdf.getDatasetByPath("/node/nodes/layer1/metadata/transfer")
                            .getData())
                    .isEqualTo("tanh");
            assertThat((String) hdf.getDatasetByPath("/node/metadata/reduction").getData())
                    .contains("no dendrites");
        }
    }

    /** r of every layer at the end of the free phase of F1, [sample][unit], by the name of its node. */
    private static Map<String, double[]> free(Formulations formulations, double[] inputs) {
        Formulation rates = formulations.of(Form.F1);
        Simulation simulation = rates.simulation(SAMPLES);
        int units = inputs.length / SAMPLES;
        double[] byUnit = new double[inputs.length];
        for (int k = 0; k < inputs.length; k++) {
            byUnit[k % units * SAMPLES + k / units] = inputs[k];
        }
        simulation.free(
                rates.map(formulations.initial()),
                new Presentation(byUnit, new long[] {0, 1, 2}, Phase.PROBE, new RandomStreams(1)));
        Map<String, double[]> all = new LinkedHashMap<>();
        for (int l = 0; l < simulation.layers(); l++) {
            double[] output = simulation.layer(l).output();
            int n = output.length / SAMPLES;
            double[] bySample = new double[output.length];
            for (int k = 0; k < output.length; k++) {
                bySample[k] = output[k % n * SAMPLES + k / n];
            }
            all.put("layer" + (l + 1), bySample);
        }
        return all;
    }

    private void agrees(Python python, Path file, double within, String... options) throws Exception {
        Formulations formulations = ExperimentFile.read(file).formulations(MatrixProduct.detect());
        double[] inputs = new double[SAMPLES * 6];
        Arrays.setAll(inputs, k -> Math.sin(1.7 * k));
        Path in = DataFiles.write(
                directory,
                "inputs.npy",
                DataFiles.npy("<f8", "(3, 6)", DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, inputs)));
        Path out = directory.resolve("rates.npz");
        Files.deleteIfExists(out);
        String[] command = {READER.toString(), exported(file).toString(), in.toString(), out.toString()};
        python.start(
                directory, Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
        Map<String, double[]> expected = free(formulations, inputs);
        Map<String, Array> like = new LinkedHashMap<>();
        expected.forEach(
                (name, r) -> like.put(name, new Array(new int[] {SAMPLES, r.length / SAMPLES}, new double[r.length])));
        Map<String, double[]> found = NpzArrays.read(out, like);
        expected.forEach((name, rates) -> {
            double rms =
                    Math.sqrt(Arrays.stream(rates).map(r -> r * r).average().orElseThrow());
            assertThat(rms).isGreaterThan(0.1);
            for (int k = 0; k < rates.length; k++) {
                assertThat(found.get(name)[k]).as(name).isCloseTo(rates[k], within(within * rms));
            }
        });
    }

    /** After T = 500 ms, 25 tau_v, a chain of three is within (1 + 25 + 25^2 / 2) e^-25 = 5e-9 of its steady state, times what weights amplify; the loop has 1000 ms and the same bound. */
    @Test
    void anotherReaderFindsTheRatesOfTheFreePhase() throws Exception {
        Python python = Python.with("numpy", "h5py");
        agrees(python, yaml(CHAIN), 1e-7, "--ms", "500");
        agrees(python, yaml(LOOP), 1e-7, "--ms", "1000");
    }

    /** The same in Brian2, to the same bound. */
    @Test
    void brian2FindsThem() throws Exception {
        agrees(Python.with("numpy", "h5py", "brian2"), yaml(CHAIN), 1e-7, "--brian2", "--ms", "500");
    }

    @Test
    void whatNirCannotTellIsOneLine() throws IOException {
        String out = directory.resolve("out.nir").toString();
        CommandOutcome.of("export", "../networks/recurrent.yaml", "--as", "nir", "--out", out)
                .isOneLine("--as nir: expected no sources", "found tonic");
        CommandOutcome.of("export", "../networks/recurrent.yaml", "--as", "nir", "--formulation", "F2", "--out", out)
                .isOneLine("--as nir: expected --formulation F1", "found F2");
        assertThat(Path.of(out)).doesNotExist();
    }
}
