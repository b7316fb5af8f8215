package org.apical.plasticity.feedback;

import org.apical.neuron.kernel.MatrixProduct;

/** Sum of v^fb[t] u[t + 1]^T at the apical synapses of one layer: all it is ever shown is the apical potential and what the presynaptic neuron sends. */
final class ApicalSynapses {
    private final MatrixProduct product;
    private final int units;
    private final int outputs;
    private final int lanes;
    private final double[] before;
    private final double[] sum;
    private int count;

    ApicalSynapses(int units, int outputs, int lanes, MatrixProduct product) {
        this.product = product;
        this.units = units;
        this.outputs = outputs;
        this.lanes = lanes;
        this.before = new double[units * lanes];
        this.sum = new double[units * outputs];
    }

    /** The first step: what the dendrite is at. */
    void begin(double[] apical) {
        java.util.Arrays.fill(sum, 0);
        count = 0;
        System.arraycopy(apical, 0, before, 0, before.length);
    }

    /**
     * A further step.
     *
     * @param apical (units x lanes)
     * @param sent (outputs x lanes)
     */
    void step(double[] apical, double[] sent) {
        product.multiplyTransposedAdd(units, lanes, outputs, before, sent, sum);
        count += lanes;
        System.arraycopy(apical, 0, before, 0, before.length);
    }

    /** The mean over steps and lanes times a factor, added to {@code change} (modified). */
    void addMean(double factor, double[] change) {
        for (int k = 0; k < sum.length; k++) {
            change[k] += factor * sum[k] / count;
        }
    }

    int weights() {
        return sum.length;
    }
}
