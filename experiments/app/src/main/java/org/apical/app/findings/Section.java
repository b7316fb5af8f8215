package org.apical.app.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apical.neuron.parameter.Require;

/** A part of {@link Findings}; plain text everywhere, no markup. */
public sealed interface Section {

    /** What begins as a number does, or stands for one that is not there. */
    Pattern NUMBER = Pattern.compile("^([-+−]?[0-9.]|–|$|NaN|diverged)");

    /** Its heading; a part whose heading is that of the part before stands under it. */
    String heading();

    /** Hands itself to the method of its kind. */
    void to(Writer writer);

    /** Who shows sections. */
    interface Writer {
        void text(Text text);

        void table(Table table);

        void chart(Panels chart);

        void raster(Raster raster);

        default void notes(Notes notes) {}

        default void choice(Choice choice) {}

        default void picture(Picture picture) {}

        default void matrix(Matrix matrix) {}

        default void beside(Beside beside) {}
    }

    /** A paragraph. */
    record Text(String heading, String text) implements Section {
        @Override
        public void to(Writer writer) {
            writer.text(this);
        }
    }

    /** Numbered paragraphs; for the page, not the screen. */
    record Notes(String heading, List<String> items) implements Section {
        public Notes {
            items = List.copyOf(items);
        }

        @Override
        public void to(Writer writer) {
            writer.notes(this);
        }
    }

    /**
     * Two rows of choice of all tables of the page that have rows of these names, beside each other; for the page, not the screen.
     *
     * @param rows their names
     */
    record Beside(String heading, String caption, List<String> rows) implements Section {
        public Beside {
            rows = List.copyOf(rows);
            Require.atLeast("Beside.rows", rows.size(), 2);
        }

        @Override
        public void to(Writer writer) {
            writer.beside(this);
        }
    }

    /**
     * A table whose cells are shaded, such as a heat map; for the page, not the screen.
     *
     * @param rows what its rows are
     * @param columns what its columns are
     * @param cells [row][column]
     */
    record Matrix(
            String heading,
            String caption,
            String rows,
            String columns,
            List<String> rowNames,
            List<String> columnNames,
            List<List<Shaded>> cells)
            implements Section {
        public Matrix {
            rowNames = List.copyOf(rowNames);
            columnNames = List.copyOf(columnNames);
            cells = cells.stream().map(List::copyOf).toList();
            int width = columnNames.size();
            Require.that(
                    cells.size() == rowNames.size() && cells.stream().allMatch(row -> row.size() == width),
                    "Matrix.cells",
                    "must be as many as names, " + rowNames.size() + " x " + width,
                    cells.stream().map(List::size).toList());
        }

        /**
         * A square table of counts, shaded by the share of its row.
         *
         * @param names of rows and columns, in order
         * @param counts [row][column]
         */
        public static Matrix ofCounts(
                String heading, String caption, String rows, String columns, List<String> names, int[][] counts) {
            List<List<Shaded>> cells = new ArrayList<>();
            for (int[] row : counts) {
                double sum = Math.max(1, Arrays.stream(row).sum());
                cells.add(Arrays.stream(row)
                        .mapToObj(count -> new Shaded(count == 0 ? "" : String.valueOf(count), count / sum))
                        .toList());
            }
            return new Matrix(heading, caption, rows, columns, names, names, cells);
        }

        @Override
        public void to(Writer writer) {
            writer.matrix(this);
        }
    }

    /**
     * A cell of a matrix.
     *
     * @param shade 0..1
     */
    record Shaded(String text, double shade) {
        public Shaded {
            Require.that(shade >= 0 && shade <= 1, "Shaded.shade", "must be in 0..1", shade);
        }
    }

    /**
     * A small image; for the page, not the screen.
     *
     * @param brightness of each pixel, 0..1, row by row; not to be written
     */
    record Picture(String heading, String caption, int width, double[] brightness) implements Section {
        public Picture {
            Require.that(
                    width > 0 && brightness.length % width == 0,
                    "Picture.brightness",
                    "must fill rows of " + width + " pixels",
                    brightness.length);
        }

        @Override
        public void to(Writer writer) {
            writer.picture(this);
        }
    }

    /**
     * A table; the first column names the rows.
     *
     * @param caption what the numbers are, with units
     * @param links which of {@link Findings#files} each cell comes from, in the shape of the rows, empty where from none; no rows: from none
     */
    record Table(String heading, String caption, List<String> header, List<List<String>> rows, List<List<String>> links)
            implements Section {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            links = links.stream().map(List::copyOf).toList();
            Require.that(
                    links.isEmpty() || links.size() == rows.size(),
                    "Table.links",
                    "must be of as many rows as cells, " + rows.size() + ", or none",
                    links.size());
            for (List<String> row : rows) {
                Require.that(
                        row.size() == header.size(),
                        "Table.rows",
                        "must have " + header.size() + " cells each, as the header",
                        row.size());
            }
        }

        /** No cell comes from a file. */
        public Table(String heading, String caption, List<String> header, List<List<String>> rows) {
            this(heading, caption, header, rows, List.of());
        }

        /** The file of a cell; empty if it comes from none. */
        public String link(int row, int column) {
            return links.isEmpty() ? "" : links.get(row).get(column);
        }

