package org.apical.app.study.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.geometry.Conditions.Arm;
import org.apical.app.study.geometry.RowSpace.Kind;
import org.apical.app.study.geometry.RowSpace.Student;

/**
 * What the study {@code feedback-geometry} found.
 *
 * @param conditions numbers of {@link Conditions} by seed
 * @param students by seed
 * @param plane of the first student
 * @param ways at the values of condition 2 that are drawn
 */
record GeometryFindings(
        GeometryPlan plan, List<double[]> conditions, List<Student> students, Plane plane, List<Way> ways, double dt) {
    private static final String CONDITIONS = "Conditions 1 and 2";
    private static final String COMPONENTS = "Principal components of the row space";
    private static final String WAYS = "The way of potentials";
    private static final int OUTPUTS = 5;
    private static final double EXACT_DEGREES = 1e-4;

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "Control Q u moves all potentials; what moves the output lies in the row space of its Jacobian J, %d of 25 dimensions in a network 15-10-10-5. %d networks, %d inputs each, "
                        + "whose conditions are set one by one, alpha -> 0; and %d published students, whose feedback is random, the weight product, or learned from noise.",
                OUTPUTS,
                plan.seeds(),
                plan.inputs(),
                plan.seeds());
        List<Claim> claims = claims();
        List<Section> sections = List.of(
                Claim.table(claims), table(), byDegrees(), stability(), spectrum(), scatter(), studentTable(), way());
        return new Findings("The geometry of feedback", lead, sections, Claim.checks(claims), Measures.of(measures()));
    }

    private double[] of(boolean linear, Arm arm, ToDoubleFunction<Angles> quantity) {
        return conditions.stream()
                .mapToDouble(n -> quantity.applyAsDouble(Conditions.arm(n, linear, arm)))
                .toArray();
    }

    private double[] of(Kind kind, Function<Student, double[]> quantity) {
        return students.stream()
                .mapToDouble(s -> quantity.apply(s)[kind.ordinal()])
                .toArray();
    }

    private double[] within(Kind kind, int components) {
        return students.stream()
                .mapToDouble(s -> s.shares()[kind.ordinal()][components - 1])
                .toArray();
    }

    /** Mean over values of condition 2 of |angle of Delta v - that predicted|. */
    private double[] departures() {
        return conditions.stream()
                .mapToDouble(n -> IntStream.range(0, plan.conditionTwo().size())
                        .mapToDouble(v -> Math.abs(Conditions.at(n, v).potentials()
                                - Conditions.at(n, v).predicted()))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.atMost(
                        "Any feedback brings the output to its target, whether or not it spans the row space.",
                        "|J Δv - δ| / |δ|, linear networks, random feedback",
                        1e-5,
                        of(true, Arm.NEITHER, Angles::missed))
                .must());
        claims.add(Claim.atMost(
                        "With condition 2 the potentials move as little as they can.",
                        "|Δv| relative to the minimum norm, less 1, linear networks",
                        1e-5,
                        of(true, Arm.SECOND, a -> a.size() - 1))
                .must());
        claims.add(Claim.atLeast(
                "Without it they move farther.",
                "|Δv| relative to the minimum norm, linear networks, random feedback",
                1.5,
                of(true, Arm.NEITHER, Angles::size)));
        claims.add(Claim.atMost(
                        "With condition 2 the update is that of minimum-norm targets, whatever condition 1.",
                        "angle to minimum norm, degrees, linear networks that meet condition 2 alone",
                        EXACT_DEGREES,
                        of(true, Arm.SECOND, Angles::toMinimumNorm))
                .must());
        claims.add(Claim.atMost(
                        "With both it is that of Gauss–Newton.",
                        "angle to Gauss–Newton, degrees, linear networks that meet both",
                        EXACT_DEGREES,
                        of(true, Arm.BOTH, Angles::toGaussNewton))
                .must());
        claims.add(Claim.atLeast(
                "With condition 2 alone it is not.",
                "angle to Gauss–Newton, degrees, linear networks, presynaptic norms 0.5, 1 and 2",
                5,
                of(true, Arm.SECOND, Angles::toGaussNewton)));
        claims.add(Claim.atLeast(
                "Nor is it with condition 1 alone.",
                "angle to Gauss–Newton, degrees, linear networks, random feedback",
                30,
                of(true, Arm.FIRST, Angles::toGaussNewton)));
        claims.add(Claim.atMost(
                "In between, condition 2 and the control say at what angle to minimum norm the potentials end.",
                "departure of the angle from that predicted, mean over values of condition 2, degrees, linear networks",
                3,
                departures()));
        int least = IntStream.range(0, plan.conditionTwo().size())
                .boxed()
                .min(Comparator.comparing(plan.conditionTwo()::get))
                .orElseThrow();
        claims.add(Claim.atMost(
                "With condition 2 the loop of the published controller is stable.",
                "share of inputs whose largest real part of the eigenvalues of A_PI is above 0, condition 2 = 1",
                0.05,
                conditions.stream()
                        .mapToDouble(n -> Conditions.at(n, plan.conditionTwo().indexOf(1.0))
                                .unstable())
                        .toArray()));
        claims.add(Claim.atLeast(
                "Feedback that hardly spans the row space makes it unstable in a quarter of the inputs and more, though J Q is the same.",
                "the same share, condition 2 = " + plan.conditionTwo().get(least),
                0.25,
                conditions.stream()
                        .mapToDouble(n -> Conditions.at(n, least).unstable())
                        .toArray()));
        claims.add(Claim.atLeast(
                "Feedback that has learned from noise lies in the principal components of the row space.",
                "share of |Q|² in the first five of 25 components",
                0.9,
                within(Kind.LEARNED, OUTPUTS)));
        claims.add(Claim.atMost(
                "Random feedback does not: a fifth would be chance.",
                "share of |Q|² in the first five of 25 components",
                0.4,
                within(Kind.RANDOM, OUTPUTS)));
        claims.add(Claim.atLeast(
                "Learned feedback meets condition 2 in single samples.",
                "‖P_J Q‖ / ‖Q‖, mean over samples",
                0.9,
                of(Kind.LEARNED, Student::conditionTwo)));
        claims.add(Claim.atMost(
                "Its updates are close to minimum norm.",
                "angle, degrees, small nudges",
                15,
                of(Kind.LEARNED, Student::angle)));
        return claims;
    }

    private record Row(boolean linear, Arm arm) {}

    private Table table() {
        List<Row> rows = new ArrayList<>();
        for (boolean linear : new boolean[] {true, false}) {
            for (Arm arm : Arm.values()) {
                rows.add(new Row(linear, arm));
            }
        }
        return new Columns<Row>()
                .with("hidden units", row -> row.linear() ? "linear" : "tanh")
                .with("condition 1", row -> row.arm().first() ? "met" : "not met")
                .with("condition 2", row -> row.arm().second() ? "met" : "not met")
                .with("to minimum norm (degrees)", row -> text(row, "%.2g", Angles::toMinimumNorm))
                .with("to Gauss–Newton (degrees)", row -> text(row, "%.2g", Angles::toGaussNewton))
                .with("Δv to minimum norm (degrees)", row -> text(row, "%.2g", Angles::potentials))
                .with("|Δv| over the least", row -> text(row, "%.3g", Angles::size))
                .table(
                        CONDITIONS,
                        "Mean over inputs (of |Δv| the geometric one), mean ± sd over networks. Condition 1 met: norms presynaptic to the layers 1.5, 1.5, 1.5; not met: 0.5, 1, 2. Condition 2 met: Q = J^T; not met: Q drawn "
                                + "independently of J. Output moved by " + plan.shift()
                                + ". With tanh the rule carries a factor phi' that minimum norm does not have, and no condition takes it away.",
                        rows);
    }

    private String text(Row row, String format, ToDoubleFunction<Angles> quantity) {
        return Spread.of(of(row.linear(), row.arm(), quantity)).text(format);
    }

    private LineChart byDegrees() {
        double[] x = plan.conditionTwo().stream().mapToDouble(v -> v).toArray();
        List<Series> series = new ArrayList<>();
        series.add(byValue("Δv, predicted", x, Angles::predicted)
                .as(Style.REFERENCE)
                .with(new double[0]));
        series.add(byValue("Δv to minimum norm", x, Angles::potentials));
        series.add(byValue("update to minimum norm", x, Angles::toMinimumNorm));
        series.add(byValue("update to Gauss–Newton", x, Angles::toGaussNewton));
        return new LineChart(
                CONDITIONS,
                "Linear networks that meet condition 1. Q = J^T + s (I - P_J) R: control and output are the same at every value. Predicted: tan = sqrt(1/c² − 1) |J| |u| / (√5 |J^T u|), c condition 2. Bars: standard deviations over networks.",
                Axis.linear("condition 2, ‖P_J Q‖ / ‖Q‖"),
                Axis.linear("angle (degrees)"),
                series);
    }

    private LineChart stability() {
        double[] x = plan.conditionTwo().stream().mapToDouble(v -> v).toArray();
        return new LineChart(
                CONDITIONS,
                "The same networks in the loop of the published controller (k_p 1.5, tau_v 0.2): largest real part of the eigenvalues of A_PI, above zero unstable. J Q is the same at every value, but not what "
                        + "each layer adds to it, J_i Q_i, which the layers above delay.",
                Axis.linear("condition 2, ‖P_J Q‖ / ‖Q‖"),
                Axis.linear("largest real part (1/τ_u)"),
                List.of(byValue("largest real part", x, Angles::eigenvalue)));
    }

    private Series byValue(String name, double[] x, ToDoubleFunction<Angles> quantity) {
        List<Spread> at = IntStream.range(0, x.length)
                .mapToObj(v -> Spread.of(conditions.stream()
                        .mapToDouble(n -> quantity.applyAsDouble(Conditions.at(n, v)))
                        .toArray()))
                .toList();
        return Spread.series(name, x, at);
    }

    private LineChart spectrum() {
        int n = students.get(0).own().length;
        double[] x = IntStream.rangeClosed(1, n).mapToDouble(k -> k).toArray();
        List<Series> series = new ArrayList<>();
        series.add(cumulated("rows of J", x, Student::own).as(Style.REFERENCE).with(new double[0]));
        for (Kind kind : Kind.values()) {
            if (kind != Kind.MEAN_JACOBIAN) {
                series.add(cumulated("Q, " + kind.label(), x, s -> s.shares()[kind.ordinal()]));
            }
        }
        return new LineChart(
                COMPONENTS,
                "Components of the rows of J over all outputs and "
                        + plan.student().probed()
                        + " samples of a student at the start, the strongest first; by chance k components have k/25. Bars: standard deviations over students.",
                new Axis("first so many components", false, List.of((double) OUTPUTS)),
                Axis.linear("cumulated share of squared length (%)"),
                series);
    }

    private Series cumulated(String name, double[] x, Function<Student, double[]> shares) {
        return Spread.series(
                name,
                x,
                IntStream.range(0, x.length)
                        .mapToObj(k -> Spread.of(students.stream()
                                .mapToDouble(s -> 100 * shares.apply(s)[k])
                                .toArray()))
                        .toList());
    }

    private Panels scatter() {
        return new Panels(
                COMPONENTS,
                "Rows of J of each sample and columns of Q, each of unit length, in the plane of the first two components, first student: what lies in the plane is on the unit circle, what is orthogonal to it at "
                        + "the origin.",
                Axis.linear("component 1"),
                Axis.linear("component 2"),
                Arrays.stream(Kind.values())
                        .map(kind -> new Panel(
                                kind.label(),
                                List.of(
                                        points("rows of J", plane.jacobian()),
                                        points("columns of Q", plane.feedback()[kind.ordinal()]))))
                        .toList());
    }

    private static Series points(String name, double[][] xy) {
        int[] order = IntStream.range(0, xy[0].length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> xy[0][k]))
                .mapToInt(k -> k)
                .toArray();
        return new Series(
                name,
                Arrays.stream(order).mapToDouble(k -> xy[0][k]).toArray(),
                Arrays.stream(order).mapToDouble(k -> xy[1][k]).toArray(),
                Style.POINTS);
    }

    private Table studentTable() {
        return new Columns<Kind>()
                .with("feedback", Kind::label)
                .with("first five components (%)", kind -> percent(within(kind, OUTPUTS)))
                .with("condition 2", kind -> Spread.of(of(kind, Student::conditionTwo))
                        .text("%.3f"))
                .with("to minimum norm (degrees)", kind -> Spread.of(of(kind, Student::angle))
                        .text("%.1f"))
                .with("null-space share", kind -> Spread.of(of(kind, Student::nullSpace))
                        .text("%.2f"))
                .table(
                        COMPONENTS,
                        "Share of |Q|² in the first five components; condition 2 and null-space share of the update, means over samples; angle of the mean update. Of |J|² itself "
                                + percent(students.stream()
                                        .mapToDouble(s -> s.own()[OUTPUTS - 1])
                                        .toArray())
                                + " % lie in the first five: the Jacobians of samples differ. Mean ± sd over "
                                + plan.seeds()
                                + " students.",
                        List.of(Kind.values()));
    }

    private static String percent(double[] shares) {
        return Spread.of(Arrays.stream(shares).map(x -> 100 * x).toArray()).text("%.1f");
    }

    private Panels way() {
        return new Panels(
                WAYS,
                "A simulated presentation (tanh hidden units, integral control, neurons fast against it) at three values of condition 2, in units of |d|, d = J^+ δ the least change that brings the output to its target. Along d: 1 is the target. "
                        + "Outside the row space nothing moves the output.",
                Axis.linear("time since the target appeared (τ_u)"),
                Axis.linear("in units of the least change"),
                List.of(
                        new Panel("Δv along d", lines(Way::along)),
                        new Panel("Δv outside the row space", lines(Way::outside)),
                        new Panel("output error", lines(Way::error))));
    }

    private List<Series> lines(Function<Way, double[]> quantity) {
        return IntStream.range(0, ways.size())
                .mapToObj(k -> {
                    double[] y = quantity.apply(ways.get(k));
                    double[] t = IntStream.range(0, y.length)
                            .mapToDouble(s -> s * dt)
                            .toArray();
                    return new Series("condition 2 = " + GeometryStudy.SHOWN.get(k), t, y);
                })
                .toList();
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (int k = 0; k < plan.seeds(); k++) {
            String seed = "/seed " + (plan.firstSeed() + k);
            for (boolean linear : new boolean[] {true, false}) {
                for (Arm arm : Arm.values()) {
                    String of = (linear ? "linear" : "tanh") + "/" + arm.name().toLowerCase(Locale.ROOT) + seed;
                    add(measures, of, Conditions.arm(conditions.get(k), linear, arm));
                }
            }
            for (int v = 0; v < plan.conditionTwo().size(); v++) {
                add(
                        measures,
                        "linear/condition_2 " + plan.conditionTwo().get(v) + seed,
                        Conditions.at(conditions.get(k), v));
            }
            for (Kind kind : Kind.values()) {
                Student student = students.get(k);
                String of = "student/" + kind.name().toLowerCase(Locale.ROOT) + seed;
                int at = kind.ordinal();
                measures.add(Measure.of("share_in_first_five_components", of, student.shares()[at][OUTPUTS - 1], "1"));
                measures.add(Measure.of("condition_two", of, student.conditionTwo()[at], "1"));
                measures.add(Measure.of("angle_to_minimum_norm", of, student.angle()[at], "degrees"));
                measures.add(Measure.of("null_space_share", of, student.nullSpace()[at], "1"));
            }
        }
        return measures;
    }

    private static void add(List<Measure> measures, String of, Angles angles) {
        measures.add(Measure.of("angle_to_minimum_norm", of, angles.toMinimumNorm(), "degrees"));
        measures.add(Measure.of("angle_to_gauss_newton", of, angles.toGaussNewton(), "degrees"));
        measures.add(Measure.of("angle_of_potentials_to_minimum_norm", of, angles.potentials(), "degrees"));
        measures.add(Measure.of("size_over_least", of, angles.size(), "1"));
        measures.add(Measure.of("largest_real_eigenvalue", of, angles.eigenvalue(), "1/tau_u"));
        measures.add(Measure.of("output_missed", of, angles.missed(), "1"));
    }
}
