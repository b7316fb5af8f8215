package org.apical.neuron.compartment;

import java.util.List;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;

/**
 * The limit C_d = 0 of dendrite-to-soma coupling: dendrites at their steady state, V_d = E_L + R_db I_b + R_da I_a, and forward Euler at the soma,
 * dV_s = dt / C_s (-gL_s (V_s - E_L) + sum_d g_d (V_d - V_s)) = dt / tau_v (E_L + R_sb I_b + R_sa I_a - V_s). Under the map of physics.md 5 this
 * is the Euler step of the abstract equations. Stable for dt < 2 tau_v.
 */
public record QuasiStaticDendrites(PyramidalCell cell, double dtMs) implements GradedIntegration {
    public QuasiStaticDendrites {
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
    }

    @Override
    public GradedIntegration of(PyramidalCell other) {
        return new QuasiStaticDendrites(other, dtMs);
    }

    @Override
    public LinearFilter filter(String site) {
        return LinearFilter.lowPass(dtMs / cell.somaticTimeConstantMs());
    }

    @Override
    public Stepper stepper(List<PyramidalCell> cells, int elements, Kernels kernels) {
        SteadyPotentials steady = new SteadyPotentials(cells, elements);
        double[] step = cells.stream()
                .mapToDouble(unit -> dtMs / of(unit).cell().somaticTimeConstantMs())
                .toArray();
        return (state, basalPicoA, apicalPicoA, n) -> {
            for (int c = 1; c < cell.compartments(); c++) {
                steady.fill(c, basalPicoA, apicalPicoA, state.potentialMv(c), n);
            }
            state.read(0, n);
            double[] soma = state.somaMv();
            for (int k = 0; k < n; k++) {
                soma[k] += step[k / elements] * (steady.somaMv(k, basalPicoA[k], apicalPicoA[k]) - soma[k]);
            }
        };
    }
}
