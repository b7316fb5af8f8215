package org.apical.plasticity.theory;

import java.util.function.IntFunction;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Fixed points of a chain whose layers also receive input from the layer above, for a block of lanes:
 *
 * <pre>
 * v_i = W_i r_{i-1} + b_i + S_{i+1} r_{i+1} [+ beta x at the output]        r_i = phi_i(v_i)        x = r_L* (r_L) - r_L, or phi'_L o that
 * </pre>
 *
 * S_i (n_{i-1} x n_i), beta the nudge towards r_L*, which follows the output. They are those of dv/dt = -v + ..., whatever its time constants. Found by sweeps over the layers, of which each takes those beside it as they
 * are (with S = W^T and no nudge, descent of the energy layer by layer); a lane stops where no potential moves by more than the tolerance. 4 sum_{i>1} n_i n_{i-1} flop a lane and sweep. A lane has the same bits beside any others.
 */
final class RecurrentChain {
    private final NetworkDescription network;
    private final BatchInputs inputs;
    private final Sweeps sweeps;
    private final int lanes;
    private final double[][] potential;
    private final double[][] rate;
    private final double[][] next;
    private final double[] target;
    private final double[] fromInput;
    private final double[] input;
    private final NetworkWeights weights;
    private final IntFunction<double[]> backward;
    private final boolean onPotential;

    /**
     * Begins at potentials of zero.
     *
     * @param backward S of a layer, 1 .. L - 1
     * @param onPotential whether x is the descent with respect to v_L, not r_L
     * @param input [input][lane]
     */
    RecurrentChain(
            NetworkDescription network,
            NetworkWeights weights,
            IntFunction<double[]> backward,
            boolean onPotential,
            double[] input,
            MatrixProduct product,
            Settling settling) {
        this.network = network;
        this.weights = weights;
        this.backward = backward;
        this.onPotential = onPotential;
        this.input = input;
        this.lanes = input.length / network.inputs();
        this.inputs = new BatchInputs(network, lanes, product);
        this.sweeps = new Sweeps(lanes, settling);
        this.potential = inputs.layers();
        this.rate = inputs.layers();
        this.next = inputs.layers();
        this.fromInput = next[0].clone();
        this.target = new double[network.outputs() * lanes];
        inputs.fill(weights, 0, input, fromInput);
    }

    /**
     * Settles from where it is.
     *
     * @param beta 0: free
     */
    void settle(double beta, OutputTarget towards) {
        sweeps.settle("equilibrium propagation, beta " + beta, () -> sweep(beta, towards));
    }

    private void sweep(double beta, OutputTarget towards) {
        int last = network.layers() - 1;
        for (int l = 0; l <= last; l++) {
            double[] v = next[l];
            if (l == 0) {
                System.arraycopy(fromInput, 0, v, 0, v.length);
            } else {
                inputs.fill(weights, l, rate[l - 1], v);
            }
            if (l < last) {
                inputs.product()
                        .multiplyAdd(
                                network.units(l), network.units(l + 1), lanes, backward.apply(l + 1), rate[l + 1], v);
            } else if (beta != 0) {
                towards.fill(rate[l], target, network.outputs(), lanes);
                double[] slope = onPotential ? slopes(l) : null;
                for (int k = 0; k < v.length; k++) {
                    v[k] += beta * (onPotential ? slope[k] : 1) * (target[k] - rate[l][k]);
                }
            }
            sweeps.move(potential[l], v);
            network.transfer(l).apply(inputs.product().kernels(), potential[l], rate[l], rate[l].length);
        }
    }

    /** Sweeps of all lanes so far. */
    long steps() {
        return sweeps.steps();
    }

    /** v of a layer; live. */
    double[] potential(int l) {
        return potential[l];
    }

    /** r of a layer; live. */
    double[] rate(int l) {
        return rate[l];
    }

    /** What is presynaptic to a layer from below; live. */
    double[] presynaptic(int l) {
        return l == 0 ? input : rate[l - 1];
    }

    /** phi' of a layer. */
    double[] slopes(int l) {
        double[] slope = new double[rate[l].length];
        network.transfer(l).slopes(potential[l], rate[l], slope, slope.length);
        return slope;
    }
}
