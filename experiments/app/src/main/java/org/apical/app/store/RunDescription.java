package org.apical.app.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.text.YamlText;

/** {@code run.yaml}: what was run, by what, where. */
public final class RunDescription {
    private RunDescription() {}

    /**
     * The description of a run.
     *
     * @param settings a record: everything that decides the numbers
     * @param command the command line that repeats it
     * @param kernels names of the numerical kernels in use
     */
    public static String of(Object settings, String command, int threads, String kernels) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("command", command);
        run.put("version", version());
        run.put("machine", machine(threads, kernels));
        run.put("settings", settings);
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
