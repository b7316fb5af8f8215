package org.apical.plasticity.feedback;

/** Sum of v^fb[t] u[t + 1]^T at the apical synapses of one layer: all it is ever shown is the apical potential and what the presynaptic neuron sends. */
final class ApicalSynapses {
    private final int units;
    private final int outputs;
    private final int lanes;
    private final double[] before;
    private final double[] sum;
    private int count;

    ApicalSynapses(int units, int outputs, int lanes) {
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
        for (int i = 0; i < units; i++) {
            for (int o = 0; o < outputs; o++) {
                double product = 0;
                for (int lane = 0; lane < lanes; lane++) {
                    product += before[i * lanes + lane] * sent[o * lanes + lane];
                }
                sum[i * outputs + o] += product;
            }
        }
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
