package org.apical.app.study.student;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentTrial.HeldOut;
import org.apical.app.text.Numbers;
import org.apical.network.parallel.LaneBlocks;
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
        StudentCurve[][] curves = new StudentCurve[plan.seeds()][methods.size()];
        Map<StudentMethod, ControlConditions> conditions = new ConcurrentHashMap<>();
        context.threads().run(LaneBlocks.cut(plan.seeds(), 1), block -> {
            int k = block.index();
            long seed = plan.firstSeed() + k;
            try (StudentTrial trial = new StudentTrial(seed, plan.size(), context.product())) {
                for (int m = 0; m < methods.size(); m++) {
                    StudentMethod method = methods.get(m);
                    if (k >= plan.seeds(method)) {
                        continue;
                    }
                    StudentCurve curve = trial.run(method, rates.get(method.tunedAs()), HeldOut.TEST);
                    curves[k][m] = curve;
                    if (k == 0 && method.signal().strong()) {
                        conditions.put(method, trial.conditions(method, curve.weights()));
                    }
                    String loss = Numbers.fixed(1, curve.last());
                    context.progress().accept("seed " + seed + ", " + method.label() + ": test loss " + loss);
                }
            }
        });
        List<Row> rows = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            StudentMethod method = methods.get(m);
            List<StudentCurve> own = new ArrayList<>();
            for (int k = 0; k < plan.seeds(method); k++) {
                own.add(curves[k][m]);
            }
            rows.add(new Row(method, rates.get(method.tunedAs()), own, Optional.ofNullable(conditions.get(method))));
        }
        return rows;
    }

    private Map<StudentMethod, Double> tuned() {
        List<StudentMethod> tuned = StudentMethod.all().stream()
                .map(StudentMethod::tunedAs)
                .distinct()
                .toList();
        int rates = plan.rates().size();
        double[][] loss = new double[rates][tuned.size()];
        context.threads().run(LaneBlocks.cut(rates, 1), block -> {
            double rate = plan.rates().get(block.index());
            try (StudentTrial trial = new StudentTrial(plan.tuningSeed(), plan.size(), context.product())) {
                for (int m = 0; m < tuned.size(); m++) {
                    loss[block.index()][m] =
                            trial.run(tuned.get(m), rate, HeldOut.VALIDATION).last();
                }
            }
        });
        Map<StudentMethod, Double> best = new LinkedHashMap<>();
        for (int m = 0; m < tuned.size(); m++) {
            int at = 0;
            for (int k = 1; k < rates; k++) {
                at = loss[k][m] < loss[at][m] || Double.isNaN(loss[at][m]) ? k : at;
            }
            double rate = plan.rates().get(at);
            best.put(tuned.get(m), rate);
            context.progress()
                    .accept(tuned.get(m).label() + ": learning rate " + rate + ", validation loss "
                            + Numbers.fixed(1, loss[at][m]));
        }
        return best;
    }
}
