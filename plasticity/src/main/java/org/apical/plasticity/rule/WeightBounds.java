package org.apical.plasticity.rule;

import org.apical.neuron.parameter.Require;

/**
 * Hard bounds on weights: w := min(max(w + dw, w_min), w_max).
 *
 * @param least w_min
 * @param most w_max, above w_min
 */
public record WeightBounds(double least, double most) {
    public WeightBounds {
        Require.finite("WeightBounds.least", least, "(unit of the weights)");
        Require.finite("WeightBounds.most", most, "(unit of the weights)");
        Require.that(least < most, "WeightBounds.most", "must be above least = " + least, most);
    }

    /** The weight itself, or the bound it has crossed. */
    public double bound(double weight) {
        return Math.min(Math.max(weight, least), most);
    }

    /**
     * Adds factor times a change and stays inside.
     *
     * @param weights modified
     */
    public void add(double[] weights, double factor, double[] change) {
        Require.length("change", change, weights.length);
        for (int k = 0; k < weights.length; k++) {
            weights[k] = bound(weights[k] + factor * change[k]);
        }
    }
}
