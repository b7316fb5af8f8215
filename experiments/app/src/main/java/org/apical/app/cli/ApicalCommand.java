package org.apical.app.cli;

import java.util.Arrays;
import org.apical.app.UserError;
import org.apical.app.text.Shown;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.parameter.ParameterException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes are a contract: 0 done and every check held; 1 a check failed or a run diverged; 2 bad usage, configuration or
 * file; 130, 143 interrupted after a checkpoint.
 */
@Command(
        name = "apical",
        mixinStandardHelpOptions = true,
        version = "Apical 0.1.0-SNAPSHOT",
        description = "Networks of spiking three-compartment pyramidal neurons that learn by Deep Feedback Control.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, every check held; 1 a check failed or a run diverged; 2 bad usage or file; 130, 143 interrupted."
        })
public final class ApicalCommand implements Runnable {
    /** A check failed or a run diverged. */
    static final int FAILED = 1;
    /** Bad usage, configuration or file. */
    static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "expected a command: compare, run, explain, audit, sweep, report, export, data, studies or replay");
    }

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        CommandLine line = Commands.line(new ApicalCommand(), arguments);
        boolean events = Arrays.asList(arguments).contains(Events.OPTION);
        line.setParameterExceptionHandler((e, args) -> failed(
                e.getCommandLine(),
                events,
                BAD_INPUT,
                e.getMessage() + " (see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)"));
        line.setExecutionExceptionHandler((e, command, result) -> {
            LoggerFactory.getLogger(ApicalCommand.class).debug("command failed", e);
            if (e instanceof UserError || e instanceof ParameterException) {
                return failed(command, events, BAD_INPUT, e.getMessage());
            }
            if (e instanceof DivergenceException || e instanceof ArithmeticException) {
                return failed(command, events, FAILED, e.getMessage());
            }
            throw e;
        });
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            return failed(
                    line, events, BAD_INPUT, "out of memory: smaller numbers, or more by APICAL_JAVA_OPTS=-Xmx...");
        }
    }

    /** Says in one line why a command ended, and to scripts that asked for events in one of these. */
    private static int failed(CommandLine line, boolean events, int exit, String message) {
        String said = Shown.line(String.valueOf(message));
        line.getErr().println("apical: " + said);
        line.getErr().flush();
        if (events) {
            new Events(line.getOut()).failed(exit, said);
        }
        return exit;
    }
}
