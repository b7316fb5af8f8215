package org.apical.plasticity.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.reference.ControlConditions;
import org.apical.plasticity.study.StudentTrial.Judge;

/**
 * All contenders on the student–teacher task, each at a learning rate of its own: the one of a small grid that ends lowest on validation samples of a student and a
 * teacher that take no part in the results. The same grid and budget for every contender, backprop included. Results are of other root seeds and of test samples.
 */
public final class StudentComparison {
    private final Plan plan;
    private final MatrixProduct product;

    /**
     * What is run.
     *
     * @param firstSeed root seeds of results are this and the following; that of the choice of learning rates is far from them
     * @param seeds how many, for contenders without simulated presentations
     * @param seedsOverTime how many, for those with
     * @param rates grid of learning rates
     */
    public record Plan(long firstSeed, int seeds, int seedsOverTime, List<Double> rates, StudentTrial.Size size) {
        private static final long TUNING = 1_000_000;

        public Plan {
            rates = List.copyOf(rates);
            Require.atLeast("Plan.seeds", seeds, 1);
            Require.that(
                    seedsOverTime >= 1 && seedsOverTime <= seeds,
                    "Plan.seedsOverTime",
                    "must be in 1 .. seeds = " + seeds,
                    seedsOverTime);
            Require.atLeast("Plan.rates", rates.size(), 1);
        }

        long tuningSeed() {
            return firstSeed + TUNING;
        }

        int seeds(Contender contender) {
            return contender.method().overTime() ? seedsOverTime : seeds;
        }
    }

    /**
     * What a contender reached.
     *
     * @param rate eta that was chosen for it
     * @param curves by seed
     * @param conditions at the end of the first seed, for outputs wanted as targets
     */
    public record Row(
            Contender contender, double rate, List<StudentCurve> curves, Optional<ControlConditions> conditions) {
        public Row {
            curves = List.copyOf(curves);
        }

        /** Loss at the end over that of a reference with the same seed, by seed. */
        public double[] relativeTo(Row reference) {
            double[] ratios = new double[curves.size()];
            for (int k = 0; k < ratios.length; k++) {
                ratios[k] = curves.get(k).last() / reference.curves.get(k).last();
            }
            return ratios;
        }
    }

    public StudentComparison(Plan plan, MatrixProduct product) {
        this.plan = plan;
        this.product = product;
    }

    /**
     * Runs them all; the results do not depend on the number of threads, each of which takes students as a whole.
     *
     * @param progress told what ends
     * @return one row a contender, backprop first
     */
    public List<Row> run(LaneBlocks threads, Consumer<String> progress) {
        Map<Contender, Double> rates = tuned(threads, progress);
        List<Contender> contenders = Contender.all();
        StudentCurve[][] curves = new StudentCurve[plan.seeds()][contenders.size()];
        Map<Contender, ControlConditions> conditions = new ConcurrentHashMap<>();
        threads.run(LaneBlocks.cut(plan.seeds(), 1), block -> {
            int k = block.index();
            try (StudentTrial trial = new StudentTrial(plan.firstSeed() + k, plan.size(), product)) {
                for (int c = 0; c < contenders.size(); c++) {
                    Contender contender = contenders.get(c);
                    if (k >= plan.seeds(contender)) {
                        continue;
                    }
                    double rate = rates.get(contender.tunedAs());
                    curves[k][c] = trial.run(contender, rate, Judge.TEST);
                    if (k == 0 && contender.method().strong()) {
                        conditions.put(contender, trial.conditions(contender, curves[k][c].weights()));
                    }
                    progress.accept(String.format(
                            java.util.Locale.ROOT,
                            "seed %d, %s: test loss %.1f",
                            plan.firstSeed() + k,
                            contender.label(),
                            curves[k][c].last()));
                }
            }
        });
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < contenders.size(); c++) {
            Contender contender = contenders.get(c);
            List<StudentCurve> own = new ArrayList<>();
            for (int k = 0; k < plan.seeds(contender); k++) {
                own.add(curves[k][c]);
            }
            rows.add(new Row(
                    contender, rates.get(contender.tunedAs()), own, Optional.ofNullable(conditions.get(contender))));
        }
        return rows;
    }

    private Map<Contender, Double> tuned(LaneBlocks threads, Consumer<String> progress) {
        List<Contender> tuned =
                Contender.all().stream().map(Contender::tunedAs).distinct().toList();
        int rates = plan.rates().size();
        double[][] loss = new double[rates][tuned.size()];
        threads.run(LaneBlocks.cut(rates, 1), block -> {
            double rate = plan.rates().get(block.index());
            try (StudentTrial trial = new StudentTrial(plan.tuningSeed(), plan.size(), product)) {
                for (int c = 0; c < tuned.size(); c++) {
                    loss[block.index()][c] =
                            trial.run(tuned.get(c), rate, Judge.VALIDATION).last();
                }
            }
        });
        Map<Contender, Double> best = new LinkedHashMap<>();
        for (int c = 0; c < tuned.size(); c++) {
            int at = 0;
            for (int k = 1; k < rates; k++) {
                at = loss[k][c] < loss[at][c] || Double.isNaN(loss[at][c]) ? k : at;
            }
            best.put(tuned.get(c), plan.rates().get(at));
            progress.accept(String.format(
                    java.util.Locale.ROOT,
                    "%s: learning rate %s, validation loss %.1f",
                    tuned.get(c).label(),
                    plan.rates().get(at),
                    loss[at][c]));
        }
        return best;
    }
}
