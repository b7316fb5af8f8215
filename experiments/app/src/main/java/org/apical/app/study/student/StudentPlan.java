package org.apical.app.study.student;

import java.util.List;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.task.StudentTeacher;

/**
 * What the study {@code student} runs; the settings of learning are those of {@link StudentSettings}.
 *
 * @param firstSeed root seeds of results are this and the following; that of the choice of learning rates is far from them
 * @param seeds how many, for methods without simulated presentations
 * @param seedsOverTime how many, for those with
 * @param rates grid of learning rates
 */
public record StudentPlan(long firstSeed, int seeds, int seedsOverTime, List<Double> rates, Size size) {
    private static final long TUNING = 1_000_000;

    /**
     * How much is done with one student and one teacher.
     *
     * @param teacher of the student's inputs and outputs
     * @param samples training samples
     * @param tested samples of validation, and of the test
     * @param batch samples of a batch; what is left over in an epoch is not shown
     * @param epochs forward epochs
     * @param preTraining feedback epochs before the first forward epoch
     * @param probed samples by which epochs are measured
     */
    public record Size(
            StudentTeacher teacher, int samples, int tested, int batch, int epochs, int preTraining, int probed) {
        public Size {
            Require.atLeast("Size.samples", samples, batch);
            Require.atLeast("Size.tested", tested, 1);
            Require.atLeast("Size.epochs", epochs, 0);
            Require.that(probed > 0 && probed <= batch, "Size.probed", "must be in 1 .. batch = " + batch, probed);
        }
    }

    public StudentPlan {
        rates = List.copyOf(rates);
        Require.atLeast("StudentPlan.seeds", seeds, 1);
        Require.that(
                seedsOverTime >= 1 && seedsOverTime <= seeds,
                "StudentPlan.seedsOverTime",
                "must be in 1 .. seeds = " + seeds,
                seedsOverTime);
        Require.atLeast("StudentPlan.rates", rates.size(), 1);
    }

    /** As it is published, or short. */
    static StudentPlan of(long seed, boolean quick) {
        if (quick) {
            Size size = new Size(new StudentTeacher(15, List.of(100), 5, 3), 512, 200, 64, 4, 4, 8);
            return new StudentPlan(seed, 1, 1, List.of(0.1), size);
        }
        Size size = new Size(StudentTeacher.published(), 5000, 1000, 128, 8, 20, 32);
        return new StudentPlan(seed, 5, 3, List.of(0.05, 0.1, 0.2, 0.4), size);
    }

    long tuningSeed() {
        return firstSeed + TUNING;
    }

    int seeds(StudentMethod method) {
        return method.signal().overTime() ? seedsOverTime : seeds;
    }
}
