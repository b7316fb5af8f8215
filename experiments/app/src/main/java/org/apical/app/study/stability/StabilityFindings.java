package org.apical.app.study.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.stability.Loops.Loop;
import org.apical.app.study.student.StudentMethod;
import org.apical.app.study.student.StudentMethod.Feedback;

/**
 * What the study {@code stability} found.
 *
 * @param found [seed][method][epoch][number]
 */
record StabilityFindings(StabilityPlan plan, double[][][][] found) {
    private static final List<StudentMethod> METHODS = StabilityPlan.methods();
    private static final String EPOCH = "epoch";
    /** Eigenvalues nearer to zero do not tell within a presentation (1/tau_u). */
    private static final double DECIDED = 0.1;

    private static final double HALF = 0.5;
    private static final double MEDIAN = 50;

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "Students 15-10-10-5 learn by DFC-SS for %d epochs, %d root seeds, with feedback learned from noise, the weight product of the start, or random. The loop of the published controller (k_p 1.5, tau_v 0.2 tau_u) "
                        + "about the feedforward state of %d samples, before the first and after each epoch: the largest real part of the eigenvalues of A_PI, above zero unstable, and what simulated loops do.",
                epochs(),
                plan.courses().seeds(),
                plan.courses().size().probed());
        List<Claim> claims = claims();
        List<Section> sections = List.of(
                Claim.table(claims),
                chart(
                        "Largest real part of the eigenvalues of A_PI, the mean over samples.",
                        "largest real part (1/τ_u)",
                        this::meanEigenvalue),
                chart("The largest over samples.", "largest real part (1/τ_u)", this::largestEigenvalue),
                chart(
                        "Share of samples whose eigenvalue says that the loop is unstable.",
                        "unstable (%)",
                        this::unstable),
                scatter(),
                table());
        return new Findings("Stability over training", lead, sections, Claim.checks(claims), Measures.of(measures()));
    }

    private int epochs() {
        return plan.courses().size().epochs();
    }

    private Loop[] loops(int seed, StudentMethod method, int epoch) {
        return Loops.loops(found[seed][METHODS.indexOf(method)][epoch]);
    }

    /** All of a seed that are known. */
    private List<Loop> all(int seed, Predicate<StudentMethod> which) {
        return METHODS.stream()
                .filter(which)
                .flatMap(method ->
                        IntStream.rangeClosed(0, epochs()).boxed().flatMap(e -> Arrays.stream(loops(seed, method, e))))
                .filter(loop -> !Double.isNaN(loop.eigenvalue()))
                .toList();
    }

    private double[] bySeed(ToDoubleFunction<Integer> of) {
        return IntStream.range(0, found.length).mapToDouble(of::applyAsDouble).toArray();
    }

    private static double share(List<Loop> loops, Predicate<Loop> which) {
        return loops.isEmpty()
                ? Double.NaN
                : (double) loops.stream().filter(which).count() / loops.size();
    }

    private double meanEigenvalue(Loop[] loops) {
        return Arrays.stream(loops).mapToDouble(Loop::eigenvalue).average().orElseThrow();
    }

    private double largestEigenvalue(Loop[] loops) {
        return Arrays.stream(loops).mapToDouble(Loop::eigenvalue).max().orElseThrow();
    }

    private double unstable(Loop[] loops) {
        return 100 * share(List.of(loops), Loop::unstable);
    }

    private static boolean decided(Loop loop) {
        return Math.abs(loop.eigenvalue()) > DECIDED && !Double.isNaN(loop.rate());
    }

    private List<Loop> decided(int seed, Predicate<Loop> which) {
        return all(seed, method -> true).stream()
                .filter(StabilityFindings::decided)
                .filter(which)
                .toList();
    }

    private static double departure(List<Loop> loops) {
        return StatUtils.percentile(
                loops.stream()
                        .mapToDouble(loop -> Math.abs(loop.rate() / loop.eigenvalue() - 1))
                        .toArray(),
                MEDIAN);
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Feedback feedback : List.of(Feedback.LEARNED, Feedback.FIXED)) {
            claims.add(Claim.atMost(
                    feedback == Feedback.LEARNED
                            ? "With feedback that learns from noise the loop stays stable while the student learns."
                            : "With the weight product of the start it does, too.",
                    "share of samples and epochs with an eigenvalue above 0",
                    0.02,
                    bySeed(k -> share(all(k, m -> m.feedback() == feedback), Loop::unstable))));
        }
        claims.add(Claim.atLeast(
                "With random feedback it is unstable.",
                "share of samples and epochs with an eigenvalue above 0",
                HALF,
                bySeed(k -> share(all(k, m -> m.feedback() == Feedback.RANDOM), Loop::unstable))));
        claims.add(Claim.atLeast(
                        "Simulated loops leave the steady state where the eigenvalue is above zero, and settle where it is below.",
                        "share of loops, |eigenvalue| > " + DECIDED + ", whose rate has its sign",
                        0.98,
                        bySeed(k -> share(decided(k, any -> true), loop -> loop.rate() > 0 == loop.unstable())))
                .must());
        claims.add(Claim.atMost(
                        "They settle at its rate.",
                        "departure of the rate from the eigenvalue, relative, median over stable loops",
                        0.05,
                        bySeed(k -> departure(decided(k, loop -> !loop.unstable()))))
                .must());
        claims.add(Claim.atMost(
                        "They leave at its rate.",
                        "the same, median over unstable loops",
                        0.05,
                        bySeed(k -> departure(decided(k, Loop::unstable))))
                .must());
        claims.add(Claim.atLeast(
                "Loops that are stable settle under the nudge of learning, which is not small.",
                "share of loops with an eigenvalue below -" + DECIDED + " whose residual ends below 5 %",
                0.95,
                bySeed(k -> share(decided(k, loop -> !loop.unstable()), Loop::settles))));
        claims.add(Claim.atMost(
                "Loops that are unstable do not.",
                "share of loops with an eigenvalue above " + DECIDED + " that settle, random feedback",
                0.05,
                bySeed(k -> share(
                        all(k, m -> m.feedback() == Feedback.RANDOM).stream()
                                .filter(loop -> decided(loop) && loop.unstable())
                                .toList(),
                        Loop::settles))));
        return claims;
    }

    private LineChart chart(String caption, String label, ToDoubleFunction<Loop[]> of) {
        double[] x = IntStream.rangeClosed(0, epochs()).mapToDouble(e -> e).toArray();
        return new LineChart(
                "Eigenvalues over training",
                caption + " Bars: standard deviations over seeds.",
                Axis.linear(EPOCH),
                Axis.linear(label),
                METHODS.stream()
                        .map(method -> Spread.series(
                                method.feedback().label() + " feedback",
                                x,
                                Arrays.stream(x)
                                        .mapToObj(e ->
                                                Spread.of(bySeed(k -> of.applyAsDouble(loops(k, method, (int) e)))))
                                        .toList()))
                        .toList());
    }

    private LineChart scatter() {
        List<Series> series = new ArrayList<>();
        double[] ends = all(0, m -> true).stream()
                .mapToDouble(Loop::eigenvalue)
                .sorted()
                .toArray();
        double[] line = {ends[0], ends[ends.length - 1]};
        series.add(new Series("rate = eigenvalue", line, line, Style.REFERENCE));
        for (StudentMethod method : METHODS) {
            List<Loop> loops = all(0, method::equals).stream()
                    .filter(loop -> !Double.isNaN(loop.rate()))
                    .sorted(Comparator.comparingDouble(Loop::eigenvalue))
                    .toList();
            series.add(new Series(
                    method.feedback().label() + " feedback",
                    loops.stream().mapToDouble(Loop::eigenvalue).toArray(),
                    loops.stream().mapToDouble(Loop::rate).toArray(),
                    Style.POINTS));
        }
        return new LineChart(
                "Simulated loops",
                "Every sample and epoch of the first seed: the rate at which a simulated loop leaves its steady state or comes to it, in steps of "
                        + plan.dtMs() + " ms, against the largest real part of the eigenvalues of A_PI.",
                Axis.linear("largest real part (1/τ_u)"),
                Axis.linear("measured rate (1/τ_u)"),
                series);
    }

    private Table table() {
        return new Columns<StudentMethod>()
                .with("feedback", method -> method.feedback().label())
                .with("largest real part, start", m -> at(m, 0))
                .with("end", m -> at(m, epochs()))
                .with("unstable (%)", m -> of(m, loop -> true, Loop::unstable))
                .with("of the stable ones settle (%)", m -> of(m, loop -> loop.eigenvalue() < -DECIDED, Loop::settles))
                .with("of the unstable ones settle (%)", m -> of(m, loop -> loop.eigenvalue() > DECIDED, Loop::settles))
                .table(
                        "Simulated loops",
                        "Largest real part: mean over samples, 1/τ_u. Settle: the residual |r_L* - r_L - alpha u| of a presentation towards the nudge of learning ends below 5 % of its start. Mean ± sd over "
                                + plan.courses().seeds() + " seeds, those that have such loops.",
                        METHODS);
    }

    private String at(StudentMethod method, int epoch) {
        return Spread.of(bySeed(k -> meanEigenvalue(loops(k, method, epoch)))).text("%.2f");
    }

    private String of(StudentMethod method, Predicate<Loop> among, Predicate<Loop> which) {
        double[] shares = IntStream.range(0, found.length)
                .mapToObj(k -> all(k, method::equals).stream().filter(among).toList())
                .filter(loops -> !loops.isEmpty())
                .mapToDouble(loops -> 100 * share(loops, which))
                .toArray();
        return shares.length == 0 ? "–" : Spread.of(shares).text("%.1f");
    }

    private List<Measure> measures() {
        return IntStream.range(0, found.length)
                .boxed()
                .flatMap(k -> METHODS.stream()
                        .flatMap(method ->
                                IntStream.rangeClosed(0, epochs()).boxed().flatMap(e -> measures(k, method, e))))
                .filter(m -> !Double.isNaN(m.value()))
                .toList();
    }

    private Stream<Measure> measures(int seed, StudentMethod method, int epoch) {
        String of = method.feedback().label() + "/seed " + (plan.courses().firstSeed() + seed) + "/epoch " + epoch;
        Loop[] loops = loops(seed, method, epoch);
        List<Loop> told =
                Arrays.stream(loops).filter(StabilityFindings::decided).toList();
        return Stream.of(
                Measure.of("largest_real_eigenvalue_mean", of, meanEigenvalue(loops), "1/tau_u"),
                Measure.of("largest_real_eigenvalue", of, largestEigenvalue(loops), "1/tau_u"),
                Measure.of(
                        "rate_mean",
                        of,
                        StatUtils.mean(told.stream().mapToDouble(Loop::rate).toArray()),
                        "1/tau_u"),
                Measure.of("unstable_share", of, unstable(loops) / 100, "1"),
                Measure.of("settling_share", of, share(List.of(loops), Loop::settles), "1"));
    }
}
