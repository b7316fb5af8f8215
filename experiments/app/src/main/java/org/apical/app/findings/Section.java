package org.apical.app.findings;

import java.util.List;
import java.util.regex.Pattern;
import org.apical.neuron.parameter.Require;

/** A part of {@link Findings}; plain text everywhere, no markup. */
public sealed interface Section {

    /** What begins as a number does, or stands for one that is not there. */
    Pattern NUMBER = Pattern.compile("^([-+−]?[0-9.]|–|$|NaN|diverged)");

    /** Its heading; a part whose heading is that of the part before stands under it. */
    String heading();

    /** A paragraph. */
    record Text(String heading, String text) implements Section {}

    /**
     * A table; the first column names the rows.
     *
     * @param caption what the numbers are, with units
     */
    record Table(String heading, String caption, List<String> header, List<List<String>> rows) implements Section {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                Require.that(
                        row.size() == header.size(),
                        "Table.rows",
                        "must have " + header.size() + " cells each, as the header",
                        row.size());
            }
        }

        /** Whether a column holds words, to be set from the left, and not numbers. The first one names the rows. */
        public boolean words(int column) {
            return column == 0
                    || rows.stream()
                            .anyMatch(row -> !NUMBER.matcher(row.get(column)).find());
        }
    }

    /** A chart with one line a series; on screen only its heading is left. */
    record LineChart(String heading, String caption, Axis x, Axis y, List<Series> series) implements Section {
        public LineChart {
            series = List.copyOf(series);
        }
    }

    /**
     * An axis.
     *
     * @param label quantity and unit
     * @param log whether it is logarithmic
     */
    record Axis(String label, boolean log) {
        /** A linear axis. */
        public static Axis linear(String label) {
            return new Axis(label, false);
        }

        /** A logarithmic axis. */
        public static Axis log(String label) {
            return new Axis(label, true);
        }
    }

    /**
     * A line; points that are not numbers are left out.
     *
     * @param x ascending; not to be written
     * @param y as many; not to be written
     */
    record Series(String name, double[] x, double[] y) {
        public Series {
            Require.that(x.length == y.length, "Series.y", "must be as many as x, " + x.length, y.length);
            for (int k = 1; k < x.length; k++) {
                Require.that(x[k] > x[k - 1], "Series.x", "must ascend", x[k]);
            }
        }
    }
}
