package org.apical.app.study.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
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
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.alignment.Aligned.Measured;
import org.apical.app.study.student.StudentMethod;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.app.study.student.StudentTrial;
import org.apical.plasticity.reference.Reference;

/**
 * What the study {@code alignment} found.
 *
 * @param found [seed][method][epoch][number], methods those of the plan
 */
record AlignmentFindings(AlignmentPlan plan, double[][][][] found) {
    private static final String EPOCH = "epoch";
    private static final List<StudentMethod> METHODS = AlignmentPlan.methods();
    private static final StudentMethod BACKPROP = METHODS.get(0);
    private static final StudentMethod DFA = METHODS.get(1);
    private static final List<Feedback> FEEDBACK = List.of(Feedback.FIXED, Feedback.LEARNED);

    Findings findings() {
        String lead = String.format(
                Locale.ROOT,
                "Students 15-10-10-5 learn from teachers, %d epochs of %d samples, lambda %s, learning rate %s for every method, %d root seeds; the direction that a method asks for on %d samples is held "
                        + "against minimum norm, Gauss–Newton and the gradient before the first and after each epoch. Bars: standard deviations over seeds.",
                epochs(),
                plan.courses().size().samples(),
                StudentTrial.STEPSIZE,
                plan.courses().learningRate(),
                plan.courses().seeds(),
                plan.courses().size().probed());
        List<Claim> claims = claims();
        List<Section> sections = new ArrayList<>();
        sections.add(Claim.table(claims));
        sections.add(end());
        for (Reference reference : Aligned.REFERENCES) {
            sections.add(panels(
                    "Angles over training",
                    "Direction of learning, all layers stacked, to " + label(reference) + ".",
                    "angle to " + label(reference) + " (degrees)",
                    m -> m.angle(reference)));
        }
        sections.add(layers());
        sections.add(chart(
                "Conditions over training",
                "Condition 2 of Q at the feedforward states, mean over samples; of DFA that of its B.",
                "condition 2, ‖P_J Q‖ / ‖Q‖",
                List.of(DFA, ssa(Feedback.FIXED), ssa(Feedback.LEARNED)),
                Measured::conditionTwo));
        sections.add(chart(
                "Conditions over training",
                "Condition 1: spread of the norms presynaptic to the layers relative to their mean; 0 where all are equal.",
                "condition 1",
                List.of(BACKPROP, DFA, ssa(Feedback.FIXED), ssa(Feedback.LEARNED)),
                Measured::conditionOne));
        sections.add(chart(
                "Small nudges",
                "Update of the analytic steady state at lambda = " + plan.smallNudge()
                        + ", within the linear range of the student.",
                "angle to minimum norm (degrees)",
                List.of(ssa(Feedback.FIXED), ssa(Feedback.LEARNED)),
                Measured::smallMinimumNorm));
        sections.add(chart(
                "Small nudges",
                "Share of that update in the null space of the output's Jacobian with respect to all weights: what changes no output.",
                "null-space share",
                List.of(ssa(Feedback.FIXED), ssa(Feedback.LEARNED)),
                Measured::nullSpace));
        sections.add(panels("Test loss", "", "test loss", Measured::loss));
        return new Findings("Alignment over training", lead, sections, Claim.checks(claims), Measures.of(measures()));
    }

    private static String label(Reference reference) {
        return reference == Reference.BACKPROP ? "minus the gradient" : reference.label();
    }

    private static StudentMethod ssa(Feedback feedback) {
        return new StudentMethod(Signal.DFC_SSA, feedback);
    }

    private int epochs() {
        return plan.courses().size().epochs();
    }

    private Measured at(int seed, StudentMethod method, int epoch) {
        return new Measured(found[seed][METHODS.indexOf(method)][epoch]);
    }

    private double[] bySeed(StudentMethod method, int epoch, ToDoubleFunction<Measured> quantity) {
        return IntStream.range(0, found.length)
                .mapToDouble(k -> quantity.applyAsDouble(at(k, method, epoch)))
                .toArray();
    }

