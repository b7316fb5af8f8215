package org.apical.app.sweep;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A number that a cell has measured.
 *
 * @param epoch empty where none applies
 */
public record Observation(String formulation, String quantity, String layer, String epoch, double value, String unit) {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    /** Of times of the machine. */
    private static final String SECONDS = "s";

    /** Those of a {@code metrics.csv}, without times of the machine, which change from run to run. */
    static List<Observation> of(String metrics) {
        List<Observation> all = new ArrayList<>();
        try (CSVParser rows = CSVParser.parse(new StringReader(metrics), FORMAT)) {
            for (CSVRecord row : rows) {
                if (!row.get("unit").equals(SECONDS)) {
                    all.add(new Observation(
                            row.get("formulation"),
                            row.get("quantity"),
                            row.get("layer"),
                            row.get("epoch"),
                            Double.parseDouble(row.get("value")),
                            row.get("unit")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("metrics of a cell cannot be read", e);
        }
        return all;
    }
}
