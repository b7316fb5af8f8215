package org.apical.app;

import org.apical.app.cli.ApicalCommand;

/** Entry point of {@code experiments/apical}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(ApicalCommand.run(arguments));
    }
}
