package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.check.Check;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
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
 * @param courses [arm][repetition][before the first and after each epoch]
 */
record FeedbackFindings(FeedbackPlan plan, List<List<List<Alignment>>> courses) {
    private static final double CONDITION_TWO = 0.9;
    private static final double DEGREES = 15;
    private static final double BEHIND_RATES = 10;

    Findings findings() {
        List<Section> sections = new ArrayList<>();
        sections.add(beforeAndAfter());
        sections.add(byLayer());
        sections.add(
                chart("Condition 2", "||P_J Q|| / ||Q||, mean over samples and repetitions", Alignment::conditionTwo));
        sections.add(chart("Angle between DFC and minimum norm", "degrees, mean over repetitions", a -> a.angles()
                .minimumNorm()));
        sections.add(chart(
                "Share of the update in the null space",
                "all layers, mean over samples and repetitions",
                a -> a.nullSpace().total()));
        return new Findings(
                "Feedback that learns from noise",
                "The published student (15-10-10-5), forward weights at rest, feedback drawn at random. Noise in the apical dendrites moves the output, the controller "
                        + "answers, and every apical synapse correlates the one with the other. Two phases: the target is the network's own output; one phase: the nudged output of "
                        + "forward learning.",
                sections,
                checks(),
                Measures.of(measures()));
    }

    /** Arms in reading order. */
    private List<Integer> order() {
        List<Arm> arms = plan.arms();
        return IntStream.range(0, arms.size())
                .boxed()
                .sorted(Comparator.comparing((Integer k) -> arms.get(k).title()).reversed())
                .sorted(Comparator.comparing((Integer k) -> arms.get(k).formulation()))
                .toList();
    }

    private Table beforeAndAfter() {
        List<List<String>> rows = new ArrayList<>();
        for (int k : order()) {
            for (int r = 0; r < plan.repetitions(); r++) {
                Alignment from = courses.get(k).get(r).get(0);
                Alignment to = last(k, r);
                rows.add(List.of(
                        plan.arms().get(k).title() + ", seed " + (plan.firstSeed() + r),
                        pair(3, from, to, Alignment::conditionTwo),
                        pair(1, from, to, a -> a.angles().minimumNorm()),
                        pair(2, from, to, a -> a.nullSpace().total()),
                        pair(2, from, to, a -> a.toTranspose().total()),
                        pair(2, from, to, a -> a.toInverse().total()),
                        pair(2, from, to, Alignment::largestRealEigenvalue)));
            }
        }
        return new Table(
                "Before and after",
                "Update of the analytic steady state, lambda " + plan.stepsize() + "; condition 1 of these networks: "
                        + Numbers.fixed(2, courses.get(0).get(0).get(0).conditionOne())
                        + ". Stability: largest real eigenvalue of the loop of forward learning (1/tau_u).",
                List.of(
                        "run",
                        "condition 2",
                        "to minimum norm (degrees)",
                        "null-space share",
                        "cosine to J^T",
                        "cosine to J^+",
                        "stability"),
                rows);
    }

    private Table byLayer() {
        List<List<String>> rows = new ArrayList<>();
        for (int k : order()) {
            Alignment to = last(k, 0);
            for (int l = 0; l < to.nullSpace().layers().size(); l++) {
                rows.add(List.of(
                        plan.arms().get(k).title() + ", layer " + (l + 1),
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
        List<Series> lines = order().stream()
                .map(k -> Series.mean(
                        plan.arms().get(k).title(),
                        courses.get(k).stream()
                                .map(course -> course.stream().mapToDouble(of).toArray())
                                .toList()))
                .toList();
        return new LineChart(
                heading, what, Axis.linear("epoch of " + plan.samples() + " samples"), Axis.linear(what), lines);
    }

    /** Angles are promised of the whole study only: the quick one is still on its way. */
    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (int k : order()) {
            Arm arm = plan.arms().get(k);
            double least = worst(k, a -> -a.conditionTwo());
            checks.add(Check.atLeast("condition 2, " + arm.title() + ", least of the seeds", -least, CONDITION_TWO));
            if (plan.whole() && !arm.onePhase() && arm.formulation() != Form.F3) {
                checks.add(Check.atMost(
                        "angle to minimum norm, " + arm.title() + ", largest of the seeds, degrees",
                        worst(k, a -> a.angles().minimumNorm()),
                        DEGREES));
            }
            if (plan.whole() && arm.formulation() == Form.F3) {
                int rates = plan.arms().indexOf(new Arm(Form.F1, arm.onePhase()));
                double behind = IntStream.range(0, plan.repetitions())
                        .mapToDouble(r -> last(k, r).angles().minimumNorm()
                                - last(rates, r).angles().minimumNorm())
                        .max()
                        .orElseThrow();
                checks.add(Check.atMost(
                        "angle to minimum norm, " + arm.title() + " less F1, largest of the seeds, degrees",
                        behind,
                        BEHIND_RATES));
            }
        }
        return checks;
    }

    private double worst(int arm, ToDoubleFunction<Alignment> of) {
        return IntStream.range(0, plan.repetitions())
                .mapToDouble(r -> of.applyAsDouble(last(arm, r)))
                .max()
                .orElseThrow();
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (int k : order()) {
            for (int r = 0; r < plan.repetitions(); r++) {
                List<Alignment> course = courses.get(k).get(r);
                for (int e = 0; e < course.size(); e++) {
                    Arm arm = plan.arms().get(k);
                    String of = arm.formulation() + "/" + (arm.onePhase() ? "one_phase" : "two_phases") + "/seed "
                            + (plan.firstSeed() + r) + "/epoch " + e;
                    add(measures, of, course.get(e));
                }
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

    private Alignment last(int arm, int repetition) {
        List<Alignment> course = courses.get(arm).get(repetition);
        return course.get(course.size() - 1);
    }

    private static String pair(int decimals, Alignment from, Alignment to, ToDoubleFunction<Alignment> of) {
        return Numbers.fixed(decimals, of.applyAsDouble(from)) + " → " + Numbers.fixed(decimals, of.applyAsDouble(to));
    }
}
