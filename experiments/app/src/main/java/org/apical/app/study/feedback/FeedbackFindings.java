package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.check.Check;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.feedback.FeedbackPlan.Arm;
import org.apical.app.text.Numbers;
import org.apical.plasticity.reference.Alignment;

/**
 * What the study {@code feedback} found.
 *
 * @param courses of every arm and seed, in reading order
 */
record FeedbackFindings(FeedbackPlan plan, List<Course> courses) {
    private static final double CONDITION_TWO = 0.9;
    private static final double DEGREES = 15;
    private static final double BEHIND_RATES = 10;

    FeedbackFindings {
        courses = courses.stream()
                .sorted(Comparator.comparing((Course c) -> c.arm().formulation())
                        .thenComparing(c -> c.arm().title(), Comparator.reverseOrder()))
                .toList();
    }

    /**
     * One network that learned.
     *
     * @param measured before the first and after each epoch
     */
    record Course(Arm arm, long seed, List<Alignment> measured) {
        Alignment last() {
            return measured.get(measured.size() - 1);
        }

        /** A number before and after learning. */
        String pair(int decimals, ToDoubleFunction<Alignment> of) {
            return Numbers.fixed(decimals, of.applyAsDouble(measured.get(0))) + " → "
                    + Numbers.fixed(decimals, of.applyAsDouble(last()));
        }

        double minimumNormDegrees() {
            return last().angles().minimumNorm();
        }
    }

    Findings findings() {
        return new Findings(
                "Feedback that learns from noise",
                "The published student (15-10-10-5), forward weights at rest, feedback drawn at random. Noise in the apical dendrites moves the output, the controller "
                        + "answers, and every apical synapse correlates the one with the other. Two phases: the target is the network's own output; one phase: the nudged output of "
                        + "forward learning.",
                List.of(
                        beforeAndAfter(),
                        byLayer(),
                        chart(
                                "Condition 2",
                                "||P_J Q|| / ||Q||, mean over samples and repetitions",
                                Alignment::conditionTwo),
                        chart("Angle between DFC and minimum norm", "degrees, mean over repetitions", a -> a.angles()
                                .minimumNorm()),
                        chart(
                                "Share of the update in the null space",
                                "all layers, mean over samples and repetitions",
                                a -> a.nullSpace().total())),
                checks(),
                Measures.of(measures()));
    }

    private List<Arm> arms() {
        return courses.stream().map(Course::arm).distinct().toList();
    }

    /** The courses of an arm, by seed. */
    private List<Course> of(Arm arm) {
        return courses.stream().filter(c -> c.arm().equals(arm)).toList();
    }

    private Table beforeAndAfter() {
        return new Columns<Course>()
                .with("run", c -> c.arm().title() + ", seed " + c.seed())
                .with("condition 2", c -> c.pair(3, Alignment::conditionTwo))
                .with(
                        "to minimum norm (degrees)",
                        c -> c.pair(1, a -> a.angles().minimumNorm()))
                .with("null-space share", c -> c.pair(2, a -> a.nullSpace().total()))
                .with("cosine to J^T", c -> c.pair(2, a -> a.toTranspose().total()))
                .with("cosine to J^+", c -> c.pair(2, a -> a.toInverse().total()))
                .with("stability", c -> c.pair(2, Alignment::largestRealEigenvalue))
                .table(
                        "Before and after",
                        "Update of the analytic steady state, lambda " + plan.stepsize()
                                + "; condition 1 of these networks: "
                                + Numbers.fixed(
                                        2, courses.get(0).measured().get(0).conditionOne())
                                + ". Stability: largest real eigenvalue of the loop of forward learning (1/tau_u).",
                        courses);
    }

    private Table byLayer() {
        List<List<String>> rows = new ArrayList<>();
        for (Arm arm : arms()) {
            Alignment to = of(arm).get(0).last();
            for (int l = 0; l < to.nullSpace().layers().size(); l++) {
                rows.add(List.of(
                        arm.title() + ", layer " + (l + 1),
                        Numbers.fixed(2, to.toTranspose().layers().get(l)),
                        Numbers.fixed(2, to.toInverse().layers().get(l)),
                        Numbers.fixed(2, to.nullSpace().layers().get(l))));
            }
        }
        return new Table(
                "Layer by layer",
                "After learning, seed " + plan.firstSeed(),
                List.of("layer", "cosine to J^T", "cosine to J^+", "null-space share"),
                rows);
    }

