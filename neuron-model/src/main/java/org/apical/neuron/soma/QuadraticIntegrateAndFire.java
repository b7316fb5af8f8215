package org.apical.neuron.soma;

import java.util.Optional;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Erf;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.FiCurve;

/**
 * Quadratic integrate-and-fire soma, the normal form of a neuron that begins to fire at any rate, however low (Ermentrout and Kopell 1986; Latham et al. 2000):
 *
 * <pre>
 * C_s dV_s/dt = gL_s (V_s - E_L) (V_s - V_th) / (V_th - E_L) + ... = gL_s (E_L - V_s) + k (V_s - E_L)^2 + ...        k = gL_s / (V_th - E_L)
 * V_s >= V_peak: V_s := V_reset, held for t_ref
 * </pre>
 *
 * V_th is the unstable potential of the soma by itself; dendrites that load it move it up. Behind dendrites that do not see it, with the free potential mu, G = C_s / tau_v,
 * s = V_s - E_L - G / (2 k) and Delta = G (mu - E_L) - G^2 / (4 k),
 *
 * <pre>
 * C_s ds/dt = k s^2 + Delta        T = C_s / sqrt(k Delta) [arctan(s sqrt(k / Delta))] from s_reset to s_peak
 * </pre>
 *
 * and with white noise of diffusion D = sigma^2 / tau_v the mean first-passage time, the double integral of which the inner one is a Gaussian,
 *
 * <pre>
 * T = 1/D int_0^inf sqrt(pi / A) / 2 [erf(sqrt(A) (s - z/2))] from s_reset to s_peak exp(-(k z^3 / 12 + Delta z) / (D C_s)) dz        A = k z / (D C_s)
 * </pre>
 *
 * (with limits at infinity: Lindner et al. 2003). On a grid of h a spike is found h/2 late on average: 1/nu = held time + T + h/2, D = sigma^2 (1 - exp(-2 h / tau_v)) / (2 h).
 *
 * @param thresholdMv V_th (mV), above E_L of the cell
 * @param peakMv V_peak (mV), above V_th and V_reset
 * @param resetMv V_reset (mV)
 * @param refractoryMs t_ref (ms), >= 0
 */
