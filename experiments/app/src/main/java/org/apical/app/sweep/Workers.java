package org.apical.app.sweep;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.apical.app.UserError;
import org.apical.app.parallel.BlockRun;
import org.apical.app.parallel.RemoteTraining;

/** Where cells are run, and blocks of batches. Several threads may ask at once. */
public interface Workers extends AutoCloseable, RemoteTraining.Site {
    /** Name of those that are threads of this process. */
    String THREADS = "threads";

    /** How many cells are to be under way at once; asked again whenever one is through, as workers may come and go. */
    int places();

    /**
     * {@link CellRun#of}, somewhere; returns when it is through.
     *
     * @throws RuntimeException if that place is lost
     */
    String run(String description);

    /** By the one that asks, unless there is another place. */
    @Override
    default List<byte[]> learn(byte[] shared, List<byte[]> blocks) {
        return blocks.stream().map(block -> BlockRun.of(shared, block)).toList();
    }

    @Override
    void close();

    /** Finds workers by the name of a master; a module that has some is found by {@link ServiceLoader}. */
    interface Source {
        /** What starts those of a master; none if it is not one of these. */
        Optional<Supplier<Workers>> of(String master);

        /** The masters it knows, for errors. */
        String expected();
    }

    /**
     * What starts the workers of a master.
     *
     * @param threads of this process, where they are those
     */
    static Supplier<Workers> of(String master, int threads) {
        if (master.equals(THREADS)) {
            return () -> new Threads(threads);
        }
        StringBuilder expected = new StringBuilder(THREADS);
        for (Source source : ServiceLoader.load(Source.class)) {
            Optional<Supplier<Workers>> workers = source.of(master);
            if (workers.isPresent()) {
                return workers.get();
            }
            expected.append(", ").append(source.expected());
        }
        throw new UserError("--master: expected " + expected + ", found '" + master + "'");
    }

    /** Threads of this process: a cell is run by the one that asks. */
    record Threads(int places) implements Workers {
        @Override
        public String run(String description) {
            return CellRun.of(description);
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }
}
