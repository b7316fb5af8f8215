package org.apical.app.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apical.app.experiment.Experiment;
import org.apical.app.task.Score;
import org.apical.plasticity.reference.Alignment;

/**
 * What a comparison found.
 *
 * @param experiment what was compared
 * @param layerNames names of the layers, in order
 * @param shown what the recorded presentation showed
 * @param steadyStateResidual largest |r_L* - r_L - alpha u| of the abstract steady states; empty where there is no theory of them
 */
public record ComparisonResult(
        Experiment experiment,
        List<String> layerNames,
        List<FormulationResult> formulations,
        List<PresentationTrace> traces,
        Shown shown,
        Optional<Double> steadyStateResidual) {

    /** An output unit in words. */
    String outputName(int output) {
        return layerNames.get(layerNames.size() - 1) + " " + output;
    }

    /** Whether feedback learns. */
    public boolean feedbackLearns() {
        return experiment.learning().feedback().learned().isPresent();
    }

    /**
     * One formulation.
     *
     * @param title what it is
     * @param score what is measured of held-out samples
     * @param testScore its value, before learning and after each epoch
     * @param firstUpdateCosine cosine of the update of the first batch to that of the first formulation, all layers stacked
     * @param layerUpdateCosines the same, layer by layer
     * @param steadyStateMax largest deviation from the abstract steady state, in units of its rms; NaN where there is no theory of one
     * @param steadyStateRms root mean square of the same
     * @param trainingSeconds wall time of training, tests apart
     * @param represented how far the numbers in its controller went, where neurons represent them
     * @param feedback what became of its feedback, where that learns
     */
    public record FormulationResult(
            String id,
            String title,
            Score score,
            double[] testScore,
            double firstUpdateCosine,
            double[] layerUpdateCosines,
            double steadyStateMax,
            double steadyStateRms,
            double trainingSeconds,
            Optional<Represented> represented,
            Optional<FeedbackMeasures> feedback) {
        /** Score after the last epoch. */
        public double finalScore() {
            return testScore[testScore.length - 1];
        }
    }

    /**
     * Largest magnitudes that the neurons of a controller had to represent, in units of their radii: beyond 1 they saturate.
     *
     * @param integral of u_int
     * @param error of e
     */
    public record Represented(double integral, double error) {}

    /**
     * How feedback that learns stands to the forward weights of its formulation, over the held-out samples probed.
     *
     * @param drawn as it was drawn
     * @param learned after pre-training, then after each epoch
     */
    public record FeedbackMeasures(Alignment drawn, List<Alignment> learned) {
        public FeedbackMeasures {
            learned = List.copyOf(learned);
        }

        /** After pre-training. */
        public Alignment preTrained() {
            return learned.get(0);
        }

        /** After the last epoch. */
        public Alignment last() {
            return learned.get(learned.size() - 1);
        }
    }

    /**
     * The recorded presentation.
     *
     * @param input r_0 of the sample
     * @param label its class; none in a regression
     */
    public record Shown(double[] input, OptionalInt label) {
        /** The sample in words. */
        String words() {
            return label.isPresent() ? "this sample of class " + label.getAsInt() : "the first held-out sample";
        }

        /** Outputs that are drawn, in words. */
        String drawn() {
            return label.isPresent() ? "the class shown and its strongest rival" : "the first units";
        }
    }
}
