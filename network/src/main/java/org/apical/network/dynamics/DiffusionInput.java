package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.reduction.RateCode;

/**
 * The diffusion approximation of {@link PoissonInput} (F3): what N Poisson neurons a source send through weights in a step, W n, n_j of mean and variance m_j = N nu_j dt, as a Gaussian vector of the same law up
 * to its second moments, independent from step to step (physics.md 5.9):
 *
 * <pre>
 * W n  -&gt;  W m + L xi        L L^T = W diag(m) W^T        xi ~ N(0, 1)
 * </pre>
 *
 * <p>L is W diag(m)^(1/2), one column a source that can fire, where those are few, and else the triangular factor of Cholesky, one column a unit: the same law.
 *
 * <p>After a synapse of decay tau that is a stationary process of mean W m tau/dt, covariance W diag(m) W^T/(1 - exp(-2 dt/tau)) across units (at the spikes) and an exponential in time, on the grid exactly. No
 * spikes exist; the trace that synapses see is its mean.
 */
public final class DiffusionInput implements InputSource, Ahead {
    private final RateCode code;
    private final double spikesPerHz;
    private final int lanes;
    /** m, [source][lane]. */
    private final double[] mean;

    private final double[] rates;
    private final RandomGenerator[] random;
    /** Sources that can fire, to a unit, up to which L has a column for each: the product grows with them, and what makes a factor of as many columns as units is saved. */
    private static final int FEW = 2;

    /** Of each lane L^T, row by row, behind it W m; null until they are asked for. */
    private final double[][] factor;

    private double[] normal = {};
    private double[] scaled = {};
    private double[] covariance = {};
    private int step;

    public DiffusionInput(RateCode code, int neurons, double dtMs, int units, int lanes) {
        this.code = code;
        this.spikesPerHz = neurons * dtMs / 1000;
        this.lanes = lanes;
        this.mean = new double[units * lanes];
        this.rates = new double[units * lanes];
        this.random = new RandomGenerator[lanes];
        this.factor = new double[lanes][];
    }

    @Override
    public void begin(Presentation presentation) {
        System.arraycopy(presentation.generators(Purpose.INPUT_DIFFUSION, 0), 0, random, 0, lanes);
        for (int k = 0; k < mean.length; k++) {
            double hz = Math.max(0, code.hz(presentation.rates()[k]));
            mean[k] = spikesPerHz * hz;
            rates[k] = code.rate(hz);
        }
        Arrays.fill(factor, null);
        step = STEPS - 1;
    }

    @Override
    public void advance() {
        step = (step + 1) % STEPS;
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public boolean draws(int lane) {
        return true;
    }

    @Override
    public double[] others() {
        return null;
    }

    @Override
    public Ahead ahead() {
        return this;
    }

    /** Cost a step: 2 units flop at the speed of a dense product and a normal number a column of L; a presentation, where those are units: 2 units^2 flop a source that can fire and units^3/3. */
    @Override
    public void kicks(int lane, SynapseMatrix weights, MatrixProduct product, double[] kick) {
        int units = weights.units();
        if (factor[lane] == null) {
            factor[lane] = factor(lane, weights, product);
        }
        int columns = factor[lane].length / units - 1;
        if (normal.length < STEPS * columns) {
            normal = new double[STEPS * columns];
        }
        for (int k = 0; k < STEPS * columns; k++) {
            normal[k] = random[lane].nextGaussian();
        }
        for (int s = 0; s < STEPS; s++) {
            System.arraycopy(factor[lane], columns * units, kick, s * units, units);
        }
        product.multiplyAdd(STEPS, columns, units, normal, factor[lane], kick);
    }

    private double[] factor(int lane, SynapseMatrix weights, MatrixProduct product) {
        int units = weights.units();
        int sources = weights.sources();
        if (scaled.length != sources * units) {
            scaled = new double[sources * units];
        }
        double[] sent = new double[units];
        int firing = 0;
        for (int j = 0; j < sources; j++) {
            double m = mean[j * lanes + lane];
            double deviation = Math.sqrt(m);
            for (int i = 0; m > 0 && i < units; i++) {
                double w = weights.bySource()[j * units + i];
                sent[i] += m * w;
                scaled[firing * units + i] = deviation * w;
            }
            firing += m > 0 ? 1 : 0;
        }
        int columns = firing <= FEW * units ? firing : units;
        double[] result = new double[(columns + 1) * units];
        if (columns == firing) {
            System.arraycopy(scaled, 0, result, 0, firing * units);
        } else {
            triangular(units, firing, product, result);
        }
        System.arraycopy(sent, 0, result, columns * units, units);
        return result;
    }

    private void triangular(int units, int firing, MatrixProduct product, double[] result) {
        if (covariance.length != units * units) {
            covariance = new double[units * units];
        }
        double[] transposed = new double[units * firing];
        MatrixProduct.transpose(firing, units, scaled, transposed);
        Arrays.fill(covariance, 0);
        product.multiplyAdd(units, firing, units, transposed, scaled, covariance);
        cholesky(units, covariance, result);
    }

    /**
     * C = U^T U, U upper triangular, of a positive semidefinite C: where no more than its roundings is left of a variance, the row is 0.
     *
     * @param c (n x n), modified
     * @param u (n x n) in the first elements of more, 0 before
     */
    static void cholesky(int n, double[] c, double[] u) {
        double[] rounding = new double[n];
        for (int i = 0; i < n; i++) {
            rounding[i] = n * 0x1p-52 * c[i * n + i];
        }
        for (int i = 0; i < n; i++) {
            if (!(c[i * n + i] > rounding[i])) {
                continue;
            }
            double pivot = Math.sqrt(c[i * n + i]);
            for (int k = i; k < n; k++) {
                u[i * n + k] = c[i * n + k] / pivot;
            }
            for (int r = i + 1; r < n; r++) {
                subtract(u[i * n + r], u, i * n, c, r * n, r, n);
            }
        }
    }

    /** A loop in which the compiler sees that everything is contiguous. */
    private static void subtract(double x, double[] u, int from, double[] c, int to, int first, int n) {
        for (int k = first; k < n; k++) {
            c[to + k] -= x * u[from + k];
        }
    }

    /** The mean. */
    @Override
    public double[] transmitted() {
        return mean;
    }

    @Override
    public boolean spikes() {
        return false;
    }

    @Override
    public double[] trace() {
        return rates;
    }

    @Override
    public boolean constant() {
        return true;
    }

    @Override
    public boolean steady() {
        return false;
    }
}