    private LineChart chart(String heading, String what, ToDoubleFunction<Alignment> of) {
        List<Series> lines = arms().stream()
                .map(arm -> Series.mean(
                        arm.title(),
                        of(arm).stream()
                                .map(c -> c.measured().stream().mapToDouble(of).toArray())
                                .toList()))
                .toList();
        return new LineChart(
                heading, what, Axis.linear("epoch of " + plan.samples() + " samples"), Axis.linear(what), lines);
    }

    private Check whole(Check check) {
        return plan.whole() ? check : check.undecided("only the whole study trains feedback long enough");
    }

    /** Angles are decided by the whole study only: in the quick one feedback is still on its way. */
    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (Arm arm : arms()) {
            List<Course> own = of(arm);
            double least =
                    own.stream().mapToDouble(c -> c.last().conditionTwo()).min().orElseThrow();
            checks.add(Check.atLeast("condition 2, " + arm.title() + ", least of the seeds", least, CONDITION_TWO));
            String angle = "angle to minimum norm, " + arm.title();
            if (!arm.onePhase() && arm.formulation() != Form.F3) {
                double largest = own.stream()
                        .mapToDouble(Course::minimumNormDegrees)
                        .max()
                        .orElseThrow();
                checks.add(whole(Check.atMost(angle + ", largest of the seeds, degrees", largest, DEGREES)));
            }
            if (arm.formulation() == Form.F3) {
                List<Course> rates = of(new Arm(Form.F1, arm.onePhase()));
                double behind = IntStream.range(0, own.size())
                        .mapToDouble(r ->
                                own.get(r).minimumNormDegrees() - rates.get(r).minimumNormDegrees())
                        .max()
                        .orElseThrow();
                checks.add(
                        whole(Check.atMost(angle + " less F1, largest of the seeds, degrees", behind, BEHIND_RATES)));
            }
        }
        return checks;
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (Course course : courses) {
            String phases = course.arm().onePhase() ? "one_phase" : "two_phases";
            for (int e = 0; e < course.measured().size(); e++) {
                String of = course.arm().formulation() + "/" + phases + "/seed " + course.seed() + "/epoch " + e;
                add(measures, of, course.measured().get(e));
            }
        }
        return measures;
    }

    private static void add(List<Measure> measures, String of, Alignment a) {
        measures.add(Measure.of("condition_one", of, a.conditionOne(), "1"));
        measures.add(Measure.of("condition_two", of, a.conditionTwo(), "1"));
        measures.add(Measure.of("largest_real_eigenvalue", of, a.largestRealEigenvalue(), "1/tau_u"));
        measures.add(Measure.of("angle_to_minimum_norm", of, a.angles().minimumNorm(), "degrees"));
        measures.add(Measure.of("angle_to_gauss_newton", of, a.angles().gaussNewton(), "degrees"));
        measures.add(Measure.of("angle_to_backprop", of, a.angles().backpropagation(), "degrees"));
        measures.add(Measure.of("cosine_to_transpose", of, a.toTranspose().total(), "1"));
        measures.add(Measure.of("cosine_to_inverse", of, a.toInverse().total(), "1"));
        measures.add(Measure.of("null_space_share", of, a.nullSpace().total(), "1"));
        for (int l = 0; l < a.nullSpace().layers().size(); l++) {
            String layer = of + "/layer " + (l + 1);
            measures.add(Measure.of(
                    "cosine_to_transpose", layer, a.toTranspose().layers().get(l), "1"));
            measures.add(Measure.of(
                    "cosine_to_inverse", layer, a.toInverse().layers().get(l), "1"));
            measures.add(
                    Measure.of("null_space_share", layer, a.nullSpace().layers().get(l), "1"));
        }
    }
}
