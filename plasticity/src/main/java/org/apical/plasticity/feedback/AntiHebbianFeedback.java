package org.apical.plasticity.feedback;

import java.util.Arrays;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;

/**
 * Learning of the feedback weights from noise (physics.md 7): dQ_i = -mean_t v^fb_i[t] u[t + 1]^T / sigma^2, the mean over the steps t = 0 ..
 * steps - 2 of the controlled phase and over lanes.
 *
 * <p>Reads at an apical synapse: the apical potential, and the control that its presynaptic neuron sends.
 */
public final class AntiHebbianFeedback implements StepObserver {
    private final double variance;
    private final double[][] apicalBefore;
    private final double[][] sum;
    private double[] controlTransposed = {};
    private int count;

    /**
     * @param layers number of layers
     * @param deviation sigma, the amplitude of the noise in the apical dendrites, > 0
     */
    public AntiHebbianFeedback(int layers, double deviation) {
        Require.positive("AntiHebbianFeedback.deviation", deviation, "(dimensionless)");
        variance = deviation * deviation;
        apicalBefore = new double[layers][];
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
            controlTransposed = new double[control.length];
            count = 0;
        } else {
            MatrixProduct.transpose(outputs, state.lanes(), control, controlTransposed);
            count += state.lanes();
        }
        for (int l = 0; l < sum.length; l++) {
            double[] apical = state.layer(l).apical();
            int units = state.layer(l).units();
            if (step == 0) {
                sum[l] = new double[units * outputs];
            } else {
                addOuter(apicalBefore[l], controlTransposed, sum[l], units, outputs, state.lanes());
            }
            apicalBefore[l] = Arrays.copyOf(apical, apical.length);
        }
    }

    private static void addOuter(
            double[] post, double[] preTransposed, double[] sum, int units, int outputs, int lanes) {
        for (int i = 0; i < units; i++) {
            for (int lane = 0; lane < lanes; lane++) {
                double v = post[i * lanes + lane];
                for (int o = 0; o < outputs; o++) {
                    sum[i * outputs + o] += v * preTransposed[lane * outputs + o];
                }
            }
        }
    }

    /** dQ of a layer, (units x outputs), of the presentation just seen. */
    public double[] change(int layer) {
        double[] change = new double[sum[layer].length];
        for (int k = 0; k < change.length; k++) {
            change[k] = -sum[layer][k] / (count * variance);
        }
        return change;
    }
}
