package org.apical.app.study.table1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.table1.Table1Study.Cell;
import org.apical.app.text.Numbers;

/**
 * What the study {@code table1} found.
 *
 * @param cells of every set, method and repetition
 */
record Table1Findings(Table1Plan plan, List<Cell> cells) {
    private static final String TABLE = "Test accuracy";
    private static final String CURVES = "Learning curves";
    private static final String ANGLES = "Angle to the gradient";
    /** Points (%) that may lie between a method and backprop, and between ours and a published accuracy. */
    private static final double CLOSE = 0.5;

    private static final double PUBLISHED = 0.3;

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "Networks with three hidden layers of %d tanh units, batches of %d, learn %s by deep feedback control, backprop and direct feedback alignment, with the published settings of "
                        + "each; %d seeds. Accuracies are those of the test set after the epoch with the best validation accuracy.",
                plan.hidden(),
                plan.batch(),
                String.join(" and ", plan.sets().stream().map(ImageSet::title).toList()),
                plan.seeds());
        List<Claim> claims = claims();
        List<Section> sections = new ArrayList<>(List.of(Claim.table(claims)));
        plan.sets().forEach(set -> sections.add(table(set)));
        sections.add(chart(CURVES, "test error (%)", true, curve -> errors(curve.test())));
        sections.add(chart(
                ANGLES,
                "angle of the direction of a batch to minus the gradient (degrees)",
                false,
                AccuracyCurve::angle));
        return new Findings("Image sets", lead, sections, Claim.checks(claims), measures());
    }

    private List<AccuracyCurve> curves(ImageSet set, ImageMethod method) {
        return cells.stream()
                .filter(cell -> cell.set() == set && cell.method().equals(method))
                .map(Cell::curve)
                .toList();
    }

    /** Test accuracy of the best epoch up to one, in percent, by seed. */
    private double[] chosen(ImageSet set, ImageMethod method, int last) {
        return curves(set, method).stream()
                .mapToDouble(curve -> 100 * curve.chosen(last))
                .toArray();
    }

    /** Points by which a method stays below backprop that has learned for as many epochs, by seed. */
    private double[] belowBackprop(ImageSet set, ImageMethod method) {
        int epochs = plan.epochs(method);
        double[] own = chosen(set, method, epochs);
        double[] backprop = chosen(set, ImageMethod.ALL.get(0), epochs);
        return IntStream.range(0, own.length)
                .mapToDouble(k -> backprop[k] - own[k])
                .toArray();
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (ImageSet set : plan.sets()) {
            for (ImageMethod method : ImageMethod.ALL) {
                String of = method.label() + " on " + set.title();
                if (method.signal().controlled()) {
                    claims.add(Claim.atMost(
                            of + " learns as well as backprop in " + plan.epochs(method) + " epochs.",
                            "points below backprop",
                            CLOSE,
                            belowBackprop(set, method)));
                }
                OptionalDouble published = published(set, method);
                if (published.isPresent()) {
                    claims.add(Claim.atMost(
                            of + " reaches the published accuracy.",
                            "points below " + Numbers.fixed(2, 100 * published.getAsDouble())
                                    + " %, published after 40 epochs",
                            PUBLISHED,
                            Arrays.stream(chosen(set, method, plan.epochs(method)))
                                    .map(accuracy -> 100 * published.getAsDouble() - accuracy)
                                    .toArray()));
                }
            }
        }
        return claims;
    }

    /** Of methods that learn for as long as the study does. */
    private static OptionalDouble published(ImageSet set, ImageMethod method) {
        return method.signal().costly() ? OptionalDouble.empty() : set.published(method);
    }

    private Table table(ImageSet set) {
        return new Columns<ImageMethod>()
                .with("method, feedback", ImageMethod::label)
                .with("epochs", method -> Integer.toString(plan.epochs(method)))
                .with(
                        "test accuracy (%)",
                        method -> Spread.of(chosen(set, method, plan.epochs(method)))
                                .text("%.2f"))
                .with(
                        "after the last epoch (%)",
                        method -> spread(set, method, curve -> 100 * curve.test()[curve.test().length - 1]))
                .with("points below backprop", method -> Spread.of(belowBackprop(set, method))
                        .text("%.2f"))
                .with(
                        "published (%)",
                        method -> set.published(method).isPresent()
                                ? Numbers.fixed(2, 100 * set.published(method).getAsDouble())
                                : "–")
                .with(
                        "angle to the gradient (degrees)",
                        method -> spread(set, method, curve -> curve.angle()[curve.angle().length - 1]))
                .table(
                        TABLE + ", " + set.title(),
                        "mean ± standard deviation over seeds of the epoch with the best validation accuracy; points below backprop: of networks with the same seed after as many epochs; published: "
                                + "after 40 epochs of the commands released for Strong-DFC, DFC with learned feedback. DFC integrates its presentations with error control, DFC-SS finds the steady "
                                + "state by Newton's method, DFC-SSA linearises it. Learned feedback: "
                                + plan.preTraining()
                                + " feedback epochs before and " + plan.between() + " after each epoch, of "
                                + plan.feedbackSamples() + " samples in batches of " + plan.feedbackBatch()
                                + ", as many updates as published, from fewer samples, at higher rates.",
                        ImageMethod.ALL);
    }

    private String spread(ImageSet set, ImageMethod method, ToDoubleFunction<AccuracyCurve> value) {
        return Spread.of(curves(set, method).stream().mapToDouble(value).toArray())
                .text("%.2f");
    }

    private static double[] errors(double[] accuracy) {
        return IntStream.range(0, accuracy.length)
                .mapToDouble(epoch -> 100 * (1 - accuracy[epoch]))
                .toArray();
    }

    private Panels chart(String heading, String axis, boolean log, Function<AccuracyCurve, double[]> of) {
        List<Panel> panels = plan.sets().stream()
                .map(set -> new Panel(
                        set.title(),
                        ImageMethod.ALL.stream()
                                .filter(method -> !method.signal().costly())
                                .map(method -> Spread.curve(
                                        method.label(),
                                        curves(set, method).stream().map(of).toList()))
                                .toList()))
                .toList();
        return new Panels(
                heading,
                "mean ± standard deviation over " + plan.seeds() + " seeds"
                        + (log ? "" : "; of the direction that the first batch asks for to minus the gradient"),
                Axis.linear("epoch"),
                new Axis(axis, log),
                panels);
    }

    private Measures measures() {
        List<Measure> measures = new ArrayList<>();
        for (Cell cell : cells) {
            AccuracyCurve curve = cell.curve();
            int last = curve.test().length - 1;
            measures.add(measure(cell, "test_accuracy", "", curve.chosen(last), "1"));
            measures.add(measure(cell, "best_epoch", "", curve.best(last), "1"));
            for (int epoch = 0; epoch <= last; epoch++) {
                String at = Integer.toString(epoch);
                measures.add(measure(cell, "test_accuracy_by_epoch", at, curve.test()[epoch], "1"));
                measures.add(measure(cell, "validation_accuracy_by_epoch", at, curve.validation()[epoch], "1"));
                measures.add(measure(cell, "angle_to_gradient", at, curve.angle()[epoch], "degrees"));
            }
        }
        measures.removeIf(m -> Double.isNaN(m.value()));
        return new Measures(List.of("data", "method", "seed", Measures.QUANTITY, "epoch"), measures);
    }

    private Measure measure(Cell cell, String quantity, String epoch, double value, String unit) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put("data", cell.set().title());
        at.put("method", cell.method().id());
        at.put("seed", Long.toString(plan.firstSeed() + cell.repetition()));
        at.put("epoch", epoch);
        return new Measure(quantity, at, value, unit);
    }
}
