package org.apical.app.study.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
import org.apical.app.study.PowerLaw;
import org.apical.app.study.Spread;

/**
 * What the study {@code ladder} found.
 *
 * @param points of every rung, value and repetition
 */
record LadderFindings(LadderPlan plan, List<Point> points) {
    private static final double FAST = 1e-10;
    private static final double SETTLED = 1e-7;
    private static final double COURSE = 0.05;
    private static final double FAST_SHARE = 1.0 / 20;
    private static final double TAU_V_MS = 20;
    private static final double GRADED_COSINE = 0.999;
    private static final double SPIKING_COSINE = 0.98;
    private static final double UPDATE_NEURONS = 30;
    private static final double SOMA = 0.02;
    private static final double SOMA_NEURONS = 1000;
    private static final double MANY = 100;
    private static final double OF_PREDICTION = 0.1;
    private static final double PERCENT = 100;
    private static final DoubleUnaryOperator ONE_LESS = cosine -> 1 - cosine;
    private static final DoubleUnaryOperator SAME = x -> x;
    private static final Axis NEURONS = Axis.log("neurons per unit N");

    /** Numbers of a rung at a value. */
    record Point(Rung rung, double x, int repetition, double[] numbers) {
        Point with(double[] measured) {
            return new Point(rung, x, repetition, measured);
        }

        double of(String quantity) {
            return numbers[rung.quantities().indexOf(quantity)];
        }
    }

    Findings findings() {
        List<Claim> claims = claims();
        List<Section> sections = new ArrayList<>();
        sections.add(Claim.table(claims));
        sections.add(slopes());
        sections.addAll(steadyStates());
        sections.addAll(courses());
        sections.addAll(updates());
        sections.addAll(somata());
        sections.removeIf(s -> s instanceof LineChart chart && chart.series().isEmpty());
        return new Findings(
                "The ladder from rates to spikes",
                "The digits, 64-32-10, before learning, driven as learning drives it (lambda 6), " + plan.repetitions()
                        + " network(s): how far graded compartments (F2) and spiking populations (F3) are from the abstract rates (F1), and how far theory says they are. Broad "
                        + "pale lines are predictions from weights, time constants and N alone, nothing is fitted. Bars are standard deviations over networks.",
                sections,
                Claim.checks(claims),
                Measures.of(measures()));
    }

    private List<Point> of(Rung rung) {
        return points.stream().filter(p -> p.rung() == rung).toList();
    }

    /** A number of each network. */
    private double[] bySeed(IntToDoubleFunction of) {
        return IntStream.range(0, plan.repetitions()).mapToDouble(of).toArray();
    }

    private DoubleStream numbers(Rung rung, int repetition, String quantity, DoublePredicate where) {
        return of(rung).stream()
                .filter(p -> p.repetition() == repetition && where.test(p.x()))
                .mapToDouble(p -> p.of(quantity));
    }

    private double[] largest(List<Rung> rungs, String quantity, DoublePredicate where) {
        return bySeed(seed -> rungs.stream()
                .flatMapToDouble(rung -> numbers(rung, seed, quantity, where))
                .max()
                .orElse(Double.NaN));
    }

    private double[] least(Rung rung, String quantity, DoublePredicate where) {
        return bySeed(seed -> numbers(rung, seed, quantity, where).min().orElse(Double.NaN));
    }

    private double[] slopes(Rung rung, String quantity, DoublePredicate where) {
        return bySeed(
                seed -> law(rung, quantity, where, p -> p.repetition() == seed).slope());
    }

    /** Mean over values of measured over predicted. */
    private double[] ofPrediction(Rung rung, String quantity, DoubleUnaryOperator as, DoublePredicate where) {
        return bySeed(seed -> of(rung).stream()
                .filter(p -> p.repetition() == seed && where.test(p.x()))
                .mapToDouble(p -> as.applyAsDouble(p.of(quantity)) / as.applyAsDouble(p.of(Rung.predicted(quantity))))
                .average()
                .orElse(Double.NaN));
    }

    private Spread spread(Rung rung, double x, String quantity, DoubleUnaryOperator as) {
        return Spread.of(of(rung).stream()
                .filter(p -> p.x() == x)
                .mapToDouble(p -> as.applyAsDouble(p.of(quantity)))
                .toArray());
    }

    private PowerLaw law(Rung rung, String quantity, DoublePredicate where, Predicate<Point> who) {
        List<Point> used =
                of(rung).stream().filter(p -> where.test(p.x()) && who.test(p)).toList();
        return PowerLaw.of(
                used.stream().mapToDouble(Point::x).toArray(),
                used.stream().mapToDouble(p -> p.of(quantity)).toArray());
    }

