package org.apical.app.study.window;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.window.WindowPlan.Nudge;

/**
 * What the study {@code learning-window} found.
 *
 * @param cosines of every arm and repetition
 * @param accuracies of every arm, lag and repetition
 */
record WindowFindings(WindowPlan plan, List<Cosines> cosines, List<Accuracy> accuracies) {
    private static final String LAG = "from the onset of the stimulus to that of the window (ms)";
    private static final double SETTLED = 0.99;
    private static final double SETTLED_SPIKES = 0.97;
    private static final double FROM_CONTROL = 0.98;
    private static final double SAME = 0.01;
    private static final double MUCH = 0.05;
    private static final double WAITED_MS = 100;
    private static final double POINTS = 2;
    private static final double PERCENT = 100;

    /**
     * Directions of the first update.
     *
     * @param numbers of each lag: cosine to the settled update, to minus the gradient
     */
    record Cosines(Arm arm, int repetition, double[] numbers) {
        double settled(int lag) {
            return numbers[2 * lag];
        }

        double gradient(int lag) {
            return numbers[2 * lag + 1];
        }
    }

    /** What was learned, share of held-out samples. */
    record Accuracy(Arm arm, double lagMs, int repetition, double accuracy) {
        Accuracy with(double measured) {
            return new Accuracy(arm, lagMs, repetition, measured);
        }
    }

    /** One of the two numbers of {@link Cosines} at a lag. */
    @FunctionalInterface
    private interface Direction {
        double of(Cosines cosines, int lag);
    }

    Findings findings() {
        List<Claim> claims = claims();
        List<Section> sections = new ArrayList<>();
        sections.add(Claim.table(claims));
        for (Nudge nudge : plan.nudges()) {
            sections.add(chart(
                    nudge,
                    "Direction of the settled update",
                    "cosine to the update of F1's steady state",
                    Cosines::settled));
        }
        for (Nudge nudge : plan.nudges()) {
            sections.add(chart(nudge, "Direction of the gradient", "cosine to minus the gradient", Cosines::gradient));
        }
        if (!plan.learnedMs().isEmpty()) {
            plan.nudges().forEach(nudge -> sections.add(learned(nudge)));
            sections.add(table());
        }
        return new Findings(
                "From when on to learn",
                String.format(
                        Locale.ROOT,
                        "The digits, 64-32-10. An image appears after none, control sets in %.0f ms later and lasts for a second; updates are averaged over windows that begin after a lag and end with the "
                                + "presentation. %d network(s); bars are standard deviations over them. Targets are far or near; near ones are heard with more neurons a unit, which "
                                + "stand for more presentations, since the scatter of an update falls with N T.",
                        WindowPlan.CONTROL_MS,
                        plan.repetitions()),
                sections,
                Claim.checks(claims),
                Measures.of(measures()));
    }

    private List<Arm> arms(Nudge nudge) {
        return Arm.all(plan).stream()
                .filter(arm -> arm.nudge().equals(nudge))
                .sorted((a, b) -> a.form().compareTo(b.form()))
                .toList();
    }

    private double[] bySeed(Arm arm, Direction direction, double lagMs) {
        int lag = plan.lagsMs().indexOf(lagMs);
        return cosines.stream()
                .filter(c -> c.arm().equals(arm))
                .mapToDouble(c -> direction.of(c, lag))
                .toArray();
    }

    private double[] less(Arm arm, Direction direction, double lagMs, double lessMs) {
        double[] of = bySeed(arm, direction, lagMs);
        double[] less = bySeed(arm, direction, lessMs);
        for (int k = 0; k < of.length; k++) {
            of[k] -= less[k];
        }
        return of;
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        Nudge far = plan.nudges().get(0);
        Nudge near = plan.nudges().get(plan.nudges().size() - 1);
        for (Nudge nudge : List.of(far, near)) {
            for (Arm arm : arms(nudge)) {
                boolean spikes = arm.form() == Form.F3;
                if (!spikes || arm.throughSoma()) {
                    claims.add(Claim.atLeast(
                                    "After the longest lag an update is that of the steady state.",
                                    named(arm) + ", cosine to it",
                                    spikes ? SETTLED_SPIKES : SETTLED,
                                    bySeed(arm, Cosines::settled, plan.settledMs()))
                            .must());
                    claims.add(Claim.atLeast(
                            "So is one that is averaged from when control sets in.",
                            named(arm) + ", cosine to the settled one",
                            FROM_CONTROL,
                            bySeed(arm, Cosines::settled, WindowPlan.CONTROL_MS)));
                    claims.add(Claim.atMost(
                            "Waiting brings it no nearer to the gradient.",
                            named(arm)
                                    + ", cosine to minus the gradient after the longest lag, less that from when control sets in",
                            0,
                            less(arm, Cosines::gradient, plan.settledMs(), WindowPlan.CONTROL_MS)));
                }
            }
        }
        for (Arm arm : arms(far)) {
            claims.add(Claim.atMost(
                    "Under a far target the onset of the stimulus may be learned from, too.",
                    named(arm) + ", loss of the cosine to the settled update",
                    SAME,
                    less(arm, Cosines::settled, WindowPlan.CONTROL_MS, 0)));
        }
        for (Arm arm : arms(near)) {
            if (arm.throughSoma()) {
                claims.add(Claim.atMost(
                        "Where the prediction is read through the soma it may be under a near one.",
                        named(arm) + ", loss",
                        SAME,
                        less(arm, Cosines::settled, WindowPlan.CONTROL_MS, 0)));
            } else {
                claims.add(Claim.atLeast(
                        "Under a near target it may not: the soma lags behind what its dendrite predicts, and that error does not shrink with lambda.",
                        named(arm) + ", loss",
                        MUCH,
                        less(arm, Cosines::settled, WindowPlan.CONTROL_MS, 0)));
                claims.add(Claim.atMost(
                        "Waiting for 100 ms, five somatic time constants, is enough.",
                        named(arm) + ", loss from 100 ms on",
                        SAME,
                        less(arm, Cosines::settled, WindowPlan.CONTROL_MS, WAITED_MS)));
            }
        }
        if (plan.whole()) {
            for (Nudge nudge : plan.nudges()) {
                for (Arm arm : arms(nudge)) {
                    claims.add(Claim.atMost(
                            "What is learned in so short a course does not tell.",
                            named(arm)
                                    + ", points of accuracy less from the onset of the stimulus than after the longest lag",
                            POINTS,
                            behind(arm)));
                }
            }
        }
        return claims;
    }

