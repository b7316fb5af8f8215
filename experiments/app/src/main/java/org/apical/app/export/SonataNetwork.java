package org.apical.app.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.NamedWeights;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.Sonata;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.SourceDescription;

/**
 * A network in the SONATA layout: {@code nodes.h5} and {@code edges.h5} with {@code node_types.csv} and {@code edge_types.csv}, which {@code circuit_config.json} names. A node is a unit, which stands for a population of N
 * neurons in F3: neuron by neuron an edge would stand N^2 times. Weights are those of the formulation: abstract, pA per Hz, or pA per spike of one of N neurons.
 */
final class SonataNetwork {
    /** They stand in memory, at some 100 bytes each. */
    private static final int MOST_EDGES = 5_000_000;

    private static final String NODES = "nodes.h5";
    private static final String EDGES = "edges.h5";
    private static final String NODE_TYPES = "node_types.csv";
    private static final String EDGE_TYPES = "edge_types.csv";
    private static final String CONFIG = "circuit_config.json";

    private final ExportedNetwork exported;
    private final List<Projection> projections;
    private final List<Population> populations;

    /**
     * Nodes of one kind.
     *
     * @param neurons that a unit stands for; 0 of units of control
     * @param biasUnit unit of what each unit gets besides
     */
    private record Population(String name, int units, int neurons, String model, double[] bias, String biasUnit) {}

    /** @throws UserError if it is too large, or has names that cannot stand in such files */
    SonataNetwork(ExportedNetwork exported) {
        this.exported = exported;
        double weights = exported.formulations().network().weights();
        if (weights > MOST_EDGES) {
            throw new UserError(String.format(
                    Locale.ROOT, "--as sonata: expected at most %d edges, found up to %.0f", MOST_EDGES, weights));
        }
        Map<String, Array> arrays = exported.form() == Form.F1
                ? NamedWeights.of(exported.formulations().network(), exported.weights())
                : CurrentWeights.of(exported);
        this.projections = Projection.of(exported, arrays).stream()
                .filter(p -> p.edges() > 0)
                .toList();
        this.populations = populations(arrays);
        for (Population population : populations) {
            if (population.name().contains("/") || population.name().equals(".")) {
                throw new UserError("--as sonata: expected names of populations that can name a group of HDF5, found '"
                        + population.name() + "'");
            }
        }
    }

    private List<Population> populations(Map<String, Array> arrays) {
        NetworkDescription network = exported.formulations().network();
        Map<String, Population> all = new LinkedHashMap<>();
        boolean spikes = exported.form() == Form.F3;
        all.put(
                network.input(),
                without(
                        network.input(),
                        network.inputs(),
                        spikes ? exported.formulations().neuronsPerUnit(-1) : 1));
        for (SourceDescription source : network.sources()) {
            all.put(source.name(), without(source.name(), source.units(), spikes ? source.neurons() : 1));
        }
        for (int l = 0; l < network.layers(); l++) {
            String name = network.chain().get(l).name();
            boolean abstractUnits = exported.form() == Form.F1;
            String bias = "b" + (l + 1) + (abstractUnits ? "" : "_pA");
            all.put(
                    name,
                    new Population(
                            name,
                            network.units(l),
                            spikes ? exported.formulations().neuronsPerUnit(l) : 1,
                            "point_neuron",
                            arrays.get(bias).values(),
                            abstractUnits ? "1" : "pA"));
        }
        if (projections.stream().anyMatch(p -> p.from().equals(Projection.CONTROL))) {
            if (all.put(Projection.CONTROL, without(Projection.CONTROL, network.outputs(), 0)) != null) {
                throw new UserError("--as sonata: expected no population named control, which is the controller's");
            }
        }
        return List.copyOf(all.values());
    }

    private static Population without(String name, int units, int neurons) {
        return new Population(name, units, neurons, "virtual", null, "");
    }

    /** Writes the files into a directory, each whole; the one that names the others is the last. */
    void write(Path out) {
        RunDirectory directory = RunDirectory.open(out, NODES, EDGES, NODE_TYPES, EDGE_TYPES, CONFIG);
        directory.remove(CONFIG);
        directory.write(NODES, this::nodes);
        directory.write(EDGES, this::edges);
        directory.write(NODE_TYPES, nodeTypes());
        directory.write(EDGE_TYPES, edgeTypes());
        directory.write(CONFIG, config());
    }

