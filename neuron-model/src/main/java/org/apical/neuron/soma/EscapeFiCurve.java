package org.apical.neuron.soma;

/**
 * f–I curves of escape noise in closed form, on a time grid, for a constant free potential mu behind dendrites that do not see the soma.
 *
 * <ul>
 * <li>unchanged by spikes: nu = rho(mu);
 * <li>refractory for R = max(1, t_ref/dt) steps: intervals are R - 1 steps and a geometric number, 1/nu = (R - 1) dt + dt / p, p = 1 -
 *     exp(-rho dt); for dt -> 0, nu = rho / (1 + rho t_ref);
 * <li>reset: the same renewal with V_k = mu + (V_reset - mu) exp(-k dt/tau) after the refractory steps, 1/nu = (R - 1) dt + dt sum_k S_k, S_k the
 *     probability of no spike in the first k free steps.
 * </ul>
 */
public final class EscapeFiCurve {
    /** Survival that no longer counts. */
    private static final double NEGLIGIBLE = 1e-16;

    private EscapeFiCurve() {}

    /** Firing rate (Hz). */
    public static double rateHz(EscapeNoise escape, double muMv, double membraneTauMs, double dtMs) {
        double free = escape.intensity().hz(muMv);
        AfterSpike after = escape.afterSpike();
        if (!after.refractory()) {
            return free;
        }
        if (!after.holds()) {
            return rateHz(after, 1 / spikeProbability(free, dtMs), dtMs);
        }
        double a = Math.exp(-dtMs / membraneTauMs);
        double departure = after.somaMv(muMv) - muMv;
        double survival = 1;
        double steps = 0;
        while (survival > NEGLIGIBLE) {
            departure *= a;
            if (Math.abs(departure) < Math.ulp(muMv)) {
                // settled: the rest of the sum is geometric
                return rateHz(after, steps + survival / spikeProbability(free, dtMs), dtMs);
            }
            steps += survival;
            survival *= 1 - spikeProbability(escape.intensity().hz(muMv + departure), dtMs);
        }
        return rateHz(after, steps, dtMs);
    }

    private static double spikeProbability(double hz, double dtMs) {
        return -Math.expm1(-hz * dtMs / 1000);
    }

    private static double rateHz(AfterSpike after, double freeSteps, double dtMs) {
        return 1000 / ((after.heldSteps(dtMs) + freeSteps) * dtMs);
    }
}
