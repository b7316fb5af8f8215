package org.apical.app.study.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.spiking.SpikingMnistStudy.Cell;

/**
 * What the study {@code spiking-mnist} found.
 *
 * @param cells of every set, switch and repetition
 */
record SpikingMnistFindings(SpikingMnistPlan plan, List<Cell> cells) {
    private static final double AIM_MNIST = 97.5;
    private static final double AIM_FASHION = 87;
    /** Points beyond which a switch is said to limit accuracy. */
    private static final double MATTERS = 1;

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "A network with %d hidden units, 60 neurons a unit, learns %s: spiking input, populations with escape noise, feedback learned from noise, a local rule at the basal synapses, %d epochs; no "
                        + "weight is copied. Then %d samples of %s, %d epochs, with one thing changed at a time.",
                plan.hidden(),
                String.join(" and ", plan.sets()),
                plan.epochs(),
                plan.fewer(),
                plan.switched(),
                plan.fewerEpochs());
        List<Claim> claims = claims();
        List<Section> sections = List.of(Claim.table(claims), curves(), all(), switches());
        return new Findings("Image sets in spikes", lead, sections, Claim.checks(claims), measures());
    }

    private List<Cell> of(String set, Switch changed, boolean all) {
        return cells.stream()
                .filter(cell -> cell.set().equals(set) && cell.changed() == changed && cell.all() == all)
                .toList();
    }

    /** Percent, by seed. */
    private double[] last(String set, Switch changed, boolean all) {
        return of(set, changed, all).stream()
                .mapToDouble(cell -> 100 * cell.last())
                .toArray();
    }

    /** Points that a switch gains, by seed. */
    private double[] gained(Switch changed) {
        double[] with = last(plan.switched(), changed, false);
        double[] without = last(plan.switched(), Switch.NONE, false);
        return IntStream.range(0, with.length)
                .mapToDouble(k -> with[k] - without[k])
                .toArray();
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (String set : plan.sets()) {
            if (set.endsWith("mnist")) {
                claims.add(Claim.atLeast(
                        "Everything spiking, " + set + " is learned in " + plan.epochs() + " epochs.",
                        "test accuracy (%)",
                        set.equals("mnist") ? AIM_MNIST : AIM_FASHION,
                        last(set, Switch.NONE, true)));
            }
        }
        for (Switch changed : Switch.values()) {
            if (changed != Switch.NONE) {
                claims.add(Claim.atLeast(
                        "What is changed by " + changed.label() + " limits the accuracy.",
                        "points gained",
                        MATTERS,
                        gained(changed)));
            }
        }
        return claims;
    }

    /** Standard error of an accuracy in percent, of so many test samples; the deviation over seeds where there are several. */
    private double error(double... percent) {
        double mean = Spread.of(percent).mean();
        return percent.length > 1 ? Spread.of(percent).deviation() : Math.sqrt(mean * (100 - mean) / plan.tested());
    }

    private LineChart curves() {
        List<Series> series = plan.sets().stream()
                .map(set -> series(set, of(set, Switch.NONE, true)))
                .toList();
        return new LineChart(
                "Learning curves",
                "everything spiking, all samples; bars: standard error of the share of " + plan.tested()
                        + " test samples, standard deviation where there are several seeds",
                Axis.linear("epoch"),
                Axis.linear("test accuracy (%)"),
                series);
    }

    private Series series(String name, List<Cell> of) {
        double[] x = IntStream.rangeClosed(0, plan.epochs()).mapToDouble(e -> e).toArray();
        double[] y = new double[x.length];
        double[] bars = new double[x.length];
        for (int e = 0; e < x.length; e++) {
            int epoch = e;
            double[] percent = of.stream()
                    .mapToDouble(cell -> 100 * cell.accuracy()[epoch])
                    .toArray();
            y[e] = Spread.of(percent).mean();
            bars[e] = error(percent);
        }
        return new Series(name, x, y).with(bars);
    }

    private Section all() {
        Columns<String> columns = new Columns<String>().with("data", set -> set);
        for (int epoch = 0; epoch <= plan.epochs(); epoch++) {
            int at = epoch;
            columns.with("epoch " + epoch, set -> Spread.of(of(set, Switch.NONE, true).stream()
                            .mapToDouble(cell -> 100 * cell.accuracy()[at])
                            .toArray())
                    .text("%.2f"));
        }
        return columns.table("Learning curves", "test accuracy (%), all samples", plan.sets());
    }

    private Section switches() {
        return new Columns<Switch>()
                .with("changed", Switch::label)
                .with(
                        "test accuracy (%)",
                        changed ->
                                Spread.of(last(plan.switched(), changed, false)).text("%.2f"))
                .with(
                        "points gained",
                        changed -> changed == Switch.NONE
                                ? "–"
                                : Spread.of(gained(changed)).text("%+.2f"))
                .with(
                        "standard error",
                        changed -> String.format(Locale.ROOT, "%.2f", error(last(plan.switched(), changed, false))))
                .table(
                        "What limits it",
                        plan.switched() + ", " + plan.fewer() + " samples, after " + plan.fewerEpochs()
                                + " epochs; standard error: of the share of " + plan.tested()
                                + " test samples, standard deviation where there are several seeds",
                        Arrays.asList(Switch.values()));
    }

    private Measures measures() {
        List<Measure> measures = new ArrayList<>();
        for (Cell cell : cells) {
            for (int epoch = 0; epoch < cell.accuracy().length; epoch++) {
                if (!Double.isNaN(cell.accuracy()[epoch])) {
                    Map<String, String> at = new LinkedHashMap<>();
                    at.put("data", cell.set());
                    at.put(
                            "changed",
                            cell.all() ? "all samples" : cell.changed().name().toLowerCase(Locale.ROOT));
                    at.put("seed", Long.toString(plan.firstSeed() + cell.repetition()));
                    at.put("epoch", Integer.toString(epoch));
                    measures.add(new Measure("test_accuracy", at, cell.accuracy()[epoch], "1"));
                }
            }
        }
        return new Measures(List.of("data", "changed", "seed", Measures.QUANTITY, "epoch"), measures);
    }
}