    private void nodes(Path path) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            begin(file);
            WritableGroup nodes = file.putGroup("nodes");
            for (int k = 0; k < populations.size(); k++) {
                Population population = populations.get(k);
                int units = population.units();
                WritableGroup group = nodes.putGroup(population.name());
                group.putDataset("node_type_id", constants(units, k), Sonata.UNSIGNED);
                group.putDataset("node_id", count(units), Sonata.UNSIGNED);
                group.putDataset("node_group_id", new int[units], Sonata.UNSIGNED);
                group.putDataset("node_group_index", count(units), Sonata.UNSIGNED);
                WritableGroup attributes = group.putGroup("0");
                if (population.bias() != null) {
                    attributes.putDataset("bias", population.bias()).putAttribute("units", population.biasUnit());
                }
            }
        }
    }

    private void begin(WritableHdfFile file) {
        Sonata.begin(file);
        file.putAttribute("network", exported.words());
        file.putAttribute("level", "a node is a unit, a population of neurons in F3");
    }

    private void edges(Path path) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            begin(file);
            WritableGroup edges = file.putGroup("edges");
            for (int k = 0; k < projections.size(); k++) {
                write(edges.putGroup(projections.get(k).name()), projections.get(k), k);
            }
        }
    }

    /** Edges stand in the order of their targets, then of their sources. */
    private static void write(WritableGroup group, Projection p, int type) {
        int count = p.edges();
        long[] source = new long[count];
        long[] target = new long[count];
        double[] weight = new double[count];
        double[] delay = new double[count];
        Arrays.fill(delay, p.delayMs());
        int edge = 0;
        for (int k = 0; k < p.weights().length; k++) {
            if (p.exists()[k] != 0) {
                target[edge] = k / p.presynaptic();
                source[edge] = k % p.presynaptic();
                weight[edge] = p.weights()[k];
                edge++;
            }
        }
        ends(group, "source_node_id", source, p.from());
        ends(group, "target_node_id", target, p.to());
        group.putDataset("edge_type_id", constants(count, type), Sonata.UNSIGNED);
        group.putDataset("edge_group_id", new int[count], Sonata.UNSIGNED);
        group.putDataset("edge_group_index", count(count), Sonata.UNSIGNED);
        WritableGroup attributes = group.putGroup("0");
        attributes.putDataset("syn_weight", weight).putAttribute("units", p.unit());
        attributes.putDataset("delay", delay).putAttribute("units", "ms");
        WritableGroup indices = group.putGroup("indices");
        index(indices.putGroup("target_to_source"), target, p.units());
        index(indices.putGroup("source_to_target"), source, p.presynaptic());
    }

    private static void ends(WritableGroup group, String name, long[] nodes, String population) {
        WritableDataset dataset = group.putDataset(name, nodes, Sonata.UNSIGNED);
        dataset.putAttribute("node_population", population);
    }

    /** Of each node the ranges of consecutive edges that end there: rows from .. to of {@code range_to_edge_id}, each of them edges from .. to. */
    private static void index(WritableGroup group, long[] nodes, int units) {
        List<List<long[]>> ranges = new ArrayList<>();
        for (int n = 0; n < units; n++) {
            ranges.add(new ArrayList<>());
        }
        for (int edge = 0; edge < nodes.length; edge++) {
            List<long[]> of = ranges.get((int) nodes[edge]);
            if (edge > 0 && nodes[edge - 1] == nodes[edge]) {
                of.get(of.size() - 1)[1] = edge + 1L;
            } else {
                of.add(new long[] {edge, edge + 1L});
            }
        }
        long[][] rows = new long[units][2];
        List<long[]> all = new ArrayList<>();
        for (int n = 0; n < units; n++) {
            rows[n][0] = all.size();
            all.addAll(ranges.get(n));
            rows[n][1] = all.size();
        }
        group.putDataset("node_id_to_range", rows, Sonata.UNSIGNED);
        group.putDataset("range_to_edge_id", all.toArray(long[][]::new), Sonata.UNSIGNED);
    }

    private static long[] constants(int length, int value) {
        long[] all = new long[length];
        Arrays.fill(all, value);
        return all;
    }

    private static long[] count(int length) {
        long[] all = new long[length];
        Arrays.setAll(all, k -> k);
        return all;
    }

    /** Columns are divided by spaces, as SONATA has them. */
    private static String row(Object... cells) {
        StringBuilder row = new StringBuilder();
        for (Object cell : cells) {
            String text = cell.toString();
            row.append(row.length() == 0 ? "" : " ")
                    .append(text.contains(" ") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text);
        }
        return row.append('\n').toString();
    }

    private String nodeTypes() {
        StringBuilder table =
                new StringBuilder(row("node_type_id", "pop_name", "model_type", "model_template", "level", "neurons"));
        for (int k = 0; k < populations.size(); k++) {
            Population p = populations.get(k);
            table.append(row(
                    k,
                    p.name(),
                    p.model(),
                    p.model().equals("virtual") ? "NULL" : "apical:" + exported.form(),
                    "unit",
                    p.neurons()));
        }
        return table.toString();
    }

    private String edgeTypes() {
        StringBuilder table = new StringBuilder(row(
                "edge_type_id",
                "population",
                "source_query",
                "target_query",
                "target_sections",
                "weight_unit",
                "delay",
                "model_template"));
        for (int k = 0; k < projections.size(); k++) {
            Projection p = projections.get(k);
            table.append(row(
                    k,
                    p.name(),
                    "pop_name=='" + p.from() + "'",
                    "pop_name=='" + p.to() + "'",
                    p.site().dendrites(),
                    p.unit(),
                    p.delayMs(),
                    "apical:" + (p.name().startsWith("Q") ? "control" : "synapse")));
        }
        return table.toString();
    }

    private static String config() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.putObject("manifest").put("$BASE_DIR", ".");
        ObjectNode networks = root.putObject("networks");
        files(networks.putArray("nodes"), "nodes_file", NODES, "node_types_file", NODE_TYPES);
        files(networks.putArray("edges"), "edges_file", EDGES, "edge_types_file", EDGE_TYPES);
        return root.toPrettyString() + "\n";
    }

    private static void files(ArrayNode list, String key, String file, String typesKey, String types) {
        list.addObject().put(key, "$BASE_DIR/" + file).put(typesKey, "$BASE_DIR/" + types);
    }
}
