package org.apical.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apical.app.UserError;

/** The medians of the sitting before. */
final class LastSitting {
    static final String BENCHMARK = "benchmark";
    static final String STATISTIC = "statistic";
    static final String QUANTITY = "quantity";
    static final String MEDIAN = "median";
    private static final long MOST_BYTES = 10_000_000;

    private final Map<List<String>, Double> medians = new HashMap<>();

    private LastSitting() {}

    /**
     * Reads a table; none where there is no file.
     *
     * @throws UserError if the file is no such table
     */
    static LastSitting read(Path file) {
        LastSitting last = new LastSitting();
        if (!Files.exists(file)) {
            return last;
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(
                        file + ": expected a table of at most " + MOST_BYTES + " bytes, found " + Files.size(file));
            }
            try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (CSVRecord row : format.parse(text)) {
                    if (row.get(STATISTIC).equals(MEDIAN)) {
                        last.medians.put(
                                List.of(row.get(BENCHMARK), row.get(QUANTITY)), Double.valueOf(row.get("value")));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    file + ": expected the table of another sitting, found none (" + e.getMessage() + ")", e);
        }
        return last;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return medians.isEmpty();
    }

    /** Of the same quantity. */
    OptionalDouble median(Results.Samples samples) {
        Double median = medians.get(List.of(samples.benchmark(), samples.what()));
        return median == null ? OptionalDouble.empty() : OptionalDouble.of(median);
    }
}
