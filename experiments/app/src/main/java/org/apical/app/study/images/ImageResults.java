package org.apical.app.study.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.text.Numbers;

/**
 * What networks reached, for the pages of studies.
 *
 * @param cells of every row and repetition
 */
public record ImageResults(ImagePlan plan, List<ImageCell> cells) {
    private static final double PUBLISHED = 0.3;
    private static final String FORMAT = "%.2f";
    private static final String SMALL_FORMAT = "%.3g";

    private List<ScoreCurve> curves(Row row) {
        return cells.stream()
                .filter(cell -> cell.row().equals(row))
                .map(ImageCell::curve)
                .toList();
    }

    /** Result of the epoch, up to one, that is the best by validation, as people read it, by seed. */
    public double[] chosen(Row row, int last) {
        Goal goal = row.set().goal();
        return curves(row).stream()
                .mapToDouble(curve -> goal.shown(curve.chosen(goal, last)))
                .toArray();
    }

    /** How far a row is behind another of the same set after as many epochs ({@link Goal#behind}), for the seeds that both have. */
    public double[] behind(Row row, Row reference) {
        Goal goal = row.set().goal();
        int last = Math.min(row.epochs(), reference.epochs());
        List<ScoreCurve> own = curves(row);
        List<ScoreCurve> other = curves(reference);
        return IntStream.range(0, Math.min(own.size(), other.size()))
                .mapToDouble(k ->
                        goal.behind(own.get(k).chosen(goal, last), other.get(k).chosen(goal, last)))
                .toArray();
    }

    private double[] behindBackprop(Row row) {
        return plan.row(row.set(), ImageMethod.BACKPROP)
                .map(backprop -> behind(row, backprop))
                .orElse(new double[0]);
    }

    /** That a row is not far behind backprop with the same seeds and epochs: half a point, or a tenth of the loss. */
    public Claim closeToBackprop(Row row) {
        return Claim.atMost(
                row.method().label() + " on " + row.set().title() + " learns as well as backprop in " + row.epochs()
                        + " epochs.",
                row.set().goal().behindBackprop(),
                row.set().goal().close(),
                behindBackprop(row));
    }

    /** That a row reaches, but for 0.3 points, the published accuracy. */
    public Claim reachesPublished(Row row, double published) {
        return Claim.atMost(
                row.method().label() + " on " + row.set().title() + " reaches the published accuracy.",
                "points below " + Numbers.fixed(2, 100 * published) + " %, published after 40 epochs",
                PUBLISHED,
                DoubleStream.of(chosen(row, row.epochs()))
                        .map(accuracy -> 100 * published - accuracy)
                        .toArray());
    }

    /**
     * A table of a set.
     *
     * @param heading before the title of the set
     */
    public Table table(String heading, ImageSet set) {
        Goal goal = set.goal();
        String format = goal == Goal.TEST_ACCURACY ? FORMAT : SMALL_FORMAT;
        Columns<Row> columns = new Columns<Row>()
                .with("method, feedback", row -> row.method().label())
                .with("epochs", row -> Integer.toString(row.epochs()))
                .with("samples", row -> Integer.toString(row.samples()))
                .with(goal.label(), row -> Spread.of(chosen(row, row.epochs())).text(format))
                .with(
                        "after the last epoch",
                        row -> spread(row, format, curve -> goal.shown(curve.result()[curve.last()])))
                .with(
                        goal.behindBackprop(),
                        row -> row.method().equals(ImageMethod.BACKPROP)
                                ? "–"
                                : Spread.of(behindBackprop(row)).text(FORMAT));
        if (set.published(ImageMethod.BACKPROP).isPresent()) {
            columns.with("published (%)", row -> published(set.published(row.method())));
        }
        return columns.with(
                        "angle to gradient (degrees)", row -> spread(row, FORMAT, curve -> curve.angle()[curve.last()]))
                .table(
                        heading + ", " + set.title(),
                        "mean ± standard deviation over seeds of the epoch that is the best by validation (of a training loss by itself); against backprop: networks with the same seed after as many "
                                + "epochs; published: after 40 epochs of the commands released for Strong-DFC, DFC with learned feedback. DFC integrates its presentations with error control, steady states (SS) "
                                + "are found by Newton's method, SSA linearises them. Learned feedback: "
                                + plan.feedback().words()
                                + ".",
                        plan.rows(set));
    }

