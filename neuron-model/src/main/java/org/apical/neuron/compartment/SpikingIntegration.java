package org.apical.neuron.compartment;

import org.apical.neuron.kernel.Kernels;
import org.ejml.data.DMatrixRMaj;

/**
 * Exact propagator of the neuron together with its exponential current synapses: dI/dt = -I / tau between the spikes that make I jump.
 *
 * <p>Two propagators, one for the free and one for the held (refractory) soma. Voltages first, then the decay of the currents; input that
 * arrives after the step acts in the next one.
 */
public final class SpikingIntegration {
    private final Kernels kernels;
    private final double[] free;
    private final double[] held;
    private final double basalDecay;
    private final double apicalDecay;
    private final double basalMeanPerKick;
    private final double restMv;
    private final TransferResistances resistances;

    /**
     * @param basalTauMs decay time constant of basal synaptic currents (ms)
     * @param apicalTauMs decay time constant of apical synaptic currents (ms)
     */
    public SpikingIntegration(PyramidalCell cell, double basalTauMs, double apicalTauMs, double dtMs, Kernels kernels) {
        this.kernels = kernels;
        free = coefficients(cell, Propagator.ofCell(cell, basalTauMs, apicalTauMs, dtMs, false), dtMs);
        held = coefficients(cell, Propagator.ofCell(cell, basalTauMs, apicalTauMs, dtMs, true), dtMs);
        basalDecay = Math.exp(-dtMs / basalTauMs);
        apicalDecay = Math.exp(-dtMs / apicalTauMs);
        basalMeanPerKick = basalTauMs / dtMs;
        restMv = cell.restMv();
        resistances = TransferResistances.of(cell);
    }

    /**
     * Rows for V_s, V_b, V_a and the mean of V_b over the step: a constant, since the propagator acts on V - E_L, then the coefficients of V_s,
     * V_b, V_a, I_b, I_a, i_b, i_a.
     */
    private static double[] coefficients(PyramidalCell cell, DMatrixRMaj p, double dtMs) {
        int[] source = {0, 1, 2, 7};
        double[] c = new double[4 * 8];
        for (int row = 0; row < 4; row++) {
            double divisor = source[row] == 7 ? dtMs : 1;
            double constant = cell.restMv();
            for (int j = 0; j < 7; j++) {
                double x = p.get(source[row], j) / divisor;
                c[8 * row + 1 + j] = x;
                constant -= j < 3 ? x * cell.restMv() : 0;
            }
            c[8 * row] = constant;
        }
        return c;
    }

    /**
     * Voltages of n elements whose somata are free, from {@code from} on.
     *
     * @param state modified
     * @param input currents into the same elements, from {@code inputFrom} on; not modified
     */
    public void advanceFree(CompartmentState state, int from, InputCurrents input, int inputFrom, int n) {
        kernels.linearStep(free, state.arrays(), from, input.arrays(), inputFrom, n);
    }

    /** The same for somata that are held: the dendrites go on, V_s stays. */
    public void advanceHeld(CompartmentState state, int from, InputCurrents input, int inputFrom, int n) {
        kernels.linearStep(held, state.arrays(), from, input.arrays(), inputFrom, n);
    }

    /**
     * Steady state of n elements under constant currents and synaptic kicks that arrive at every step.
     *
     * <p>Just before a kick the synaptic current is kick d / (1 - d), d = exp(-dt/tau_b); its mean over time is kick tau_b / dt.
     *
     * @param state modified
     * @param input its basal synaptic current is modified, apical synaptic input is none
     */
    public void settle(CompartmentState state, InputCurrents input, double[] kickPicoA, int n) {
        TransferResistances r = resistances;
        for (int k = 0; k < n; k++) {
            input.basalSynapticPicoA()[k] = kickPicoA[k] * basalDecay / (1 - basalDecay);
            input.apicalSynapticPicoA()[k] = 0;
            double basal = kickPicoA[k] * basalMeanPerKick + input.basalConstantPicoA()[k];
            double apical = input.apicalConstantPicoA()[k];
            state.somaMv()[k] = restMv + r.somaBasal() * basal + r.somaApical() * apical;
            state.basalMv()[k] = restMv + r.basalBasal() * basal + r.basalApical() * apical;
            state.basalMeanMv()[k] = state.basalMv()[k];
            state.apicalMv()[k] = restMv + r.apicalBasal() * basal + r.apicalApical() * apical;
        }
    }

    /** Decay of the first n synaptic currents over the step. */
    public void decay(InputCurrents input, int n) {
        double[] basal = input.basalSynapticPicoA();
        double[] apical = input.apicalSynapticPicoA();
        for (int k = 0; k < n; k++) {
            basal[k] *= basalDecay;
            apical[k] *= apicalDecay;
        }
    }
}
