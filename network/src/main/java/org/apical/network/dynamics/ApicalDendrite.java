package org.apical.network.dynamics;

import org.apical.neuron.compartment.LinearFilter;

/**
 * How feedback reaches an apical dendrite: v^fb from Q u, at an abstract unit; the apical current from the current of its synapses, at a graded neuron or a spiking
 * one under an ideal controller, where it stands for slow synapses (NMDA) and their background input; at a spiking neuron whose synapses take the controller's spikes, the
 * background input alone.
 */
public interface ApicalDendrite {
    /**
     * The dendrites of one layer of one simulation; itself if it keeps no state of its own.
     *
     * @param perFeedback what one unit of feedback is there: 1, or pA
     */
    default ApicalDendrite at(int layer, int units, int lanes, double perFeedback) {
        return this;
    }

    /**
     * The same with a time constant of each unit.
     *
     * @param tauFactors by which that of a unit is longer; none: all are alike
     */
    default ApicalDendrite withOwnTau(double[] tauFactors, int lanes) {
        return this;
    }

    /** A presentation begins. */
    default void begin(Presentation presentation) {}

    /** Its free phase, if there is one, is over. */
    default void beginControl() {}

    /** Whether single lanes can be taken over by another simulation: not if they own random streams. */
    default boolean random() {
        return false;
    }

    /** What feedback passes in the dendrite, noise apart. */
    LinearFilter filter();

    /** Advances v^fb (modified) of the first n elements by one step under {@code feedback} = Q u. */
    void advance(double[] apical, double[] feedback, int n);

    /** tau_a -> 0: v^fb = Q u. */
    record Instant() implements ApicalDendrite {
        @Override
        public LinearFilter filter() {
            return LinearFilter.direct();
        }

        @Override
        public void advance(double[] apical, double[] feedback, int n) {
            System.arraycopy(feedback, 0, apical, 0, n);
        }
    }

    /**
     * tau_a dv^fb/dt = -v^fb + Q u, forward Euler; stable for dt < 2 tau_a.
     *
     * @param dtOverTauA dt / tau_a
     */
    record LowPass(double dtOverTauA) implements ApicalDendrite {
        @Override
        public LinearFilter filter() {
            return LinearFilter.lowPass(dtOverTauA);
        }

        @Override
        public ApicalDendrite withOwnTau(double[] tauFactors, int lanes) {
            return tauFactors.length == 0 ? this : OwnLowPass.of(this, tauFactors, lanes);
        }

        @Override
        public void advance(double[] apical, double[] feedback, int n) {
            for (int k = 0; k < n; k++) {
                apical[k] += dtOverTauA * (feedback[k] - apical[k]);
            }
        }
    }

    /**
     * tau_a dv^fb/dt = -v^fb + Q u + sigma dB/dt, Euler–Maruyama.
     *
     * @param dtOverTauA dt / tau_a
     * @param amplitude sigma sqrt(dt) / tau_a
     * @param noise standard normal numbers of each step, [unit][lane]
     */
    record NoisyLowPass(double dtOverTauA, double amplitude, Noise noise) implements ApicalDendrite {
        @Override
        public LinearFilter filter() {
            return LinearFilter.lowPass(dtOverTauA);
        }

        @Override
        public void begin(Presentation presentation) {
            noise.begin(presentation);
        }

        @Override
        public void beginControl() {
            noise.beginControl();
        }

        @Override
        public boolean random() {
            return true;
        }

        @Override
        public ApicalDendrite withOwnTau(double[] tauFactors, int lanes) {
            return tauFactors.length == 0 ? this : OwnLowPass.of(this, tauFactors, lanes);
        }

        @Override
        public void advance(double[] apical, double[] feedback, int n) {
            double[] xi = noise.next();
            for (int k = 0; k < n; k++) {
                apical[k] += dtOverTauA * (feedback[k] - apical[k]) + amplitude * xi[k];
            }
        }
    }

    /**
     * {@link NoisyLowPass} whose noise comes from random streams of its own, one for each layer, phase and trial: the numbers do not depend on how a batch is cut
     * into lanes. It sets in with control: the free phase is what the network does without either.
     *
     * @param dtOverTauA dt / tau_a
     * @param amplitude sigma sqrt(dt) / tau_a, in units of Q u
     */
    record Fluctuating(double dtOverTauA, double amplitude) implements ApicalDendrite {

        /** Times in units of tau_u; sigma in units of Q u times the root of a time. */
        public static Fluctuating of(double sigma, double tauA, double dt) {
            return new Fluctuating(dt / tauA, sigma * Math.sqrt(dt) / tauA);
        }

        @Override
        public LinearFilter filter() {
            return LinearFilter.lowPass(dtOverTauA);
        }

        @Override
        public ApicalDendrite at(int layer, int units, int lanes, double perFeedback) {
            return new NoisyLowPass(dtOverTauA, amplitude * perFeedback, new StreamNoise(layer, units, lanes));
        }

        @Override
        public boolean random() {
            return true;
        }

        @Override
        public void advance(double[] apical, double[] feedback, int n) {
            throw new IllegalStateException("noise needs a place: ask for the dendrites at a layer");
        }
    }

    /** A source of standard normal numbers, one array [unit][lane] a step. */
    @FunctionalInterface
    interface Noise {
        double[] next();

        /** A presentation begins. */
        default void begin(Presentation presentation) {}

        /** Its free phase, if there is one, is over. */
        default void beginControl() {}
    }
}