    private Claim predicted(
            String statement, String what, Rung rung, String quantity, DoubleUnaryOperator as, DoublePredicate where) {
        return Claim.between(
                        statement,
                        what + ", measured over predicted, mean over values",
                        1 - OF_PREDICTION,
                        1 + OF_PREDICTION,
                        ofPrediction(rung, quantity, as, where))
                .must();
    }

    private static boolean fast(double tauMs) {
        return tauMs <= TAU_V_MS * FAST_SHARE;
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.atMost(
                        "Graded compartments without dendritic capacitance make the Euler steps of rates.",
                        "F2, largest distance of v from F1 at any step, rms of v",
                        FAST,
                        largest(List.of(Rung.FAST), Rung.LARGEST, x -> true))
                .must());
        claims.add(Claim.atMost(
                        "With any dendrites and couplings they settle where rates do.",
                        "F2, largest distance from the steady state of F1, either coupling, all time constants and g_as/g_bs, rms of v",
                        SETTLED,
                        largest(
                                List.of(Rung.DENDRITES, Rung.RECIPROCAL, Rung.RATIO, Rung.RATIO_RECIPROCAL),
                                Rung.STEADY,
                                x -> true))
                .must());
        for (Rung rung : List.of(Rung.DENDRITES, Rung.RECIPROCAL)) {
            String of = rung == Rung.DENDRITES ? "F2, dendrite to soma" : "F2, reciprocal";
            claims.add(Claim.atMost(
                            "Dendrites up to tau_v/20 leave the time course of the output error.",
                            of + ", departure from F1, rms over that of its error",
                            COURSE,
                            largest(List.of(rung), Rung.DEPARTURE, LadderFindings::fast))
                    .must());
            claims.add(Claim.between(
                            "The departure is proportional to their time constant.",
                            of + ", log-log slope",
                            0.9,
                            1.1,
                            slopes(rung, Rung.DEPARTURE, LadderFindings::fast))
                    .must());
            claims.add(predicted(
                    "It is that of the linearised loops.",
                    of + ", departure",
                    rung,
                    Rung.DEPARTURE,
                    SAME,
                    LadderFindings::fast));
            claims.add(Claim.atLeast(
                            "They ask for the update of the rates.",
                            of + ", cosine, dendrites up to tau_v/20, T = 500 ms",
                            GRADED_COSINE,
                            least(rung, Rung.COSINE, LadderFindings::fast))
                    .must());
        }
        claims.add(predicted(
                "How far the update of dendrites that see the soma is off follows from transfer resistances.",
                "F2, reciprocal, 1 - cosine against g_as/g_bs",
                Rung.RATIO_RECIPROCAL,
                Rung.COSINE,
                ONE_LESS,
                x -> true));
        for (Rung rung : Rung.NEURONS) {
            if (severalValues(rung)) {
                claims.add(Claim.between(
                                "The standard error of v falls as N^-1/2.",
                                controller(rung) + ", log-log slope in N",
                                -0.55,
                                -0.45,
                                slopes(rung, Rung.SCATTER, x -> true))
                        .must());
            }
            claims.add(predicted(
                    "It is that of Poisson spikes in the linearised loop.",
                    controller(rung) + ", standard error",
                    rung,
                    Rung.SCATTER,
                    SAME,
                    x -> true));
        }
        claims.add(Claim.between(
                        "The standard error falls as T^-1/2.",
                        "F3, ideal controller, log-log slope in T",
                        -0.55,
                        -0.45,
                        slopes(Rung.WINDOW, Rung.SCATTER, x -> true))
                .must());
        claims.add(predicted(
                "It is predicted at every T.",
                "F3, standard error against T",
                Rung.WINDOW,
                Rung.SCATTER,
                SAME,
                x -> true));
        claims.add(Claim.between(
                        "The bias of a curved transfer function falls as 1/N.",
                        "F3, E[phi(v)] - phi(E[v]), log-log slope in N",
                        -1.15,
                        -0.85,
                        slopes(Rung.CURVED, Rung.BIAS, x -> true))
                .must());
        claims.add(predicted(
                "It is phi'' Var(v)/2.", "F3, bias, N of 100 and more", Rung.CURVED, Rung.BIAS, SAME, x -> x >= MANY));
        claims.add(Claim.between(
                        "The time course of the output comes to that of the rates as N^-1/2.",
                        "F3, ideal controller, log-log slope of the departure in N",
                        -0.55,
                        -0.45,
                        slopes(Rung.NEURONS.get(0), Rung.COURSE, x -> true))
                .must());
        for (Rung rung : Rung.NEURONS) {
            Rung at = rung == Rung.NEURONS.get(0) ? Rung.PRESENTATION : rung;
            double x = at == rung ? UPDATE_NEURONS : LadderPlan.PRESENTED_MS;
            claims.add(Claim.atLeast(
                            "Spikes ask for the update of the rates.",
                            controller(rung) + ", cosine, N = 30, T = 500 ms",
                            SPIKING_COSINE,
                            least(at, Rung.COSINE, value -> value == x))
                    .must());
        }
        for (int k = 0; k < Rung.SOMATA.size(); k++) {
            if (!of(Rung.SOMATA.get(k)).isEmpty()) {
                claims.add(Claim.atMost(
                                "Populations of a thousand somata that reset fire as the transfer function says.",
                                soma(Rung.SOMATA.get(k))
                                        + ", distance of the rate from it, relative, largest over units, membrane noise "
                                        + plan.noiseMv() + " mV",
                                SOMA,
                                largest(List.of(Rung.SOMATA.get(k)), Rung.LARGEST, x -> x == SOMA_NEURONS))
                        .must());
            }
            if (!of(Rung.NOISE.get(k)).isEmpty()) {
                claims.add(Claim.atMost(
                        "They do so with any membrane noise.",
                        soma(Rung.SOMATA.get(k)) + ", the same, largest over " + plan.noisesMv() + " mV, too",
                        SOMA,
                        largest(List.of(Rung.NOISE.get(k)), Rung.LARGEST, x -> true)));
            }
        }
        return claims;
    }

    private boolean severalValues(Rung rung) {
        return of(rung).stream().map(Point::x).distinct().count() > 1;
    }

    /** Its name in a chart. */
    private static String line(Rung rung) {
        return switch (Rung.NEURONS.indexOf(rung)) {
            case 0 -> "ideal controller";
            case 1 -> "controller of rates";
            default -> "controller of spikes";
        };
    }

    private static String controller(Rung rung) {
        return "F3, " + line(rung);
    }

    private static String soma(Rung rung) {
        return rung.id().startsWith("lif") ? "LIF" : "AdEx";
    }

    /** A fitted slope. */
    private record Slope(String of, String expected, PowerLaw law) {}

    private Table slopes() {
        List<Slope> fits = new ArrayList<>();
        fits.add(new Slope(
                "F2, departure in the time constant of dendrites",
                "1",
                law(Rung.DENDRITES, Rung.DEPARTURE, LadderFindings::fast, p -> true)));
        fits.add(new Slope(
                "F2, reciprocal, the same",
                "1",
                law(Rung.RECIPROCAL, Rung.DEPARTURE, LadderFindings::fast, p -> true)));
        for (Rung rung : Rung.NEURONS) {
            if (severalValues(rung)) {
                fits.add(new Slope(
                        controller(rung) + ", scatter in N", "-0.5", law(rung, Rung.SCATTER, x -> true, p -> true)));
                fits.add(new Slope(
                        controller(rung) + ", time course in N", "-0.5", law(rung, Rung.COURSE, x -> true, p -> true)));
            }
        }
        fits.add(new Slope("F3, scatter in T", "-0.5", law(Rung.WINDOW, Rung.SCATTER, x -> true, p -> true)));
        fits.add(new Slope("F3, bias of tanh in N", "-1", law(Rung.CURVED, Rung.BIAS, x -> true, p -> true)));
        return new Columns<Slope>()
                .with("log-log slope", Slope::of)
                .with("theory", Slope::expected)
                .with("measured, 95 % interval", fit -> fit.law().text())
                .table(
                        "Claims and verdicts",
                        "From the residuals of the fit; networks count as independent points.",
                        fits);
    }

    private List<Section> steadyStates() {
        String heading = "Steady state";
        Axis distance = Axis.log("rms distance (rms of v)");
        List<Series> scatter = new ArrayList<>();
        List<Series> shift = new ArrayList<>();
        List<Series> bias = new ArrayList<>();
        add(scatter, "predicted", Rung.NEURONS.get(0), Rung.predicted(Rung.SCATTER), SAME, Style.REFERENCE);
        for (Rung rung : Rung.NEURONS) {
            add(scatter, line(rung), rung, Rung.SCATTER, SAME, Style.POINTS);
            add(shift, line(rung), rung, Rung.SHIFT, SAME, Style.LINE);
        }
        List<Series> window = new ArrayList<>();
        add(window, "predicted", Rung.WINDOW, Rung.predicted(Rung.SCATTER), SAME, Style.REFERENCE);
        add(window, "ideal controller", Rung.WINDOW, Rung.SCATTER, SAME, Style.POINTS);
        add(bias, "predicted", Rung.CURVED, Rung.predicted(Rung.BIAS), SAME, Style.REFERENCE);
        add(bias, "F3", Rung.CURVED, Rung.BIAS, SAME, Style.POINTS);
        List<Series> graded = new ArrayList<>();
        add(graded, "dendrite to soma", Rung.DENDRITES, Rung.STEADY, SAME, Style.LINE);
        add(graded, "reciprocal", Rung.RECIPROCAL, Rung.STEADY, SAME, Style.LINE);
        return List.of(
                new LineChart(
                        heading,
                        "Standard error of v in F3: potentials averaged over " + ms(plan.windowMs())
                                + " under control, rms over units about their own mean, relative to the rms of v in F1; escape noise, "
                                + plan.trials()
                                + " trials of " + plan.samples() + " sample(s), windows over " + ms(plan.averagedMs())
                                + ".",
                        NEURONS,
                        distance,
                        scatter),
                new LineChart(
                        heading,
                        "The same against the time T that is averaged, N = " + Math.round(plan.windowNeurons()) + ", "
                                + plan.windowTrials() + " trials.",
                        Axis.log("T (ms)"),
                        distance,
                        window),
                new LineChart(
                        heading,
                        "Distance of the mean of F3 over all windows and trials from the steady state of F1: bias, what is left of the scatter, and what neurons of a controller represent wrongly.",
                        NEURONS,
                        distance,
                        shift),
                new LineChart(
                        heading,
                        "Bias of tanh, E[phi(v)] - phi(E[v]), hidden units without feedback, rms; predicted: phi'' Var(v)/2, Var(v) from weights, rates and filters.",
                        NEURONS,
                        Axis.log("bias (units of r)"),
                        bias),
                new LineChart(
                        heading,
                        "F2 after " + ms(plan.settledMs())
                                + " under control, largest distance of a unit from the steady state of F1.",
                        Axis.log("time constant of dendrites (ms)"),
                        distance,
                        graded));
    }

    private List<Section> courses() {
        String heading = "Time course of the output";
        Axis departure = Axis.log("departure from F1 (rms of its error)");
        List<Series> graded = new ArrayList<>();
        List<Series> spiking = new ArrayList<>();
        add(
                graded,
                "dendrite to soma, predicted",
                Rung.DENDRITES,
                Rung.predicted(Rung.DEPARTURE),
                SAME,
                Style.REFERENCE);
        add(graded, "reciprocal, predicted", Rung.RECIPROCAL, Rung.predicted(Rung.DEPARTURE), SAME, Style.REFERENCE);
        add(graded, "dendrite to soma", Rung.DENDRITES, Rung.DEPARTURE, SAME, Style.POINTS);
        add(graded, "reciprocal", Rung.RECIPROCAL, Rung.DEPARTURE, SAME, Style.POINTS);
        add(spiking, "predicted", Rung.NEURONS.get(0), Rung.predicted(Rung.COURSE), SAME, Style.REFERENCE);
        for (Rung rung : Rung.NEURONS) {
            add(spiking, line(rung), rung, Rung.COURSE, SAME, Style.POINTS);
        }
        return List.of(
                new LineChart(
                        heading,
                        "F2: output error over " + ms(plan.courseMs())
                                + " of control, difference from F1's, rms over time, outputs and samples; steps of 0.02 ms. Predicted: the loops of both, linearised where they begin. tau_v is 20 ms.",
                        Axis.log("time constant of dendrites (ms)"),
                        departure,
                        graded),
                new LineChart(
                        heading,
                        "F3: the same over " + ms(LadderPlan.PRESENTED_MS)
                                + ", of phi(v_L). Predicted: the variance of v_L in the stationary state under control, which a presentation approaches from below.",
                        NEURONS,
                        departure,
                        spiking));
    }

    private List<Section> updates() {
        String heading = "First update";
        Axis off = Axis.log("1 - cosine to F1");
        List<Series> neurons = new ArrayList<>();
        List<Series> presentation = new ArrayList<>();
        List<Series> dendrites = new ArrayList<>();
        List<Series> ratio = new ArrayList<>();
        for (Rung rung : Rung.NEURONS) {
            add(neurons, line(rung), rung, Rung.COSINE, ONE_LESS, Style.LINE);
        }
        add(presentation, "ideal controller", Rung.PRESENTATION, Rung.COSINE, ONE_LESS, Style.LINE);
        add(dendrites, "dendrite to soma", Rung.DENDRITES, Rung.COSINE, ONE_LESS, Style.LINE);
        add(dendrites, "reciprocal", Rung.RECIPROCAL, Rung.COSINE, ONE_LESS, Style.LINE);
        add(
                ratio,
                "reciprocal, predicted",
                Rung.RATIO_RECIPROCAL,
                Rung.predicted(Rung.COSINE),
                ONE_LESS,
                Style.REFERENCE);
        add(ratio, "reciprocal", Rung.RATIO_RECIPROCAL, Rung.COSINE, ONE_LESS, Style.POINTS);
        return List.of(
                new LineChart(
                        heading,
                        "F3, escape noise, T = 500 ms, batch of " + plan.batch()
                                + ". What does not fall with N any more is what synapses and, where there are some, neurons of the controller lag behind.",
                        NEURONS,
                        off,
                        neurons),
                new LineChart(
                        heading,
                        "The same against the controlled phase that is averaged, N = "
                                + Math.round(plan.updateNeurons()) + "; F1 has it, too.",
                        Axis.log("T (ms)"),
                        off,
                        presentation),
                new LineChart(heading, "F2, T = 500 ms.", Axis.log("time constant of dendrites (ms)"), off, dendrites),
                new LineChart(
                        heading,
                        "F2 with couplings g_as + g_bs = 6 nS, at the end of " + ms(plan.settledMs())
                                + ". Predicted from steady states with the prediction of a dendrite that sees the soma, v* = v^ff + (kappa R_ba/R_sa) Q u. With dendrite-to-soma coupling v* = v^ff: largest 1 - cosine "
                                + String.format(
                                        Locale.ROOT,
                                        "%.0e",
                                        Arrays.stream(least(Rung.RATIO, Rung.COSINE, x -> true))
                                                .map(ONE_LESS)
                                                .max()
                                                .orElse(Double.NaN))
                                + ".",
                        Axis.log("g_as/g_bs"),
                        off,
                        ratio));
    }

    private List<Section> somata() {
        String heading = "Somata that reset";
        List<Series> neurons = new ArrayList<>();
        List<Series> noise = new ArrayList<>();
        for (int k = 0; k < Rung.SOMATA.size(); k++) {
            Rung rung = Rung.SOMATA.get(k);
            DoubleUnaryOperator percent = x -> PERCENT * x;
            add(neurons, soma(rung) + ", if Poisson", rung, Rung.predicted(Rung.DEVIATION), percent, Style.REFERENCE);
            add(neurons, soma(rung), rung, Rung.DEVIATION, percent, Style.POINTS);
            add(noise, soma(rung), Rung.NOISE.get(k), Rung.LARGEST, percent, Style.LINE);
        }
        return List.of(
                new LineChart(
                        heading,
                        "Firing rate over " + ms(plan.somaMs())
                                + " without feedback beside that of the transfer function at the mean potential, rms over units; membrane noise "
                                + plan.noiseMv() + " mV. Pale: what counts of Poisson spikes would scatter by.",
                        NEURONS,
                        Axis.log("distance of the rate (%)"),
                        neurons),
                new LineChart(
                        heading,
                        "Largest of all units, N = " + Math.round(plan.mostSomata()) + "; 2 % are asked for.",
                        Axis.linear("membrane noise (mV)"),
                        Axis.linear("distance of the rate (%)"),
                        noise));
    }

    private static String ms(double ms) {
        return ms < 1000 ? Math.round(ms) + " ms" : String.format(Locale.ROOT, "%.3g s", ms / 1000);
    }

    private void add(List<Series> to, String name, Rung rung, String quantity, DoubleUnaryOperator as, Style style) {
        double[] x = rung.values().apply(plan).stream().mapToDouble(v -> v).toArray();
        if (x.length == 0) {
            return;
        }
        List<Spread> at = Arrays.stream(x)
                .mapToObj(value -> spread(rung, value, quantity, as))
                .toList();
        Series series =
                new Series(name, x, at.stream().mapToDouble(Spread::mean).toArray(), style);
        to.add(
                style == Style.REFERENCE || plan.repetitions() == 1
                        ? series
                        : series.with(at.stream().mapToDouble(Spread::deviation).toArray()));
    }

    private List<Measure> measures() {
        return points.stream()
                .flatMap(p -> IntStream.range(0, p.numbers().length)
                        .mapToObj(k -> Measure.of(
                                p.rung().quantities().get(k),
                                p.rung().id() + " " + p.x() + "/seed " + (plan.firstSeed() + p.repetition()),
                                p.numbers()[k],
                                "1")))
                .toList();
    }
}
