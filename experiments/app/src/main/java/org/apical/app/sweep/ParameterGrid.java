package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.yaml.Kinds;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.RecordYaml;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;

/**
 * What a sweep varies: axes that are crossed, in the order of the file, the last varying fastest.
 *
 * <pre>
 * grid:
 *   KEY: [value, ...]                             # an axis of one key
 *   KEY: {from: 0.5, to: 4, count: 8}             # the same; scale: log; or step: 0.5 in place of count
 *   zip: {KEY: [a, b], KEY: [c, d]}               # an axis of several keys, which go together; several of them: a list
 *   random: {draws: 40, seed: 1, over: {KEY: [..], KEY: {from: .., to: ..}}}
 * </pre>
 */
public final class ParameterGrid {
    /** As many as are looked at one by one before anything runs. */
    static final int MOST_CELLS = 10_000;

    private static final String ZIP = "zip";
    private static final String RANDOM = "random";
    private static final RecordYaml YAML = new RecordYaml(new Kinds());

    private final List<Axis> axes;

    private ParameterGrid(List<Axis> axes) {
        this.axes = List.copyOf(axes);
    }

    /**
     * An axis.
     *
     * @param keys that vary along it
     * @param points along it, the value of each key
     */
    public record Axis(List<String> keys, List<Map<String, Located>> points) {}

    /** The grid of a file. */
    public static ParameterGrid read(Located grid) {
        if (!grid.isMap() || grid.entries().isEmpty()) {
            throw grid.expected("keys of the experiment, each with its values");
        }
        List<Axis> axes = new ArrayList<>();
        grid.entries().forEach((name, at) -> {
            switch (name) {
                case ZIP -> (at.isList() ? at.items() : List.of(at)).forEach(one -> axes.add(zipped(one)));
                case RANDOM -> axes.add(RandomSearch.axis(at, YAML));
                default -> axes.add(zipped(Map.of(name, values(at, YAML)), at));
            }
        });
        ParameterGrid read = new ParameterGrid(axes);
        read.check(grid);
        return read;
    }

    private static Axis zipped(Located at) {
        if (!at.isMap() || at.entries().isEmpty()) {
            throw at.expected("keys of the experiment, each with its values");
        }
        Map<String, List<Located>> columns = new LinkedHashMap<>();
        at.entries().forEach((key, below) -> columns.put(key, values(below, YAML)));
        return zipped(columns, at);
    }

    private static Axis zipped(Map<String, List<Located>> columns, Located at) {
        int length = columns.values().iterator().next().size();
        columns.forEach((key, values) -> {
            if (values.size() != length) {
                throw at.error("expected as many values of each key, found " + length + " of the first and "
                        + values.size() + " of " + key);
            }
        });
        List<Map<String, Located>> points = new ArrayList<>();
        for (int k = 0; k < length; k++) {
            Map<String, Located> point = new LinkedHashMap<>();
            for (Map.Entry<String, List<Located>> column : columns.entrySet()) {
                point.put(column.getKey(), column.getValue().get(k));
            }
            points.add(point);
        }
        return new Axis(List.copyOf(columns.keySet()), points);
    }

    /** A list or a range. */
    static List<Located> values(Located at, RecordYaml yaml) {
        if (at.isMap()) {
            Range range = yaml.read(Range.class, at);
            try {
                return range.values().stream().map(at::as).toList();
            } catch (ParameterException e) {
                throw RecordYaml.refused(at, e);
            }
        }
        if (!at.isList() || at.items().isEmpty()) {
            throw at.expected("a list of values, or {from: .., to: ..}");
        }
        return at.items();
    }

    /** Sizes are bounded before they are believed; every key varies once, and none is replaced by one above it. */
    private void check(Located grid) {
        long size = 1;
        for (Axis axis : axes) {
            size *= axis.points().size();
            if (size > MOST_CELLS) {
                throw grid.error("expected at most " + MOST_CELLS + " cells, found more");
            }
        }
        List<String> keys = keys();
        for (int k = 0; k < keys.size(); k++) {
            for (String before : keys.subList(0, k)) {
                String key = keys.get(k);
                if (before.equals(key)) {
                    throw grid.error("expected the key " + key + " once, found it twice");
                }
                if (before.startsWith(key + ".") || before.startsWith(key + "[")) {
                    throw grid.error("expected " + key + " before " + before + ", which it would replace");
                }
            }
        }
    }

    static void bounded(String name, double values) {
        Require.that(values <= MOST_CELLS, name, "must give at most " + MOST_CELLS + " values", values);
    }

    /** The axes. */
    public List<Axis> axes() {
        return axes;
    }

    /** The keys that vary, axis by axis. */
    public List<String> keys() {
        return axes.stream().flatMap(axis -> axis.keys().stream()).toList();
    }

    /** All points, in order. */
    public List<Map<String, Located>> points() {
        List<Map<String, Located>> points = List.of(Map.of());
        for (Axis axis : axes) {
            List<Map<String, Located>> crossed = new ArrayList<>();
            for (Map<String, Located> point : points) {
                for (Map<String, Located> along : axis.points()) {
                    Map<String, Located> both = new LinkedHashMap<>(point);
                    both.putAll(along);
                    crossed.add(both);
                }
            }
            points = crossed;
        }
        return points;
    }
}
