package org.apical.neuron.soma;

import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Adaptive exponential soma (Brette and Gerstner 2005):
 *
 * <pre>
 * C_s dV_s/dt = ... + gL_s Delta_T exp((V_s - V_T) / Delta_T) - w        tau_w dw/dt = a (V_s - E_L) - w
 * V_s >= V_peak: V_s := V_reset, w := w + b, held for t_ref
 * </pre>
 *
 * @param slopeMv Delta_T (mV), > 0
 * @param thresholdMv V_T (mV)
 * @param peakMv V_peak (mV), above V_T and V_reset
 * @param resetMv V_reset (mV)
 * @param refractoryMs t_ref (ms), >= 0
 * @param adaptationNanoS a (nS), the subthreshold adaptation; may be negative
 * @param adaptationPicoA b (pA), what a spike adds to w, >= 0
 * @param adaptationTauMs tau_w (ms), > 0
 */
public record AdaptiveExponential(
        @Key(value = "Delta_T", or = "2", above = 0) double slopeMv,
        @Key(value = "V_T", or = "-50.4") double thresholdMv,

        @Key(value = "V_peak, where a spike is counted", or = "0")
        double peakMv,

        @Key(value = "V_reset", or = "-70.6") double resetMv,
        @Key(value = "t_ref", or = "0", least = 0) double refractoryMs,
        @Key(value = "a, subthreshold adaptation", or = "4") double adaptationNanoS,

        @Key(value = "b, what a spike adds to w", or = "80.5", least = 0)
        double adaptationPicoA,

        @Key(value = "tau_w", or = "144", above = 0) double adaptationTauMs)
        implements UpstrokeSoma {
    /** Largest (V_peak - V_T) / Delta_T: its exponential is still far inside the range of numbers. */
    public static final double MOST_SLOPES = 100;

    public AdaptiveExponential {
        Require.positive("AdaptiveExponential.slopeMv", slopeMv, "mV");
        Require.finite("AdaptiveExponential.thresholdMv", thresholdMv, "mV");
        Require.finite("AdaptiveExponential.peakMv", peakMv, "mV");
        Require.finite("AdaptiveExponential.resetMv", resetMv, "mV");
        Require.that(
                peakMv > thresholdMv && peakMv - thresholdMv <= MOST_SLOPES * slopeMv,
                "AdaptiveExponential.peakMv",
                "must be above thresholdMv = " + thresholdMv + " mV by at most " + MOST_SLOPES * slopeMv + " mV",
                peakMv);
        Require.that(
                resetMv < peakMv, "AdaptiveExponential.resetMv", "must be below peakMv = " + peakMv + " mV", resetMv);
        Require.notNegative("AdaptiveExponential.refractoryMs", refractoryMs, "ms");
        Require.finite("AdaptiveExponential.adaptationNanoS", adaptationNanoS, "nS");
        Require.notNegative("AdaptiveExponential.adaptationPicoA", adaptationPicoA, "pA");
        Require.positive("AdaptiveExponential.adaptationTauMs", adaptationTauMs, "ms");
    }

    @Override
    public List<String> variables() {
        return List.of("w");
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
        double[] w = x[0];
        double[] dw = slope[0];
        double restMv = cell.restMv();
        double gain = cell.soma().leakNanoS() * slopeMv;
        kernels.currents().from(thresholdMv, slopeMv, 1 / slopeMv, somaMv, dw, 0, n);
        kernels.exp(dw, dw, n);
        kernels.currents()
                .adapt(gain, restMv, adaptationNanoS, adaptationTauMs, 1 / adaptationTauMs, somaMv, w, picoA, dw, 0, n);
    }

    @Override
    public double jump(int variable) {
        return adaptationPicoA;
    }

    /** tau_w, or 1/omega of the oscillation of V_s and w, omega^2 = |a| / (C_s tau_w), if that is less. */
    @Override
    public double fastestMs(PyramidalCell cell) {
        double square = cell.soma().capacitancePicoF() * adaptationTauMs / Math.abs(adaptationNanoS);
        return Math.min(adaptationTauMs, Math.sqrt(square));
    }

    /** w (pA) on average: a (V_s - E_L) + b tau_w nu. */
    @Override
    public double mean(int variable, double depolarisationMv, double hz) {
        double perSpike = adaptationPicoA * adaptationTauMs / 1000;
        return adaptationNanoS * depolarisationMv + perSpike * hz;
    }
}
