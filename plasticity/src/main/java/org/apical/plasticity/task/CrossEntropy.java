package org.apical.plasticity.task;

import java.util.Arrays;
import org.apical.plasticity.training.SampleSet;

/** The loss log sum_o exp(r_o) - r_label of a classifier whose outputs are logits. */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * Mean over samples (nats).
     *
     * @param outputs [sample][output]
     */
    public static double loss(double[][] outputs, SampleSet samples) {
        int[] labels = samples.labels();
        double sum = 0;
        for (int k = 0; k < outputs.length; k++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double r : outputs[k]) {
                largest = Math.max(largest, r);
            }
            double total = 0;
            for (double r : outputs[k]) {
                total += StrictMath.exp(r - largest);
            }
            sum += largest + StrictMath.log(total) - outputs[k][labels[k]];
        }
        return sum / outputs.length;
    }

    /** dLoss/dr_L of a sample, softmax(r_L) - onehot(label). */
    public static double[] gradient(double[] outputs, int label) {
        double largest = Arrays.stream(outputs).max().orElseThrow();
        double[] gradient =
                Arrays.stream(outputs).map(r -> StrictMath.exp(r - largest)).toArray();
        double total = Arrays.stream(gradient).sum();
        Arrays.setAll(gradient, k -> gradient[k] / total - (k == label ? 1 : 0));
        return gradient;
    }
}
