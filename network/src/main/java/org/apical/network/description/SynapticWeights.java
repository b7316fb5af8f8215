package org.apical.network.description;

/**
 * The weights of a network in the units of one formulation: abstract, pA per Hz, or pA per spike. Shared by all blocks of lanes, not to be
 * written.
 */
public final class SynapticWeights {
    private final double[][] forward;
    private final double[][] bias;
    private final double[][] feedback;

    /** One array a layer each; not copied. */
    public SynapticWeights(double[][] forward, double[][] bias, double[][] feedback) {
        this.forward = forward;
        this.bias = bias;
        this.feedback = feedback;
    }

    /** Basal weights of a layer, (units x presynaptic units). */
    public double[] forward(int layer) {
        return forward[layer];
    }

    /** Constant basal input of a layer. */
    public double[] bias(int layer) {
        return bias[layer];
    }

    /** Apical weights of a layer, (units x outputs). */
    public double[] feedback(int layer) {
        return feedback[layer];
    }
}
