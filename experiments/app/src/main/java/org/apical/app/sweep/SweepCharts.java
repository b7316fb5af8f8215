package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Matrix;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Shaded;
import org.apical.app.findings.Section.Style;
import org.apical.app.study.Spread;
import org.apical.app.sweep.SweepResult.CellResult;

/**
 * What a sweep found as pictures. Curves of a quantity over the key that has most values, a line for each value of another, mean and standard deviation over all cells there; where hardly a value comes twice, as in a random search, points over
 * every key. Heat maps of two keys that are crossed, the last two of them, one for each formulation in one scale.
 */
final class SweepCharts {
    private static final int MOST_LINES = 8;
    private static final int MOST_CHARTS = 4;
    private static final int MOST_ROWS = 20;
    private static final int MOST_COLUMNS = 12;
    /** Of the largest mean: text stays legible. */
    private static final double DEEPEST = 0.7;
    /** Ratio of the ends from which on numbers are drawn on a logarithmic axis. */
    private static final double WIDE = 20;

    private final List<CellResult> cells;
    private final List<Form> forms;
    private final List<Key> keys;

    private SweepCharts(SweepResult result, List<String> keys) {
        cells = result.cells();
        forms = result.plan().first().formulations();
        this.keys = keys.stream()
                .map(this::key)
                .filter(key -> key.values().size() > 1)
                .toList();
    }

    /**
     * Those of each headline.
     *
     * @param keys that vary, without seeds
     */
    static List<Section> of(SweepResult result, List<String> keys, List<Headline> headlines) {
        SweepCharts charts = new SweepCharts(result, keys);
        List<Section> sections = new ArrayList<>();
        for (Headline headline : headlines) {
            sections.addAll(charts.curves(headline));
            sections.addAll(charts.maps(headline));
        }
        return sections;
    }

    /**
     * What varies.
     *
     * @param values in ascending order if they are numbers, else in that of the grid
     */
    private record Key(String name, List<String> values, boolean numeric) {
        /** Whether hardly a value comes twice. */
        boolean scattered(int cells) {
            return values.size() > MOST_LINES && 2 * values.size() > cells;
        }

        Axis axis() {
            double low = Double.parseDouble(values.get(0));
            double high = Double.parseDouble(values.get(values.size() - 1));
            return low > 0 && high >= WIDE * low ? Axis.log(name) : Axis.linear(name);
        }

        /** The last word of its name, and the value. */
        String at(String value) {
            return name.substring(name.lastIndexOf('.') + 1) + " " + value;
        }
    }

    private Key key(String name) {
        List<String> values = cells.stream().map(value(name)).distinct().toList();
        boolean numeric = values.stream().allMatch(SweepResult::isNumber);
        List<String> sorted = numeric
                ? values.stream()
                        .sorted(Comparator.comparingDouble(Double::parseDouble))
                        .toList()
                : values;
        return new Key(name, sorted, numeric);
    }

    private static Function<CellResult, String> value(String key) {
        return one -> one.cell().values().get(key);
    }

    private static Predicate<CellResult> has(Key key, String value) {
        return one -> one.cell().values().get(key.name()).equals(value);
    }

    private static Spread spread(Collection<CellResult> cells, Headline headline, Form form) {
        return Spread.of(cells.stream()
                .map(one -> one.of(headline.place(form.toString())))
                .flatMapToDouble(OptionalDouble::stream)
                .map(headline::shown)
                .toArray());
    }

    private List<Section> curves(Headline headline) {
        List<Key> numeric = keys.stream().filter(Key::numeric).toList();
        if (numeric.stream().anyMatch(key -> key.scattered(cells.size()))) {
            return numeric.stream()
                    .limit(MOST_CHARTS)
                    .map(key -> key.scattered(cells.size())
                            ? chart(headline, key, Optional.empty(), Style.POINTS, "A point for each value.")
                            : chart(headline, key, Optional.empty(), Style.LINE, over(1)))
                    .toList();
        }
        // of as many values the last
        Optional<Key> x =
                numeric.stream().reduce((a, b) -> a.values().size() > b.values().size() ? a : b);
        return x.stream()
                .map(key -> {
                    Optional<Key> lines = keys.stream()
                            .filter(other ->
                                    !other.equals(key) && other.values().size() <= MOST_LINES)
                            .reduce((a, b) -> b);
                    return chart(headline, key, lines, Style.LINE, over(lines.isPresent() ? 2 : 1));
                })
                .toList();
    }

