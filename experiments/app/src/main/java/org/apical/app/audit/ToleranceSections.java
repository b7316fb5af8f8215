package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apical.app.audit.Tolerance.Curve;
import org.apical.app.audit.Tolerance.Point;
import org.apical.app.audit.Tolerance.What;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;

/** A {@link Tolerance} as a table and two charts. */
final class ToleranceSections {
    private static final double CHANCE_PERCENT = 10;

    private ToleranceSections() {}

    static List<Section> of(Tolerance tolerance) {
        List<Section> sections = new ArrayList<>();
        sections.add(table(tolerance));
        if (tolerance.what() != What.COUPLING) {
            sections.add(accuracy(tolerance));
            sections.add(cosines(tolerance));
        }
        return sections;
    }

    private static Table table(Tolerance tolerance) {
        Columns<Shown> columns = new Columns<Shown>()
                .with(
                        tolerance.what().column(),
                        s -> x(tolerance.what(), s.point().x()));
        if (tolerance.curves().size() > 1) {
            columns.with("", s -> s.curve().name());
        }
        return columns.with(
                        "test accuracy",
                        s -> s.curve().trained() && s.point().diverged()
                                ? "diverged"
                                : AuditWords.percent(s.point().accuracy()))
                .with("to unchanged", s -> AuditWords.cosine(s.point().cosineToPlain()))
                .with("to backprop", s -> AuditWords.cosine(s.point().cosineToBackprop()))
                .table(
                        tolerance.what().title(),
                        caption(tolerance.what())
                                + " Cosines of the first update: to that of the unchanged network, and to backpropagation in the network as it is."
                                + (tolerance.curves().stream().allMatch(Curve::trained)
                                        ? ""
                                        : " F3: the first update of the same network as spikes, with the feedback that was learned without them."),
                        tolerance.curves().stream()
                                .flatMap(curve -> curve.points().stream().map(point -> new Shown(curve, point)))
                                .toList());
    }

    /** A point of a curve, a row of the table. */
    private record Shown(Curve curve, Point point) {}

    private static String x(What what, double x) {
        if (what == What.COUPLING) {
            return x == 0 ? "dendrite to soma" : "reciprocal";
        }
        return AuditWords.plain(x);
    }

    private static String caption(What what) {
        return switch (what) {
            case NOISE ->
                "v^fb of every unit fluctuates while forward weights learn (Ornstein-Uhlenbeck, "
                        + AuditWords.plain(VariantRun.NOISE_TAU_MS) + " ms); tests are without noise.";
            case DELAY ->
                "Axons from the controller to all apical dendrites, more than the file describes; feedback learns under it too.";
            case SPARSITY -> "Entries of Q that do not exist are 0 throughout; feedback learns in the rest.";
            case CONDUCTANCE ->
                "g_as + g_bs is kept, and with it the time constant of the soma. Re-mapped: synapses are"
                        + " rescaled as the reduction says; not re-mapped: their currents are those of the described cell.";
            case COUPLING -> "Whether the soma drives its dendrites back. Synapses re-mapped by the reduction, or not.";
        };
    }

    private static LineChart accuracy(Tolerance tolerance) {
        List<Series> series = new ArrayList<>();
        for (Curve curve : tolerance.curves()) {
            if (curve.trained()) {
                String name = curve.name().isBlank() ? "test accuracy" : curve.name();
                series.add(series(tolerance.what(), curve, name, p -> 100 * p.accuracy()));
            }
        }
        Curve first = tolerance.curves().get(0);
        series.add(series(
                tolerance.what(),
                first,
                "unchanged network",
                p -> 100 * first.reference().accuracy()));
        String caption = "Test accuracy after a short training; where learning diverged there is no point.";
        return chart(tolerance.what(), caption, "test accuracy (%)", series);
    }

    private static LineChart cosines(Tolerance tolerance) {
        List<Series> series = new ArrayList<>();
        for (Curve curve : tolerance.curves()) {
            String of = curve.name().isBlank() ? "" : curve.name() + ", ";
            series.add(series(tolerance.what(), curve, of + "to unchanged", Point::cosineToPlain));
            series.add(series(tolerance.what(), curve, of + "to backprop", Point::cosineToBackprop));
        }
        String caption = "First update: cosine to that of the unchanged network, and to backpropagation.";
        return chart(tolerance.what(), caption, "cosine of the first update", series);
    }

    private static boolean log(What what) {
        return what == What.NOISE || what == What.CONDUCTANCE;
    }

    private static LineChart chart(What what, String caption, String y, List<Series> series) {
        return new LineChart(what.title(), caption, new Axis(what.axis(), log(what)), Axis.linear(y), series);
    }

    /** A logarithmic axis has no place for 0, the unchanged network. */
    private static Series series(What what, Curve curve, String name, ToDoubleFunction<Point> y) {
        List<Point> points =
                curve.points().stream().filter(p -> !log(what) || p.x() > 0).toList();
        return new Series(
                name,
                points.stream().mapToDouble(Point::x).toArray(),
                points.stream().mapToDouble(y).toArray());
    }
}