public record QuadraticIntegrateAndFire(
        @Key(value = "V_th, unstable potential of the soma by itself", or = "-60")
        double thresholdMv,

        @Key(value = "V_peak, where a spike is counted", or = "20")
        double peakMv,

        @Key(value = "V_reset", or = "-65") double resetMv,
        @Key(value = "t_ref", or = "2", least = 0) double refractoryMs)
        implements UpstrokeSoma {
    /** exp(-36) = 2e-16 of the largest value no longer counts. */
    private static final double NEGLIGIBLE = 36;

    private static final int PANELS = 64;
    private static final int NODES = 16;
    private static final int POINTS = 400;
    private static final double NOISE_BELOW = 8;
    private static final double RHEOBASES_ABOVE = 12;
    private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

    public QuadraticIntegrateAndFire {
        Require.finite("QuadraticIntegrateAndFire.thresholdMv", thresholdMv, "mV");
        Require.finite("QuadraticIntegrateAndFire.peakMv", peakMv, "mV");
        Require.finite("QuadraticIntegrateAndFire.resetMv", resetMv, "mV");
        Require.that(
                peakMv > thresholdMv && peakMv > resetMv,
                "QuadraticIntegrateAndFire.peakMv",
                "must be above thresholdMv = " + thresholdMv + " mV and resetMv = " + resetMv + " mV",
                peakMv);
        Require.notNegative("QuadraticIntegrateAndFire.refractoryMs", refractoryMs, "ms");
    }

    @Override
    public void require(PyramidalCell cell) {
        Require.that(
                thresholdMv > cell.restMv(),
                "QuadraticIntegrateAndFire.thresholdMv",
                "must be above E_L = " + cell.restMv() + " mV of the cell",
                thresholdMv);
    }

    @Override
    public void add(
            PyramidalCell cell,
            Kernels kernels,
            double[] somaMv,
            double[][] x,
            int n,
            double[] picoA,
            double[][] slope) {
        double restMv = cell.restMv();
        double k = curvature(cell);
        for (int i = 0; i < n; i++) {
            double v = somaMv[i] - restMv;
            picoA[i] += k * v * v;
        }
    }

    /** k (nS/mV). */
    private double curvature(PyramidalCell cell) {
        return cell.soma().leakNanoS() / (thresholdMv - cell.restMv());
    }

    /** Free potential (mV) above which such a neuron fires without noise, Delta = 0: E_L + G / (4 k). */
    public double rheobaseMv(PyramidalCell cell) {
        require(cell);
        double conductance = cell.soma().capacitancePicoF() / cell.somaticTimeConstantMs();
        return cell.restMv() + conductance / (4 * curvature(cell));
    }

    /** Behind dendrites that do not see the soma. */
    @Override
    public Optional<Curve> fiCurve(PyramidalCell cell) {
        return cell.coupling() == Coupling.DENDRITE_TO_SOMA
                ? Optional.of((noiseMv, dtMs) -> sample(cell, noiseMv, dtMs))
                : Optional.empty();
    }

    private FiCurve sample(PyramidalCell cell, double noiseMv, double gridMs) {
        double rheobase = rheobaseMv(cell);
        double to = rheobase + RHEOBASES_ABOVE * (rheobase - cell.restMv());
        return FiCurve.sample(rheobase - NOISE_BELOW * noiseMv, to, POINTS, mu -> rateHz(cell, noiseMv, mu, gridMs));
    }

    /** Firing rate (Hz) on a grid of {@code gridMs}, the part of a step in which it advances, at the free potential {@code muMv}. */
    public double rateHz(PyramidalCell cell, double noiseMv, double muMv, double gridMs) {
        double tauMs = cell.somaticTimeConstantMs();
        double diffusion = -noiseMv * noiseMv * Math.expm1(-2 * gridMs / tauMs) / (2 * gridMs);
        double held = afterSpike().heldSteps(gridMs) * gridMs;
        return 1000 / (held + climbMs(cell, diffusion, muMv) + gridMs / 2);
    }

    /**
     * T (ms), the mean time from V_reset to V_peak in continuous time; infinite where nothing, or less than 1e-15 of what is near, gets there.
     *
     * @param diffusion D (mV^2/ms); 0: without noise
     */
    public double climbMs(PyramidalCell cell, double diffusion, double muMv) {
        require(cell);
        double capacitance = cell.soma().capacitancePicoF();
        double k = curvature(cell);
        double centreMv = cell.restMv() + 2 * (rheobaseMv(cell) - cell.restMv());
        double delta = capacitance / cell.somaticTimeConstantMs() * (muMv - rheobaseMv(cell));
        double from = resetMv - centreMv;
        double to = peakMv - centreMv;
        if (diffusion == 0) {
            return capacitance / k * without(delta / k, from, to);
        }
        double steep = diffusion * capacitance;
        double barrier = 4.0 / 3 * Math.pow(Math.max(0, -delta), 1.5) / Math.sqrt(k) / steep;
        if (barrier > NEGLIGIBLE) {
            return Double.POSITIVE_INFINITY;
        }
        double last = Math.cbrt(12 * steep * NEGLIGIBLE / k);
        if (delta > 0) {
            last = Math.min(last, NEGLIGIBLE * steep / delta);
        }
        while (exponent(last, k, delta, steep) < NEGLIGIBLE - barrier) {
            last *= 1.1;
        }
        // z = y^2 takes the root out of A
        double a = Math.sqrt(k / steep);
        double end = Math.sqrt(last);
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            sum += RULES.legendre(NODES, end * panel / PANELS, end * (panel + 1) / PANELS)
                    .integrate(y -> {
                        double z = y * y;
                        double across = Erf.erf(a * y * (from - z / 2), a * y * (to - z / 2));
                        return Math.sqrt(Math.PI) / a * across * Math.exp(-exponent(z, k, delta, steep));
                    });
        }
        return sum / diffusion;
    }

    private static double exponent(double z, double k, double delta, double steep) {
        return (k * z * z * z / 12 + delta * z) / steep;
    }

    /** int ds / (s^2 + q): by arctan, or from beyond the unstable potential by logarithms. */
    private static double without(double q, double from, double to) {
        double root = Math.sqrt(Math.abs(q));
        if (q > 0) {
            return (Math.atan(to / root) - Math.atan(from / root)) / root;
        }
        if (from <= root) {
            return Double.POSITIVE_INFINITY;
        }
        return q == 0
                ? 1 / from - 1 / to
                : Math.log((to - root) * (from + root) / ((to + root) * (from - root))) / (2 * root);
    }
}
