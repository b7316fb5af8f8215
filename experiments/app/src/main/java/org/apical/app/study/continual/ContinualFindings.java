package org.apical.app.study.continual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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
 * @param results [run][repetition]
 */
record ContinualFindings(ContinualPlan plan, ContinualResult[][] results) {
    private static final String HEADING = "Five tasks of two digits, one after the other";
    /** A coin would have 0.5. */
    private static final double LEARNED = 0.7;

    Findings findings() {
        String lead =
                "Digits as five tasks of two classes, shown one after the other and never again; every task asks which of its two classes an image belongs to."
                        + " Accuracy is that of held-out images, mean and standard deviation over " + plan.repetitions()
                        + " networks.";
        return new Findings("Continual learning", lead, sections(), checks(), Measures.of(measures()));
    }

    private List<Section> sections() {
        List<Series> course = new ArrayList<>();
        double[] tasks = {1, 2, 3, 4, 5};
        for (ContinualMethod method : methods()) {
            ContinualResult[] of = results[best(method)];
            double[] seen = new double[tasks.length];
            Arrays.setAll(seen, after -> 100 * mean(of, r -> r.average(after)));
            course.add(new Series(plan.runs().get(best(method)).title(), tasks, seen));
        }
        return List.of(
                new Columns<Integer>()
                        .with("", k -> plan.runs().get(k).title())
                        .with("at the end", k -> percent(results[k], ContinualResult::average))
                        .with("when learned", k -> percent(results[k], ContinualResult::learned))
                        .with("forgotten", k -> percent(results[k], ContinualResult::forgetting))
                        .with("overlap", k -> layers(results[k], ContinualResult::freeOverlap))
                        .with("overlap of targets", k -> layers(results[k], ContinualResult::controlledOverlap))
                        .table(
                                HEADING,
                                "Accuracy (%) over all tasks after the last one, of each task just after it was learned, and what was forgotten of it until the end; overlap of classes of"
                                        + " different tasks in hidden layers, cosine of mean |r|, without control and under control.",
                                IntStream.range(0, results.length).boxed().toList()),
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
        List<String> differences = new ArrayList<>();
        ContinualResult[] backprop = results[best(ContinualMethod.BACKPROP)];
        for (ContinualMethod method : methods()) {
            if (method != ContinualMethod.BACKPROP && !method.compartments()) {
                differences.add(method.title() + " " + difference(results[best(method)], backprop));
            }
        }
        return "Sparse and recurrent together keep more than backprop, neither does alone. Accuracy at the end less that of backprop on the same networks, each at its best rate"
                + " (percentage points, ± standard error): "
                + String.join("; ", differences)
                + "."
                + compartments();
    }

    /** F2 beside F1, at the rate of F2. */
    private String compartments() {
        for (int k = 0; k < results.length; k++) {
            for (int other = 0; other < results.length; other++) {
                Run run = plan.runs().get(k);
                Run reference = plan.runs().get(other);
                if (run.method() == ContinualMethod.SPARSE_RECURRENT_COMPARTMENTS
                        && reference.method() == ContinualMethod.SPARSE_RECURRENT
                        && reference.settings().equals(run.settings())) {
                    return " F2 less F1, " + reference.title() + ": " + difference(results[k], results[other]) + ".";
                }
            }
        }
        return "";
    }

    private static String difference(ContinualResult[] of, ContinualResult[] reference) {
        double[] d = new double[of.length];
        Arrays.setAll(d, k -> 100 * (of[k].average() - reference[k].average()));
        return Spread.of(d).textWithError("%+.1f");
    }

    /** Something was learned at some rate; DFC does as backprop does; sparse targets overlap less. */
    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (ContinualMethod method : methods()) {
            checks.add(Check.atLeast(
                    method.title() + ", accuracy of a task when learned",
                    IntStream.range(0, results.length)
                            .filter(k -> plan.runs().get(k).method() == method)
                            .mapToDouble(k -> mean(results[k], ContinualResult::learned))
                            .max()
                            .orElse(Double.NaN),
                    LEARNED));
        }
        ToDoubleFunction<ContinualResult> last = r -> r.controlledOverlap()[r.controlledOverlap().length - 1];
        checks.add(Check.atMost(
                "overlap of sparse targets over that of dense ones, last hidden layer",
                mean(results[best(ContinualMethod.SPARSE)], last) / mean(results[best(ContinualMethod.DFC)], last),
                1));
        return checks;
    }

    private List<ContinualMethod> methods() {
        return plan.runs().stream().map(Run::method).distinct().toList();
    }

    /** The run of a method that left most at the end. */
    private int best(ContinualMethod method) {
        int best = -1;
        for (int k = 0; k < results.length; k++) {
            if (plan.runs().get(k).method() == method
                    && (best < 0
                            || mean(results[k], ContinualResult::average)
                                    > mean(results[best], ContinualResult::average))) {
                best = k;
            }
        }
        return best;
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (int k = 0; k < results.length; k++) {
            for (int repetition = 0; repetition < results[k].length; repetition++) {
                String what = plan.runs().get(k).id() + "/" + (repetition + 1);
                add(measures, what, results[k][repetition]);
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

    private static double mean(ContinualResult[] of, ToDoubleFunction<ContinualResult> quantity) {
        return spread(of, quantity).mean();
    }

    private static Spread spread(ContinualResult[] of, ToDoubleFunction<ContinualResult> quantity) {
        return Spread.of(Arrays.stream(of).mapToDouble(quantity).toArray());
    }

    private static String percent(ContinualResult[] of, ToDoubleFunction<ContinualResult> quantity) {
        return spread(of, r -> 100 * quantity.applyAsDouble(r)).text("%.1f");
    }

    private static String layers(ContinualResult[] of, Function<ContinualResult, double[]> overlap) {
        List<String> numbers = new ArrayList<>();
        for (int l = 0; l < overlap.apply(of[0]).length; l++) {
            int layer = l;
            numbers.add(Numbers.fixed(2, mean(of, r -> overlap.apply(r)[layer])));
        }
        return String.join(", ", numbers);
    }
}
