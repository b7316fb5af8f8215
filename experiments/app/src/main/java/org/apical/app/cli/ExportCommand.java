package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apical.app.experiment.Form;
import org.apical.app.export.ExportFormat;
import org.apical.app.export.ExportedNetwork;
import org.apical.app.text.Shown;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical export} */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a network for other programs: the weights after the last epoch of a run, or those that an experiment begins with.",
            "weights: NPZ, W1, b1, Q1, ... in abstract units, which learning.initial reads; currents: NPZ, the same in pA (F2, F3);",
            "sonata: a directory of nodes and edges in the SONATA layout, a node is a unit; nir: the graph of the reduced network (F1) as leaky integrators, HDF5;",
            "lems: the neuron of each layer (F3) as a component type, XML."
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR|FILE.yaml", description = "the directory of a run, or an experiment")
    private Path from;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            defaultValue = "weights",
            description = "weights, currents, sonata, nir or lems (default: ${DEFAULT-VALUE})")
    private String as;

    @Option(
            names = "--formulation",
            paramLabel = "F",
            description = "F1, F2 or F3 (default: the first of the experiment)")
    private Form form;

    @Option(
            names = "--out",
            paramLabel = "FILE|DIR",
            required = true,
            description = "the file to write; of sonata a directory")
    private Path out;

    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ExportFormat format = ExportFormat.named(as);
        ExportedNetwork network = ExportedNetwork.of(from, Optional.ofNullable(form), MatrixProduct.detect());
        format.write(network, out);
        PrintWriter err = spec.commandLine().getErr();
        err.println(Shown.line(out + ": " + format + ", " + network.words()));
        err.flush();
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            root.put("file", out.toString());
            root.put("as", format.toString());
            root.put("formulation", network.form().name());
            root.put("origin", network.origin());
            spec.commandLine().getOut().println(Shown.lines(root.toString()));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
