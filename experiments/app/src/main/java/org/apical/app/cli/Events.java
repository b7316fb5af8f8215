package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.apical.app.text.Shown;

/** Events of a run for scripts, {@code --events}: one JSON object a line on stdout, what happened under {@code event}. */
final class Events {
    /** The option that asks for them. */
    static final String OPTION = "--events";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;

    Events(PrintWriter out) {
        this.out = out;
    }

    /** Tells one. */
    synchronized void tell(String event, Consumer<ObjectNode> fields) {
        ObjectNode root = JSON.createObjectNode();
        root.put("event", event);
        fields.accept(root);
        out.println(Shown.line(root.toString()));
        out.flush();
    }

    /** A command ended without result. */
    void failed(int exit, String error) {
        tell("failed", root -> {
            root.put("exit", exit);
            root.put("error", error);
        });
    }
}
