package org.apical.plasticity.update;

import org.apical.network.theory.AnalyticBatch;

/**
 * The update (phi(v_i) - phi(v_i^ff)) r_{i-1}^T read from the steady states of a block of lanes ("DFC-SSA"; physics.md 1): {@link SteadyStateUpdate} of every
 * lane as one product a layer, 2 n_i n_{i-1} lanes flop; or (v_i - v_i^ff) r_{i-1}^T, that of least control. Allocates nothing after construction. Not thread-safe.
 */
public final class SteadyBatchUpdate {
    private final AnalyticBatch batch;
    private final Error kind;
    private final SteadyErrors errors;

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
        this.errors = new SteadyErrors(batch.network(), batch.product(), batch.lanes(), new double[0]);
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
        errors(largestResidual);
        for (int l = 0; l < batch.network().layers(); l++) {
            errors.addTo(l, update, factor);
        }
    }

    /** Both factors, read from the steady states as they are now, of lanes whose residual is no larger than that; live until they are read again. */
    public SteadyErrors errors(double largestResidual) {
        errors.read(batch, kind, largestResidual);
        return errors;
    }
}
