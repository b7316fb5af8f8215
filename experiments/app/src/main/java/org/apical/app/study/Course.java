package org.apical.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;

/** The course of learning of a network of a study: feedback epochs before, forward epochs, and what is measured before the first of these and after each. */
public final class Course {
    private Course() {}

    /**
     * Learns on the thread of the caller.
     *
     * @param formulations of what is learned, data included
     * @param form under which
     * @param quantities measured of the weights, made once for the run that learns
     * @return [quantity][epoch], epochs + 1 each; not a number from where the network diverged on
     */
    public static double[][] of(
            Formulations formulations,
            Form form,
            Function<TrainingRun, List<ToDoubleFunction<NetworkWeights>>> quantities) {
        int epochs = formulations.experiment().learning().epochs();
        try (LaneBlocks thread = new LaneBlocks(1)) {
            TrainingRun run = new TrainingRun(
                    formulations,
                    formulations.of(form),
                    formulations.experiment().task(),
                    thread);
            List<ToDoubleFunction<NetworkWeights>> measured = quantities.apply(run);
            double[][] course = new double[measured.size()][epochs + 1];
            for (double[] quantity : course) {
                Arrays.fill(quantity, Double.NaN);
            }
            try {
                NetworkWeights weights = run.initial();
                run.preTrain(weights, TrainingRun.Observer.NONE);
                run.learn(weights, new TrainingRun.Observer() {
                    @Override
                    public void epoch(int done, NetworkWeights live) {
                        for (int q = 0; q < course.length; q++) {
                            course[q][done] = measured.get(q).applyAsDouble(live);
                        }
                    }
                });
            } catch (DivergenceException diverged) {
                // what had been measured before stays
            }
            return course;
        }
    }
}
