package org.apical.network.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.ControlLoop;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateCode;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How a network linearised at a state answers under control, frequency by frequency on the grid of its simulation (physics.md 13.2; symbols of {@link ControlLoop}), q = z^-1, xi_k the error with
 * which the rates of population k are heard:
 *
 * <pre>
 * v_l = b_l W_l q^D_l (phi'_{l-1} v_{l-1} + xi_{l-1}) - a_l Q_l w        w = C q^d (phi'_L v_L + xi_L - r*)
 * </pre>
 *
 * With S_l = dv_l/d(-w), N_lk = dv_l/dxi_k around no loop, G = (I/(C q^d) + phi'_L S_L)^-1:
 *
 * <pre>
 * dv_l/dxi_k = N_lk - S_l G phi'_L N_Lk      dv_l/dxi_L = -S_l G      e = (I + C q^d phi'_L S_L)^-1 r*
 * </pre>
 *
 * At z = 1 this is {@link SpikeScatter}. The scatter of spikes that are heard at once, and of their mean over any time, follows by integration over frequency; the time course of the output error
 * after a step of the target by the inverse z-transform on a circle beyond the unit circle. Not thread-safe.
 */
public final class LoopResponse {
    private static final int POINTS_A_DECADE = 40;
    /** Lowest frequency, over the highest; of means over n steps, over that at which n steps are a period. */
    private static final double LOWEST = 1e-5;

    private static final double OF_PERIOD = 0.01;
    /** What the inverse transform leaves of the end of a period at its beginning. */
    private static final double WRAPPED = 1e-9;

    private final ControlLoop loop;
    private final int layers;
    private final int outputs;
    private final double[] top;
    /** W_l phi' .. phi' Q_i, [l][i], i <= l. */
    private final List<List<DMatrixRMaj>> control = new ArrayList<>();
    /** W_l phi' .. W_{k+1}, [l][k], populations k = 0 .. l of which 0 is the input. */
    private final List<List<DMatrixRMaj>> noise = new ArrayList<>();

    private final SampleState state;

    /** @param state about which the network is linear */
    public LoopResponse(NetworkDescription network, NetworkWeights weights, SampleState state, ControlLoop loop) {
        network.requireChain("LoopResponse");
        this.loop = loop;
        this.state = state;
        this.layers = network.layers();
        this.outputs = network.outputs();
        for (int l = 0; l < layers; l++) {
            DMatrixRMaj w = DMatrixRMaj.wrap(
                    network.units(l),
                    network.presynapticUnits(l),
                    weights.forward(l).clone());
            List<DMatrixRMaj> fromControl = new ArrayList<>();
            List<DMatrixRMaj> fromNoise = new ArrayList<>();
            if (l > 0) {
                DMatrixRMaj below = w.copy();
                CommonOps_DDRM.multCols(below, slopes(network, l - 1));
                control.get(l - 1).forEach(m -> fromControl.add(product(below, m)));
                noise.get(l - 1).forEach(m -> fromNoise.add(product(below, m)));
            }
            fromControl.add(DMatrixRMaj.wrap(
                    network.units(l), outputs, weights.feedback(l).clone()));
            fromNoise.add(w);
            control.add(fromControl);
            noise.add(fromNoise);
        }
        this.top = slopes(network, layers - 1);
    }

    private double[] slopes(NetworkDescription network, int layer) {
        return Arrays.stream(state.potential(layer))
                .map(network.transfer(layer)::derivative)
                .toArray();
    }

    /** What spikes are, and over what v is averaged. */
    public record Noise(List<RateCode> codes, List<Integer> neurons, boolean controlled) {
        /**
         * Poisson spikes of populations.
         *
         * @param codes of the input and of each layer, L + 1
         * @param neurons N of a unit of each
         * @param controlled whether the controller acts
         */
        public Noise {
            codes = List.copyOf(codes);
            neurons = List.copyOf(neurons);
            Require.that(
                    codes.size() == neurons.size(),
                    "LoopResponse.neurons",
                    "must be as many as codes, " + codes.size(),
                    neurons.size());
        }
    }

