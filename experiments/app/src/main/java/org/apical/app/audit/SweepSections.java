package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.study.Spread;

/** {@link Sweep}s as a table and charts. */
final class SweepSections {
    private static final double PERCENT = 100;
    /** Circumstances that share an axis are drawn on it together. */
    private static final List<List<Circumstance>> CHARTS = List.of(
            List.of(Circumstance.NOISE),
            List.of(Circumstance.DELAY),
            List.of(Circumstance.FEEDBACK, Circumstance.FORWARD),
            List.of(Circumstance.CONDUCTANCE, Circumstance.CAPACITANCE, Circumstance.SYNAPSES),
            List.of(Circumstance.THRESHOLD),
            List.of(Circumstance.OVER, Circumstance.UNDER));

    private final AuditResult result;
    private final String heading;

    private SweepSections(AuditResult result, String heading) {
        this.result = result;
        this.heading = heading;
    }

    static List<Section> of(AuditResult result, String heading) {
        return new SweepSections(result, heading).sections();
    }

    private List<Section> sections() {
        List<Sweep> asked = result.sweeps().stream().filter(Sweep::asked).toList();
        List<Section> sections = new ArrayList<>();
        if (asked.isEmpty()) {
            return sections;
        }
        sections.add(new Columns<Row>()
                .with("changed", row -> row.sweep().what().title())
                .with("to", row -> row.sweep().what().words(row.point().x(), result.formulations()))
                .with(
                        "test accuracy (%)",
                        row -> AuditWords.spread(accuracy(row.point().trained()), "%.1f"))
                .with("lost (points)", row -> AuditWords.interval(lost(row), 1, ""))
                .with(
                        "diverged",
                        row -> row.point().trained().stream()
                                        .filter(Trained::diverged)
                                        .count() + " of "
                                + row.point().trained().size())
                .with(
                        "cosine to unchanged",
                        row -> AuditWords.spread(
                                Spread.of(row.point().trained().stream()
                                        .mapToDouble(Trained::cosineToPlain)
                                        .toArray()),
                                "%.2f"))
                .table(
                        heading,
                        "One thing changed a step at a time, in trainings of "
                                + result.changes().learning().epochs() + " epochs of "
                                + result.changes().data().orElseThrow().train()
                                + " samples, until accuracy is lost for sure: the lower end of the confidence interval of the loss, taken network by network, lies above "
                                + AuditWords.plain(PERCENT * result.plan().tolerated())
                                + " points, of " + AuditWords.spread(accuracy(result.plain()), "%.1f")
                                + " % unchanged. Robust: up to where the loss crosses that, between the values tried, in each network; mean and 95 % confidence interval of that value over networks. Noise: v^fb of every unit fluctuates while forward weights learn (Ornstein–Uhlenbeck, "
                                + AuditWords.plain(VariantRun.NOISE_TAU_MS)
                                + " ms). Cosine: of the first update to that of the unchanged network; what diverged counts as guessing."
                                + feedback(),
                        asked.stream()
                                .flatMap(sweep -> sweep.points().stream().map(point -> new Row(sweep, point)))
                                .toList()));
        for (List<Circumstance> together : CHARTS) {
            List<Sweep> drawn = asked.stream()
                    .filter(sweep -> together.contains(sweep.what()))
                    .toList();
            if (!drawn.isEmpty()) {
                sections.add(chart(drawn));
            }
        }
        return sections;
    }

    /** What is true of how feedback came about in these trainings. */
    private String feedback() {
        if (!result.experiment().learning().method().control()) {
            return "";
        }
        return result.experiment().learning().feedback().learned().isPresent()
                ? " Feedback weights learn under the change, too, but without the noise."
                : " Feedback weights do not learn.";
    }

    /** A step of a sweep, a row of the table. */
    private record Row(Sweep sweep, Sweep.Point point) {}

    private Spread accuracy(List<Trained> trained) {
        return Spread.of(trained.stream()
                .mapToDouble(t -> PERCENT * Sweep.score(t, result.chance()))
                .toArray());
    }

    private Spread lost(Row row) {
        double[] lost = Sweep.lost(row.sweep().unchanged(), row.point().trained(), result.chance());
        return Spread.of(DoubleStream.of(lost).map(x -> PERCENT * x).toArray());
    }

    private LineChart chart(List<Sweep> sweeps) {
        List<Series> series = new ArrayList<>();
        TreeMap<Double, Spread> all = new TreeMap<>();
        boolean factor =
                sweeps.get(0).what() == Circumstance.OVER || sweeps.get(0).what() == Circumstance.UNDER;
        for (Sweep sweep : sweeps) {
            TreeMap<Double, Spread> curve = factor ? all : new TreeMap<>();
            if (factor || sweep.what().unchanged() > 0) {
                curve.put(sweep.what().unchanged(), accuracy(sweep.unchanged()));
            }
            sweep.points().forEach(point -> curve.put(point.x(), accuracy(point.trained())));
            if (!factor) {
                series.add(series(sweep.what().title(), curve));
            }
        }
        if (factor) {
            series.add(series("wrong map", all));
        }
        double[] ends = series.stream()
                .flatMapToDouble(s -> DoubleStream.of(s.x()))
                .sorted()
                .toArray();
        Spread unchanged = accuracy(sweeps.get(0).unchanged());
        double least = ends[0];
        double most = ends[ends.length - 1] > least ? ends[ends.length - 1] : 2 * least;
        series.add(new Series(
                "unchanged",
                new double[] {least, most},
                new double[] {unchanged.mean(), unchanged.mean()},
                Style.REFERENCE));
        return new LineChart(
                heading,
                "Bars: 95 % confidence intervals over networks.",
                Axis.log(sweeps.get(0).what().axis()),
                Axis.linear("test accuracy (%)"),
                series);
    }

    private static Series series(String name, TreeMap<Double, Spread> curve) {
        double[] x = curve.keySet().stream().mapToDouble(v -> v).toArray();
        double[] y = curve.values().stream().mapToDouble(Spread::mean).toArray();
        double[] bars = curve.values().stream().mapToDouble(Spread::halfWidth).toArray();
        return new Series(name, x, y).with(bars);
    }
}
