package org.apical.app.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apical.app.UserError;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.text.Shown;

/**
 * {@code metrics.csv}: one measured number a row, the columns of {@link Measures} and {@code value,unit}; empty where a column does not apply. The only
 * numbers that change from run to run are those with unit {@code s}.
 */
public final class MetricsFile {
    private static final String VALUE = "value";
    private static final String UNIT = "unit";
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private MetricsFile() {}

    /**
     * The numbers of a text, in their order.
     *
     * @param name of the file, for what is said of it
     * @throws UserError if it is no such text
     */
    public static List<Measure> read(String name, String text) {
        try (CSVParser rows = CSVParser.parse(text, FORMAT)) {
            List<String> columns = rows.getHeaderNames();
            if (!columns.containsAll(List.of(Measures.QUANTITY, VALUE, UNIT))) {
                throw new UserError(name + ": expected the columns quantity, value and unit, found " + columns);
            }
            List<Measure> all = new ArrayList<>();
            for (CSVRecord row : rows) {
                if (!row.isConsistent()) {
                    throw new UserError(name + ": expected " + columns.size() + " cells in record "
                            + row.getRecordNumber() + ", found " + row.size());
                }
                Map<String, String> at = new LinkedHashMap<>(row.toMap());
                at.keySet().removeAll(List.of(Measures.QUANTITY, VALUE, UNIT));
                all.add(new Measure(row.get(Measures.QUANTITY), at, number(name, row), row.get(UNIT)));
            }
            return all;
        } catch (IOException e) {
            throw new UserError(name + ": expected comma-separated text (" + e.getMessage() + ")", e);
        }
    }

    private static double number(String name, CSVRecord row) {
        try {
            return Double.parseDouble(row.get(VALUE));
        } catch (NumberFormatException e) {
            throw new UserError(
                    name + ": expected numbers in record " + row.getRecordNumber() + " (" + e.getMessage() + ")", e);
        }
    }

    /** Its text. */
    public static String of(Measures measures) {
        List<String> header = new ArrayList<>(measures.columns());
        header.addAll(List.of(VALUE, UNIT));
        return CsvText.of(header, csv -> {
            for (Measure m : measures.list()) {
                for (String column : measures.columns()) {
                    csv.print(Shown.escaped(Measures.cell(m, column)));
                }
                csv.print(m.value());
                csv.print(m.unit());
                csv.println();
            }
        });
    }
}