    /**
     * Variance of the mean of v over some steps in the stationary state, [steps][layer][unit].
     *
     * @param steps numbers of steps that are averaged; 1: of v itself
     */
    public double[][][] variance(Noise spikes, int... steps) {
        double[][] density = new double[layers + 1][];
        for (int k = 0; k <= layers; k++) {
            density[k] = density(spikes, k);
        }
        double[][][] variance = new double[steps.length][layers][];
        for (double[][] one : variance) {
            Arrays.setAll(one, l -> new double[noise.get(l).get(0).numRows]);
        }
        double lowest = Math.min(LOWEST, OF_PERIOD / Arrays.stream(steps).max().orElse(1));
        int points = (int) Math.ceil(POINTS_A_DECADE * -Math.log10(lowest));
        double before = 0;
        double[][] last = power(density, 0, spikes.controlled());
        for (int p = 0; p <= points; p++) {
            double omega = Math.PI * Math.pow(lowest, 1 - (double) p / points);
            double[][] here = power(density, omega, spikes.controlled());
            for (int s = 0; s < steps.length; s++) {
                // trapezoid over 0 .. pi, both signs of omega
                double weight = (omega - before) / (2 * Math.PI);
                double low = window(before, steps[s]);
                double high = window(omega, steps[s]);
                for (int l = 0; l < layers; l++) {
                    for (int i = 0; i < here[l].length; i++) {
                        variance[s][l][i] += weight * (low * last[l][i] + high * here[l][i]);
                    }
                }
            }
            before = omega;
            last = here;
        }
        return variance;
    }

    /** |sin(n omega/2)/(n sin(omega/2))|^2, of its own mean over a period where that is finer than the grid of frequencies. */
    private static double window(double omega, int n) {
        double half = omega / 2;
        if (n == 1 || half == 0) {
            return 1;
        }
        double below = n * Math.sin(half);
        double above = n * half > 2 * Math.PI ? Math.sqrt(0.5) : Math.sin(n * half);
        return above * above / (below * below);
    }

    /** Variance of xi in a step. */
    private double[] density(Noise spikes, int population) {
        RateCode code = spikes.codes().get(population);
        double[] rates = population == 0 ? state.presynaptic(0) : state.rate(population - 1);
        double neuronSeconds = spikes.neurons().get(population) * loop.dtMs() / 1000;
        return Arrays.stream(rates)
                .map(r -> Math.max(0, code.hz(r)) / (code.gainHz() * code.gainHz() * neuronSeconds))
                .toArray();
    }

    /** Power of v at a frequency, [layer][unit]. */
    private double[][] power(double[][] density, double omega, boolean controlled) {
        Complex q = new Complex(Math.cos(omega), -Math.sin(omega));
        Paths paths = new Paths(q);
        DMatrixRMaj[] g = controlled ? paths.inverse(q, true) : null;
        double[][] power = new double[layers][];
        DMatrixRMaj[][] heard = new DMatrixRMaj[layers][];
        for (int k = 0; controlled && k < layers; k++) {
            DMatrixRMaj[] x = scaled(noise.get(layers - 1).get(k), paths.noise(layers - 1, k));
            CommonOps_DDRM.multRows(top, x[0]);
            CommonOps_DDRM.multRows(top, x[1]);
            heard[k] = product(g, x);
        }
        for (int l = 0; l < layers; l++) {
            power[l] = new double[noise.get(l).get(0).numRows];
            DMatrixRMaj[] s = controlled ? paths.control(l) : null;
            for (int k = 0; k <= layers; k++) {
                DMatrixRMaj[] r = null;
                if (controlled) {
                    r = product(s, k < layers ? heard[k] : g);
                    CommonOps_DDRM.scale(-1, r[0]);
                    CommonOps_DDRM.scale(-1, r[1]);
                }
                if (k <= l) {
                    DMatrixRMaj[] open = scaled(noise.get(l).get(k), paths.noise(l, k));
                    r = r == null ? open : added(r, open);
                }
                for (int i = 0; r != null && i < power[l].length; i++) {
                    for (int j = 0; j < density[k].length; j++) {
                        double re = r[0].get(i, j);
                        double im = r[1].get(i, j);
                        power[l][i] += (re * re + im * im) * density[k][j];
                    }
                }
            }
        }
        return power;
    }

    /**
     * e = r_L* - r_L after a step of the target at step 0, [step][output].
     *
     * @param step of the target, (outputs)
     */
    public double[][] error(double[] step, int steps) {
        int period = Integer.highestOneBit(2 * steps - 1) * 2;
        double decay = Math.pow(WRAPPED, 1.0 / period);
        Complex[][] spectrum = new Complex[outputs][period];
        for (int k = 0; k <= period / 2; k++) {
            double angle = -2 * Math.PI * k / period;
            Complex q = new Complex(decay * Math.cos(angle), decay * Math.sin(angle));
            DMatrixRMaj[] sensitivity = new Paths(q).inverse(q, false);
            Complex source = Complex.ONE.divide(Complex.ONE.subtract(q));
            for (int o = 0; o < outputs; o++) {
                double re = 0;
                double im = 0;
                for (int p = 0; p < outputs; p++) {
                    re += sensitivity[0].get(o, p) * step[p];
                    im += sensitivity[1].get(o, p) * step[p];
                }
                spectrum[o][k] = new Complex(re, im).multiply(source);
                spectrum[o][(period - k) % period] = spectrum[o][k].conjugate();
            }
        }
        FastFourierTransformer fourier = new FastFourierTransformer(DftNormalization.STANDARD);
        double[][] error = new double[steps][outputs];
        for (int o = 0; o < outputs; o++) {
            Complex[] course = fourier.transform(spectrum[o], TransformType.INVERSE);
            for (int n = 0; n < steps; n++) {
                error[n][o] = course[n].getReal() * Math.pow(decay, -n);
            }
        }
        return error;
    }

