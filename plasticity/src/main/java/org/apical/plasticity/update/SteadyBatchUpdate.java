package org.apical.plasticity.update;

import org.apical.network.description.NetworkDescription;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.BatchState;

/**
 * The update (phi(v_i) - phi(v_i^ff)) r_{i-1}^T read from the steady states of a block of lanes ("DFC-SSA"; physics.md 1): {@link SteadyStateUpdate} of every
 * lane as one product a layer, 2 n_i n_{i-1} lanes flop; or (v_i - v_i^ff) r_{i-1}^T, that of least control. Allocates nothing after construction. Not thread-safe.
 */
public final class SteadyBatchUpdate {
    private final AnalyticBatch batch;
    private final Error kind;
    private final double[][] error;

    /** The postsynaptic factor. */
    public enum Error {
        /** phi(v) - phi(v^ff): dendritic prediction. */
        RATE,
        /** v - v^ff = psi: least control. */
        CONTROL
    }

    public SteadyBatchUpdate(AnalyticBatch batch) {
        this(batch, Error.RATE);
    }

    public SteadyBatchUpdate(AnalyticBatch batch, Error kind) {
        this.batch = batch;
        this.kind = kind;
        this.error = new double[batch.network().layers()][];
        for (int l = 0; l < error.length; l++) {
            error[l] = new double[batch.network().units(l) * batch.lanes()];
        }
    }

    /**
     * Adds factor times the sum over lanes.
     *
     * @param update modified
     */
    public void addTo(WeightUpdate update, double factor) {
        addTo(update, factor, Double.POSITIVE_INFINITY);
    }

    /** The same over the lanes whose residual is no larger than that. */
    public void addTo(WeightUpdate update, double factor, double largestResidual) {
        for (int l = 0; l < error.length; l++) {
            addTo(l, update, factor, largestResidual);
        }
    }

    /** The same of one layer; different layers at once on as many threads. Sums take the lanes in their order, after what there is. */
    public void addTo(int l, WeightUpdate update, double factor, double largestResidual) {
        NetworkDescription network = batch.network();
        BatchState state = batch.state();
        int lanes = batch.lanes();
        int units = network.units(l);
        double[] e = error[l];
        double[] expected = state.drive(l);
        double[] actual = state.potential(l);
        if (kind == Error.RATE) {
            network.transfer(l).apply(batch.product().kernels(), expected, e, units * lanes);
            expected = e;
            actual = state.rate(l);
        }
        double[] bias = update.bias(l);
        for (int i = 0; i < units; i++) {
            for (int lane = 0; lane < lanes; lane++) {
                int k = i * lanes + lane;
                boolean counts = batch.residual()[lane] <= largestResidual;
                e[k] = counts ? factor * (actual[k] - expected[k]) : 0;
                bias[i] += e[k];
            }
        }
        batch.product()
                .multiplyTransposedAdd(
                        units, lanes, network.presynapticUnits(l), e, state.presynaptic(l), update.forward(l));
    }
}
