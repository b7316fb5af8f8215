package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.Set;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.LowPassed;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Temporal Hebbian learning, spike-timing form (Aceituno et al. 2023; physics.md 7): pair-based spike-timing-dependent plasticity, all pairs,
 *
 * <pre>
 * dW_ij/dt = (S_i x_j - X_j y_i) / (tau_x + tau_y)        tau_x dx/dt = -x + X        tau_y dy/dt = -y + S
 * one pair, s = t_post - t_pre:   s &gt; 0: exp(-s/tau_x) / (tau_x (tau_x + tau_y))     s &lt; 0: -exp(s/tau_y) / (tau_y (tau_x + tau_y))
 * </pre>
 *
 * S, X (1/ms) post- and presynaptic spikes, y, x (1/ms) their traces. Per pair this is the integral of (dy/dt) x, so over trains that begin and end in silence the
 * rule equals {@link TemporalHebbian} on the low-passed rates, spike for spike and hence in expectation. Up to a time T it counts what pairs that have
 * happened will still do: the two differ by tau_x/(tau_x + tau_y) x y there. Between two steady states with a steady presynaptic rate, then, pairs within the
 * phase make up tau_y/(tau_x + tau_y) of (r(end) - r(start)) x.
 *
 * <p>Discretisation: exact for spikes at the ends of steps; spikes of one step meet half of each other's trace, the mean of both orders. Spikes of a unit of several
 * neurons add up. Bias does not change. The change (1/ms^2) is that of the plastic steps.
 *
 * @param tauPresynapticMs tau_x (ms)
 * @param tauPostsynapticMs tau_y (ms)
 * @param dtMs time step (ms)
 */
public record SpikeTimingHebbian(double tauPresynapticMs, double tauPostsynapticMs, double dtMs, MatrixProduct product)
        implements LocalRule {
    public SpikeTimingHebbian {
        Require.positive("SpikeTimingHebbian.tauPresynapticMs", tauPresynapticMs, "ms");
        Require.positive("SpikeTimingHebbian.tauPostsynapticMs", tauPostsynapticMs, "ms");
        Require.positive("SpikeTimingHebbian.dtMs", dtMs, "ms");
    }

    /** The rule, described. */
    public record Description(
            @Key(value = "tau_x", or = "20", above = 0) double tauPresynapticMs,
            @Key(value = "tau_y", or = "20", above = 0) double tauPostsynapticMs)
            implements RuleDescription {
        @Override
        public LocalRule rule(Place place) {
            return new SpikeTimingHebbian(tauPresynapticMs, tauPostsynapticMs, place.dtMs(), place.product());
        }

        @Override
        public boolean needsSpikes() {
            return true;
        }
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(
                new Present(Quantity.PRESYNAPTIC_SPIKES),
                new LowPassed(Quantity.PRESYNAPTIC_SPIKES, tauPresynapticMs),
                new Present(Quantity.OWN_SPIKES),
                new LowPassed(Quantity.OWN_SPIKES, tauPostsynapticMs));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new State(this, view);
    }

    private static final class State implements Synapses {
        private final MatrixProduct product;
        private final SynapseView view;
        private final double amplitude;
        private final SpikeMemory pre;
        private final SpikeMemory post;
        private final double[] potentiation;
        private final double[] depression;
        private final double[] weightSum;

        State(SpikeTimingHebbian rule, SynapseView view) {
            this.product = rule.product;
            this.view = view;
            this.amplitude = 1 / (rule.tauPresynapticMs + rule.tauPostsynapticMs);
            this.pre =
                    new SpikeMemory(rule.tauPresynapticMs, rule.dtMs, view.pre().units() * view.lanes());
            this.post = new SpikeMemory(
                    rule.tauPostsynapticMs, rule.dtMs, view.post().units() * view.lanes());
            this.potentiation = new double[view.post().units() * view.lanes()];
            this.depression = new double[potentiation.length];
            this.weightSum = new double[view.post().units() * view.pre().units()];
        }

        @Override
        public void begin() {
            Arrays.fill(weightSum, 0);
            pre.begin();
            post.begin();
        }

        @Override
        public void step(boolean plastic) {
            double[] arrived = view.pre().spikes();
            double[] fired = view.post().spikes();
            boolean anyArrived = pre.step(arrived);
            boolean anyFired = post.step(fired);
            if (plastic && anyFired) {
                for (int k = 0; k < fired.length; k++) {
                    potentiation[k] = amplitude * fired[k];
                }
                addProduct(potentiation, pre.met());
            }
            if (plastic && anyArrived) {
                for (int k = 0; k < depression.length; k++) {
                    depression[k] = -amplitude * post.met()[k];
                }
                addProduct(depression, arrived);
            }
        }

        private void addProduct(double[] postsynaptic, double[] presynaptic) {
            product.multiplyTransposedAdd(
                    view.post().units(), view.lanes(), view.pre().units(), postsynaptic, presynaptic, weightSum);
        }

        @Override
        public void addTo(double[] dW, double[] db, double factor) {
            for (int k = 0; k < weightSum.length; k++) {
                dW[k] += factor * weightSum[k];
            }
            begin();
        }
    }

    /** The trace of spikes at the ends of steps, and what a spike of the present step meets of it. */
    private static final class SpikeMemory {
        private final double tauMs;
        private final double keep;
        private final double[] trace;
        private final double[] met;

        SpikeMemory(double tauMs, double dtMs, int size) {
            this.tauMs = tauMs;
            this.keep = Math.exp(-dtMs / tauMs);
            this.trace = new double[size];
            this.met = new double[size];
        }

        void begin() {
            Arrays.fill(trace, 0);
        }

        /** Whether there were any. */
        boolean step(double[] spikes) {
            boolean any = false;
            for (int k = 0; k < trace.length; k++) {
                double half = spikes[k] / (2 * tauMs);
                met[k] = keep * trace[k] + half;
                trace[k] = met[k] + half;
                any |= spikes[k] != 0;
            }
            return any;
        }

        double[] met() {
            return met;
        }
    }
}
