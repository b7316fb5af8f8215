package org.apical.app.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A format of the results: one observation a row, the columns {@code cell}, one for each key that varies, then those of {@link Observation}. A module that has another is found by {@link java.util.ServiceLoader}. */
public interface ResultsFile {
    /** Names of the columns before and after those of the keys. */
    String CELL = "cell";

    /** The same, after. */
    List<String> MEASURED = List.of("formulation", "quantity", "layer", "epoch", "value", "unit");

    /** Its name in the directory of the sweep. */
    String name();

    /** Begins it. */
    Rows open(Path file, List<KeyColumn> keys) throws IOException;

    /** A column of a key. */
    record KeyColumn(String key, Type type) {}

    /** What all values of a key are. */
    enum Type {
        WHOLE,
        NUMBER,
        TEXT
    }

    /** Takes rows one after the other and keeps none. */
    interface Rows extends AutoCloseable {
        void add(Cell cell, Observation observation) throws IOException;

        @Override
        void close() throws IOException;
    }
}
