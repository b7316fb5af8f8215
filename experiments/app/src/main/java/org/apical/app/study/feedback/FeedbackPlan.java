package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code feedback} runs; the settings of learning are those of {@link StudentFeedback}.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param repetitions networks, teachers and noises drawn anew
 * @param samples of the task
 * @param learningRate eta of the first step
 * @param batch samples of a batch
 * @param epochs through all samples
 * @param probes samples that are measured
 * @param stepsize lambda of the nudge whose update is measured; small, so that it stays in the linear range of the student
 * @param neuronsPerUnit of F3
 */
public record FeedbackPlan(
        long firstSeed,
        int repetitions,
        int samples,
        double learningRate,
        int batch,
        int epochs,
        int probes,
        double stepsize,
        int neuronsPerUnit) {
    private static final long WHOLE = 20_000;

    public FeedbackPlan {
        Require.atLeast("FeedbackPlan.repetitions", repetitions, 1);
        Require.atLeast("FeedbackPlan.samples", samples, probes);
        Require.positive("FeedbackPlan.learningRate", learningRate, "(dimensionless)");
        Require.atLeast("FeedbackPlan.batch", batch, 1);
        Require.atLeast("FeedbackPlan.epochs", epochs, 1);
        Require.atLeast("FeedbackPlan.probes", probes, 1);
        Require.positive("FeedbackPlan.stepsize", stepsize, "(dimensionless)");
        Require.atLeast("FeedbackPlan.neuronsPerUnit", neuronsPerUnit, 1);
    }

    /** As it is published, or short. */
    static FeedbackPlan of(long seed, boolean quick) {
        return quick
                ? new FeedbackPlan(seed, 1, 1280, 4e-2, 16, 3, 32, 1e-4, 60)
                : new FeedbackPlan(seed, 3, 5000, 1.5e-2, 64, 4, 128, 1e-4, 60);
    }

    /** A way of learning. */
    record Arm(StudentFeedback formulation, boolean onePhase) {
        String title() {
            return formulation + (onePhase ? ", one phase" : ", two phases");
        }
    }

    /** The most costly first, so that threads end together. */
    List<Arm> arms() {
        List<Arm> arms = new ArrayList<>();
        for (StudentFeedback formulation : List.of(StudentFeedback.F3, StudentFeedback.F2, StudentFeedback.F1)) {
            arms.add(new Arm(formulation, false));
            arms.add(new Arm(formulation, true));
        }
        return arms;
    }

    /** Whether Q has had the time to settle, which the angles of its updates need. */
    boolean whole() {
        return (long) samples * epochs >= WHOLE;
    }
}
