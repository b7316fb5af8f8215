package org.apical.app.study.instructive;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.instructive.InstructiveStudy.Shown;
import org.apical.app.study.instructive.Responses.Groups;

/**
 * What the study {@code instructive-signals} found.
 *
 * @param shown of every network and kind of feedback
 */
record InstructiveFindings(InstructivePlan plan, List<Shown> shown) {
    private static final String SIGNALS = "Residual dendritic signals";
    private static final String POWER = "Neurons and trials";
    private static final String LEARNING = "Learning with and without the controller";

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "%d networks of 40 hidden neurons, of which %d drive an output up and %d drive it down. Calcium of dendrites and somata (low-pass of %.0f ms, noise of %.1f mV and %.0f Hz) is recorded in %d "
                        + "trials under control, before anything is learned; of the dendritic signal what its own soma and the mean of all others explain is taken away, neuron by neuron. The correlation "
                        + "of what is left with the error of the output is compared between the groups.",
                plan.networks(),
                plan.group(),
                plan.group(),
                plan.calciumMs(),
                plan.apicalNoiseMv(),
                plan.somaticNoiseHz(),
                plan.trials());
        List<Claim> claims = claims();
        List<Section> sections =
                new ArrayList<>(List.of(Claim.table(claims), table("F2", Responses::f2), table("F3", Responses::f3)));
        sections.add(power());
        sections.add(learning("intact", Responses::learning));
        sections.add(learning("the controller lesioned after epoch " + plan.epochs() / 2, Responses::lesion));
        return new Findings(
                "Instructive signals in dendrites", lead, sections, Claim.checks(claims), Measures.of(measures()));
    }

    private List<Responses> of(CausalFeedback feedback) {
        return shown.stream()
                .filter(s -> s.feedback() == feedback)
                .map(Shown::responses)
                .toList();
    }

    private double[] bySeed(CausalFeedback feedback, ToDoubleFunction<Responses> value) {
        return of(feedback).stream().mapToDouble(value).toArray();
    }

    private static double last(double[] curve) {
        return curve[curve.length - 1];
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (CausalFeedback feedback : List.of(CausalFeedback.LEARNED, CausalFeedback.PRODUCT)) {
            for (boolean spikes : new boolean[] {false, true}) {
                String under = spikes ? "F3" : "F2";
                claims.add(Claim.atLeast(
                        "With feedback " + feedback.label()
                                + " residual dendritic signals go with the error in opposite directions in the two groups, under "
                                + under + ".",
                        "difference of the correlations of the groups, " + under,
                        0.2,
                        bySeed(feedback, r -> (spikes ? r.f3() : r.f2()).contrast())));
            }
        }
        claims.add(Claim.atMost(
                "Random feedback tells the groups apart in no direction of its own.",
                "absolute mean over networks of the difference of the correlations, F2",
                0.2,
                Math.abs(Spread.of(bySeed(CausalFeedback.RANDOM, r -> r.f2().contrast()))
                        .mean())));
        claims.add(Claim.atMost(
                "A broadcast error does not tell the groups apart.",
                "absolute difference of the correlations, F2",
                0.2,
                bySeed(CausalFeedback.BROADCAST, r -> Math.abs(r.f2().contrast()))));
        claims.add(Claim.atMost(
                "With learned feedback the network learns its task.",
                "error after the last epoch relative to the first",
                0.5,
                bySeed(CausalFeedback.LEARNED, r -> last(r.learning()))));
        claims.add(Claim.atLeast(
                "Without the controller it does not.",
                "error after the last epoch relative to the first",
                0.95,
                bySeed(CausalFeedback.LESIONED, r -> last(r.learning()))));
        claims.add(Claim.atLeast(
                "A lesion half-way ends learning and leaves what was learned.",
                "error after the last epoch relative to that before the lesion, learned feedback",
                0.95,
                bySeed(CausalFeedback.LEARNED, r -> last(r.lesion()) / r.lesion()[plan.epochs() / 2])));
        return claims;
    }

    private Table table(String form, Function<Responses, Groups> groups) {
        return new Columns<CausalFeedback>()
                .with("feedback", CausalFeedback::label)
                .with("drive the output up", f -> spread(f, groups, Groups::plus))
                .with("drive it down", f -> spread(f, groups, Groups::minus))
                .with("do not drive it", f -> spread(f, groups, Groups::other))
                .with("difference", f -> spread(f, groups, Groups::contrast))
                .with("sign of the effect (%)", f -> spread(f, groups, g -> 100 * g.signs(), "%.0f"))
                .table(
                        SIGNALS,
                        form + (form.equals("F3") ? ", single spiking neurons" : ", graded neurons")
                                + ": correlation of residual dendritic calcium with the error over trials, mean of the group, mean ± standard deviation over networks; sign of the effect: neurons that drive "
                                + "the output whose correlation has the sign of their effect on it",
                        List.of(CausalFeedback.values()));
    }

    private String spread(CausalFeedback f, Function<Responses, Groups> groups, ToDoubleFunction<Groups> value) {
        return spread(f, groups, value, "%.2f");
    }

    private String spread(
            CausalFeedback f, Function<Responses, Groups> groups, ToDoubleFunction<Groups> value, String format) {
        return Spread.of(bySeed(f, r -> value.applyAsDouble(groups.apply(r)))).text(format);
    }

    private LineChart power() {
        double[] x = plan.counts().stream().mapToDouble(count -> count).toArray();
        List<Series> series = new ArrayList<>();
        for (CausalFeedback feedback : List.of(CausalFeedback.LEARNED, CausalFeedback.RANDOM)) {
            for (int n = 0; n < plan.groups().size(); n++) {
                int from = n * plan.counts().size();
                double[] share = IntStream.range(0, x.length)
                        .mapToDouble(t -> Spread.of(bySeed(feedback, r -> r.detected()[from + t]))
                                .mean())
                        .toArray();
                double[] bars = Arrays.stream(share)
                        .map(p -> Math.sqrt(p * (1 - p) / plan.networks()))
                        .toArray();
                series.add(
                        new Series(feedback.label() + ", " + plan.groups().get(n) + " a group", x, share).with(bars));
            }
        }
        return new LineChart(
                POWER,
                "share of networks in which the difference of the groups is significant (one-sided permutation of the errors over trials, p < 0.05), graded neurons; bars: standard error of the share",
                Axis.log("trials"),
                Axis.linear("share of networks"),
                series);
    }

    private LineChart learning(String what, Function<Responses, double[]> curve) {
        List<Series> series = Arrays.stream(CausalFeedback.values())
                .map(feedback -> Spread.curve(
                        feedback.label(), of(feedback).stream().map(curve).toList()))
                .toList();
        return new LineChart(
                LEARNING,
                what
                        + ": mean |y* - y| of the output without control relative to that before learning, mean ± standard deviation over networks, graded neurons",
                Axis.linear("epoch"),
                Axis.linear("relative error"),
                series);
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (int k = 0; k < shown.size(); k++) {
            Shown one = shown.get(k);
            String of = one.feedback().name().toLowerCase(Locale.ROOT) + "/seed_"
                    + (plan.firstSeed() + k / CausalFeedback.values().length);
            for (String form : List.of("F2", "F3")) {
                Groups groups = form.equals("F2")
                        ? one.responses().f2()
                        : one.responses().f3();
                measures.add(Measure.of("correlation_up", form + "/" + of, groups.plus(), "1"));
                measures.add(Measure.of("correlation_down", form + "/" + of, groups.minus(), "1"));
                measures.add(Measure.of("correlation_others", form + "/" + of, groups.other(), "1"));
                measures.add(Measure.of("share_of_right_signs", form + "/" + of, groups.signs(), "1"));
            }
            measures.add(Measure.of("relative_error", of, last(one.responses().learning()), "1"));
            measures.add(Measure.of(
                    "relative_error_lesioned_half_way", of, last(one.responses().lesion()), "1"));
        }
        return measures;
    }
}
