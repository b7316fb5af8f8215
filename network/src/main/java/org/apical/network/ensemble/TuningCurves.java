package org.apical.network.ensemble;

import java.util.random.RandomGenerator;

/**
 * Tuning curves of the neurons of one dimension: a_j(x) = f(J_j(x)), J_j = gain_j e_j x + bias_j, f the rate of {@link LifMembrane}.
 *
 * <p>Gain and bias follow from the maximal rate and the intercept c in closed form: J(radius) = f^-1(maximal rate) and J(c radius) = 1. Neurons
 * come in antithetic pairs, j and j + neurons / 2: the same gain and bias, encoders e = +1 and -1. With opposite decoders the decoded value is
 * then exactly odd in x, to the last bit: zero is represented as zero, without the bias that independently drawn halves would have and an
 * integrator would integrate.
 */
public final class TuningCurves {
    private final LifMembrane membrane;
    private final double[] gain;
    private final double[] bias;

    private TuningCurves(LifMembrane membrane, double[] gain, double[] bias) {
        this.membrane = membrane;
        this.gain = gain;
        this.bias = bias;
    }

    /** Draws the pairs in order, two uniform numbers each: maximal rate, intercept. */
    static TuningCurves draw(EnsembleParams params, RandomGenerator random) {
        TuningParams tuning = params.tuning();
        int pairs = params.neurons() / 2;
        double[] gain = new double[params.neurons()];
        double[] bias = new double[params.neurons()];
        for (int pair = 0; pair < pairs; pair++) {
            double maximalHz = between(tuning.smallestMaximalHz(), tuning.largestMaximalHz(), random);
            double intercept = between(tuning.lowestIntercept(), tuning.highestIntercept(), random);
            double perRadius = (tuning.membrane().drive(maximalHz) - 1) / (1 - intercept);
            gain[pair] = perRadius / params.radius();
            bias[pair] = 1 - perRadius * intercept;
            gain[pair + pairs] = -gain[pair];
            bias[pair + pairs] = bias[pair];
        }
        return new TuningCurves(tuning.membrane(), gain, bias);
    }

    private static double between(double low, double high, RandomGenerator random) {
        return low + (high - low) * random.nextDouble();
    }

    /** Neurons of the dimension; the first half has encoder +1. */
    public int neurons() {
        return gain.length;
    }

    /** gain_j e_j: drive per unit of the represented number. */
    public double gain(int neuron) {
        return gain[neuron];
    }

    /** bias_j: drive (dimensionless, 1 is rheobase) when zero is represented. */
    public double bias(int neuron) {
        return bias[neuron];
    }

    /** J_j(x). */
    double drive(int neuron, double x) {
        return Math.fma(gain[neuron], x, bias[neuron]);
    }

    /** a_j(x) (Hz). */
    public double rateHz(int neuron, double x) {
        return membrane.rateHz(drive(neuron, x));
    }
}
