package org.apical.app.study.theories;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.study.Spread;
import org.apical.app.study.theories.TheoriesPlan.Budget;

/** Curves of the study {@code theories}, not too many in one chart; bars are standard deviations over networks that did not diverge. */
record TheoriesCharts(TheoriesResult result) {
    static final String DEPTH = "Depth";

    private static final int CURVES = 6;

    private static Stream<List<Theory>> inGroups(List<Theory> all) {
        return IntStream.iterate(0, first -> first < all.size(), first -> first + CURVES)
                .mapToObj(first -> all.subList(first, Math.min(all.size(), first + CURVES)));
    }

    private static Spread spread(List<Learned> networks, ToDoubleFunction<Learned> of) {
        return Spread.of(TheoriesResult.finite(networks.stream().mapToDouble(of).toArray()));
    }

    /** Accuracy by the number of hidden layers. */
    List<LineChart> depth() {
        double[] x = result.plan().depths().stream().mapToDouble(d -> d).toArray();
        return inGroups(TheoriesResult.theories())
                .map(some -> new LineChart(
                        DEPTH,
                        "Mean ± sd over networks that did not diverge.",
                        Axis.linear("hidden layers"),
                        Axis.linear("test accuracy (%)"),
                        some.stream()
                                .map(theory -> Spread.series(
                                        theory.label(),
                                        x,
                                        result.deep().stream()
                                                .map(lesson -> spread(result.of(theory, lesson), Learned::test))
                                                .toList()))
                                .toList()))
                .toList();
    }

    /** Angles of backward weights over learning. */
    List<LineChart> backward() {
        return inGroups(result.withBackward())
                .map(some -> new LineChart(
                        "Backward weights over learning",
                        "Angle of backward weights S to the transposed forward ones, all layers stacked; digits, mean ± sd over networks that did not diverge. All begin with the same S, but for its size.",
                        Axis.linear("epochs"),
                        Axis.linear("angle of S to W^T (degrees)"),
                        some.stream()
                                .map(theory -> Spread.curve(
                                        theory.label(),
                                        result.of(theory).stream()
                                                .filter(c -> !c.diverged())
                                                .map(Learned::backward)
                                                .toList()))
                                .toList()))
                .toList();
    }

    /** Validation accuracy by rate of learning. */
    List<LineChart> rates(Budget budget) {
        double[] x = budget.choice().rates().stream().mapToDouble(r -> r).toArray();
        return inGroups(TheoriesResult.theories())
                .map(some -> new LineChart(
                        "Rates of learning",
                        budget.choice().lesson().name()
                                + ": validation accuracy, by which the rate of each theory was chosen, mean ± sd over "
                                + budget.choice().seeds() + " networks; nothing where all diverged.",
                        Axis.log("rate of learning"),
                        Axis.linear("validation accuracy (%)"),
                        some.stream()
                                .map(theory -> Spread.series(
                                        theory.label(),
                                        x,
                                        budget.choice().rates().stream()
                                                .map(rate -> tried(theory, budget, rate))
                                                .toList()))
                                .toList()))
                .toList();
    }

    private Spread tried(Theory theory, Budget budget, double rate) {
        List<Learned> networks = result.of(
                theory, budget.choice().lesson(), rate, budget.choice().seeds());
        return spread(networks, c -> c.diverged() ? Double.NaN : 100 * c.validation());
    }
}
