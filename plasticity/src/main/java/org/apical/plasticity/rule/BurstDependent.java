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
 * Burst-dependent plasticity (Payeur, Guerguiev, Zenke, Richards and Naud 2021, Nature Neuroscience 24:1010; physics.md 7.7): a burst potentiates active synapses, an event depresses them by
 * the probability with which events have become bursts so far,
 *
 * <pre>
 * dW_ij = (B_i - P_i E_i) x_j        db_i = B_i - P_i E_i        P_i = &lt;B_i&gt; / &lt;E_i&gt;        tau d&lt;y&gt;/dt = -&lt;y&gt; + y
 * </pre>
 *
 * B_i, E_i the neuron's own bursts and events ({@link org.apical.network.synapse.BurstCounts}), summed over the neurons of a unit, which share P_i; x_j the trace of presynaptic spikes (dimensionless),
 * where the paper has a trace of presynaptic events, in which a burst counts once. A presentation begins as if the neuron had just had one event, and p of a burst with it, so P_i = p until spikes come.
 *
 * <p>Discretisation: spikes at the ends of steps, exact; P_i is what the spikes before the step make it. The change is that of the plastic steps, a number of bursts; the running means go on in all
 * steps.
 *
 * @param tauAverageMs tau (ms)
 * @param burstProbability p, in [0, 1]
 * @param dtMs time step (ms)
 */
public record BurstDependent(double tauAverageMs, double burstProbability, double dtMs, MatrixProduct product)
        implements LocalRule {
    public BurstDependent {
        Require.positive("BurstDependent.tauAverageMs", tauAverageMs, "ms");
        Require.that(
                burstProbability >= 0 && burstProbability <= 1,
                "BurstDependent.burstProbability",
                "must be in [0, 1]",
                burstProbability);
        Require.positive("BurstDependent.dtMs", dtMs, "ms");
    }

    /** The rule, described. */
    public record Description(
            @Key(value = "time constant of the running means of bursts and events", or = "1000", above = 0)
            double tauAverageMs,

            @Key(
                    value = "probability of a burst with which a presentation begins (dimensionless)",
                    or = "0.2",
                    least = 0,
                    most = 1)
            double burstProbability)
            implements RuleDescription {
        @Override
        public LocalRule rule(Place place) {
            return new BurstDependent(tauAverageMs, burstProbability, place.dtMs(), place.product());
        }

        @Override
        public boolean needsSpikes() {
            return true;
        }

        @Override
        public boolean needsBursts() {
            return true;
        }
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(
                new Present(Quantity.OWN_EVENTS),
                new LowPassed(Quantity.OWN_EVENTS, tauAverageMs),
                new Present(Quantity.OWN_BURSTS),
                new LowPassed(Quantity.OWN_BURSTS, tauAverageMs),
                new Present(Quantity.PRESYNAPTIC_TRACE));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new ErrorTimesTrace(view, new Surprise(this, view), product);
    }

    /** B - P E. */
    private static final class Surprise implements PostsynapticFactor {
        private final SynapseView view;
        private final double burstProbability;
        private final double keep;
        /** tau times the running means: an event adds 1. */
        private final double[] meanEvents;

        private final double[] meanBursts;
        private final double[] factor;

        Surprise(BurstDependent rule, SynapseView view) {
            this.view = view;
            this.burstProbability = rule.burstProbability;
            this.keep = Math.exp(-rule.dtMs / rule.tauAverageMs);
            this.factor = new double[view.post().units() * view.lanes()];
            this.meanEvents = new double[factor.length];
            this.meanBursts = new double[factor.length];
            // whoever counts begins now
            view.post().ownEvents();
            view.post().ownBursts();
            begin();
        }

        @Override
        public void begin() {
            Arrays.fill(factor, 0);
            Arrays.fill(meanEvents, 1);
            Arrays.fill(meanBursts, burstProbability);
        }

        @Override
        public double[] step(boolean plastic) {
            double[] events = view.post().ownEvents();
            double[] bursts = view.post().ownBursts();
            for (int k = 0; k < factor.length; k++) {
                factor[k] = bursts[k] - (events[k] == 0 ? 0 : events[k] * probability(k));
                meanEvents[k] = keep * meanEvents[k] + events[k];
                meanBursts[k] = keep * meanBursts[k] + bursts[k];
            }
            return plastic ? factor : null;
        }

        /** P; after a silence so long that nothing is left of the means, as at the beginning. */
        private double probability(int k) {
            return meanEvents[k] == 0 ? burstProbability : meanBursts[k] / meanEvents[k];
        }

        @Override
        public double[] last() {
            return factor;
        }

        @Override
        public void take(PostsynapticFactor from, int[] lanes) {
            Surprise other = (Surprise) from;
            int width = other.view.lanes();
            for (int k = 0; k < factor.length; k++) {
                int there = k / lanes.length * width + lanes[k % lanes.length];
                meanEvents[k] = other.meanEvents[there];
                meanBursts[k] = other.meanBursts[there];
            }
        }
    }
}
