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
    private final double[] error;

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
        int widest = 0;
        for (int l = 0; l < batch.network().layers(); l++) {
            widest = Math.max(widest, batch.network().units(l));
        }
        this.error = new double[widest * batch.lanes()];
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
        NetworkDescription network = batch.network();
        BatchState state = batch.state();
        int lanes = batch.lanes();
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            double[] expected = state.drive(l);
            double[] actual = state.potential(l);
            if (kind == Error.RATE) {
                network.transfer(l).apply(batch.product().kernels(), expected, error, units * lanes);
                expected = error;
                actual = state.rate(l);
            }
            double[] bias = update.bias(l);
            for (int i = 0; i < units; i++) {
                double sum = 0;
                for (int lane = 0; lane < lanes; lane++) {
                    int k = i * lanes + lane;
                    boolean counts = batch.residual()[lane] <= largestResidual;
                    error[k] = counts ? factor * (actual[k] - expected[k]) : 0;
                    sum += error[k];
                }
                bias[i] += sum;
            }
            batch.product()
                    .multiplyTransposedAdd(
                            units, lanes, network.presynapticUnits(l), error, state.presynaptic(l), update.forward(l));
        }
    }
}
