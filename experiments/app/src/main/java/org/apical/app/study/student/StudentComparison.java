package org.apical.app.study.student;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.util.MathArrays;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentTrial.HeldOut;
import org.apical.app.text.Numbers;
import org.apical.plasticity.reference.ControlConditions;

/**
 * All methods on the student–teacher task, each at a learning rate of its own: the one of a small grid that ends lowest on validation samples of a student and a
 * teacher that take no part in the results. The same grid and budget for every method, backprop included. Results are of other root seeds and of test samples.
 * They do not depend on the number of threads, each of which takes students as a whole.
 */
record StudentComparison(StudentPlan plan, StudyContext context) {

    /**
     * What a method reached.
     *
     * @param rate eta that was chosen for it
     * @param curves by seed
     * @param conditions at the end of the first seed, for outputs wanted as targets
     */
    record Row(StudentMethod method, double rate, List<StudentCurve> curves, Optional<ControlConditions> conditions) {
        Row {
            curves = List.copyOf(curves);
        }

        /** Loss at the end over that of a reference with the same seed, by seed. */
        double[] relativeTo(Row reference) {
            double[] ratios = new double[curves.size()];
            for (int k = 0; k < ratios.length; k++) {
                ratios[k] = curves.get(k).last() / reference.curves.get(k).last();
            }
            return ratios;
        }
    }

    /** One row a method, backprop first. */
    List<Row> run() {
        Map<StudentMethod, Double> rates = tuned();
        List<StudentMethod> methods = StudentMethod.all();
        Map<StudentMethod, ControlConditions> conditions = new ConcurrentHashMap<>();
        List<Map<StudentMethod, StudentCurve>> curves = context.each(plan.seeds(), k -> {
            long seed = plan.firstSeed() + k;
            Map<StudentMethod, StudentCurve> own = new HashMap<>();
            try (StudentTrial trial = new StudentTrial(seed, plan.size(), context.product())) {
                for (StudentMethod method : methods) {
                    if (k >= plan.seeds(method)) {
                        continue;
                    }
                    boolean conditioned = k == 0 && method.signal().strong();
                    double rate = rates.get(method.tunedAs());
                    double[] part = context.parts()
                            .numbers(
                                    "seed " + seed + ", " + method.label(),
                                    () -> part(trial, method, rate, conditioned));
                    StudentCurve curve = StudentCurve.of(part, plan.size().epochs());
                    own.put(method, curve);
                    if (conditioned) {
                        conditions.put(
                                method,
                                ControlConditions.of(Arrays.copyOfRange(part, curve.numbers().length, part.length)));
                    }
                    String loss = Numbers.fixed(1, curve.last());
                    context.progress().accept("seed " + seed + ", " + method.label() + ": test loss " + loss);
                }
            }
            return own;
        });
        List<Row> rows = new ArrayList<>();
        for (StudentMethod method : methods) {
            List<StudentCurve> own = curves.stream()
                    .limit(plan.seeds(method))
                    .map(of -> of.get(method))
                    .toList();
            rows.add(new Row(method, rates.get(method.tunedAs()), own, Optional.ofNullable(conditions.get(method))));
        }
        return rows;
    }

    /** A curve and, behind it, the conditions at its end. */
    private double[] part(StudentTrial trial, StudentMethod method, double rate, boolean conditioned) {
        StudentCurve.Recorded trained =
                StudentCurve.record(trial, method, rate, plan.size().epochs(), HeldOut.TEST);
        double[] curve = trained.curve().numbers();
        return conditioned
                ? MathArrays.concatenate(
                        curve, trial.conditions(method, trained.weights()).numbers())
                : curve;
    }

    private Map<StudentMethod, Double> tuned() {
        List<StudentMethod> tuned = StudentMethod.all().stream()
                .map(StudentMethod::tunedAs)
                .distinct()
                .toList();
        List<double[]> losses = context.each(plan.rates().size(), k -> {
            try (StudentTrial trial = new StudentTrial(plan.tuningSeed(), plan.size(), context.product())) {
                double rate = plan.rates().get(k);
                return tuned.stream()
                        .mapToDouble(method -> context.parts()
                                .numbers("rate " + rate + ", " + method.label(), () -> new double[] {
                                    StudentCurve.record(
                                                    trial,
                                                    method,
                                                    rate,
                                                    plan.size().epochs(),
                                                    HeldOut.VALIDATION)
                                            .curve()
                                            .last()
                                })[0])
                        .toArray();
            }
        });
        Map<StudentMethod, Double> best = new LinkedHashMap<>();
        for (int m = 0; m < tuned.size(); m++) {
            int at = 0;
            for (int k = 1; k < losses.size(); k++) {
                double least = losses.get(at)[m];
                at = losses.get(k)[m] < least || Double.isNaN(least) ? k : at;
            }
            double rate = plan.rates().get(at);
            best.put(tuned.get(m), rate);
            context.progress()
                    .accept(tuned.get(m).label() + ": learning rate " + rate + ", validation loss "
                            + Numbers.fixed(1, losses.get(at)[m]));
        }
        return best;
    }
}
