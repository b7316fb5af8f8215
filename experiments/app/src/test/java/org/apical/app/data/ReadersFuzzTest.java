package org.apical.app.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apical.app.UserError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Whatever bytes a reader is given, it reads a table of finite numbers or refuses it with one line. Saved inputs run with every test; more are searched for by
 *
 * <pre>
 * JAZZER_FUZZ=1 mvn test -pl experiments/app -am -Dtest='ReadersFuzzTest#npy' -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class ReadersFuzzTest {
    private static Path archive;

    @BeforeAll
    static void makeArchive() throws IOException {
        archive = Files.createTempFile("fuzz", ".npz");
    }

    @AfterAll
    static void deleteArchive() throws IOException {
        Files.delete(archive);
    }

    /** Reads a table. */
    private interface Reading {
        Matrix read() throws IOException;
    }

    private static void finiteOrRefused(Reading reading) {
        try {
            Matrix matrix = reading.read();
            for (int row = 0; row < matrix.rows(); row++) {
                for (int column = 0; column < matrix.columns(); column++) {
                    if (!Double.isFinite(matrix.at(row, column))) {
                        throw new IllegalStateException("not finite: " + matrix.at(row, column));
                    }
                }
            }
        } catch (UserError | IOException e) {
            if (String.valueOf(e.getMessage()).lines().count() > 1 && e instanceof UserError) {
                throw new IllegalStateException("more than one line: " + e.getMessage(), e);
            }
        }
    }

    private static BoundedInput input(String name, byte[] bytes) throws IOException {
        return BoundedInput.of(name, new ByteArrayInputStream(bytes), bytes.length);
    }

    @FuzzTest(maxDuration = "30m", maxExecutions = 1_000_000)
    void npy(byte[] bytes) {
        finiteOrRefused(() -> NpyReader.read(input("x.npy", bytes)));
    }

    @FuzzTest(maxDuration = "30m", maxExecutions = 1_000_000)
    void npz(byte[] bytes) throws IOException {
        Files.write(archive, bytes);
        finiteOrRefused(() -> {
            try (NpzReader reader = new NpzReader(archive)) {
                return reader.array("x");
            }
        });
    }

    @FuzzTest(maxDuration = "30m", maxExecutions = 1_000_000)
    void idx(byte[] bytes) {
        finiteOrRefused(() -> IdxReader.read(input("x", bytes)));
    }

    @FuzzTest(maxDuration = "30m", maxExecutions = 1_000_000)
    void gzip(byte[] bytes) {
        finiteOrRefused(() -> IdxReader.read(input("x.gz", bytes)));
    }

    @FuzzTest(maxDuration = "30m", maxExecutions = 1_000_000)
    void csv(byte[] bytes) {
        CsvReader.Columns columns = new CsvReader.Columns(Optional.of("c"), List.of(), List.of(), List.of());
        finiteOrRefused(() -> CsvReader.read(input("t.csv", bytes), columns).inputs());
    }
}
