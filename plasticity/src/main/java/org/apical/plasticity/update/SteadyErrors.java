package org.apical.plasticity.update;

import org.apical.network.description.NetworkDescription;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.state.HasState;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;

/**
 * Both factors of the update (phi(v_i) - phi(v_i^ff)) r_{i-1}^T of a block of lanes before they are multiplied: 2 sum_i n_i numbers a lane, where the product has sum_i n_i n_{i-1}. Arrays [unit][lane]. Not thread-safe, but layers are apart.
 */
public final class SteadyErrors implements HasState {
    private final NetworkDescription network;
    private final MatrixProduct product;
    private final int lanes;
    private final double[][] error;
    /** r of the layer below; of the first layer the input, which is no state. */
    private final double[][] presynaptic;

    /**
     * No errors of so many lanes.
     *
     * @param input r_0 that errors which are put back belong to, [input][lane]; looked at
     */
    public SteadyErrors(NetworkDescription network, MatrixProduct product, int lanes, double[] input) {
        this.network = network;
        this.product = product;
        this.lanes = lanes;
        this.error = new double[network.layers()][];
        this.presynaptic = new double[network.layers()][];
        for (int l = 0; l < error.length; l++) {
            error[l] = new double[network.units(l) * lanes];
            presynaptic[l] = l == 0 ? input : new double[network.presynapticUnits(l) * lanes];
        }
    }

    /**
     * Reads them from steady states.
     *
     * @param batch of the same network and lanes; its rates are looked at until it is changed
     * @param largestResidual lanes whose residual is larger have no error
     */
    void read(AnalyticBatch batch, Error kind, double largestResidual) {
        BatchState state = batch.state();
        double[] residual = batch.residual();
        for (int l = 0; l < error.length; l++) {
            int units = network.units(l);
            double[] e = error[l];
            double[] expected = state.drive(l);
            double[] actual = state.potential(l);
            if (kind == Error.RATE) {
                network.transfer(l).apply(product.kernels(), expected, e, units * lanes);
                expected = e;
                actual = state.rate(l);
            }
            for (int i = 0; i < units; i++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int k = i * lanes + lane;
                    e[k] = residual[lane] <= largestResidual ? actual[k] - expected[k] : 0;
                }
            }
            presynaptic[l] = state.presynaptic(l);
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        for (int l = 0; l < error.length; l++) {
            visitor.numbers("error/" + l, error[l]);
            if (l > 0) {
                visitor.numbers("presynaptic/" + l, presynaptic[l]);
            }
        }
    }

    /**
     * Adds factor times the sum over lanes to one layer, once; different layers at once on as many threads. Sums take the lanes in their order, after what there is.
     *
     * @param update modified
     */
    public void addTo(int l, WeightUpdate update, double factor) {
        int units = network.units(l);
        double[] e = error[l];
        double[] bias = update.bias(l);
        for (int i = 0; i < units; i++) {
            for (int lane = 0; lane < lanes; lane++) {
                int k = i * lanes + lane;
                e[k] *= factor;
                bias[i] += e[k];
            }
        }
        product.multiplyTransposedAdd(units, lanes, network.presynapticUnits(l), e, presynaptic[l], update.forward(l));
    }
}
