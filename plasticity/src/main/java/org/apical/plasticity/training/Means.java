package org.apical.plasticity.training;

import java.util.List;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.SoundWeights;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** Updates of a batch: means over samples of what blocks collected, zero where there is no synapse. */
final class Means {
    private Means() {}

    /**
     * Of forward weights.
     *
     * @param sums of blocks, in the order in which they are summed
     * @throws org.apical.network.divergence.DivergenceException if it is not finite
     */
    static WeightUpdate forward(Formulation formulation, NetworkWeights weights, int samples, List<WeightUpdate> sums) {
        WeightUpdate mean = new WeightUpdate(formulation.network());
        sums.forEach(sum -> mean.add(1.0 / samples, sum));
        for (int l = 0; l < mean.layers(); l++) {
            weights.maskForward(l, mean.forward(l));
        }
        for (int k = 0; k < mean.others(); k++) {
            if (mean.other(k).length > 0) {
                weights.maskOther(k, mean.other(k));
            }
        }
        SoundWeights.requireFinite(formulation, "forward weights", mean::forward);
        SoundWeights.requireFinite(formulation, "biases", mean::bias);
        SoundWeights.requireFiniteOthers(formulation, mean::other);
        return mean;
    }

    /** The same of feedback weights. */
    static FeedbackUpdate feedback(
            Formulation formulation, NetworkWeights weights, int samples, List<FeedbackUpdate> sums) {
        FeedbackUpdate mean = new FeedbackUpdate(formulation.network());
        sums.forEach(sum -> mean.add(1.0 / samples, sum));
        for (int l = 0; l < mean.layers(); l++) {
            weights.maskFeedback(l, mean.feedback(l));
        }
        SoundWeights.requireFinite(formulation, "feedback weights", mean::feedback);
        return mean;
    }
}
