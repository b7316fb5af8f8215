package org.apical.app.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.app.data.NpzArrays;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.NamedWeights;
import org.apical.app.store.RunDirectory.Writer;

/** What a network is written as. */
public enum ExportFormat {
    /** NPZ of weights in abstract units. */
    WEIGHTS {
        @Override
        public Writer of(ExportedNetwork network) {
            return archive(network, NamedWeights.of(network.formulations().network(), network.weights()));
        }
    },
    /** NPZ of weights as currents. */
    CURRENTS {
        @Override
        public Writer of(ExportedNetwork network) {
            return archive(network, CurrentWeights.of(network));
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

    private static Writer archive(ExportedNetwork network, Map<String, Array> arrays) {
        return file -> NpzArrays.write(file, network.words(), arrays);
    }

    /**
     * What writes a network to a file.
     *
     * @throws UserError if it cannot be told in this format
     */
    public abstract Writer of(ExportedNetwork network);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
