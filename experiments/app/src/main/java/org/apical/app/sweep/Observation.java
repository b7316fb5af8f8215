package org.apical.app.sweep;

import java.util.List;
import org.apical.app.store.MetricsFile;

/**
 * A number that a cell has measured.
 *
 * @param epoch empty where none applies
 */
public record Observation(String formulation, String quantity, String layer, String epoch, double value, String unit) {
    /** Of times of the machine. */
    private static final String SECONDS = "s";

    /** Those of a {@code metrics.csv}, without times of the machine, which change from run to run. */
    static List<Observation> of(String metrics) {
        return MetricsFile.read("metrics of a cell", metrics).stream()
                .filter(m -> !m.unit().equals(SECONDS))
                .map(m -> new Observation(
                        m.at("formulation"), m.quantity(), m.at("layer"), m.at("epoch"), m.value(), m.unit()))
                .toList();
    }
}
