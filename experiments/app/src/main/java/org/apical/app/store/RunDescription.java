package org.apical.app.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.yaml.YamlText;

/**
 * {@code run.yaml}: what was run, a description that can be run again, with by what and where.
 *
 * @param description everything that decides the numbers
 * @param facts about the run, which stand under {@code run}
 */
public record RunDescription(Map<String, Object> description, Map<String, Object> facts) {

    /** How far a run is. */
    public enum State {
        /** Not at its end; results may be missing. */
        INCOMPLETE,
        /** At its end, every check held. */
        COMPLETE,
        /** At its end, a check failed. */
        FAILED
    }

    /** What decides the results. */
    public RunIdentity identity() {
        return RunIdentity.of("run.yaml", YamlText.of(all(facts)));
    }

    /** The text. */
    public String text(State state) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", identity().id());
        run.put("state", state == State.INCOMPLETE ? "incomplete" : "complete");
        if (state != State.INCOMPLETE) {
            run.put("checks", state == State.FAILED ? "failed" : "held");
        }
        run.putAll(facts);
        return YamlText.of(all(run));
    }

    private Map<String, Object> all(Map<String, Object> run) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run", run);
        all.putAll(description);
        return all;
    }

    /** The version of Apical. */
    public static String version() {
        String version = RunDescription.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }

    /** What it ran on. */
    public static Map<String, Object> machine(int threads, String kernels) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put(
                "java",
                System.getProperty("java.vm.name") + " " + Runtime.version().feature());
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("threads", threads);
        machine.put("kernels", kernels);
        return machine;
    }
}
