package org.apical.app.findings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured number: a row of {@code metrics.csv}.
 *
 * @param quantity its name, words joined by underscores
 * @param at where it was measured: value by name of the column, such as formulation, layer, epoch; without those that do not apply
 * @param unit {@code 1} for numbers without one; {@code s} for times of the machine, which change from run to run
 */
public record Measure(String quantity, Map<String, String> at, double value, String unit) {
    /** The column of {@link #of}. */
    static final String OF = "of";

    public Measure {
        at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
    }

    /**
     * A number whose place is said in one column.
     *
     * @param of what it is a quantity of: a method, formulation, layer, seed; words joined by slashes
     */
    public static Measure of(String quantity, String of, double value, String unit) {
        return new Measure(quantity, Map.of(OF, of), value, unit);
    }

    /** Its place in a column; empty where that does not apply. */
    public String at(String column) {
        return at.getOrDefault(column, "");
    }
}
