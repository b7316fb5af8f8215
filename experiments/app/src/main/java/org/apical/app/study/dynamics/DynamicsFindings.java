package org.apical.app.study.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.dynamics.Toy.Quantity;
import org.apical.network.description.NetworkDescription;

/**
 * What the study {@code dynamics} found.
 *
 * @param measured of each network every {@link Quantity}
 * @param courses of a sample of the first network, under F1, F2, F3
 * @param ends where theory says that they end
 */
record DynamicsFindings(
        DynamicsPlan plan,
        NetworkDescription network,
        double dtMs,
        List<double[]> measured,
        List<ToyCourse> courses,
        Toy.Ends ends) {
    private static final String COURSE = "A presentation";
    private static final double WINDOW_MS = 50;
    private static final String TIME = "time since the target appeared (ms)";

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "%d toy networks, 6-8-6-2, of which a purely integral controller drives the output to a target, %d inputs and targets each: the same weights as abstract rates (F1), "
                        + "graded compartments (F2) and spikes (F3), in the same abstract units. Feedback is the weight product.",
                plan.networks(),
                plan.samples());
        List<Claim> claims = claims();
        List<Section> sections = List.of(Claim.table(claims), outputs(), control(), potentials(), table());
        return new Findings(
                "A presentation under control", lead, sections, Claim.checks(claims), Measures.of(measures()));
    }

    private double[] bySeed(Quantity quantity) {
        return measured.stream().mapToDouble(m -> m[quantity.ordinal()]).toArray();
    }

    private double[] ratio(Quantity above, Quantity below) {
        return measured.stream()
                .mapToDouble(m -> m[above.ordinal()] / m[below.ordinal()])
                .toArray();
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Form form : Form.values()) {
            claims.add(Claim.atMost(
                    "Control brings the output to its target but for what the leak leaves, under " + form + ".",
                    "error at the end relative to that before control, " + form,
                    0.05,
                    bySeed(Quantity.values()[form.ordinal()])));
        }
        claims.add(Claim.atLeast(
                "Neurons of every layer, not of the output alone, are driven away from their feedforward state.",
                "change of v relative to v, layer that moves least",
                0.01,
                bySeed(Quantity.DISPLACEMENT)));
        claims.add(Claim.atMost(
                        "Where it ends, the soma of each neuron differs from what its basal dendrite predicts by the feedback it receives.",
                        "largest v - v* - Q u relative to rms(v), F1",
                        1e-6,
                        bySeed(Quantity.BALANCE))
                .must());
        claims.add(Claim.atMost(
                        "It ends in the steady state of the equations.",
                        "largest departure from Newton's steady state relative to rms(v), F1",
                        1e-6,
                        bySeed(Quantity.DEVIATION_F1))
                .must());
        claims.add(
                Claim.atMost("Compartments end in the same state.", "the same, F2", 1e-6, bySeed(Quantity.DEVIATION_F2))
                        .must());
        claims.add(Claim.atMost(
                        "They take the same way.",
                        "rms of the difference of errors of F2 and F1 relative to the rms error",
                        0.05,
                        bySeed(Quantity.COURSE_F2))
                .must());
        claims.add(Claim.atMost(
                        "Spikes scatter about that state as far as Poisson counts do.",
                        "rms departure of the time mean of F3, measured over predicted",
                        1.5,
                        ratio(Quantity.DEVIATION_F3, Quantity.PREDICTED_F3))
                .must());
        claims.add(Claim.atMost(
                        "The error decays at the rate of the slowest eigenvalue of the closed loop.",
                        "largest departure of the measured rate from the largest real part of the eigenvalues of A_PI, relative, F1",
                        0.05,
                        bySeed(Quantity.RATE_DEPARTURE))
                .must());
        return claims;
    }

    private Panels outputs() {
        return new Panels(
                COURSE,
                "Outputs of the first network, for the sample whose target lies farthest from its free output; broad: targets. F3: spikes of 60 neurons a unit, mean over 50 ms.",
                Axis.linear(TIME),
                Axis.linear("output r"),
                forms(form -> {
                    List<Series> series = new ArrayList<>();
                    for (int o = 0; o < ToyCourse.UNITS; o++) {
                        series.add(level("target " + (o + 1), ends.target()[o]));
                    }
                    for (int o = 0; o < ToyCourse.UNITS; o++) {
                        series.add(line(
                                "output " + (o + 1),
                                form == Form.F3.ordinal()
                                        ? courses.get(form).output(o, (int) Math.round(WINDOW_MS / dtMs))
                                        : courses.get(form).output(o)));
                    }
                    return series;
                }));
    }

    private Panels control() {
        return new Panels(
                COURSE,
                "Control of the same presentation; broad: u of Newton's steady state.",
                Axis.linear(TIME),
                Axis.linear("control u"),
                forms(form -> {
                    List<Series> series = new ArrayList<>();
                    for (int o = 0; o < ToyCourse.UNITS; o++) {
                        series.add(level(
                                "u " + (o + 1) + ", theory", ends.controlled().control()[o]));
                    }
                    for (int o = 0; o < ToyCourse.UNITS; o++) {
                        series.add(line("u " + (o + 1), courses.get(form).control(o)));
                    }
                    return series;
                }));
    }

    private interface Lines {
        List<Series> of(int form);
    }

    private static List<Panel> forms(Lines lines) {
        return Arrays.stream(Form.values())
                .map(form -> new Panel(form.toString(), lines.of(form.ordinal())))
                .toList();
    }

    /** Layer by layer under F1 and F2, soma and prediction; the feedforward state is where both begin. */
    private Panels potentials() {
        List<Panel> panels = new ArrayList<>();
        for (Form form : List.of(Form.F1, Form.F2)) {
            ToyCourse course = courses.get(form.ordinal());
            for (int l = 0; l < network.layers(); l++) {
                List<Series> series = new ArrayList<>();
                for (int i = 0; i < ToyCourse.UNITS; i++) {
                    String unit = "unit " + (i + 1);
                    series.add(level(
                            unit + ", steady state", ends.controlled().state().potential(l)[i]));
                }
                for (int i = 0; i < ToyCourse.UNITS; i++) {
                    String unit = "unit " + (i + 1);
                    series.add(line(unit + ", soma", course.soma(l, i)));
                    series.add(line(unit + ", predicted", course.prediction(l, i)));
                }
                panels.add(new Panel(form + ", " + network.chain().get(l).name(), series));
            }
        }
        return new Panels(
                COURSE,
                "Potential v of the soma and v*, its prediction from the basal dendrite, of two units a layer; both begin in the feedforward state. Broad: Newton's steady state. "
                        + "The gap between the two is Q u, what the neuron learns from.",
                Axis.linear(TIME),
                Axis.linear("potential (abstract units)"),
                panels);
    }

    private Series line(String name, double[] y) {
        return new Series(name, courses.get(0).timeMs(dtMs), y);
    }

    private Series level(String name, double y) {
        return new Series(name, new double[] {0, (plan.shownSteps() - 1) * dtMs}, new double[] {y, y}, Style.REFERENCE);
    }

    private Table table() {
        return new Columns<Quantity>()
                .with(
                        "quantity",
                        quantity -> quantity.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .with("mean ± sd", quantity -> Spread.of(bySeed(quantity)).text("%.3g"))
                .with(
                        "smallest",
                        quantity -> number(Arrays.stream(bySeed(quantity)).min().orElseThrow()))
                .with(
                        "largest",
                        quantity -> number(Arrays.stream(bySeed(quantity)).max().orElseThrow()))
                .table(
                        "Networks",
                        "Error: at the end relative to that before control. Deviation: from Newton's steady state relative to rms(v), largest over units and samples, of F3 the rms of the mean over "
                                + "the second half. Rate, eigenvalue: 1/tau_u, mean over samples. " + plan.networks()
                                + " networks.",
                        List.of(Quantity.values()));
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.3g", x);
    }

    private List<Measure> measures() {
        return IntStream.range(0, measured.size())
                .boxed()
                .flatMap(k -> Arrays.stream(Quantity.values())
                        .map(quantity -> Measure.of(
                                quantity.name().toLowerCase(Locale.ROOT),
                                "seed " + (plan.firstSeed() + k),
                                measured.get(k)[quantity.ordinal()],
                                quantity == Quantity.RATE || quantity == Quantity.EIGENVALUE ? "1/tau_u" : "1")))
                .toList();
    }
}
