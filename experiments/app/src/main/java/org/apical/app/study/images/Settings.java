package org.apical.app.study.images;

/**
 * What the methods are given on a set.
 *
 * @param fixed of control with feedback that is the weight product of the start
 * @param learned of control with feedback that learns
 * @param backprop of minus the gradient
 * @param direct of direct feedback alignment
 * @param noise from which feedback learns in two phases
 * @param strong of control towards labels, lambda 1
 */
record Settings(Setting fixed, Setting learned, Setting backprop, Setting direct, Noise noise, Setting strong) {

    /**
     * Of a method.
     *
     * @param learningRate lr; Adam gets lr / lambda
     * @param epsilon of Adam, on twice the direction
     * @param lambda of the nudge
     * @param alpha of the controller, 0 without one
     * @param presentationMs controlled, where it is simulated; tau_u is 1000 ms
     */
    record Setting(double learningRate, double epsilon, double lambda, double alpha, double presentationMs) {
        /** Of Adam. */
        double rate() {
            return learningRate / lambda;
        }

        private Setting faster() {
            return new Setting(4 * learningRate, epsilon, lambda, alpha, presentationMs);
        }
    }

    /**
     * Of feedback that learns from noise.
     *
     * @param sigma of the noise
     * @param tauAMs tau_a
     * @param alpha meanwhile
     * @param proportionalGain k_p meanwhile
     * @param decay of Q
     * @param tauVMs tau_v meanwhile, rounded to 0.1 ms
     * @param dtMs time step meanwhile, rounded to a millisecond
     * @param steps of a presentation
     * @param preTrainingRate before the first forward epoch; higher than published, 3.2e-4 and 4.5e-4, as feedback learns from a tenth of the samples here, in batches of 16 rather than 128,
     *     whose directions have less to say: at the published rates Q has not forgotten in as many updates where it began
     * @param rate from then on, likewise, published 5.3e-4 and 2.4e-4
     * @param epsilon of Adam
     */
    record Noise(
            double sigma,
            double tauAMs,
            double alpha,
            double proportionalGain,
            double decay,
            double tauVMs,
            double dtMs,
            int steps,
            double preTrainingRate,
            double rate,
            double epsilon) {
        private Noise faster() {
            return new Noise(
                    sigma,
                    tauAMs,
                    alpha,
                    proportionalGain,
                    decay,
                    tauVMs,
                    dtMs,
                    steps,
                    3 * preTrainingRate,
                    2 * rate,
                    epsilon);
        }
    }

    /** The same for few samples, from which learning takes larger steps. */
    Settings faster() {
        return new Settings(
                fixed.faster(), learned.faster(), backprop.faster(), direct.faster(), noise.faster(), strong.faster());
    }
}
