package org.apical.plasticity.feedback;

import java.util.Arrays;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;

/**
 * Learning of the feedback weights from noise (physics.md 7):
 *
 * <pre>
 * dQ_i = -mean_t v^fb_i[t] u[t + 1]^T / sigma^2        v^fb_i[t] = (V_a[t] - V_a[0]) / (R_aa scale / R_sa)
 * </pre>
 *
 * the mean over the steps t = 0 .. steps - 2 of the controlled phase. v^fb (dimensionless) is the abstract feedback itself, or the fluctuation of the apical
 * potential V_a (mV) about its value without control, in units of what a steady feedback of 1 does to it.
 *
 * <p>Reads at an apical synapse: the apical potential, and the control that its presynaptic neuron sends. Allocates in the first presentation of a width only. Not
 * thread-safe.
 */
public final class AntiHebbianFeedback implements StepObserver {
    private final MatrixProduct product;
    private final double variance;
    private final double[][] rest;
    private final double[][] before;
    private final double[][] sum;
    private int lanes;
    private int count;

    /**
     * @param layers number of layers
     * @param deviation sigma, the amplitude of the noise in the apical dendrites, > 0
     */
    public AntiHebbianFeedback(int layers, double deviation, MatrixProduct product) {
        Require.positive("AntiHebbianFeedback.deviation", deviation, "(dimensionless)");
        this.product = product;
        variance = deviation * deviation;
        rest = new double[layers][];
        before = new double[layers][];
        sum = new double[layers][];
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        if (!controlled) {
            return;
        }
        double[] control = state.control();
        int outputs = control.length / state.lanes();
        if (step == 0) {
            begin(state, outputs);
            return;
        }
        count++;
        for (int l = 0; l < sum.length; l++) {
            Layer layer = state.layer(l);
            product.multiplyTransposedAdd(layer.units(), lanes, outputs, before[l], control, sum[l]);
            fluctuation(layer, rest[l], before[l]);
        }
    }

    private void begin(Simulation state, int outputs) {
        count = 0;
        for (int l = 0; l < sum.length; l++) {
            Layer layer = state.layer(l);
            int size = layer.units() * state.lanes();
            if (sum[l] == null || rest[l].length != size) {
                rest[l] = new double[size];
                before[l] = new double[size];
                sum[l] = new double[layer.units() * outputs];
            }
            System.arraycopy(layer.apical(), 0, rest[l], 0, size);
            Arrays.fill(before[l], 0);
            Arrays.fill(sum[l], 0);
        }
        lanes = state.lanes();
    }

    private static void fluctuation(Layer layer, double[] rest, double[] v) {
        double[] apical = layer.apical();
        double unit = layer.apicalPerFeedback();
        for (int k = 0; k < v.length; k++) {
            v[k] = (apical[k] - rest[k]) / unit;
        }
    }

    /**
     * Adds factor times dQ of a layer, summed over lanes, of the presentation just seen.
     *
     * @param dQ (units x outputs), modified
     */
    public void addTo(int layer, double[] dQ, double factor) {
        double scale = -factor / (count * variance);
        for (int k = 0; k < dQ.length; k++) {
            dQ[k] += scale * sum[layer][k];
        }
    }

    /** dQ of a layer, (units x outputs), of the presentation just seen, the mean over lanes. */
    public double[] change(int layer) {
        double[] change = new double[sum[layer].length];
        addTo(layer, change, 1.0 / lanes);
        return change;
    }
}