        /** Whether a column holds words, to be set from the left, and not numbers. The first one names the rows. */
        public boolean words(int column) {
            return column == 0
                    || rows.stream()
                            .anyMatch(row -> !NUMBER.matcher(row.get(column)).find());
        }

        @Override
        public void to(Writer writer) {
            writer.table(this);
        }
    }

    /** A chart with one line a series; for the page, not the screen. */
    record LineChart(String heading, String caption, Axis x, Axis y, List<Series> series) implements Section {
        public LineChart {
            series = List.copyOf(series);
        }

        @Override
        public void to(Writer writer) {
            writer.chart(new Panels(heading, caption, x, y, List.of(new Panel("", series))));
        }
    }

    /** Charts side by side on the same axes; series of one name are of one color. For the page, not the screen. */
    record Panels(String heading, String caption, Axis x, Axis y, List<Panel> panels) implements Section {
        public Panels {
            panels = List.copyOf(panels);
        }

        @Override
        public void to(Writer writer) {
            writer.chart(this);
        }
    }

    /**
     * Charts of which one is shown at a time; for the page, not the screen.
     *
     * @param of what is chosen, such as unit
     * @param selected which of the options is shown first
     */
    record Choice(String heading, String caption, Axis x, Axis y, String of, List<Option> options, int selected)
            implements Section {
        public Choice {
            options = List.copyOf(options);
            Require.that(
                    selected >= 0 && selected < options.size(),
                    "Choice.selected",
                    "must be one of " + options.size(),
                    selected);
        }

        @Override
        public void to(Writer writer) {
            writer.choice(this);
        }
    }

    /** What can be chosen. */
    record Option(String name, List<Panel> panels) {
        public Option {
            panels = List.copyOf(panels);
        }
    }

    /** One of several charts. */
    record Panel(String title, List<Series> series) {
        public Panel {
            series = List.copyOf(series);
        }
    }

    /** Spikes as ticks, a neuron a row, groups of neurons one above the other, the first at the bottom. For the page, not the screen. */
    record Raster(String heading, String caption, Axis x, double end, List<Spikes> groups) implements Section {
        public Raster {
            groups = List.copyOf(groups);
        }

        @Override
        public void to(Writer writer) {
            writer.raster(this);
        }
    }

    /**
     * Spikes of a group of neurons.
     *
     * @param x when; not to be written
     * @param neurons number of the neuron of each spike, from 0; not to be written
     */
    record Spikes(String name, int size, double[] x, int[] neurons) {
        public Spikes {
            Require.that(
                    x.length == neurons.length, "Spikes.neurons", "must be as many as x, " + x.length, neurons.length);
        }
    }

    /**
     * An axis.
     *
     * @param label quantity and unit
     * @param log whether it is logarithmic
     * @param marks where something happens: dashed lines across the chart, of an x axis only
     */
    record Axis(String label, boolean log, List<Double> marks) {
        public Axis {
            marks = List.copyOf(marks);
        }

        public Axis(String label, boolean log) {
            this(label, log, List.of());
        }

        /** A linear axis. */
        public static Axis linear(String label) {
            return new Axis(label, false);
        }

        /** A logarithmic axis. */
        public static Axis log(String label) {
            return new Axis(label, true);
        }

        /** The same with a mark. */
        public Axis marked(double at) {
            return new Axis(label, log, List.of(at));
        }
    }

    /** How a series is drawn. */
    enum Style {
        LINE,
        POINTS,
        /** Broad and pale beneath the others: what they are held against. */
        REFERENCE
    }

    /**
     * A line; points that are not numbers are left out.
     *
     * @param x ascending; not to be written
     * @param y as many; not to be written
     * @param error half the height of an error bar at each point; none: no bars; not to be written
     */
    record Series(String name, double[] x, double[] y, double[] error, Style style) {
        private static final double[] NO_BARS = {};

        public Series {
            Require.that(x.length == y.length, "Series.y", "must be as many as x, " + x.length, y.length);
            Require.that(
                    error.length == 0 || error.length == x.length,
                    "Series.error",
                    "must be as many as x, " + x.length + ", or none",
                    error.length);
            for (int k = 1; k < x.length; k++) {
                Require.that(x[k] > x[k - 1], "Series.x", "must ascend", x[k]);
            }
        }

        public Series(String name, double[] x, double[] y) {
            this(name, x, y, Style.LINE);
        }

        public Series(String name, double[] x, double[] y, Style style) {
            this(name, x, y, NO_BARS, style);
        }

        /** The mean of curves of one length over 0, 1, 2, ..., such as epochs. */
        public static Series mean(String name, List<double[]> curves) {
            double[] x = new double[curves.get(0).length];
            double[] y = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                int at = k;
                x[k] = k;
                y[k] = curves.stream().mapToDouble(curve -> curve[at]).sum() / curves.size();
            }
            return new Series(name, x, y);
        }

        /** The same with error bars. */
        public Series with(double[] bars) {
            return new Series(name, x, y, bars, style);
        }

        /** The same drawn otherwise. */
        public Series as(Style other) {
            return new Series(name, x, y, error, other);
        }
    }
}