    /** Mean over all epochs after the first, by seed. */
    private double[] overTraining(StudentMethod method, ToDoubleFunction<Measured> quantity) {
        double[] mean = new double[found.length];
        for (int e = 1; e <= epochs(); e++) {
            double[] now = bySeed(method, e, quantity);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += now[k] / epochs();
            }
        }
        return mean;
    }

    private static double[] less(double[] a, double[] b) {
        double[] less = new double[a.length];
        Arrays.setAll(less, k -> a[k] - b[k]);
        return less;
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Feedback feedback : FEEDBACK) {
            for (Signal signal : List.of(Signal.DFC, Signal.DFC_SS, Signal.DFC_SSA)) {
                StudentMethod method = new StudentMethod(signal, feedback);
                for (Reference reference : List.of(Reference.MINIMUM_NORM, Reference.GAUSS_NEWTON)) {
                    claims.add(Claim.atLeast(
                            method.label() + ": closer to " + label(reference) + " than backprop.",
                            "angle of backprop less its own, mean over training, degrees",
                            0,
                            less(
                                    overTraining(BACKPROP, m -> m.angle(reference)),
                                    overTraining(method, m -> m.angle(reference)))));
                }
            }
        }
        claims.add(Claim.atLeast(
                "Direct feedback alignment is farther from minimum norm than DFC-SSA with learned feedback.",
                "difference of angles, mean over training, degrees",
                0,
                less(
                        overTraining(DFA, m -> m.angle(Reference.MINIMUM_NORM)),
                        overTraining(ssa(Feedback.LEARNED), m -> m.angle(Reference.MINIMUM_NORM)))));
        claims.add(Claim.atMost(
                "Every form of DFC descends the loss.",
                "largest angle to minus the gradient, over forms and epochs, degrees",
                89,
                IntStream.range(0, found.length)
                        .mapToDouble(k -> METHODS.stream()
                                .skip(2)
                                .flatMapToDouble(method -> IntStream.rangeClosed(0, epochs())
                                        .mapToDouble(e -> at(k, method, e).angle(Reference.BACKPROP)))
                                .max()
                                .orElseThrow())
                        .toArray()));
        claims.add(Claim.atLeast(
                "Feedback that learns on meets condition 2 better than the weight product of the start.",
                "difference at the end",
                0,
                less(
                        bySeed(ssa(Feedback.LEARNED), epochs(), Measured::conditionTwo),
                        bySeed(ssa(Feedback.FIXED), epochs(), Measured::conditionTwo))));
        claims.add(Claim.atLeast(
                "Its updates end closer to minimum norm.",
                "angle with fixed less angle with learned feedback at the end, small nudges, degrees",
                0,
                less(
                        bySeed(ssa(Feedback.FIXED), epochs(), Measured::smallMinimumNorm),
                        bySeed(ssa(Feedback.LEARNED), epochs(), Measured::smallMinimumNorm))));
        claims.add(Claim.atMost(
                "In the linear range of the student its updates stay close to minimum norm.",
                "angle of DFC-SSA, learned, small nudges, mean over training, degrees",
                30,
                overTraining(ssa(Feedback.LEARNED), Measured::smallMinimumNorm)));
        claims.add(Claim.atMost(
                "Condition 1 is met roughly.",
                "spread of presynaptic norms relative to their mean, DFC-SSA, learned, mean over training",
                0.25,
                overTraining(ssa(Feedback.LEARNED), Measured::conditionOne)));
        for (Feedback feedback : FEEDBACK) {
            claims.add(Claim.atMost(
                            "The student learns by DFC-SSA, " + feedback.label() + " feedback.",
                            "test loss at the end relative to the start",
                            0.7,
                            IntStream.range(0, found.length)
                                    .mapToDouble(
                                            k -> at(k, ssa(feedback), epochs()).loss()
                                                    / at(k, ssa(feedback), 0).loss())
                                    .toArray())
                    .must());
        }
        return claims;
    }

    private Table end() {
        Columns<StudentMethod> columns = new Columns<StudentMethod>().with("method, feedback", StudentMethod::label);
        for (Reference reference : Aligned.REFERENCES) {
            columns.with("to " + label(reference), m -> text("%.1f", overTraining(m, x -> x.angle(reference))));
        }
        return columns.with("by layer, to minimum norm", m -> byLayer(m, Reference.MINIMUM_NORM))
                .with("condition 1", m -> text("%.2f", bySeed(m, epochs(), Measured::conditionOne)))
                .with(
                        "condition 2",
                        m -> m.equals(BACKPROP) ? "–" : text("%.2f", bySeed(m, epochs(), Measured::conditionTwo)))
                .with("test loss", m -> text("%.1f", bySeed(m, epochs(), Measured::loss)))
                .table(
                        "Angles over training",
                        "Angles (degrees): mean over epochs, ± sd over seeds; by layer: mean over seeds. Conditions and test loss: at the end.",
                        METHODS);
    }

    private static String text(String format, double[] x) {
        return Spread.of(x).text(format);
    }

    private String byLayer(StudentMethod method, Reference reference) {
        return IntStream.range(0, 3)
                .mapToObj(l -> String.format(
                        Locale.ROOT,
                        "%.0f",
                        Spread.of(overTraining(method, m -> m.angles(reference)[l]))
                                .mean()))
                .collect(Collectors.joining(", "));
    }

    /** Backprop and direct feedback alignment beside the forms of DFC, fixed feedback left, learned right. */
    private Panels panels(String heading, String caption, String label, ToDoubleFunction<Measured> quantity) {
        return new Panels(
                heading,
                caption,
                Axis.linear(EPOCH),
                Axis.linear(label),
                FEEDBACK.stream()
                        .map(feedback -> new Panel(
                                feedback.label() + " feedback",
                                METHODS.stream()
                                        .filter(m -> m.feedback() == feedback || !FEEDBACK.contains(m.feedback()))
                                        .map(m -> series(m.signal().label(), m, quantity))
                                        .toList()))
                        .toList());
    }

    private Panels layers() {
        List<Panel> panels = new ArrayList<>();
        for (StudentMethod method : List.of(
                BACKPROP,
                DFA,
                ssa(Feedback.FIXED),
                ssa(Feedback.LEARNED),
                new StudentMethod(Signal.DFC, Feedback.LEARNED))) {
            panels.add(new Panel(
                    method.label(),
                    IntStream.range(0, 3)
                            .mapToObj(l -> series("layer " + (l + 1), method, m -> m.angles(Reference.MINIMUM_NORM)[l]))
                            .toList()));
        }
        return new Panels(
                "Layer by layer",
                "Direction of learning of each layer to minimum norm.",
                Axis.linear(EPOCH),
                Axis.linear("angle to minimum norm (degrees)"),
                panels);
    }

    private LineChart chart(
            String heading,
            String caption,
            String label,
            List<StudentMethod> methods,
            ToDoubleFunction<Measured> quantity) {
        return new LineChart(
                heading,
                caption,
                Axis.linear(EPOCH),
                Axis.linear(label),
                methods.stream().map(m -> series(m.label(), m, quantity)).toList());
    }

    private Series series(String name, StudentMethod method, ToDoubleFunction<Measured> quantity) {
        return Spread.series(
                name,
                IntStream.rangeClosed(0, epochs()).mapToDouble(e -> e).toArray(),
                IntStream.rangeClosed(0, epochs())
                        .mapToObj(e -> Spread.of(bySeed(method, e, quantity)))
                        .toList());
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (StudentMethod method : METHODS) {
            for (int k = 0; k < found.length; k++) {
                for (int e = 0; e <= epochs(); e++) {
                    String of = method.label().replace(", ", "/") + "/seed "
                            + (plan.courses().firstSeed() + k) + "/epoch " + e;
                    add(measures, of, at(k, method, e));
                }
            }
        }
        measures.removeIf(m -> Double.isNaN(m.value()));
        return measures;
    }

    private static void add(List<Measure> measures, String of, Measured m) {
        for (Reference reference : Aligned.REFERENCES) {
            String name = "angle_to_" + reference.id();
            measures.add(Measure.of(name, of, m.angle(reference), "degrees"));
            for (int l = 0; l < 3; l++) {
                measures.add(Measure.of(name, of + "/layer " + (l + 1), m.angles(reference)[l], "degrees"));
            }
        }
        measures.add(Measure.of("test_loss", of, m.loss(), "1"));
        measures.add(Measure.of("condition_one", of, m.conditionOne(), "1"));
        measures.add(Measure.of("condition_two", of, m.conditionTwo(), "1"));
        measures.add(Measure.of("small_nudge_angle_to_minimum_norm", of, m.smallMinimumNorm(), "degrees"));
        measures.add(Measure.of("small_nudge_angle_to_gauss_newton", of, m.smallGaussNewton(), "degrees"));
        measures.add(Measure.of("null_space_share", of, m.nullSpace(), "1"));
        for (int l = 0; l < 3; l++) {
            measures.add(Measure.of("null_space_share", of + "/layer " + (l + 1), m.nullSpaces()[l], "1"));
        }
    }
}
