package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code feedback} runs: the network that is described, with keys changed.
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
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("feedback");

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
    record Arm(Form formulation, boolean onePhase) {
        String title() {
            return formulation + (onePhase ? ", one phase" : ", two phases");
        }
    }

    /** The most costly first, so that threads end together. */
    List<Arm> arms() {
        List<Arm> arms = new ArrayList<>();
        for (Form formulation : List.of(Form.F3, Form.F2, Form.F1)) {
            arms.add(new Arm(formulation, false));
            arms.add(new Arm(formulation, true));
        }
        return arms;
    }

    /**
     * The network of an arm. Under F1 tau_v = 0.02 and tau_a = 0.3, a presentation of 2 tau_a; in one phase u is read less its mean over 3 tau_a, from 3 tau_a on, so much longer a
     * presentation.
     */
    StudyNetwork network(Arm arm) {
        String learned = "learning.feedback.learned.";
        StudyNetwork network = DESCRIBED
                .with("spikes.neuronsPerUnit", neuronsPerUnit)
                .with(learned + "preTrainingEpochs", epochs)
                .with(learned + "preTrainingRate", learningRate)
                .with(learned + "batch", batch);
        double tauAMs = arm.formulation() == Form.F1 ? 30 : 100;
        double controlledMs = arm.formulation() == Form.F1 ? 59 : 299;
        if (arm.formulation() == Form.F1) {
            network = network.with("timing.tauVMs", 2)
                    .with("timing.controlledMs", controlledMs)
                    .with(learned + "sigma", 0.155)
                    .with(learned + "tauAMs", tauAMs);
        }
        return arm.onePhase()
                ? network.with(learned + "phases", "one")
                        .with(learned + "highPassMs", 3 * tauAMs)
                        .with(learned + "onsetMs", 3 * tauAMs)
                        .with(learned + "presentationMs", 3 * tauAMs + controlledMs)
                : network;
    }

    /** Whether Q has had the time to settle, which the angles of its updates need. */
    boolean whole() {
        return (long) samples * epochs >= WHOLE;
    }
}
