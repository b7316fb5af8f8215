package org.apical.app.store;

import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;

/** {@code metrics.csv} of {@link Findings}: {@code quantity,of,value,unit}, one number a row; only rows with unit {@code s} change between runs. */
public final class FindingsMetrics {
    private FindingsMetrics() {}

    /** The metrics. */
    public static String of(Findings findings) {
        return CsvText.of(List.of("quantity", "of", "value", "unit"), csv -> {
            for (Measure m : findings.measures()) {
                csv.printRecord(m.quantity(), m.of(), m.value(), m.unit());
            }
        });
    }
}
