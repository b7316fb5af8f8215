package org.apical.plasticity.theory;

import org.apical.neuron.parameter.Require;

/**
 * Fast and slow plasticity of a linear neuron (Bicknell and Latham 2024): synapses as the signal of control. Fast weights cancel the current error, slow ones learn from the error without fast weights,
 *
 * <pre>
 * y = (w + dw 1).x        f = y - y*        w := w - eta (f - dw N nu) x        dw := dw - f/(N nu)
 * </pre>
 *
 * N synapses, nu their mean rate, dw of all of them alike. Where sum x = N nu the error under control is that by which the uncontrolled one has changed in a step, f(t + 1) = e(t + 1) - e(t) with e = (w - w*).x, and slow weights follow the course of
 * the delta rule without fast ones. It is a rule of single neurons: it has no errors for a layer below.
 *
 * <p>The single-neuron model of the publication, from its authors' script and another's account of the methods; numbers of equations were not read. All quantities dimensionless, a step is the time in which feedback comes. Not thread-safe.
 */
public final class FastSlowNeuron {
    private final Params params;
    private final double[] slow;
    private double fast;

    /**
     * @param rate eta, of the slow weights, >= 0
     * @param meanInput nu, > 0
     * @param controls whether there are fast weights; without them it is the delta rule
     */
    public record Params(double rate, double meanInput, boolean controls) {
        public Params {
            Require.notNegative("FastSlowNeuron.rate", rate, "(dimensionless)");
            Require.positive("FastSlowNeuron.meanInput", meanInput, "(dimensionless)");
        }
    }

    /** @param weights slow weights to begin with, copied; fast ones are zero */
    public FastSlowNeuron(Params params, double[] weights) {
        Require.atLeast("FastSlowNeuron.weights.length", weights.length, 1);
        this.params = params;
        this.slow = weights.clone();
    }

    /** w, live. */
    public double[] slow() {
        return slow;
    }

    /** dw. */
    public double fast() {
        return fast;
    }

    /** y. */
    public double output(double[] input) {
        Require.length("FastSlowNeuron.input", input, slow.length);
        double y = 0;
        for (int j = 0; j < slow.length; j++) {
            y += (slow[j] + fast) * input[j];
        }
        return y;
    }

    /**
     * Output, then the change of all weights by its error.
     *
     * @return f, the error of the output
     */
    public double step(double[] input, double target) {
        double error = output(input) - target;
        double whole = slow.length * params.meanInput();
        double uncontrolled = error - fast * whole;
        for (int j = 0; j < slow.length; j++) {
            slow[j] -= params.rate() * uncontrolled * input[j];
        }
        if (params.controls()) {
            fast -= error / whole;
        }
        return error;
    }
}
