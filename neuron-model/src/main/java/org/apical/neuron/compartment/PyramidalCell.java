package org.apical.neuron.compartment;

import org.apical.neuron.parameter.Require;

/**
 * The passive three-compartment pyramidal neuron (physics.md 4): S soma, B basal dendrite, A apical dendrite.
 *
 * <pre>
 * C_s dV_s/dt = -gL_s (V_s - E_L) + g_bs (V_b - V_s) + g_as (V_a - V_s) + I_s
 * C_b dV_b/dt = -gL_b (V_b - E_L) + [g_bs (V_s - V_b)] + I_b
 * C_a dV_a/dt = -gL_a (V_a - E_L) + [g_as (V_s - V_a)] + I_a         [..] with reciprocal coupling only
 * </pre>
 *
 * @param basalCouplingNanoS g_bs (nS), > 0
 * @param apicalCouplingNanoS g_as (nS), > 0
 * @param restMv E_L, leak reversal potential (mV)
 */
public record PyramidalCell(
        Compartment soma,
        Compartment basal,
        Compartment apical,
        double basalCouplingNanoS,
        double apicalCouplingNanoS,
        double restMv,
        Coupling coupling) {

    public PyramidalCell {
        Require.positive("PyramidalCell.basalCouplingNanoS", basalCouplingNanoS, "nS");
        Require.positive("PyramidalCell.apicalCouplingNanoS", apicalCouplingNanoS, "nS");
        Require.finite("PyramidalCell.restMv", restMv, "mV");
    }

    /**
     * The neuron of the default networks: a membrane time constant of 20 ms at the soma, 200 pF / (4 + 4 + 2) nS, and small dendritic
     * compartments of 10 pF / 10 nS = 1 ms that follow their input, so that the abstract equations are the limit the model is near.
     */
    public static PyramidalCell standard() {
        return new PyramidalCell(
                new Compartment(200, 4),
                new Compartment(10, 10),
                new Compartment(10, 10),
                4,
                2,
                -70,
                Coupling.DENDRITE_TO_SOMA);
    }

    /** The same neuron with the other coupling. */
    public PyramidalCell withCoupling(Coupling other) {
        return new PyramidalCell(soma, basal, apical, basalCouplingNanoS, apicalCouplingNanoS, restMv, other);
    }

    /** tau_v = C_s / (gL_s + g_bs + g_as) (ms): the time constant of the soma behind fast dendrites that do not see it. */
    public double somaticTimeConstantMs() {
        return soma.capacitancePicoF() / (soma.leakNanoS() + basalCouplingNanoS + apicalCouplingNanoS);
    }

    /** G (nS), 3 x 3 in the order S, B, A: the currents that hold the potentials V - E_L are G (V - E_L). */
    public double[][] conductanceMatrixNanoS() {
        double back = coupling == Coupling.RECIPROCAL ? 1 : 0;
        double gb = basalCouplingNanoS;
        double ga = apicalCouplingNanoS;
        return new double[][] {
            {soma.leakNanoS() + gb + ga, -gb, -ga},
            {-back * gb, basal.leakNanoS() + back * gb, 0},
            {-back * ga, 0, apical.leakNanoS() + back * ga}
        };
    }

    /** Capacitances (pF) in the order S, B, A. */
    public double[] capacitancesPicoF() {
        return new double[] {soma.capacitancePicoF(), basal.capacitancePicoF(), apical.capacitancePicoF()};
    }
}
