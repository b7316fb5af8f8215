package org.apical.plasticity.rule;

/**
 * The neuron of Clopath et al. 2010: adaptive exponential, with a spike of finite width, a depolarising afterpotential z and a threshold that
 * a spike raises. The plain neuron of neuron-model jumps to its reset at the spike: V - theta_+ would never be positive, and the rule needs the spike
 * itself and the depolarisation that it leaves.
 *
 * <pre>
 * C dV/dt = -g_L (V - E_L) + g_L Delta_T exp((V - V_T)/Delta_T) - w + z
 * tau_w dw/dt = a (V - E_L) - w      tau_z dz/dt = -z      tau_VT dV_T/dt = -(V_T - V_Trest)
 * spike: V = 29.4 mV for 1 ms, 32.862 mV for another, then V := E_L + 21.0984 mV, w := w + b, z := 400 pA, V_T := 30.4 mV
 * </pre>
 *
 * Parameters: table 1 of the paper; width and height of the spike: the authors' program (ModelDB 144566), as described in its
 * reimplementation (Larisch, ReScience 2019). Spikes are forced, as by the strong current pulses of the experiment.
 */
final class PairingNeuron {
    static final double REST_MV = -70.6;
    private static final double CAPACITANCE_PF = 281;
    private static final double LEAK_NS = 30;
    private static final double SLOPE_MV = 2;
    private static final double THRESHOLD_MV = -50.4;
    private static final int SUBSTEPS = 10;

    private final double dtMs;
    private final double adaptationPicoA;
    private double v = REST_MV;
    private double w;
    private double z;
    private double threshold = THRESHOLD_MV;
    private int held;

    /** @param adaptationPicoA b (pA) */
    PairingNeuron(double dtMs, double adaptationPicoA) {
        this.dtMs = dtMs;
        this.adaptationPicoA = adaptationPicoA;
    }

    /** V (mV) over the next step; with {@code spike} the first of those that carry a spike. */
    double step(boolean spike) {
        int halfWidth = (int) Math.round(1 / dtMs);
        if (spike) {
            held = 2 * halfWidth;
        } else if (held == 0) {
            integrate();
            return v;
        }
        double during = held > halfWidth ? 29.4 : 29.4 + 3.462;
        if (--held == 0) {
            v = REST_MV + 15 + 6.0984;
            w += adaptationPicoA;
            z = 400;
            threshold = 30.4;
        }
        return during;
    }

    /** Forward Euler, steps of dt/10. */
    private void integrate() {
        double d = dtMs / SUBSTEPS;
        for (int k = 0; k < SUBSTEPS; k++) {
            double spikeCurrent = LEAK_NS * SLOPE_MV * Math.exp((v - threshold) / SLOPE_MV);
            v += d * (-LEAK_NS * (v - REST_MV) + spikeCurrent - w + z) / CAPACITANCE_PF;
            w += d * (4 * (v - REST_MV) - w) / 144;
            z -= d * z / 40;
            threshold -= d * (threshold - THRESHOLD_MV) / 50;
        }
        if (!(v < 0)) {
            throw new IllegalStateException("a spike that the protocol does not ask for: V = " + v + " mV");
        }
    }
}
