package org.apical.plasticity.feedback;

import java.util.HashSet;
import java.util.Set;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Delayed;
import org.apical.network.synapse.Reading.LowPassed;
import org.apical.network.synapse.Reading.Present;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Learning of the feedback weights from noise (physics.md 7):
 *
 * <pre>
 * dQ_i = -f^(L - i) mean_t v^fb_i[t] u_hp[t + 1]^T / sigma^2 - beta Q        v^fb_i = V_a^fluct / (R_aa scale / R_sa)
 * </pre>
 *
 * v^fb (dimensionless) is the fluctuation of the apical potential V_a (mV, or the abstract feedback itself) as {@link ApicalFluctuation} has it, in units of
 * what a steady feedback of 1 does to V_a; u_hp the control as {@link ControlFilter} reads it; the mean over the plastic steps; f the factor a layer of {@link
 * AntiHebbianParams}, beta of {@link FeedbackDecay}.
 *
 * <p>Reads at an apical synapse: the apical potential, the control that its presynaptic neuron sends, constants of the population, with decay the weight.
 */
public record AntiHebbianFeedback(AntiHebbianParams params, MatrixProduct product) implements FeedbackRule {

    @Override
    public Set<Reading> reads() {
        Set<Reading> reads = new HashSet<>();
        reads.add(new Delayed(new Present(Quantity.LOCAL_POTENTIAL), params.dtMs()));
        params.fluctuation()
                .highPassMs()
                .ifPresentOrElse(
                        tau -> reads.add(new Delayed(new LowPassed(Quantity.LOCAL_POTENTIAL, tau), params.dtMs())),
                        () -> reads.add(new Reading.AtStart(Quantity.LOCAL_POTENTIAL)));
        reads.add(new Present(Quantity.PRESYNAPTIC_TRACE));
        params.filter().highPassMs().ifPresent(tau -> reads.add(new LowPassed(Quantity.PRESYNAPTIC_TRACE, tau)));
        reads.add(new Present(Quantity.POPULATION_CONSTANTS));
        if (params.decay().decays()) {
            reads.add(new Present(Quantity.WEIGHT));
        }
        return reads;
    }

    @Override
    public Synapses on(ApicalSynapseView view) {
        return new AntiHebbianSynapses(this, view);
    }
}
