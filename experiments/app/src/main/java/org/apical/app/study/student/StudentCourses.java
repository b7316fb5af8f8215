package org.apical.app.study.student;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apical.app.study.StudyContext;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Students that learn by several methods, all at one learning rate, measured before the first and after each epoch. Threads take seeds as a whole.
 *
 * @param firstSeed root seeds are this and the following
 * @param seeds how many students and teachers
 * @param learningRate eta of every method
 * @param size of the task
 */
public record StudentCourses(long firstSeed, int seeds, double learningRate, StudentPlan.Size size) {
    public StudentCourses {
        Require.atLeast("StudentCourses.seeds", seeds, 1);
        Require.positive("StudentCourses.learningRate", learningRate, "(dimensionless)");
    }

    /** Measures a student. */
    @FunctionalInterface
    public interface Probe {
        /**
         * As many numbers each time.
         *
         * @param weights live, not to be modified
         * @param direction what the method asks for, of the probed samples
         */
        double[] measure(NetworkWeights weights, Supplier<WeightUpdate> direction);
    }

    /**
     * Runs them; resumed student by student.
     *
     * @param probe of a trial
     * @param width numbers of a measurement
     * @return [seed][method][epoch][number]; NaN from where a run diverged
     */
    public double[][][][] run(
            List<StudentMethod> methods, Function<StudentTrial, Probe> probe, int width, StudyContext context) {
        List<List<double[]>> found = context.each(seeds, k -> {
            long seed = firstSeed + k;
            List<double[]> own = new ArrayList<>();
            try (StudentTrial trial = new StudentTrial(seed, size, context.product())) {
                for (StudentMethod method : methods) {
                    String name = "seed " + seed + ", " + method.label();
                    context.progress().accept(name);
                    own.add(context.parts().numbers(name, () -> course(trial, method, probe.apply(trial), width)));
                }
            }
            return own;
        });
        return found.stream()
                .map(own -> own.stream().map(row -> rows(row, width)).toArray(double[][][]::new))
                .toArray(double[][][][]::new);
    }

    private double[] course(StudentTrial trial, StudentMethod method, Probe probe, int width) {
        double[] all = new double[(size.epochs() + 1) * width];
        Arrays.fill(all, Double.NaN);
        trial.run(
                method,
                learningRate,
                (epoch, weights, direction) ->
                        System.arraycopy(probe.measure(weights, direction), 0, all, epoch * width, width));
        return all;
    }

    private static double[][] rows(double[] all, int width) {
        double[][] rows = new double[all.length / width][];
        Arrays.setAll(rows, e -> Arrays.copyOfRange(all, e * width, (e + 1) * width));
        return rows;
    }
}
