package org.apical.plasticity.reference;

import java.util.function.IntConsumer;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.AnalyticBatch;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.apical.plasticity.update.WeightUpdate;

/**
 * What a rule asks for at a steady state that is computed, not simulated: Newton's, the end of the presentation ("DFC-SS"), or the linearised one ("DFC-SSA").
 *
 * @param batch as wide as the batches
 * @param target r_L*
 * @param kind which steady state
 * @param read what the rule reads there
 * @param unsettled receives, for each batch, how many of its samples have no steady state that Newton's method finds: nothing is learned from those
 */
public record SteadyStateSignal(AnalyticBatch batch, Targets target, Kind kind, Error read, IntConsumer unsettled)
        implements ForwardSignal {
    private static final double TOLERANCE = 1e-9;

    /** Which steady state. */
    public enum Kind {
        /** r_L* - r_L(u) = alpha u. */
        NEWTON,
        /** u = (J Q + alpha I)^-1 delta. */
        ANALYTIC
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        int lanes = samples.size();
        Require.that(
                lanes == batch.lanes(),
                "SteadyStateSignal.batch",
                "must be as wide as the batch, " + lanes,
                batch.lanes());
        batch.enter(weights, samples.lanes(0, lanes));
        double[] wanted = new double[batch.freeOutput().length];
        target.of(samples).fill(batch.freeOutput(), wanted, batch.network().outputs(), lanes);
        double limit = Double.POSITIVE_INFINITY;
        if (kind == Kind.NEWTON) {
            unsettled.accept(batch.newtonWherePossible(wanted, TOLERANCE));
            limit = TOLERANCE;
        } else {
            batch.analytic(wanted);
        }
        WeightUpdate update = new WeightUpdate(batch.network());
        new SteadyBatchUpdate(batch, read).addTo(update, 1.0 / lanes, limit);
        return update;
    }
}
