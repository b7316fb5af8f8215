package org.apical.app.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands. Only the one that a command line begins with has its options read; of the others the help of the whole shows name and summary, and reading
 * the options of all took half of its time.
 */
final class Commands {
    private static final List<Class<?>> ALL = List.of(
            CompareCommand.class,
            RunCommand.class,
            ExplainCommand.class,
            AuditCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            SweepCommand.class,
            DataCommand.class,
            StudiesCommand.class,
            ReplayCommand.class);

    private Commands() {}

    /** The command line of a program with these commands, for these arguments. */
    static CommandLine line(Object program, String... arguments) {
        CommandLine line = new CommandLine(program);
        boolean none = arguments.length == 0 || arguments.length == 1 && arguments[0].startsWith("-");
        boolean known = arguments.length > 0
                && ALL.stream().anyMatch(type -> command(type).name().equals(arguments[0]));
        for (Class<?> type : ALL) {
            Command command = command(type);
            boolean whole = known ? command.name().equals(arguments[0]) : !none;
            line.addSubcommand(command.name(), whole ? new CommandLine(type) : summary(command));
        }
        return line;
    }

    private static Command command(Class<?> type) {
        return type.getAnnotation(Command.class);
    }

    private static CommandLine summary(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name());
        spec.usageMessage().description(command.description());
        return new CommandLine(spec);
    }
}