    /** What signals pass at one q. */
    private final class Paths {
        private final Complex[] back = new Complex[layers];
        private final Complex[] through = new Complex[layers];

        Paths(Complex q) {
            for (int l = 0; l < layers; l++) {
                back[l] = loop.feedback().get(l).response(q);
                through[l] = loop.forward()
                        .get(l)
                        .response(q)
                        .multiply(q.pow(loop.forwardSteps().get(l)));
            }
        }

        /** b_l q^D_l .. b_{k+1} q^D_{k+1}, layers counted from 0, populations from the input. */
        Complex noise(int l, int k) {
            Complex product = Complex.ONE;
            for (int m = k; m <= l; m++) {
                product = product.multiply(through[m]);
            }
            return product;
        }

        /** S_l, real and imaginary part. */
        DMatrixRMaj[] control(int l) {
            DMatrixRMaj[] sum = null;
            for (int i = 0; i <= l; i++) {
                DMatrixRMaj[] term =
                        scaled(control.get(l).get(i), noise(l, i + 1).multiply(back[i]));
                sum = sum == null ? term : added(sum, term);
            }
            return sum;
        }

        /** G or, not divided by the controller, (I + C q^d phi'_L S_L)^-1. */
        DMatrixRMaj[] inverse(Complex q, boolean divided) {
            Complex c = loop.law().response(q, loop.dtOverTauU()).multiply(q.pow(loop.feedbackSteps()));
            DMatrixRMaj[] s = control(layers - 1);
            CommonOps_DDRM.multRows(top, s[0]);
            CommonOps_DDRM.multRows(top, s[1]);
            Complex diagonal = divided ? c.reciprocal() : Complex.ONE;
            DMatrixRMaj block = new DMatrixRMaj(2 * outputs, 2 * outputs);
            for (int i = 0; i < outputs; i++) {
                for (int j = 0; j < outputs; j++) {
                    Complex x = new Complex(s[0].get(i, j), s[1].get(i, j));
                    Complex y = (divided ? x : x.multiply(c)).add(i == j ? diagonal : Complex.ZERO);
                    block.set(i, j, y.getReal());
                    block.set(outputs + i, outputs + j, y.getReal());
                    block.set(i, outputs + j, -y.getImaginary());
                    block.set(outputs + i, j, y.getImaginary());
                }
            }
            DMatrixRMaj inverse = LinearisedNetwork.solve(block, CommonOps_DDRM.identity(2 * outputs, outputs));
            return new DMatrixRMaj[] {
                CommonOps_DDRM.extract(inverse, 0, outputs, 0, outputs),
                CommonOps_DDRM.extract(inverse, outputs, 2 * outputs, 0, outputs)
            };
        }
    }

    private static DMatrixRMaj[] scaled(DMatrixRMaj m, Complex factor) {
        DMatrixRMaj re = m.copy();
        DMatrixRMaj im = m.copy();
        CommonOps_DDRM.scale(factor.getReal(), re);
        CommonOps_DDRM.scale(factor.getImaginary(), im);
        return new DMatrixRMaj[] {re, im};
    }

    /** a := a + b. */
    private static DMatrixRMaj[] added(DMatrixRMaj[] a, DMatrixRMaj[] b) {
        CommonOps_DDRM.addEquals(a[0], b[0]);
        CommonOps_DDRM.addEquals(a[1], b[1]);
        return a;
    }

    private static DMatrixRMaj[] product(DMatrixRMaj[] a, DMatrixRMaj[] b) {
        DMatrixRMaj re = product(a[0], b[0]);
        CommonOps_DDRM.subtractEquals(re, product(a[1], b[1]));
        DMatrixRMaj im = product(a[0], b[1]);
        CommonOps_DDRM.addEquals(im, product(a[1], b[0]));
        return new DMatrixRMaj[] {re, im};
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj c = new DMatrixRMaj(a.getNumRows(), b.getNumCols());
        CommonOps_DDRM.mult(a, b, c);
        return c;
    }
}