    private static String published(OptionalDouble accuracy) {
        return accuracy.isPresent() ? Numbers.fixed(2, 100 * accuracy.getAsDouble()) : "–";
    }

    private String spread(Row row, String format, ToDoubleFunction<ScoreCurve> value) {
        return Spread.of(curves(row).stream().mapToDouble(value).toArray()).text(format);
    }

    /** Learning curves of the rows that are to be drawn, a chart for each goal: errors, or losses. */
    public List<Panels> learning(String heading, Predicate<Row> drawn) {
        List<Panels> charts = new ArrayList<>();
        for (Goal goal : plan.sets().stream().map(ImageSet::goal).distinct().toList()) {
            charts.add(new Panels(
                    heading,
                    "mean ± standard deviation over seeds",
                    Axis.linear("epoch"),
                    new Axis(goal == Goal.TEST_ACCURACY ? "test error (%)" : goal.label(), true),
                    panels(
                            set -> set.goal() == goal,
                            drawn,
                            curve -> goal == Goal.TEST_ACCURACY ? errors(curve.result()) : curve.result())));
        }
        return charts;
    }

    /** Angles of the same rows to the gradient. */
    public Panels angles(String heading, Predicate<Row> drawn) {
        return new Panels(
                heading,
                "mean ± standard deviation over seeds; of the direction that the first batch asks for to minus the gradient of the loss that its target descends",
                Axis.linear("epoch"),
                Axis.linear("angle to minus the gradient (degrees)"),
                panels(set -> true, drawn, ScoreCurve::angle));
    }

    private List<Panel> panels(Predicate<ImageSet> sets, Predicate<Row> drawn, Function<ScoreCurve, double[]> of) {
        return plan.sets().stream()
                .filter(sets)
                .map(set -> new Panel(
                        set.title(),
                        plan.rows(set).stream()
                                .filter(drawn)
                                .map(row -> Spread.curve(
                                        row.method().label(),
                                        curves(row).stream().map(of).toList()))
                                .toList()))
                .toList();
    }

    private static double[] errors(double[] accuracy) {
        return DoubleStream.of(accuracy).map(share -> 100 * (1 - share)).toArray();
    }

    /** All numbers. */
    public Measures measures() {
        List<Measure> measures = new ArrayList<>();
        for (ImageCell cell : cells) {
            Goal goal = cell.row().set().goal();
            ScoreCurve curve = cell.curve();
            int last = curve.last();
            measures.add(measure(cell, goal.quantity(), "", curve.chosen(goal, last), "1"));
            measures.add(measure(cell, "best_epoch", "", curve.best(goal, last), "1"));
            for (int epoch = 0; epoch <= last; epoch++) {
                String at = Integer.toString(epoch);
                measures.add(measure(cell, goal.quantity() + "_by_epoch", at, curve.result()[epoch], "1"));
                measures.add(measure(cell, "validation_by_epoch", at, curve.validation()[epoch], "1"));
                measures.add(measure(cell, "angle_to_gradient", at, curve.angle()[epoch], "degrees"));
            }
        }
        measures.removeIf(m -> Double.isNaN(m.value()));
        return new Measures(List.of("data", "method", "seed", Measures.QUANTITY, "epoch"), measures);
    }

    private Measure measure(ImageCell cell, String quantity, String epoch, double value, String unit) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put("data", cell.row().set().title());
        at.put("method", cell.row().method().id());
        at.put("seed", Long.toString(plan.firstSeed() + cell.repetition()));
        at.put("epoch", epoch);
        return new Measure(quantity, at, value, unit);
    }
}
