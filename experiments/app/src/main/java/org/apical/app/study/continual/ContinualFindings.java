package org.apical.app.study.continual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.check.Check;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Spread;
import org.apical.app.study.continual.ContinualPlan.Run;
import org.apical.app.text.Numbers;

/**
 * What the runs of {@link ContinualStudy} say.
 *
 * @param runs in the order of the plan
 */
record ContinualFindings(ContinualPlan plan, List<Learned> runs) {
    private static final String HEADING = "Five tasks of two digits, one after the other";
    /** A coin would have 0.5. */
    private static final double LEARNED = 0.7;

    /** What became of the networks of a run, one a repetition. */
    record Learned(Run run, List<ContinualResult> networks) {
        Spread spread(ToDoubleFunction<ContinualResult> quantity) {
            return Spread.of(networks.stream().mapToDouble(quantity).toArray());
        }

        double mean(ToDoubleFunction<ContinualResult> quantity) {
            return spread(quantity).mean();
        }

        String percent(ToDoubleFunction<ContinualResult> quantity) {
            return spread(r -> 100 * quantity.applyAsDouble(r)).text("%.1f");
        }

        /** A mean for each hidden layer. */
        String layers(Function<ContinualResult, double[]> overlap) {
            return IntStream.range(0, overlap.apply(networks.get(0)).length)
                    .mapToObj(l -> Numbers.fixed(2, mean(r -> overlap.apply(r)[l])))
                    .collect(Collectors.joining(", "));
        }

        /** Accuracy at the end less that of another run of the same networks, percentage points. */
        String less(Learned reference) {
            return Spread.of(IntStream.range(0, networks.size())
                            .mapToDouble(k -> 100
                                    * (networks.get(k).average()
                                            - reference.networks.get(k).average()))
                            .toArray())
                    .textWithError("%+.1f");
        }
    }

    Findings findings() {
        String lead =
                "Digits as five tasks of two classes, shown one after the other and never again; every task asks which of its two classes an image belongs to."
                        + " Accuracy is that of held-out images, mean and standard deviation over " + plan.repetitions()
                        + " networks.";
        return new Findings("Continual learning", lead, sections(), checks(), Measures.of(measures()));
    }

    private List<Section> sections() {
        double[] tasks = {1, 2, 3, 4, 5};
        List<Series> course = new ArrayList<>();
        for (ContinualMethod method : methods()) {
            Learned best = best(method);
            double[] seen = new double[tasks.length];
            Arrays.setAll(seen, after -> 100 * best.mean(r -> r.average(after)));
            course.add(new Series(best.run().title(), tasks, seen));
        }
        return List.of(
                new Columns<Learned>()
                        .with("", of -> of.run().title())
                        .with("at the end", of -> of.percent(ContinualResult::average))
                        .with("when learned", of -> of.percent(ContinualResult::learned))
                        .with("forgotten", of -> of.percent(ContinualResult::forgetting))
                        .with("overlap", of -> of.layers(ContinualResult::freeOverlap))
                        .with("overlap of targets", of -> of.layers(ContinualResult::controlledOverlap))
                        .table(
                                HEADING,
                                "Accuracy (%) over all tasks after the last one, of each task just after it was learned, and what was forgotten of it until the end; overlap of classes of"
                                        + " different tasks in hidden layers, cosine of mean |r|, without control and under control.",
                                runs),
                new LineChart(
                        HEADING,
                        "Mean accuracy over the tasks seen so far, each method at the rate that left it most at the end.",
                        Axis.linear("tasks seen"),
                        Axis.linear("accuracy (%)"),
                        course),
                new Text("The published claim", claim()));
    }

    /** Sparse and recurrent together forget less than backprop, and neither alone does: differences over the same networks. */
    private String claim() {
        Learned backprop = best(ContinualMethod.BACKPROP);
        String differences = methods().stream()
                .filter(method -> method != ContinualMethod.BACKPROP && !method.compartments())
                .map(method -> method.title() + " " + best(method).less(backprop))
                .collect(Collectors.joining("; "));
        return "Sparse and recurrent together keep more than backprop, neither does alone. Accuracy at the end less that of backprop on the same networks, each at its best rate"
                + " (percentage points, ± standard error): " + differences + "." + compartments();
    }

    /** F2 beside F1, at the rate of F2. */
    private String compartments() {
        return of(ContinualMethod.SPARSE_RECURRENT_COMPARTMENTS)
                .flatMap(f2 -> of(ContinualMethod.SPARSE_RECURRENT)
                        .filter(f1 -> f1.run().settings().equals(f2.run().settings()))
                        .map(f1 -> " F2 less F1, " + f1.run().title() + ": " + f2.less(f1) + "."))
                .findFirst()
                .orElse("");
    }

    /** Something was learned at some rate; DFC does as backprop does; sparse targets overlap less. */
    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (ContinualMethod method : methods()) {
            checks.add(Check.atLeast(
                    method.title() + ", accuracy of a task when learned",
                    of(method)
                            .mapToDouble(of -> of.mean(ContinualResult::learned))
                            .max()
                            .orElse(Double.NaN),
                    LEARNED));
        }
        ToDoubleFunction<ContinualResult> last = r -> r.controlledOverlap()[r.controlledOverlap().length - 1];
        checks.add(Check.atMost(
                "overlap of sparse targets over that of dense ones, last hidden layer",
                best(ContinualMethod.SPARSE).mean(last)
                        / best(ContinualMethod.DFC).mean(last),
                1));
        return checks;
    }

    private List<ContinualMethod> methods() {
        return runs.stream().map(of -> of.run().method()).distinct().toList();
    }

    private Stream<Learned> of(ContinualMethod method) {
        return runs.stream().filter(of -> of.run().method() == method);
    }

    /** The run of a method that left most at the end. */
    private Learned best(ContinualMethod method) {
        return of(method)
                .max(Comparator.comparingDouble(of -> of.mean(ContinualResult::average)))
                .orElseThrow();
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (Learned of : runs) {
            for (int k = 0; k < of.networks().size(); k++) {
                add(measures, of.run().id() + "/" + (k + 1), of.networks().get(k));
            }
        }
        return measures;
    }

    private static void add(List<Measure> measures, String what, ContinualResult r) {
        measures.add(Measure.of("accuracy_at_end", what, r.average(), "1"));
        measures.add(Measure.of("accuracy_when_learned", what, r.learned(), "1"));
        measures.add(Measure.of("forgetting", what, r.forgetting(), "1"));
        measures.add(Measure.of("lateral_weight_rms", what, r.lateralSize(), "1"));
        for (int l = 0; l < r.freeOverlap().length; l++) {
            String where = what + "/hidden_" + (l + 1);
            measures.add(Measure.of("overlap", where, r.freeOverlap()[l], "1"));
            measures.add(Measure.of("overlap_of_targets", where, r.controlledOverlap()[l], "1"));
        }
        for (int after = 0; after < ContinualProtocol.TASKS; after++) {
            for (int task = 0; task < ContinualProtocol.TASKS; task++) {
                String where = what + "/after_" + (after + 1) + "/task_" + (task + 1);
                measures.add(Measure.of("accuracy", where, r.accuracy()[after][task], "1"));
            }
        }
    }
}
