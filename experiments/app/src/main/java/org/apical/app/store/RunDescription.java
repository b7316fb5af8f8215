package org.apical.app.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.yaml.YamlText;

/** {@code run.yaml}: what was run, a description that can be run again, with by what and where. */
public final class RunDescription {
    private RunDescription() {}

    /**
     * The text.
     *
     * @param description everything that decides the numbers
     * @param facts about the run, under a key of their own
     */
    public static String of(Map<String, Object> description, Map<String, Object> facts) {
        Map<String, Object> run = new LinkedHashMap<>(facts);
        run.putAll(description);
        return YamlText.of(run);
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
