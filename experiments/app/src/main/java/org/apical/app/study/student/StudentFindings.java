package org.apical.app.study.student;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.apical.app.check.Check;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Spread;
import org.apical.app.study.student.StudentComparison.Row;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.app.text.Numbers;
import org.apical.plasticity.reference.ControlConditions;

/** What {@link StudentStudy} found, in words, tables and curves. */
final class StudentFindings {
    private static final double CLOSE = 1.1;
    private static final double HALF = 0.5;
    /** Feedback epochs of a long run, whose losses are held to that of backprop. */
    private static final int LONG = 20;

    private static final String LOSS = "Test loss";
    private static final String CONDITIONS = "Conditions of control";
    private static final String ALIGNMENT = "Alignment over training";

    private final StudentPlan plan;
    private final List<Row> rows;
    private final Row backprop;

    StudentFindings(StudentPlan plan, List<Row> rows) {
        this.plan = plan;
        this.rows = rows;
        this.backprop = rows.get(0);
    }

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "A 15-10-10-5 student learns from a teacher of %d relu layers: %d samples, %d epochs, batches of %d, the same batches and first weights for all. "
                        + "Each learning rate is the best of %s on validation samples of another student and teacher. Losses are divided by that of backprop with "
                        + "the same root seed.",
                plan.size().teacher().teacherLayers().size(),
                plan.size().samples(),
                plan.size().epochs(),
                plan.size().batch(),
                plan.rates());
        List<Section> sections = List.of(
                losses(),
                verdict(),
                curves("nudged targets", m -> !m.strong()),
                curves("outputs wanted as targets", m -> m == Signal.BACKPROP || m.strong()),
                alignment("angle to minus the gradient (degrees)", StudentCurve::angle, c -> true),
                alignment(
                        "condition 2 of Q at the feedforward state", StudentCurve::conditionTwo, StudentFindings::hasQ),
                conditions());
        return new Findings("Student and teacher", lead, sections, checks(), Measures.of(measures()));
    }

    private Table losses() {
        return new Columns<Row>()
                .with("method, feedback", row -> row.method().label())
                .with("learning rate", row -> Numbers.fixed(2, row.rate()))
                .with("seeds", row -> Integer.toString(row.curves().size()))
                .with("test loss", row -> Numbers.fixed(1, mean(row, StudentCurve::last)))
                .with("relative to backprop", row -> Spread.of(row.relativeTo(backprop))
                        .text("%.3f"))
                .with("no steady state (%)", row -> Numbers.fixed(2, 100 * mean(row, StudentCurve::unsettled)))
                .table(
                        LOSS,
                        "mean over root seeds after the last epoch; relative to backprop: mean and standard deviation of ratios paired by seed; "
                                + "no steady state: samples that Newton's method left without one, from which nothing was learned",
                        rows);
    }

    private Text verdict() {
        String close = labels(row -> StatUtils.mean(row.relativeTo(backprop)) <= CLOSE);
        String far = labels(row -> !(StatUtils.mean(row.relativeTo(backprop)) <= CLOSE));
        return new Text(
                LOSS,
                "Within 10 % of backprop on average: " + close + ". Not: " + far
                        + ". Targets that are the outputs wanted are another objective than a nudge: "
                        + "the direction is then far from the gradient (see the angles), and the controlled rates, not the feedforward ones, are presynaptic. "
                        + "Least control descends the norm of the control instead of the loss; the two are least together. Under a leaky integrator psi = Q u drives "
                        + "saturated units, too, whose J is near zero: that part of psi lies outside the row space of J (see the conditions), moves no output, and is "
                        + "learned all the same, without phi, so that more units saturate. Dendritic prediction does not see it, for phi is flat there; inversion dynamics do not "
                        + "send it, for psi carries phi'.");
    }

    private String labels(Predicate<Row> which) {
        String joined = String.join(
                "; ",
                rows.stream()
                        .skip(1)
                        .filter(which)
                        .map(row -> row.method().label())
                        .toList());
        return joined.isEmpty() ? "none" : joined;
    }

    private LineChart curves(String what, Predicate<Signal> which) {
        return new LineChart(
                LOSS,
                "mean over seeds, " + what,
                Axis.linear("epoch"),
                Axis.log("test loss"),
                series(StudentCurve::loss, c -> which.test(c.signal())));
    }

    private LineChart alignment(String what, Function<StudentCurve, double[]> curve, Predicate<StudentMethod> which) {
        return new LineChart(
                ALIGNMENT, "mean over seeds", Axis.linear("epoch"), Axis.linear(what), series(curve, which));
    }

    private List<Series> series(Function<StudentCurve, double[]> curve, Predicate<StudentMethod> which) {
        return rows.stream()
                .filter(row -> which.test(row.method()))
                .map(row -> Series.mean(
                        row.method().label(), row.curves().stream().map(curve).toList()))
                .toList();
    }

    private Table conditions() {
        return new Columns<Row>()
                .with("method, feedback", row -> row.method().label())
                .with("condition 2", row -> conditionTwo(conditions(row).conditionTwo()))
                .with(
                        "psi outside row space",
                        row -> Numbers.scientific(1, conditions(row).outsideRowSpace()))
                .with("|psi|", row -> Numbers.fixed(2, conditions(row).norm()))
                .with("least |psi|", row -> Numbers.fixed(2, conditions(row).leastNorm()))
                .with(
                        "saturated (%)",
                        row -> Numbers.fixed(0, 100 * conditions(row).saturated()))
                .with(
                        "largest eigenvalue (1/tau_u)",
                        row -> Numbers.fixed(2, conditions(row).largestRealEigenvalue()))
                .with(
                        "stable (%)",
                        row -> Numbers.fixed(0, 100 * conditions(row).stable()))
                .with(
                        "no steady state (%)",
                        row -> Numbers.fixed(0, 100 * conditions(row).unsettled()))
                .table(
                        CONDITIONS,
                        "at the controlled steady states of " + plan.size().probed()
                                + " training samples with the outputs wanted as targets, after the last epoch, seed "
                                + plan.firstSeed()
                                + "; saturated: hidden units whose slope is below 0.1 under control; under inversion dynamics the equilibrium is that of a controller ten times slower than "
                                + "in learning, its eigenvalue that of learning, in continuous time",
                        rows.stream()
                                .filter(row -> row.conditions().isPresent())
                                .toList());
    }

    private static ControlConditions conditions(Row row) {
        return row.conditions().orElseThrow();
    }

    private static String conditionTwo(double x) {
        return Double.isNaN(x) ? "–" : Numbers.fixed(2, x);
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (Row row : rows) {
            StudentMethod c = row.method();
            boolean promised =
                    c.signal() != Signal.BACKPROP && (!c.signal().strong() || c.signal() == Signal.STRONG_SS);
            if (promised) {
                Check close = Check.atMost(
                        "test loss of " + c.label() + ", relative to backprop",
                        StatUtils.mean(row.relativeTo(backprop)),
                        CLOSE);
                int epochs = plan.size().preTraining();
                checks.add(
                        epochs >= LONG
                                ? close
                                : close.undecided(epochs + " epochs of feedback learning before, " + LONG + " needed"));
            }
            if (c.feedback() == Feedback.FIXED && c.signal() != Signal.LEAKY) {
                double fall = mean(row, curve -> curve.last() / curve.loss()[0]);
                checks.add(Check.atMost("test loss of " + c.label() + ", relative to the start", fall, HALF));
            }
        }
        StudentMethod transported = new StudentMethod(Signal.INVERSION, Feedback.TRANSPORTED);
        ControlConditions exact = rows.stream()
                .filter(row -> row.method().equals(transported))
                .findFirst()
                .flatMap(Row::conditions)
                .orElseThrow();
        checks.add(Check.atMost(
                "control of inversion dynamics with S = W^T outside the row space of J",
                exact.outsideRowSpace(),
                1e-3));
        checks.add(Check.between("its norm relative to the least", exact.norm() / exact.leastNorm(), 0.999, 1.001));
        return checks;
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (Row row : rows) {
            String of = row.method().label().replace(", ", "/").replace(' ', '_');
            measures.add(Measure.of("learning_rate", of, row.rate(), "1"));
            double[] ratio = row.relativeTo(backprop);
            for (int k = 0; k < ratio.length; k++) {
                String seed = of + "/seed_" + (plan.firstSeed() + k);
                StudentCurve curve = row.curves().get(k);
                measures.add(Measure.of("test_loss", seed, curve.last(), "1"));
                measures.add(Measure.of("test_loss_relative_to_backprop", seed, ratio[k], "1"));
                measures.add(Measure.of("angle_to_gradient", seed, curve.angle()[curve.angle().length - 1], "degrees"));
                if (hasQ(row.method())) {
                    measures.add(Measure.of(
                            "condition_2", seed, curve.conditionTwo()[curve.conditionTwo().length - 1], "1"));
                }
                measures.add(Measure.of("samples_without_steady_state", seed, curve.unsettled(), "1"));
            }
            row.conditions().ifPresent(c -> {
                measures.add(Measure.of("controlled_condition_2", of, c.conditionTwo(), "1"));
                measures.add(Measure.of("control_outside_row_space", of, c.outsideRowSpace(), "1"));
                measures.add(Measure.of("control_norm", of, c.norm(), "1"));
                measures.add(Measure.of("least_control_norm", of, c.leastNorm(), "1"));
                measures.add(Measure.of("saturated_share", of, c.saturated(), "1"));
                measures.add(Measure.of("largest_eigenvalue", of, c.largestRealEigenvalue(), "1/tau_u"));
                measures.add(Measure.of("stable_share", of, c.stable(), "1"));
            });
        }
        measures.removeIf(m -> Double.isNaN(m.value()));
        return measures;
    }

    private static boolean hasQ(StudentMethod method) {
        return method.signal() != Signal.BACKPROP && method.signal() != Signal.INVERSION;
    }

    private static double mean(Row row, ToDoubleFunction<StudentCurve> value) {
        return StatUtils.mean(row.curves().stream().mapToDouble(value).toArray());
    }
}
