package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apical.app.data.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    Path directory;

    private CommandOutcome data(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "data";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--data-dir";
        all[all.length - 1] = directory.toString();
        return CommandOutcome.of(all);
    }

    @Test
    void listSaysWhatIsThere() throws IOException {
        CommandOutcome list = data("list", "--json");
        assertThat(list.exit()).isZero();
        assertThat(list.json().at("/mnist/state").asText()).isEqualTo("not fetched");
        assertThat(list.json().at("/fashion-mnist/directory").asText())
                .isEqualTo(directory.resolve("fashion-mnist").toString());
        assertThat(data("list").err()).contains("fashion-mnist  not fetched");
    }

    @Test
    void verifyFailsOnADamagedSet() throws IOException {
        assertThat(data("verify").exit()).isZero();
        Files.createDirectories(directory.resolve("mnist"));
        DataFiles.write(directory.resolve("mnist"), "train-images-idx3-ubyte", new byte[5]);
        CommandOutcome damaged = data("verify");
        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(damaged.err()).contains("damaged (train-images-idx3-ubyte: 5 bytes)");
    }

    @Test
    void fetchRefusesFilesThatAreNotThePublishedOnes() throws IOException {
        Path other = Files.createDirectories(directory.resolve("other"));
        for (String name :
                new String[] {"train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"}) {
            DataFiles.write(other, name + "-ubyte", new byte[8]);
        }
        CommandOutcome fetch = data("fetch", "mnist", "--from", other.toString());
        assertThat(fetch.exit()).isEqualTo(2);
        assertThat(fetch.lastLine()).contains("train-images-idx3-ubyte: expected 47040016 bytes", "found 8 bytes");
        assertThat(directory.resolve("mnist")).isEmptyDirectory();
        CommandOutcome address = data("fetch", "mnist", "--from", other.toUri().toString());
        assertThat(address.lastLine()).contains("expected 47040016 bytes", "found 8 bytes");
        CommandOutcome none =
                data("fetch", "mnist", "--from", directory.resolve("nothing").toString());
        assertThat(none.lastLine()).contains("expected a directory or a URL, found neither");
        assertThat(data("fetch", "svhn").lastLine())
                .contains("data fetch: expected one of mnist, fashion-mnist, found 'svhn'");
    }

    @Test
    void aRunWithoutTheFilesSaysHowToFetchThem() {
        Path file = DataFiles.write(
                directory,
                "net.yaml",
                "data: {set: mnist, directory: cache}\nlayers:\n  - {name: h, units: 3}\n  - {name: o}\n");
        CommandOutcome.of(
                        "run",
                        file.toString(),
                        "--out",
                        directory.resolve("run").toString())
                .isOneLine(
                        "net.yaml: data.set (line 1): data.set must have its files in",
                        "(experiments/apical data fetch mnist --data-dir " + directory.resolve("cache") + ")",
                        "got train-images-idx3-ubyte: no such file");
    }

    @Test
    void dataAloneNamesItsCommands() {
        CommandOutcome.of("data").isOneLine("expected one of list, fetch, verify (see apical data --help)");
        CommandOutcome.of("data", "fetch").isOneLine("NAME", "(see apical data fetch --help)");
        assertThat(CommandOutcome.of("data", "fetch", "--help").out()).contains("$XDG_CACHE_HOME");
    }
}
