package org.apical.neuron.compartment;

import org.apical.neuron.parameter.Require;

/**
 * The limit C_b = C_a = 0 of dendrite-to-soma coupling: dendrites at their steady state, V_b = E_L + I_b / gL_b, and forward Euler at the
 * soma, dV_s = dt / C_s (-gL_s (V_s - E_L) + g_bs (V_b - V_s) + g_as (V_a - V_s)). Under the map of physics.md 5 this is the Euler step of
 * the abstract equations. Stable for dt < 2 tau_v.
 */
public final class QuasiStaticDendrites implements GradedIntegration {
    private final PyramidalCell cell;
    private final double dtMs;

    public QuasiStaticDendrites(PyramidalCell cell, double dtMs) {
        Require.that(
                cell.coupling() == Coupling.DENDRITE_TO_SOMA,
                "QuasiStaticDendrites.coupling",
                "must be DENDRITE_TO_SOMA",
                cell.coupling());
        Require.positive("QuasiStaticDendrites.dtMs", dtMs, "ms");
        Require.that(
                dtMs < 2 * cell.somaticTimeConstantMs(),
                "QuasiStaticDendrites.dtMs",
                "must be below 2 tau_v = " + 2 * cell.somaticTimeConstantMs() + " ms",
                dtMs);
        this.cell = cell;
        this.dtMs = dtMs;
    }

    @Override
    public void advance(CompartmentState state, double[] basalPicoA, double[] apicalPicoA, int n) {
        double[] soma = state.somaMv();
        double[] basal = state.basalMv();
        double[] apical = state.apicalMv();
        double rest = cell.restMv();
        double leakBasal = cell.basal().leakNanoS();
        double leakApical = cell.apical().leakNanoS();
        double leakSoma = cell.soma().leakNanoS();
        double step = dtMs / cell.soma().capacitancePicoF();
        double gb = cell.basalCouplingNanoS();
        double ga = cell.apicalCouplingNanoS();
        for (int k = 0; k < n; k++) {
            double vb = rest + basalPicoA[k] / leakBasal;
            double va = rest + apicalPicoA[k] / leakApical;
            double vs = soma[k];
            basal[k] = vb;
            apical[k] = va;
            soma[k] = vs + step * (-leakSoma * (vs - rest) + gb * (vb - vs) + ga * (va - vs));
        }
    }
}