    /** What a mean is over, where so many keys are shown. */
    private String over(int shown) {
        return "Mean ± standard deviation over seeds" + (keys.size() > shown ? " and all other keys." : ".");
    }

    private Section chart(Headline headline, Key x, Optional<Key> lines, Style style, String caption) {
        List<Panel> panels = forms.stream()
                .map(form -> new Panel(
                        form.toString(),
                        lines.map(key -> key.values().stream()
                                        .map(value -> series(
                                                headline,
                                                form,
                                                x,
                                                key.at(value),
                                                cells.stream()
                                                        .filter(has(key, value))
                                                        .toList(),
                                                style))
                                        .toList())
                                .orElseGet(() -> List.of(series(headline, form, x, form.toString(), cells, style)))))
                .toList();
        return new Panels(headline.title(), caption, x.axis(), Axis.linear(headline.title()), panels);
    }

    private static Series series(
            Headline headline, Form form, Key x, String name, List<CellResult> cells, Style style) {
        List<double[]> points = new ArrayList<>();
        for (String value : x.values()) {
            Spread spread = spread(cells.stream().filter(has(x, value)).toList(), headline, form);
            double at = Double.parseDouble(value);
            if (spread.size() > 0 && (points.isEmpty() || points.get(points.size() - 1)[0] < at)) {
                points.add(new double[] {at, spread.mean(), spread.deviation()});
            }
        }
        Series series = new Series(name, column(points, 0), column(points, 1), style);
        return style == Style.LINE ? series.with(column(points, 2)) : series;
    }

    private static double[] column(List<double[]> points, int k) {
        return points.stream().mapToDouble(point -> point[k]).toArray();
    }

    private List<Section> maps(Headline headline) {
        for (int b = keys.size() - 1; b > 0; b--) {
            for (int a = b - 1; a >= 0; a--) {
                if (crossed(keys.get(a), keys.get(b))) {
                    return keys.get(b).values().size() <= MOST_COLUMNS
                            ? maps(headline, keys.get(a), keys.get(b))
                            : maps(headline, keys.get(b), keys.get(a));
                }
            }
        }
        return List.of();
    }

    private boolean crossed(Key a, Key b) {
        int most = Math.max(a.values().size(), b.values().size());
        int least = Math.min(a.values().size(), b.values().size());
        Set<List<String>> pairs = new HashSet<>();
        cells.forEach(one ->
                pairs.add(List.of(value(a.name()).apply(one), value(b.name()).apply(one))));
        return most <= MOST_ROWS && least <= MOST_COLUMNS && pairs.size() == most * least;
    }

    private List<Section> maps(Headline headline, Key rows, Key columns) {
        List<Spread[][]> maps = forms.stream()
                .map(form -> rows.values().stream()
                        .map(row -> columns.values().stream()
                                .map(column -> spread(
                                        cells.stream()
                                                .filter(has(rows, row).and(has(columns, column)))
                                                .toList(),
                                        headline,
                                        form))
                                .toArray(Spread[]::new))
                        .toArray(Spread[][]::new))
                .toList();
        DoubleSummaryStatistics range = maps.stream()
                .flatMap(map -> Arrays.stream(map).flatMap(Arrays::stream))
                .mapToDouble(Spread::mean)
                .filter(Double::isFinite)
                .summaryStatistics();
        if (range.getCount() == 0) {
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int f = 0; f < maps.size(); f++) {
            Spread[][] map = maps.get(f);
            List<List<Shaded>> shaded = Arrays.stream(map)
                    .map(row -> Arrays.stream(row)
                            .map(one -> shaded(one, headline, range))
                            .toList())
                    .toList();
            String scale = String.format(
                    Locale.ROOT,
                    " Shaded from " + headline.format() + " to " + headline.format() + " under every formulation.",
                    range.getMin(),
                    range.getMax());
            sections.add(new Matrix(
                    headline.title(),
                    forms.get(f) + ". " + over(2) + scale,
                    rows.name(),
                    columns.name(),
                    rows.values(),
                    columns.values(),
                    shaded));
        }
        return sections;
    }

    private static Shaded shaded(Spread spread, Headline headline, DoubleSummaryStatistics range) {
        double width = range.getMax() - range.getMin();
        return spread.size() == 0
                ? new Shaded("–", 0)
                : new Shaded(
                        spread.text(headline.format()),
                        width == 0 ? 0 : DEEPEST * (spread.mean() - range.getMin()) / width);
    }
}
