package org.apical.app.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apical.app.UserError;

/** Tables as comma-separated text with a header. */
final class CsvReader {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int SHOWN = 40;

    private final BoundedInput in;
    private final List<String> header;
    private final int label;
    private final List<String> targetNames;
    private final int[] targets;
    private final int[] inputs;
    private final List<String> classes;
    private final List<String> labels = new ArrayList<>();
    private double[] numbers = new double[1024];
    private int count;

    private CsvReader(BoundedInput in, CSVRecord first, Columns columns) {
        this.in = in;
        this.header = header(in, first);
        this.classes = columns.classes();
        this.label = columns.label().map(this::column).orElse(-1);
        this.targetNames = columns.targets();
        this.targets = columns.targets().stream().mapToInt(this::column).toArray();
        this.inputs = columns.inputs().isEmpty()
                ? others()
                : columns.inputs().stream().mapToInt(this::column).toArray();
        if (inputs.length == 0) {
            throw new UserError(in.name() + ": expected columns of inputs beside those of outputs, found none");
        }
    }

    /**
     * Which columns are what.
     *
     * @param label classes
     * @param targets of a regression
     * @param inputs the others, if empty
     * @param classes names of classes; those of the table, if empty
     */
    record Columns(Optional<String> label, List<String> targets, List<String> inputs, List<String> classes) {}

    /** The samples of a table, one a line. */
    static DataSet read(BoundedInput in, Columns columns) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (InputStreamReader text = new InputStreamReader(
                        in, StandardCharsets.UTF_8.newDecoder()); // malformed bytes are refused, not replaced
                CSVParser lines = CSVParser.parse(text, format)) {
            var each = lines.iterator();
            if (!each.hasNext()) {
                throw new UserError(in.name() + ": expected a header, found an empty file");
            }
            CsvReader reader = new CsvReader(in, each.next(), columns);
            while (each.hasNext()) {
                reader.line(each.next(), lines.getCurrentLineNumber());
            }
            return reader.data();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<String> header(BoundedInput in, CSVRecord first) {
        List<String> names = new ArrayList<>();
        for (String field : first) {
            String name = names.isEmpty() ? field.replaceFirst("^\uFEFF", "") : field;
            if (name.isBlank() || names.contains(name)) {
                throw new UserError(in.name() + ": line 1: expected a name of its own for column " + (names.size() + 1)
                        + ", found " + shown(name));
            }
            names.add(name);
        }
        return names;
    }

    private int column(String name) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new UserError(in.name() + ": expected the column " + name + ", found " + names(header));
        }
        return column;
    }

    private static String names(List<String> header) {
        String all = String.join(", ", header);
        return (all.length() > 200 ? all.substring(0, 200) + "..." : all).replaceAll("\\p{Cntrl}", "?");
    }

    private int[] others() {
        return java.util.stream.IntStream.range(0, header.size())
                .filter(k -> k != label && Arrays.stream(targets).noneMatch(t -> t == k))
                .toArray();
    }

    private void line(CSVRecord line, long number) {
        if (line.size() != header.size()) {
            throw new UserError(
                    in.name() + ": line " + number + ": expected " + header.size() + " values, found " + line.size());
        }
        for (int column : inputs) {
            add(number(line, column, number));
        }
        for (int column : targets) {
            add(number(line, column, number));
        }
        if (label >= 0) {
            String name = line.get(label);
            if (name.isBlank()) {
                throw new UserError(in.name() + ": line " + number + ", column " + header.get(label)
                        + ": expected a label, found none");
            }
            labels.add(
                    labels.isEmpty() || !labels.get(labels.size() - 1).equals(name)
                            ? name
                            : labels.get(labels.size() - 1));
        }
    }

    private void add(double x) {
        if (count == numbers.length) {
            if (count >= Matrix.MOST / 2) {
                throw new UserError(in.name() + ": expected at most " + Matrix.MOST / 2 + " numbers, found more");
            }
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = x;
    }

    private double number(CSVRecord line, int column, long number) {
        String text = line.get(column);
        if (DECIMAL.matcher(text).matches()) {
            double x = Double.parseDouble(text);
            if (Double.isFinite(x)) {
                return x;
            }
        }
        throw new UserError(in.name() + ": line " + number + ", column "
                + header.get(column).replaceAll("\\p{Cntrl}", "?") + ": expected a finite number, found "
                + shown(text));
    }

    private static String shown(String text) {
        String one = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (one.length() > SHOWN ? one.substring(0, SHOWN) + "..." : one) + "'";
    }

    private DataSet data() {
        int rows = count / (inputs.length + targets.length);
        if (rows == 0) {
            throw new UserError(in.name() + ": expected at least one line below the header, found none");
        }
        Matrix x = columns(rows, 0, inputs.length);
        return label >= 0
                ? DataSet.classes(in.name(), x, labels())
                : DataSet.regression(in.name(), x, columns(rows, inputs.length, targets.length), targetNames);
    }

    private Labels labels() {
        return classes.isEmpty() ? Labels.named(in.name(), labels) : Labels.among(in.name(), labels, classes);
    }

    private Matrix columns(int rows, int first, int columns) {
        int width = inputs.length + targets.length;
        double[] values = new double[rows * columns];
        for (int k = 0; k < rows; k++) {
            System.arraycopy(numbers, k * width + first, values, k * columns, columns);
        }
        return new Matrix.Doubles(values, columns);
    }
}
