package org.apical.network.dynamics;

/** How feedback reaches the soma of an abstract unit: v^fb from Q u. */
public interface ApicalDendrite {
    /** Advances v^fb (modified) of the first n elements by one step under {@code feedback} = Q u. */
    void advance(double[] apical, double[] feedback, int n);

    /** tau_a -> 0: v^fb = Q u. */
    record Instant() implements ApicalDendrite {
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
        public void advance(double[] apical, double[] feedback, int n) {
            double[] xi = noise.next();
            for (int k = 0; k < n; k++) {
                apical[k] += dtOverTauA * (feedback[k] - apical[k]) + amplitude * xi[k];
            }
        }
    }

    /** A source of standard normal numbers, one array [unit][lane] a step. */
    @FunctionalInterface
    interface Noise {
        double[] next();
    }
}
