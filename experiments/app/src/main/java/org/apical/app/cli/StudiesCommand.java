package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.apical.app.study.Studies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code apical studies} */
@Command(
        name = "studies",
        mixinStandardHelpOptions = true,
        description =
                "Lists the studies that run knows: name, expected time of the whole study on 2 cores, what it asks, where from.")
final class StudiesCommand implements Callable<Integer> {
    private static final double SECONDS = 60;

    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            ObjectNode list = root.putObject("studies");
            ObjectNode sources = root.putObject("sources");
            ObjectNode minutes = root.putObject("minutes");
            Studies.ALL.forEach(study -> {
                list.put(study.name(), study.summary());
                sources.put(study.name(), study.origin().source());
                minutes.put(study.name(), study.origin().minutes());
            });
            spec.commandLine().getOut().println(root);
        } else {
            Studies.ALL.forEach(study -> spec.commandLine()
                    .getErr()
                    .printf(
                            "%-18s %8s  %s (%s)%n",
                            study.name(),
                            time(study.origin().minutes()),
                            study.summary(),
                            study.origin().source()));
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return 0;
    }

    /** In whole minutes, below two in seconds. */
    private static String time(double minutes) {
        return minutes < 2 ? Math.round(minutes * SECONDS) + " s" : Math.round(minutes) + " min";
    }
}
