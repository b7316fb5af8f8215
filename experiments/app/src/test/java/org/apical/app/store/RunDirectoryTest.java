package org.apical.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apical.app.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void failedWriteLeavesTheFormerFileAndNothingElse() throws IOException {
        RunDirectory run = RunDirectory.open(directory.resolve("a/b"));
        run.write("metrics.csv", "first");

        assertThatThrownBy(() -> run.write("metrics.csv", path -> {
                    Files.writeString(path, "half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("metrics.csv", "No space left");
        assertThat(run.file("metrics.csv")).hasContent("first");
        try (Stream<Path> files = Files.list(directory.resolve("a/b"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void writingReplaces() {
        RunDirectory run = RunDirectory.open(directory);
        run.write("run.yaml", "first");
        run.write("run.yaml", "second");

        assertThat(run.file("run.yaml")).hasContent("second");
    }

    @Test
    void aDirectoryIsOfOneRunAtATime() {
        RunDirectory run = RunDirectory.open(directory);
        try (DirectoryLock lock = DirectoryLock.of(run)) {
            assertThatThrownBy(() -> DirectoryLock.of(RunDirectory.open(directory)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContainingAll(directory.toString(), "expected a directory that no other run writes to");
            lock.close();
            DirectoryLock.of(run).close();
        }
    }

    @Test
    void removingALinkLeavesWhatItPointsTo() throws IOException {
        Path kept = Files.writeString(directory.resolve("kept"), "mine");
        RunDirectory run = RunDirectory.open(directory.resolve("run"));
        Files.createSymbolicLink(run.file("metrics.csv"), kept);
        run.remove("metrics.csv", "report.html");
        assertThat(run.file("metrics.csv")).doesNotExist();
        assertThat(kept).hasContent("mine");
    }
}
