package org.apical.neuron.soma;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Erf;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.FiCurve;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * f–I curve of a leaky integrate-and-fire soma with Gaussian membrane noise, driven to a constant free potential mu.
 *
 * <p>On the time grid of a simulation the soma is a Gaussian Markov chain V' = mu + (V - mu) a + s xi, a = exp(-dt/tau), s^2 = sigma^2 (1 -
 * a^2), absorbed at V' >= V_th. Its mean first-passage time solves T(V) = dt + integral_{V' < V_th} p(V' | V) T(V') dV' (Nyström's method on
 * panels of Gauss–Legendre nodes, a panel at most {@value #PANEL_DEVIATIONS} s wide, so that the transition density is resolved at every
 * dt and sigma); the rate is 1 / (held time + T(V_reset)), exact for that grid. For dt -> 0 it is Siegert's formula ({@link #siegertHz}), for sigma ->
 * 0 the time of the deterministic climb ({@link #noiseFreeHz}).
 */
public final class LifFiCurve {
    private static final int NODES = 200;
    private static final int PANEL_NODES = 16;
    /** Widest panel in standard deviations s of one step: its nodes then integrate a Gaussian of width s to better than 1e-9. */
    private static final double PANEL_DEVIATIONS = 8;

    private static final int MOST_PANELS = 200;
    private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();
    /** The domain ends this many standard deviations below the lower of mean and reset. */
    private static final double DEVIATIONS = 7;
    /** Rates below this (Hz) are taken as zero: the linear system no longer resolves them. */
    private static final double SILENT_HZ = 1e-6;

    private LifFiCurve() {}

    /** Samples the curve (Hz against mV) from far below threshold to far above. */
    public static FiCurve sample(LeakyIntegrateAndFire lif, double noiseMv, double membraneTauMs, double dtMs) {
        double from = lif.thresholdMv() - 8 * noiseMv;
        double to = lif.thresholdMv() + 12 * (lif.thresholdMv() - lif.resetMv());
        double[] highest = {0};
        return FiCurve.sample(from, to, 400, mu -> {
            highest[0] = Math.max(highest[0], rateHz(lif, noiseMv, mu, membraneTauMs, dtMs));
            return highest[0];
        });
    }

    /** Firing rate (Hz) on a grid of {@code dtMs} at the free potential {@code muMv}. */
    public static double rateHz(
            LeakyIntegrateAndFire lif, double noiseMv, double muMv, double membraneTauMs, double dtMs) {
        if (noiseMv == 0) {
            return noiseFreeGridHz(lif, muMv, membraneTauMs, dtMs);
        }
        double a = Math.exp(-dtMs / membraneTauMs);
        double s = noiseMv * Math.sqrt(1 - a * a);
        double bottom = Math.min(muMv, lif.resetMv()) - DEVIATIONS * noiseMv;
        double width = lif.thresholdMv() - bottom;
        double panelsNeeded = Math.ceil(width / (PANEL_DEVIATIONS * s));
        Require.that(
                panelsNeeded <= MOST_PANELS,
                "LifFiCurve.noiseMv * sqrt(1 - exp(-2 dt / tau))",
                "must be >= " + width / (PANEL_DEVIATIONS * MOST_PANELS) + " mV to be resolved between " + bottom
                        + " and " + lif.thresholdMv() + " mV",
                s);
        int panels = (int) panelsNeeded;
        int nodes = panels * PANEL_NODES;
        double[] point = new double[nodes];
        double[] weight = new double[nodes];
        for (int p = 0; p < panels; p++) {
            GaussIntegrator rule =
                    RULES.legendre(PANEL_NODES, bottom + width * p / panels, bottom + width * (p + 1) / panels);
            for (int q = 0; q < PANEL_NODES; q++) {
                point[p * PANEL_NODES + q] = rule.getPoint(q);
                weight[p * PANEL_NODES + q] = rule.getWeight(q);
            }
        }
        DMatrixRMaj system = new DMatrixRMaj(nodes, nodes);
        DMatrixRMaj time = new DMatrixRMaj(nodes, 1);
        DMatrixRMaj one = new DMatrixRMaj(nodes, 1);
        for (int i = 0; i < nodes; i++) {
            double mean = muMv + (point[i] - muMv) * a;
            for (int j = 0; j < nodes; j++) {
                system.set(i, j, (i == j ? 1 : 0) - weight[j] * gauss(point[j], mean, s));
            }
            one.set(i, 0, dtMs);
        }
        if (!CommonOps_DDRM.solve(system, one, time)) {
            return 0;
        }
        double fromReset = dtMs;
        double mean = muMv + (lif.resetMv() - muMv) * a;
        for (int j = 0; j < nodes; j++) {
            fromReset += weight[j] * gauss(point[j], mean, s) * time.get(j, 0);
        }
        double hz = 1000 / (lif.afterSpike().heldSteps(dtMs) * dtMs + fromReset);
        return hz > SILENT_HZ ? hz : 0;
    }

    /** The first step k with mu + (V_reset - mu) a^k >= V_th follows the held ones. */
    private static double noiseFreeGridHz(LeakyIntegrateAndFire lif, double muMv, double tauMs, double dtMs) {
        if (!(muMv > lif.thresholdMv())) {
            return 0;
        }
        double a = Math.exp(-dtMs / tauMs);
        long steps = 1;
        for (double v = muMv + (lif.resetMv() - muMv) * a; v < lif.thresholdMv(); steps++) {
            double next = muMv + (v - muMv) * a;
            if (next == v) {
                return 0;
            }
            v = next;
        }
        return 1000 / ((lif.afterSpike().heldSteps(dtMs) + steps) * dtMs);
    }

    /**
     * Without noise, in continuous time: 1/nu = t_ref + tau ln((mu - V_reset) / (mu - V_th)) above threshold, silent below.
     */
    public static double noiseFreeHz(LeakyIntegrateAndFire lif, double muMv, double membraneTauMs) {
        if (!(muMv > lif.thresholdMv())) {
            return 0;
        }
        double climb = Math.log((muMv - lif.resetMv()) / (muMv - lif.thresholdMv()));
        return 1000 / (lif.refractoryMs() + membraneTauMs * climb);
    }

    /**
     * Siegert (1951), white noise of stationary standard deviation sigma: 1/nu = t_ref + tau sqrt(pi) integral_{x_r}^{x_th} exp(x^2) (1 +
     * erf x) dx with x = (V - mu) / (sqrt(2) sigma).
     */
    public static double siegertHz(LeakyIntegrateAndFire lif, double noiseMv, double muMv, double membraneTauMs) {
        Require.positive("LifFiCurve.noiseMv", noiseMv, "mV");
        double scale = Math.sqrt(2) * noiseMv;
        double lower = (lif.resetMv() - muMv) / scale;
        double upper = (lif.thresholdMv() - muMv) / scale;
        GaussIntegrator rule = RULES.legendre(NODES, lower, upper);
        double integral = rule.integrate(x -> x < -5 ? asymptotic(x) : Math.exp(x * x) * Erf.erfc(-x));
        return 1000 / (lif.refractoryMs() + membraneTauMs * Math.sqrt(Math.PI) * integral);
    }

    /** exp(x^2) erfc(-x) for x far below zero, five terms of the asymptotic series. */
    private static double asymptotic(double x) {
        double q = 1 / (2 * x * x);
        return (1 - q * (1 - 3 * q * (1 - 5 * q * (1 - 7 * q)))) / (-x * Math.sqrt(Math.PI));
    }

    private static double gauss(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
    }
}
