package org.apical.app.export;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.app.data.NpzArrays;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.NamedWeights;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunDirectory.Writer;

/** What a network is written as. */
public enum ExportFormat {
    /** NPZ of weights in abstract units. */
    WEIGHTS {
        @Override
        public void write(ExportedNetwork network, Path out) {
            archive(network, out, NamedWeights.of(network.formulations().network(), network.weights()));
        }
    },
    /** NPZ of weights as currents. */
    CURRENTS {
        @Override
        public void write(ExportedNetwork network, Path out) {
            archive(network, out, CurrentWeights.of(network));
        }
    },
    /** A directory of nodes and edges in the SONATA layout. */
    SONATA {
        @Override
        public void write(ExportedNetwork network, Path out) {
            new SonataNetwork(network).write(out);
        }
    },
    /** The graph of the reduced network, NIR. */
    NIR {
        @Override
        public void write(ExportedNetwork network, Path out) {
            NirGraph graph = new NirGraph(network);
            file(out, graph::write);
        }
    },
    /** The neurons of the layers as component types, LEMS. */
    LEMS {
        @Override
        public void write(ExportedNetwork network, Path out) {
            LemsFile neurons = new LemsFile(network);
            file(out, neurons::write);
        }
    };

    /** The format of a name. */
    public static ExportFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UserError("--as: expected one of " + Arrays.toString(values()) + ", found '" + name + "'"));
    }

    private static void archive(ExportedNetwork network, Path out, Map<String, Array> arrays) {
        file(out, file -> NpzArrays.write(file, network.words(), arrays));
    }

    private static void file(Path out, Writer writer) {
        Path file = out.toAbsolutePath().normalize();
        if (file.getFileName() == null) {
            throw new UserError("--out: expected a file, found " + out);
        }
        String name = file.getFileName().toString();
        RunDirectory.open(file.getParent(), name).write(name, writer);
    }

    /**
     * Writes a network.
     *
     * @param out the file or directory, as the format has it
     * @throws UserError if it cannot be told in this format; then nothing is written
     */
    public abstract void write(ExportedNetwork network, Path out);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
