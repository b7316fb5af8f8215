package org.apical.app.findings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apical.app.check.Check;
import org.apical.neuron.parameter.Require;

/**
 * The numbers of a run, for {@code metrics.csv} and JSON.
 *
 * @param columns where numbers were measured, and {@value #QUANTITY} at its place among them; value and unit follow
 * @param list in the order in which they are written; none has a place in another column
 */
public record Measures(List<String> columns, List<Measure> list) {
    /** The column of {@link Measure#quantity}. */
    public static final String QUANTITY = "quantity";

    public Measures {
        columns = List.copyOf(columns);
        list = List.copyOf(list);
        Require.that(columns.contains(QUANTITY), "Measures.columns", "must have " + QUANTITY, columns);
        Set<String> known = Set.copyOf(columns);
        for (Measure m : list) {
            Require.that(
                    known.containsAll(m.at().keySet()) && !m.at().containsKey(QUANTITY),
                    "Measures.list",
                    "must have no place in columns other than " + columns,
                    m);
        }
    }

    /** Numbers whose place is said in one column, see {@link Measure#of}. */
    public static Measures of(List<Measure> list) {
        return new Measures(List.of(QUANTITY, Measure.OF), list);
    }

    /** What a number has in a column. */
    public static String cell(Measure measure, String column) {
        return column.equals(QUANTITY) ? measure.quantity() : measure.at(column);
    }

    /** The check that fails if a number is infinite; none if none is. A number that could not be measured is NaN, and no fault. */
    public Optional<Check> infinite() {
        List<Measure> found =
                list.stream().filter(m -> Double.isInfinite(m.value())).toList();
        return found.stream().findFirst().map(first -> {
            String name = columns.stream()
                    .map(c -> cell(first, c))
                    .filter(cell -> !cell.isEmpty())
                    .collect(Collectors.joining(" "));
            return Check.atMost("infinite numbers, the first " + name, found.size(), 0);
        });
    }
}
