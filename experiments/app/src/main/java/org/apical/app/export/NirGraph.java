package org.apical.app.export;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apical.app.UserError;
import org.apical.app.experiment.Form;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.TransferFunction;

/**
 * The reduced network, F1 without controller, as a graph of the Neuromorphic Intermediate Representation (Pedersen et al., Nature Communications 15, 2024): {@code Input}, {@code Affine} W r + b, {@code LI} with tau_v (s), r = 1,
 * v_leak = 0, {@code Output}; projections beside the chain {@code Linear}, delays {@code Delay} (s). NIR has no node for phi: a layer whose phi is not the identity says in its {@code metadata} what becomes of v before it is sent on.
 * Dendrites, spikes and feedback are not in it.
 */
final class NirGraph {
    private static final String VERSION = "1.0.7";
    private static final int MOST_WEIGHTS = 50_000_000;
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final double MS_PER_S = 1000;

    private final ExportedNetwork exported;
    private final NetworkDescription network;
    private final List<String[]> edges = new ArrayList<>();

    /** @throws UserError if NIR cannot tell it */
    NirGraph(ExportedNetwork exported) {
        this.exported = exported;
        this.network = exported.formulations().network();
        if (exported.form() != Form.F1) {
            throw expected("--formulation F1, of which the graph is", exported.form());
        }
        if (!network.sources().isEmpty()) {
            throw expected(
                    "no sources: no node of NIR fires on its own",
                    network.sources().get(0).name());
        }
        for (LayerDescription layer : network.chain()) {
            if (layer.competes()) {
                throw expected("no layer whose units compete", layer.name());
            }
            if (!List.of("tanh", "sigmoid", "linear").contains(layer.transfer().name())
                    && !(layer.transfer() instanceof RectifiedLinear)) {
                throw expected(
                        "a transfer function in closed form", layer.transfer().name());
            }
        }
        if (network.weights() > MOST_WEIGHTS) {
            throw expected(
                    "at most " + MOST_WEIGHTS + " weights", String.format(Locale.ROOT, "%.0f", network.weights()));
        }
    }

    private static UserError expected(String what, Object found) {
        return new UserError("--as nir: expected " + what + ", found " + found);
    }

    void write(Path path) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putDataset("version", VERSION);
            WritableGroup graph = file.putGroup("node");
            graph.putDataset("type", "NIRGraph");
            WritableGroup metadata = graph.putGroup("metadata");
            metadata.putDataset("network", exported.words());
            metadata.putDataset(
                    "reduction",
                    "abstract rates (F1) in units of v and r: no dendrites, spikes, controller or feedback; nodes named in metadata send transfer(v)");
            WritableGroup nodes = graph.putGroup("nodes");
            ends(
                    nodes.putGroup(INPUT),
                    "Input",
                    network.inputs(),
                    exported.formulations().neurons().input());
            NetworkWeights weights = exported.weights();
            for (int l = 0; l < network.layers(); l++) {
                layer(nodes.putGroup(name(l)), l);
                ProjectionDescription forward = network.forward().get(l);
                WritableGroup affine = joined(nodes, "W" + (l + 1), l - 1, l, forward.delayMs());
                affine.putDataset("type", "Affine");
                affine.putDataset("weight", matrix(weights.forward(l), network.units(l)));
                affine.putDataset("bias", weights.bias(l));
            }
            for (int k = 0; k < network.others().size(); k++) {
                ProjectionDescription p = network.others().get(k);
                int to = network.layer(p.to());
                WritableGroup linear = joined(nodes, "P" + (k + 1), network.layer(p.from()), to, p.delayMs());
                linear.putDataset("type", "Linear");
                linear.putDataset("weight", matrix(weights.other(k), network.units(to)));
            }
            RateCode code = exported.formulations()
                    .neurons()
                    .reduction(network, network.layers() - 1)
                    .code()
                    .rates();
            ends(nodes.putGroup(OUTPUT), "Output", network.outputs(), code);
            edges.add(new String[] {name(network.layers() - 1), OUTPUT});
            graph.putDataset("edges", edges.toArray(String[][]::new));
        }
    }

    private static String name(int layer) {
        return layer < 0 ? INPUT : "layer" + (layer + 1);
    }

    private static void ends(WritableGroup group, String type, int units, RateCode code) {
        group.putDataset("type", type);
        group.putDataset("shape", new long[] {units});
        rates(group.putGroup("metadata"), code);
    }

    private static void rates(WritableGroup metadata, RateCode code) {
        metadata.putDataset("baseline_hz", code.baselineHz());
        metadata.putDataset("gain_hz", code.gainHz());
    }

    private void layer(WritableGroup group, int l) {
        LayerDescription described = network.chain().get(l);
        int units = described.units();
        group.putDataset("type", "LI");
        group.putDataset("tau", all(units, exported.formulations().tauVMs() / MS_PER_S));
        group.putDataset("r", all(units, 1));
        group.putDataset("v_leak", all(units, 0));
        WritableGroup metadata = group.putGroup("metadata");
        metadata.putDataset("name", described.name());
        transfer(metadata, described.transfer());
        rates(
                metadata,
                exported.formulations().neurons().reduction(network, l).code().rates());
    }

    private static void transfer(WritableGroup metadata, TransferFunction phi) {
        if (phi instanceof RectifiedLinear rectified) {
            metadata.putDataset("transfer", "rectified");
            metadata.putDataset("floor", rectified.floor());
        } else {
            metadata.putDataset("transfer", phi.name());
        }
    }

    /** The node of a projection, with the edges that lead through it and, where it is delayed, through a node of the delay. */
    private WritableGroup joined(WritableGroup nodes, String name, int from, int to, double delayMs) {
        String before = name(from);
        if (delayMs > 0) {
            String delay = name + "_delay";
            WritableGroup group = nodes.putGroup(delay);
            group.putDataset("type", "Delay");
            int units = from < 0 ? network.inputs() : network.units(from);
            group.putDataset("delay", all(units, delayMs / MS_PER_S));
            edges.add(new String[] {before, delay});
            before = delay;
        }
        edges.add(new String[] {before, name});
        edges.add(new String[] {name, name(to)});
        return nodes.putGroup(name);
    }

    private static double[] all(int length, double value) {
        double[] all = new double[length];
        Arrays.fill(all, value);
        return all;
    }

    private static double[][] matrix(double[] values, int rows) {
        int columns = values.length / rows;
        double[][] matrix = new double[rows][];
        for (int i = 0; i < rows; i++) {
            matrix[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        }
        return matrix;
    }
}
