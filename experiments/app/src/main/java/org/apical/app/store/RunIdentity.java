package org.apical.app.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.LocatedYaml;

/**
 * What decides the bytes of a run's results, wall times apart: its description, by every key, what was asked of it, and the version of Apical. Runs are the same run if this is the same; threads, machine
 * and words of the command line are no part of it.
 *
 * @param keys by name, as text
 */
public record RunIdentity(SortedMap<String, String> keys) {
    private static final int DIGITS = 16;
    private static final int SHOWN = 4;
    private static final String FACTS = "run.";
    /** Of what a run says of itself in {@code run.yaml}, what decides nothing. */
    private static final List<String> BESIDE = List.of("command", "machine.", "id", "state", "checks", "diverged");

    /** Of the text of a {@code run.yaml}. */
    static RunIdentity of(String file, String text) {
        return of(LocatedYaml.read(file, text));
    }

    /** Of a {@code run.yaml}. */
    public static RunIdentity of(Located runYaml) {
        SortedMap<String, String> keys = new TreeMap<>(runYaml.leaves());
        keys.keySet()
                .removeIf(key -> key.startsWith(FACTS)
                        && BESIDE.stream()
                                .anyMatch(name ->
                                        name.endsWith(".") ? key.startsWith(FACTS + name) : key.equals(FACTS + name)));
        // compare and run ask the same of an experiment
        keys.computeIfPresent(FACTS + "question", (key, question) -> question.equals("compare") ? "run" : question);
        return new RunIdentity(keys);
    }

    /** The first digits of a SHA-256 of all of it. */
    public String id() {
        StringBuilder all = new StringBuilder();
        keys.forEach((key, value) -> all.append(key).append('=').append(value).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** In which keys another one differs, in words: what it has, what this one has. */
    String differences(RunIdentity there) {
        SortedMap<String, String> all = new TreeMap<>(there.keys);
        all.putAll(keys);
        List<String> different = new ArrayList<>();
        for (String key : all.keySet()) {
            String before = there.keys.getOrDefault(key, "nothing");
            String now = keys.getOrDefault(key, "nothing");
            if (!before.equals(now)) {
                different.add(key + ": " + before + " there, " + now + " here");
            }
        }
        int more = different.size() - SHOWN;
        return String.join("; ", different.subList(0, Math.min(SHOWN, different.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }
}
