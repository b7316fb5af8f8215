package org.apical.app.data;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apical.app.UserError;

/**
 * Classes of samples.
 *
 * @param classes their names
 * @param of each sample, as a number of a name; not to be written
 */
public record Labels(List<String> classes, int[] of) {
    private static final int MOST_CLASSES = 100_000;

    public Labels {
        classes = List.copyOf(classes);
    }

    /**
     * Of names: whole numbers in their order, other text in that of the alphabet.
     *
     * @param file named where something is wrong
     */
    public static Labels named(String file, List<String> names) {
        List<String> distinct =
                names.stream().distinct().limit(MOST_CLASSES + 1L).toList();
        if (distinct.size() > MOST_CLASSES) {
            throw new UserError(file + ": expected at most " + MOST_CLASSES + " classes, found more");
        }
        boolean whole = distinct.stream().allMatch(name -> name.matches("[-+]?\\d{1,20}"));
        Comparator<String> order = whole ? Comparator.comparing(BigInteger::new) : Comparator.naturalOrder();
        return among(file, names, distinct.stream().sorted(order).toList());
    }

    /** The same with classes that are given. */
    public static Labels among(String file, List<String> names, List<String> classes) {
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(name -> numbers.put(name, numbers.size()));
        int[] of = new int[names.size()];
        for (int k = 0; k < of.length; k++) {
            Integer number = numbers.get(names.get(k));
            if (number == null) {
                throw new UserError(file + ": sample " + (k + 1) + ": expected a label among the classes "
                        + shown(classes) + ", found '" + names.get(k) + "'");
            }
            of[k] = number;
        }
        return new Labels(classes, of);
    }

    private static String shown(List<String> classes) {
        int most = 12;
        return String.join(", ", classes.subList(0, Math.min(most, classes.size())))
                + (classes.size() > most ? ", ... (" + classes.size() + ")" : "");
    }

    /** The same samples under other classes. */
    public Labels under(String file, List<String> others) {
        return classes.equals(others)
                ? this
                : among(file, IntStream.of(of).mapToObj(classes::get).toList(), others);
    }

    /** Of whole numbers; of 0, 1, ... where names are given to them. */
    static Labels numbered(String file, Matrix column, List<String> classes) {
        List<String> numbers = numbers(file, column);
        if (classes.isEmpty()) {
            return named(file, numbers);
        }
        List<String> expected =
                IntStream.range(0, classes.size()).mapToObj(String::valueOf).toList();
        return new Labels(classes, among(file, numbers, expected).of);
    }

    private static List<String> numbers(String file, Matrix column) {
        if (column.columns() != 1) {
            throw new UserError(file + ": expected one label a sample, found " + column.columns());
        }
        return IntStream.range(0, column.rows())
                .mapToObj(k -> {
                    double x = column.at(k, 0);
                    if (x != Math.rint(x)) {
                        throw new UserError(
                                file + ": row " + (k + 1) + ": expected a whole number as label, found " + x);
                    }
                    return String.valueOf((long) x);
                })
                .toList();
    }
}
