package org.apical.app.compare;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param layerNames names of the layers, in order
 * @param shown what the recorded presentation showed
 */
public record CompareResult(
        CompareSettings settings,
        List<String> layerNames,
        List<FormulationResult> formulations,
        List<PresentationTrace> traces,
        Shown shown) {

    /**
     * One formulation.
     *
     * @param title what it is
     * @param testAccuracy share of held-out samples classified correctly, before learning and after each epoch
     * @param firstUpdateCosine cosine of the update of the first batch to F1's, all layers stacked
     * @param layerUpdateCosines the same, layer by layer
     * @param steadyStateMax largest deviation from the abstract steady state, in units of its rms
     * @param steadyStateRms root mean square of the same
     * @param trainingSeconds wall time of training, tests apart
     */
    public record FormulationResult(
            String id,
            String title,
            double[] testAccuracy,
            double firstUpdateCosine,
            double[] layerUpdateCosines,
            double steadyStateMax,
            double steadyStateRms,
            double trainingSeconds) {

        /** Accuracy after the last epoch. */
        public double finalAccuracy() {
            return testAccuracy[testAccuracy.length - 1];
        }
    }

    /**
     * The recorded presentation.
     *
     * @param pixels r_0 of the sample
     * @param label its class
     */
    public record Shown(double[] pixels, int label) {}
}
