package org.apical.app.study.geometry;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * A network and one input that meet the conditions of the theory (physics.md 2) as far as they are told.
 *
 * <pre>
 * condition 1   |r_{i-1}|_2 of each layer as given: r_0 := c r_0, then W_i := c_i W_i from the first layer on, b_i = 0
 * condition 2   Q = J^T + s (I - P_J) R,  R normal, s such that ||P_J Q||_F / ||Q||_F is as given; J Q = J J^T whatever s is
 * </pre>
 *
 * so that control and output are the same for every s, and only what moves no output differs.
 *
 * @param weights with b = 0
 * @param input r_0
 */
record Conditioned(NetworkDescription network, NetworkWeights weights, double[] input) {
    private static final int HALVINGS = 200;
    private static final double STEEPEST = 1e6;

    /**
     * Draws one, with presynaptic norms as given.
     *
     * @param number of the input of these streams
     * @param norms |r_0|, .. |r_{L-1}|
     */
    static Conditioned drawn(NetworkDescription network, RandomStreams streams, int number, double[] norms) {
        NetworkWeights weights = NetworkWeights.draw(network, streams);
        RandomGenerator random = streams.stream(Purpose.STIMULUS, 0, number);
        double[] x = new double[network.inputs()];
        Arrays.setAll(x, i -> 2 * random.nextDouble() - 1);
        scale(x, norms[0] / norm(x));
        for (int l = 0; l + 1 < network.layers(); l++) {
            scale(weights.forward(l), factor(network, weights, x, l, norms[l + 1]));
        }
        return new Conditioned(network, weights, x);
    }

    /** c by which W_l is multiplied so that |r_l| = norm, which rises with c: by bisection. */
    private static double factor(NetworkDescription network, NetworkWeights weights, double[] x, int l, double norm) {
        double[] drive = SampleState.feedforward(network, weights, x).potential(l);
        double low = 0;
        double high = STEEPEST;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            double[] r = new double[drive.length];
            Arrays.setAll(r, i -> network.transfer(l).value(middle * drive[i]));
            if (norm(r) < norm) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Require.that(high < STEEPEST, "Conditioned.norms", "must be within the range of the layer's rates", norm);
        return high;
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(a -> a * a).sum());
    }

    private static void scale(double[] x, double factor) {
        for (int k = 0; k < x.length; k++) {
            x[k] *= factor;
        }
    }

    /** About the state without feedback. */
    LinearisedNetwork linearised() {
        return new LinearisedNetwork(network, weights, SampleState.feedforward(network, weights, input));
    }

    /**
     * The same with feedback of a condition 2.
     *
     * @param conditionTwo c, in (0, 1]
     * @param random of R
     */
    Conditioned withConditionTwo(double conditionTwo, RandomGenerator random) {
        LinearisedNetwork linear = linearised();
        DMatrixRMaj q = CommonOps_DDRM.transpose(linear.jacobian(), null);
        DMatrixRMaj r = normal(random);
        DMatrixRMaj outside = r.copy();
        CommonOps_DDRM.multAdd(-1, linear.rowSpace(), r, outside);
        double share = Math.sqrt(1 / (conditionTwo * conditionTwo) - 1);
        CommonOps_DDRM.addEquals(q, share * NormOps_DDRM.normF(q) / NormOps_DDRM.normF(outside), outside);
        return withFeedback(q);
    }

    /** The same with Q drawn independently of J, normal, of the norm of J. */
    Conditioned withRandomFeedback(RandomGenerator random) {
        DMatrixRMaj q = normal(random);
        CommonOps_DDRM.scale(NormOps_DDRM.normF(linearised().jacobian()) / NormOps_DDRM.normF(q), q);
        return withFeedback(q);
    }

    private DMatrixRMaj normal(RandomGenerator random) {
        DMatrixRMaj r = new DMatrixRMaj(linearised().jacobian().numCols, network.outputs());
        for (int k = 0; k < r.data.length; k++) {
            r.data[k] = random.nextGaussian();
        }
        return r;
    }

    private Conditioned withFeedback(DMatrixRMaj q) {
        NetworkWeights changed = weights.copy();
        for (int l = 0; l < network.layers(); l++) {
            System.arraycopy(
                    q.data,
                    linearised().offset(l) * network.outputs(),
                    changed.feedback(l),
                    0,
                    changed.feedback(l).length);
        }
        return new Conditioned(network, changed, input);
    }
}
