package org.apical.app.completed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apical.app.UserError;
import org.apical.app.findings.Measure;
import org.apical.app.store.MetricsFile;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.LocatedYaml;

/**
 * What a run has left: {@code run.yaml} and {@code metrics.csv} of its directory.
 *
 * @param name of the directory
 * @param id of the run
 * @param keys everything that decided its numbers, by key
 * @param numbers measured, without times of the machine, in their order
 */
public record CompletedRun(String name, String id, Map<String, String> keys, List<Number> numbers) {
    private static final long MOST_BYTES = 256L << 20;
    private static final String EPOCH = "epoch";
    private static final String FACTS = "run.";

    public CompletedRun {
        numbers = List.copyOf(numbers);
    }

    /**
     * A measured number.
     *
     * @param quantity its name
     * @param place where it was measured, such as F1 hidden, epochs apart; empty where it has none
     * @param epoch after which; none where that does not apply
     * @param unit of the value
     */
    public record Number(String quantity, String place, OptionalInt epoch, double value, String unit) {}

    /**
     * Reads the directory of a run.
     *
     * @throws UserError unless it holds a complete run
     */
    public static CompletedRun of(Path directory) {
        Located yaml = LocatedYaml.read(directory.resolve("run.yaml"));
        Map<String, String> facts = yaml.texts("run");
        if (!"complete".equals(facts.get("state"))) {
            throw new UserError(directory + ": expected a complete run, found "
                    + (facts.containsKey("state")
                            ? "an " + facts.get("state") + " one"
                            : "a run.yaml without run.state"));
        }
        Map<String, String> keys = new TreeMap<>(yaml.leaves());
        keys.keySet().removeIf(key -> key.startsWith(FACTS));
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return new CompletedRun(
                name == null ? directory.toString() : name.toString(),
                facts.getOrDefault("id", ""),
                keys,
                numbers(directory.resolve("metrics.csv")));
    }

    /** The same under another name. */
    CompletedRun named(String other) {
        return new CompletedRun(other, id, keys, numbers);
    }

    private static List<Number> numbers(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UserError(file + ": expected the numbers of a run, found no such file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(file + ": expected at most " + MOST_BYTES + " bytes, found " + Files.size(file));
            }
            List<Measure> measures = MetricsFile.read(file.toString(), Files.readString(file));
            List<Number> numbers = new ArrayList<>();
            for (int k = 0; k < measures.size(); k++) {
                if (!measures.get(k).unit().equals("s")) {
                    numbers.add(number(file, k + 1, measures.get(k)));
                }
            }
            return numbers;
        } catch (IOException e) {
            throw new UserError(file + ": expected comma-separated UTF-8 text (" + e.getMessage() + ")", e);
        }
    }

    private static Number number(Path file, int record, Measure measure) {
        Map<String, String> place = new LinkedHashMap<>(measure.at());
        String epoch = measure.at(EPOCH);
        place.remove(EPOCH);
        place.values().removeIf(String::isEmpty);
        try {
            return new Number(
                    measure.quantity(),
                    String.join(" ", place.values()),
                    epoch.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(epoch)),
                    measure.value(),
                    measure.unit());
        } catch (NumberFormatException e) {
            throw new UserError(file + ": expected numbers in record " + record + " (" + e.getMessage() + ")", e);
        }
    }
}
