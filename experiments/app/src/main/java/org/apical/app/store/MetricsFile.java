package org.apical.app.store;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.text.Shown;

/**
 * {@code metrics.csv}: one measured number a row, the columns of {@link Measures} and {@code value,unit}; empty where a column does not apply. The only
 * numbers that change from run to run are those with unit {@code s}.
 */
public final class MetricsFile {
    private MetricsFile() {}

    /** Its text. */
    public static String of(Measures measures) {
        List<String> header = new ArrayList<>(measures.columns());
        header.addAll(List.of("value", "unit"));
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