    private double[] behind(Arm arm) {
        double[] settled = learned(arm, plan.settledMs());
        double[] onset = learned(arm, 0);
        for (int k = 0; k < settled.length; k++) {
            settled[k] -= onset[k];
        }
        return settled;
    }

    private static String lambda(Nudge nudge) {
        return "lambda "
                + BigDecimal.valueOf(nudge.lambda()).stripTrailingZeros().toPlainString();
    }

    private static String named(Arm arm) {
        return lambda(arm.nudge()) + ", " + arm.title();
    }

    /** Points of accuracy, by seed. */
    private double[] learned(Arm arm, double lagMs) {
        return accuracies.stream()
                .filter(a -> a.arm().equals(arm) && a.lagMs() == lagMs)
                .mapToDouble(a -> PERCENT * a.accuracy())
                .toArray();
    }

    private LineChart chart(Nudge nudge, String heading, String what, Direction direction) {
        return chart(nudge, heading, what, plan.lagsMs(), arm -> lag -> Spread.of(bySeed(arm, direction, lag)));
    }

    private LineChart learned(Nudge nudge) {
        return chart(
                nudge,
                "After " + plan.epochs() + " epoch(s) of " + plan.train() + " images",
                "test accuracy (%)",
                plan.learnedMs(),
                arm -> lag -> Spread.of(learned(arm, lag)));
    }

    /** A curve of an arm: spread at a lag. */
    @FunctionalInterface
    private interface Curve {
        DoubleFunction<Spread> of(Arm arm);
    }

    private LineChart chart(Nudge nudge, String heading, String what, List<Double> lags, Curve curve) {
        double[] x = lags.stream().mapToDouble(lag -> lag).toArray();
        List<Series> lines = arms(nudge).stream()
                .map(arm -> Spread.series(
                        arm.title(),
                        x,
                        DoubleStream.of(x).mapToObj(curve.of(arm)).toList()))
                .toList();
        return new LineChart(
                heading,
                lambda(nudge) + ", F3 of " + nudge.neuronsPerUnit() + " neurons a unit; dashed: control sets in.",
                Axis.linear(LAG).marked(WindowPlan.CONTROL_MS),
                Axis.linear(what),
                lines);
    }

    private Table table() {
        Columns<Arm> columns = new Columns<Arm>().with("network", WindowFindings::named);
        for (double lag : plan.learnedMs()) {
            columns.with(
                    Math.round(lag) + " ms", arm -> Spread.of(learned(arm, lag)).text("%.1f"));
        }
        return columns.table(
                "After " + plan.epochs() + " epoch(s) of " + plan.train() + " images",
                "test accuracy (%) by the lag of the window, mean and standard deviation over networks",
                plan.nudges().stream().flatMap(nudge -> arms(nudge).stream()).toList());
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (Cosines c : cosines) {
            for (int k = 0; k < plan.lagsMs().size(); k++) {
                String of = of(c.arm(), plan.lagsMs().get(k), c.repetition());
                measures.add(Measure.of("cosine_to_settled", of, c.settled(k), "1"));
                measures.add(Measure.of("cosine_to_gradient", of, c.gradient(k), "1"));
            }
        }
        for (Accuracy a : accuracies) {
            measures.add(Measure.of("accuracy", of(a.arm(), a.lagMs(), a.repetition()), a.accuracy(), "1"));
        }
        return measures;
    }

    private String of(Arm arm, double lagMs, int repetition) {
        return arm.id() + "/lag " + lagMs + "/seed " + (plan.firstSeed() + repetition);
    }
}
