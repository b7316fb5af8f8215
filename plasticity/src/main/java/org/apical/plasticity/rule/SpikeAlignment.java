package org.apical.plasticity.rule;

import java.util.Set;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Alignment of a synapse with the one that leads the other way between the same two neurons, from the timing of their spikes (spike-based alignment learning, Gierlich, Baumbach, Kungl, Max and Petrovici 2025/26; arXiv 2503.02642):
 * anti-Hebbian for pairs in which the presynaptic spike came first, Hebbian for those in which the postsynaptic one did,
 *
 * <pre>
 * dB_ij/dt = (X_j y_i - S_i x_j) / (2 tau)        one pair, s = t_post - t_pre:   -sgn(s) exp(-|s|/tau) / (2 tau^2)
 * </pre>
 *
 * minus {@link SpikeTimingHebbian} with equal time constants, so that chance pairs cancel. The synapse itself makes pairs of the first kind, in proportion to R_j B_ij phi'_i, and the reciprocal one, A_ji, those of the second,
 * R_i A_ji phi'_j: to first order, with k the course of a postsynaptic potential (of integral 1), D_A and D_B the delays,
 *
 * <pre>
 * E dB_ij = g / (2 tau^2) (R_i phi'_j A_ji exp(-(D_A + D_B)/tau) - R_j phi'_i B_ij)        g = int_0^inf k(s) exp(-s/tau) ds
 * </pre>
 *
 * At equal rates and slopes B rests at A^T, but for the factor of the delays; where phi' is proportional to the rate, at any rates. Only the noise of spiking contributes to this; correlations by common input add to
 * E dB.
 *
 * <p>The principle is that of the abstract of the publication, whose windows were not at hand: exponentials are ours.
 *
 * @param tauMs tau of both sides (ms)
 * @param dtMs time step (ms)
 */
public record SpikeAlignment(double tauMs, double dtMs, MatrixProduct product) implements LocalRule {
    public SpikeAlignment {
        Require.positive("SpikeAlignment.tauMs", tauMs, "ms");
        Require.positive("SpikeAlignment.dtMs", dtMs, "ms");
    }

    /** The rule, described. */
    public record Description(
            @Key(value = "tau of both sides of the window", or = "20", above = 0)
            double tauMs) implements RuleDescription {
        @Override
        public LocalRule rule(Place place) {
            return new SpikeAlignment(tauMs, place.dtMs(), place.product());
        }

        @Override
        public boolean needsSpikes() {
            return true;
        }
    }

    private SpikeTimingHebbian hebbian() {
        return new SpikeTimingHebbian(tauMs, tauMs, dtMs, product);
    }

    @Override
    public Set<Reading> reads() {
        return hebbian().reads();
    }

    @Override
    public Synapses on(SynapseView view) {
        Synapses pairs = hebbian().on(view);
        return new Synapses() {
            @Override
            public void begin() {
                pairs.begin();
            }

            @Override
            public void step(boolean plastic) {
                pairs.step(plastic);
            }

            @Override
            public void addTo(double[] dW, double[] db, double factor) {
                pairs.addTo(dW, db, -factor);
            }
        };
    }
}
