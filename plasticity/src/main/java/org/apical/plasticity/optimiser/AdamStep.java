package org.apical.plasticity.optimiser;

import org.apical.plasticity.state.StateVisitor;

/** The factors of one step of Adam, and the step itself on an array. Not thread-safe. */
final class AdamStep {
    private final AdamParams params;
    private long steps;
    private double rate;
    private double meanScale;
    private double squareScale;

    AdamStep(AdamParams params) {
        this.params = params;
    }

    /** Begins the next step. */
    void begin() {
        rate = params.learningRate().at(steps++);
        meanScale = 1 / (1 - Math.pow(params.beta1(), steps));
        squareScale = 1 / (1 - Math.pow(params.beta2(), steps));
    }

    /** How many have begun. */
    void state(StateVisitor visitor) {
        steps = visitor.count("steps", steps);
    }

    /** w := w + eta m^ / (sqrt(s^) + epsilon) where there is a direction; m and s modified. */
    void step(double[] w, double[] m, double[] s, double[] d) {
        double beta1 = params.beta1();
        double beta2 = params.beta2();
        for (int k = 0; k < d.length; k++) {
            m[k] = beta1 * m[k] + (1 - beta1) * d[k];
            s[k] = beta2 * s[k] + (1 - beta2) * d[k] * d[k];
            w[k] += rate * meanScale * m[k] / (Math.sqrt(squareScale * s[k]) + params.epsilon());
        }
    }
}
