package org.apical.network.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;

/**
 * Potentials and rates of a whole network for one sample, in abstract units. Layers count from 0; {@code rates(l - 1)} is presynaptic to layer
 * l, and {@link #presynaptic} counts the input in.
 */
public final class SampleState {
    private final double[] input;
    private final double[][] potential;
    private final double[][] rate;

    private SampleState(double[] input, int layers) {
        this.input = input;
        this.potential = new double[layers][];
        this.rate = new double[layers][];
    }

    /** The feedforward state: v_i = W_i r_{i-1} + b_i. */
    public static SampleState feedforward(NetworkDescription network, NetworkWeights weights, double[] input) {
        return controlled(network, weights, input, new double[network.outputs()]);
    }

    /** The steady state under a constant control: v_i = W_i r_{i-1} + b_i + Q_i u, r_i = phi_i(v_i). */
    public static SampleState controlled(
            NetworkDescription network, NetworkWeights weights, double[] input, double[] control) {
        SampleState state = begin(network, input);
        for (int l = 0; l < network.layers(); l++) {
            double[] v = state.drive(network, weights, l);
            double[] q = weights.feedback(l);
            for (int i = 0; i < v.length; i++) {
                for (int o = 0; o < control.length; o++) {
                    v[i] += q[i * control.length + o] * control[o];
                }
            }
            state.fire(network, l, v);
        }
        return state;
    }

    /**
     * The steady state under a constant control of each unit: v_i = W_i r_{i-1} + b_i + psi_i, r_i = phi_i(v_i).
     *
     * @param psi [layer][unit]; not modified
     */
    public static SampleState driven(
            NetworkDescription network, NetworkWeights weights, double[] input, double[][] psi) {
        SampleState state = begin(network, input);
        for (int l = 0; l < network.layers(); l++) {
            double[] v = state.drive(network, weights, l);
            for (int i = 0; i < v.length; i++) {
                v[i] += psi[l][i];
            }
            state.fire(network, l, v);
        }
        return state;
    }

    private static SampleState begin(NetworkDescription network, double[] input) {
        network.requireChain("SampleState");
        return new SampleState(input, network.layers());
    }

    private void fire(NetworkDescription network, int l, double[] v) {
        double[] r = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            r[i] = network.transfer(l).value(v[i]);
        }
        potential[l] = v;
        rate[l] = r;
    }

    /** W r + b of a layer at the rates of this state: the prediction v^ff (a fresh array). */
    public double[] drive(NetworkDescription network, NetworkWeights weights, int l) {
        double[] r = presynaptic(l);
        double[] w = weights.forward(l);
        double[] v = new double[network.units(l)];
        for (int i = 0; i < v.length; i++) {
            double sum = weights.bias(l)[i];
            for (int j = 0; j < r.length; j++) {
                sum += w[i * r.length + j] * r[j];
            }
            v[i] = sum;
        }
        return v;
    }

    /** v of a layer; live. */
    public double[] potential(int l) {
        return potential[l];
    }

    /** r of a layer; live. */
    public double[] rate(int l) {
        return rate[l];
    }

    /** The rates presynaptic to a layer; live. */
    public double[] presynaptic(int l) {
        return l == 0 ? input : rate[l - 1];
    }

    /** r_L; live. */
    public double[] output() {
        return rate[rate.length - 1];
    }
}
