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
@Command(name = "studies", mixinStandardHelpOptions = true, description = "Lists the studies that run knows.")
final class StudiesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            ObjectNode list = root.putObject("studies");
            Studies.ALL.forEach(study -> list.put(study.name(), study.summary()));
            spec.commandLine().getOut().println(root);
        } else {
            Studies.ALL.forEach(
                    study -> spec.commandLine().getErr().printf("%-12s %s%n", study.name(), study.summary()));
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return 0;
    }
}
