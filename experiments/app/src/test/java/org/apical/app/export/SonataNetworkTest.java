package org.apical.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apical.app.Python;
import org.apical.app.cli.CommandOutcome;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network in the SONATA layout holds every synapse once, with weight and delay, and nothing else. */
class SonataNetworkTest {
    private static final Path RECURRENT = Path.of("../networks/recurrent.yaml");

    @TempDir
    private Path directory;

    private Path exported(Path file, String formulation) {
        Path out = directory.resolve(formulation);
        CommandOutcome outcome = CommandOutcome.of(
                "export", file.toString(), "--as", "sonata", "--formulation", formulation, "--out", out.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return out;
    }

    private static long[] ids(HdfFile hdf, String path) {
        Dataset dataset = hdf.getDatasetByPath(path);
        assertThat(((FixedPoint) dataset.getDataType()).isSigned()).as(path).isFalse();
        return Arrays.stream((BigInteger[]) dataset.getDataFlat())
                .mapToLong(BigInteger::longValueExact)
                .toArray();
    }

    private static double[] numbers(HdfFile hdf, String path) {
        return (double[]) hdf.getDatasetByPath(path).getData();
    }

    @Test
    void edgesAreTheSynapsesOfTheNetwork() throws IOException {
        Formulations formulations = ExperimentFile.read(RECURRENT).formulations(MatrixProduct.detect());
        NetworkWeights weights = formulations.initial();
        Path out = exported(RECURRENT, "F1");
        assertThat(Files.list(out).map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder(
                        "nodes.h5", "edges.h5", "node_types.csv", "edge_types.csv", "circuit_config.json");
        try (HdfFile hdf = new HdfFile(out.resolve("edges.h5"))) {
            holds(hdf, "W1", weights.forward(0), "input", 20, "hidden", 30, 2);
            holds(hdf, "W2", weights.forward(1), "hidden", 30, "output", 5, 2);
            holds(hdf, "Q1", weights.feedback(0), "control", 5, "hidden", 30, 0);
            holds(hdf, "P1", weights.other(0), "hidden", 30, "hidden", 30, 1);
            holds(hdf, "P2", weights.other(1), "output", 5, "hidden", 30, 5);
            holds(hdf, "P3", weights.other(2), "tonic", 5, "hidden", 30, 1);
            // of 600 with probability 0.3, within five standard deviations
            assertThat(numbers(hdf, "/edges/W1/0/syn_weight").length).isBetween(124, 236);
            assertThat(numbers(hdf, "/edges/P2/0/syn_weight")).hasSize(5);
            assertThat(ids(hdf, "/edges/P2/source_node_id")).containsExactly(0, 1, 2, 3, 4);
        }
        try (HdfFile hdf = new HdfFile(out.resolve("nodes.h5"))) {
            assertThat(hdf.getByPath("/nodes").isGroup()).isTrue();
            assertThat(ids(hdf, "/nodes/tonic/node_id")).hasSize(5);
            assertThat(numbers(hdf, "/nodes/hidden/0/bias")).containsExactly(weights.bias(0));
        }
    }

    /** Weights and ends of a projection, and that both indices lead to each of its edges once. */
    private static void holds(
            HdfFile hdf, String name, double[] weights, String from, int sources, String to, int units, double delay) {
        String group = "/edges/" + name + "/";
        long[] source = ids(hdf, group + "source_node_id");
        long[] target = ids(hdf, group + "target_node_id");
        double[] weight = numbers(hdf, group + "0/syn_weight");
        assertThat(numbers(hdf, group + "0/delay")).hasSize(weight.length).containsOnly(delay);
        assertThat(hdf.getDatasetByPath(group + "source_node_id")
                        .getAttribute("node_population")
                        .getData())
                .isEqualTo(from);
        assertThat(hdf.getDatasetByPath(group + "target_node_id")
                        .getAttribute("node_population")
                        .getData())
                .isEqualTo(to);
        double[] back = new double[units * sources];
        for (int k = 0; k < weight.length; k++) {
            int at = (int) (target[k] * sources + source[k]);
            assertThat(back[at]).isZero();
            back[at] = weight[k];
        }
        // a weight of no synapse is 0 of either sign
        assertThat(back)
                .as(name)
                .containsExactly(Arrays.stream(weights).map(w -> w + 0.0).toArray());
        indexed(hdf, group + "indices/target_to_source/", target, units);
        indexed(hdf, group + "indices/source_to_target/", source, sources);
    }

    private static void indexed(HdfFile hdf, String group, long[] nodes, int units) {
        long[] rows = ids(hdf, group + "node_id_to_range");
        long[] ranges = ids(hdf, group + "range_to_edge_id");
        assertThat(rows).hasSize(2 * units);
        TreeSet<Long> found = new TreeSet<>();
        for (int n = 0; n < units; n++) {
            for (long row = rows[2 * n]; row < rows[2 * n + 1]; row++) {
                for (long edge = ranges[(int) (2 * row)]; edge < ranges[(int) (2 * row + 1)]; edge++) {
                    assertThat(nodes[(int) edge]).isEqualTo(n);
                    assertThat(found.add(edge)).isTrue();
                }
            }
        }
        assertThat(found).hasSize(nodes.length);
    }

    @Test
    void typesOfNodesAndEdgesStandInTables() throws IOException {
        Path out = exported(RECURRENT, "F3");
        List<String> nodes = Files.readAllLines(out.resolve("node_types.csv"));
        assertThat(nodes)
                .containsExactly(
                        "node_type_id pop_name model_type model_template level neurons",
                        "0 input virtual NULL unit 60",
                        "1 tonic virtual NULL unit 20",
                        "2 hidden point_neuron apical:F3 unit 60",
                        "3 output point_neuron apical:F3 unit 60",
                        "4 control virtual NULL unit 0");
        List<String> edges = Files.readAllLines(out.resolve("edge_types.csv"));
        assertThat(edges)
                .contains(
                        "0 W1 pop_name=='input' pop_name=='hidden' basal \"pA per spike\" 2.0 apical:synapse",
                        "1 Q1 pop_name=='control' pop_name=='hidden' apical \"pA per unit of control\" 0.0 apical:control");
        Formulations formulations = ExperimentFile.read(RECURRENT).formulations(MatrixProduct.detect());
        Map<String, Array> currents =
                CurrentWeights.of(new ExportedNetwork(formulations, Form.F3, formulations.initial(), ""));
        try (HdfFile hdf = new HdfFile(out.resolve("edges.h5"))) {
            assertThat(numbers(hdf, "/edges/W2/0/syn_weight"))
                    .containsExactly(currents.get("W2_pA_per_spike").values());
            int type = edges.stream()
                    .filter(line -> line.split(" ")[1].equals("W2"))
                    .mapToInt(line -> Integer.parseInt(line.split(" ")[0]))
                    .findFirst()
                    .orElseThrow();
            assertThat(ids(hdf, "/edges/W2/edge_type_id")).containsOnly(type);
        }
        JsonNode config =
                new ObjectMapper().readTree(out.resolve("circuit_config.json").toFile());
        assertThat(config.at("/networks/edges/0/edges_file").asText()).isEqualTo("$BASE_DIR/edges.h5");
    }

    @Test
    void conductancesExciteOrInhibit() throws IOException {
        Path file = directory.resolve("dale.yaml");
        Files.writeString(file, """
                input: {units: 4}
                layers: [{name: hidden, units: 5}, {name: output, units: 2}]
                neurons: {synapses: {basal: conductance}}
                formulations: [F2]
                """);
        Path out = exported(file, "F2");
        try (HdfFile hdf = new HdfFile(out.resolve("edges.h5"))) {
            double[] excites = numbers(hdf, "/edges/W1_excitatory/0/syn_weight");
            double[] inhibits = numbers(hdf, "/edges/W1_inhibitory/0/syn_weight");
            assertThat(Arrays.stream(excites)).allMatch(w -> w > 0);
            assertThat(Arrays.stream(inhibits)).allMatch(w -> w > 0);
            assertThat(excites.length + inhibits.length).isEqualTo(20);
        }
    }

    private CommandOutcome export(Path file) {
        return CommandOutcome.of(
                "export",
                file.toString(),
                "--as",
                "sonata",
                "--out",
                directory.resolve("out").toString());
    }

    @Test
    void whatIsTooLargeOrCannotBeNamedIsOneLine() throws IOException {
        Path file = directory.resolve("large.yaml");
        Files.writeString(file, """
                input: {units: 3000}
                layers: [{name: hidden, units: 2000}, {name: output, units: 2}]
                formulations: [F1]
                """);
        export(file).isOneLine("--as sonata: expected at most 5000000 edges, found up to 60");
        Files.writeString(file, """
                input: {units: 3}
                layers: [{name: a/b, units: 2}, {name: output, units: 2}]
                formulations: [F1]
                """);
        export(file).isOneLine("--as sonata: expected names", "found 'a/b'");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    /** What h5py sees, held against the tables of the specification: types, populations, attributes. */
    @Test
    void theLayoutIsThatOfTheSpecification() throws Exception {
        Python python = Python.with("numpy", "h5py");
        Path out = exported(RECURRENT, "F3");
        String said = python.run(out, """
                import h5py, numpy as np
                ids, sizes, types = {}, {}, {}
                for kind in ('node', 'edge'):
                    rows = [line.split() for line in open(kind + '_types.csv').read().splitlines()]
                    types[kind] = {int(row[0]) for row in rows[1:]}
                with h5py.File('nodes.h5') as f:
                    assert int(np.uint32(f.attrs['magic'])) == 0x0A7A and list(f.attrs['version']) == [0, 1]
                    for name, p in f['nodes'].items():
                        n = sizes[name] = len(p['node_type_id'])
                        assert p['node_type_id'].dtype == np.uint64 and set(p['node_type_id'][:]) <= types['node']
                        assert (p['node_id'][:] == np.arange(n)).all() and (p['node_group_index'][:] == np.arange(n)).all()
                        assert (p['node_group_id'][:] == 0).all() and isinstance(p['0'], h5py.Group)
                        assert all(len(a) == n for a in p['0'].values())
                with h5py.File('edges.h5') as f:
                    assert int(np.uint32(f.attrs['magic'])) == 0x0A7A
                    for p in f['edges'].values():
                        n = len(p['edge_type_id'])
                        for end in ('source', 'target'):
                            nodes = p[end + '_node_id']
                            assert nodes.dtype == np.uint64 and len(nodes) == n
                            assert nodes[:].max() < sizes[np.bytes_(nodes.attrs['node_population']).decode()]
                        assert p['edge_type_id'].dtype == np.uint64 and set(p['edge_type_id'][:]) <= types['edge']
                        assert p['edge_group_id'].dtype == np.uint32 and (p['edge_group_index'][:] == np.arange(n)).all()
                        assert len(p['0/syn_weight']) == len(p['0/delay']) == n
                        assert p['indices/target_to_source/range_to_edge_id'].dtype == np.uint64
                print(sorted(sizes))
                """);
        assertThat(said).isEqualTo("['control', 'hidden', 'input', 'output', 'tonic']");
    }
}
