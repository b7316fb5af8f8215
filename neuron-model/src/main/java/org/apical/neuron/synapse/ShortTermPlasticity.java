package org.apical.neuron.synapse;

import org.apical.neuron.parameter.Require;

/**
 * Short-term depression and facilitation of a synapse (Tsodyks, Pawelzik and Markram 1998): a spike releases the share u of the resources x,
 *
 * <pre>
 * dx/dt = (1 - x)/tau_D - u x delta(t - t_s)        du/dt = -u/tau_F + U (1 - u) delta(t - t_s)
 * </pre>
 *
 * u being that after its own jump, x that before; both dimensionless. Exact between spikes.
 *
 * @param use U, in (0, 1]
 * @param recoveryMs tau_D, recovery from depression (ms)
 * @param facilitationMs tau_F, decay of facilitation (ms)
 */
public record ShortTermPlasticity(double use, double recoveryMs, double facilitationMs) {
    public ShortTermPlasticity {
        Require.that(use > 0 && use <= 1, "ShortTermPlasticity.use", "must be in (0, 1]", use);
        Require.positive("ShortTermPlasticity.recoveryMs", recoveryMs, "ms");
        Require.positive("ShortTermPlasticity.facilitationMs", facilitationMs, "ms");
    }

    /** A synapse that has been silent for long. */
    public Synapse rested() {
        return new Synapse();
    }

    /** One synapse. Not thread-safe. */
    public final class Synapse {
        private double resources = 1;
        private double utilisation;
        private double lastMs = Double.NEGATIVE_INFINITY;

        private Synapse() {}

        /**
         * Releases at a spike.
         *
         * @param timeMs not before the last one
         * @return u x, what is released of the resources of a rested synapse, in [0, 1]
         */
        public double spike(double timeMs) {
            double intervalMs = timeMs - lastMs;
            Require.that(intervalMs >= 0, "ShortTermPlasticity.timeMs", "must be >= that of the last spike", timeMs);
            double left = utilisation * Math.exp(-intervalMs / facilitationMs);
            resources = 1 - (1 - resources) * Math.exp(-intervalMs / recoveryMs);
            utilisation = left + use * (1 - left);
            lastMs = timeMs;
            double released = utilisation * resources;
            resources -= released;
            return released;
        }
    }
}
