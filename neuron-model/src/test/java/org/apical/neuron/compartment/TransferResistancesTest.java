package org.apical.neuron.compartment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransferResistancesTest {
    /** A well-conditioned 3 x 3 inverse (condition about 5): a few roundings. */
    private static final double RELATIVE = 1e-14;

    /** kappa = g_bs / (gL_s + g_bs + g_as), R_bb = 1/gL_b, R_sb = kappa/gL_b; nothing crosses between dendrites. */
    @Test
    void dendriteToSomaHasTheClosedForm() {
        TransferResistances r = TransferResistances.of(cell(Coupling.DENDRITE_TO_SOMA));
        double total = 4 + 5 + 3;
        assertRelative(r.basalAttenuation(), 5 / total);
        assertRelative(r.basalBasal(), 1.0 / 6);
        assertRelative(r.somaBasal(), 5 / total / 6);
        assertRelative(r.apicalApical(), 1.0 / 9);
        assertRelative(r.somaApical(), 3 / total / 9);
        assertThat(r.basalApical()).isEqualTo(0);
        assertThat(r.apicalBasal()).isEqualTo(0);
    }

    /** Cable theory: kappa is the divider g_bs / (g_bs + load), the load being the leak of the soma and the apical branch in series. */
    @Test
    void reciprocalCouplingHasTheClosedForm() {
        TransferResistances r = TransferResistances.of(cell(Coupling.RECIPROCAL));
        double basalLoad = 4 + 1 / (1.0 / 3 + 1.0 / 9);
        double kappa = 5 / (5 + basalLoad);
        assertRelative(r.basalAttenuation(), kappa);
        assertRelative(r.basalBasal(), 1 / (6 + 1 / (1.0 / 5 + 1 / basalLoad)));
        double apicalLoad = 4 + 1 / (1.0 / 5 + 1.0 / 6);
        assertRelative(r.somaApical() / r.apicalApical(), 3 / (3 + apicalLoad));
        assertRelative(r.apicalApical(), 1 / (9 + 1 / (1.0 / 3 + 1 / apicalLoad)));
        assertRelative(r.apicalBasal() / r.somaBasal(), 3.0 / (3 + 9));
    }

    /** A passive reciprocal tree is reciprocal: R_ba = R_ab. Dendrite-to-soma is not a circuit, and R_ba = R_ab = 0. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void basalAndApicalTransferAreReciprocal(Coupling coupling) {
        TransferResistances r = TransferResistances.of(cell(coupling));
        assertThat(Math.abs(r.basalApical() - r.apicalBasal())).isLessThanOrEqualTo(RELATIVE * r.basalBasal());
        assertThat(r.basalApical() > 0.01).isEqualTo(coupling == Coupling.RECIPROCAL);
    }

    /** Interchanging the dendrites interchanges the resistances. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void interchangingTheDendritesInterchangesTheResistances(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        PyramidalCell swapped = PyramidalCell.threeCompartments(
                cell.soma(),
                cell.membrane(2),
                cell.membrane(1),
                cell.couplingNanoS(2),
                cell.couplingNanoS(1),
                cell.restMv(),
                coupling);
        TransferResistances r = TransferResistances.of(cell);
        TransferResistances s = TransferResistances.of(swapped);
        assertRelative(s.somaApical(), r.somaBasal());
        assertRelative(s.apicalApical(), r.basalBasal());
        assertRelative(s.basalBasal(), r.apicalApical());
    }

    /** Every pA injected leaves through a leak: sum gL_x (V_x - E_L) = I_b + I_a, all axial currents cancelling. */
    @ParameterizedTest
    @CsvSource({"100, 0", "0, 80", "100, -37", "-5, 300"})
    void chargeIsBalancedInTheReciprocalTree(double basalPicoA, double apicalPicoA) {
        double[] v = steady(Coupling.RECIPROCAL, basalPicoA, apicalPicoA);
        double leak = 4 * v[0] + 6 * v[1] + 9 * v[2];
        double size = Math.abs(basalPicoA) + Math.abs(apicalPicoA);
        assertThat(Math.abs(leak - basalPicoA - apicalPicoA)).isLessThan(1e-12 * size);
    }

    /** Kirchhoff's law compartment by compartment, for both couplings. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void currentsBalanceInEveryCompartment(Coupling coupling) {
        double[] v = steady(coupling, 100, -37);
        double back = coupling == Coupling.RECIPROCAL ? 1 : 0;
        assertThat(Math.abs(-4 * v[0] + 5 * (v[1] - v[0]) + 3 * (v[2] - v[0]))).isLessThan(1e-12 * 137);
        assertThat(Math.abs(-6 * v[1] + back * 5 * (v[0] - v[1]) + 100)).isLessThan(1e-12 * 137);
        assertThat(Math.abs(-9 * v[2] + back * 3 * (v[0] - v[2]) - 37)).isLessThan(1e-12 * 137);
    }

    /** With reciprocal coupling the soma loads the dendrite: less potential there, and a larger share of it at the soma. */
    @Test
    void reciprocalCouplingLoadsTheDendrite() {
        TransferResistances one = TransferResistances.of(cell(Coupling.DENDRITE_TO_SOMA));
        TransferResistances both = TransferResistances.of(cell(Coupling.RECIPROCAL));
        assertThat(both.basalBasal()).isLessThan(one.basalBasal());
        assertThat(both.basalAttenuation()).isGreaterThan(one.basalAttenuation());
    }

    private static double[] steady(Coupling coupling, double ib, double ia) {
        TransferResistances r = TransferResistances.of(cell(coupling));
        return new double[] {
            r.somaBasal() * ib + r.somaApical() * ia,
            r.basalBasal() * ib + r.basalApical() * ia,
            r.apicalBasal() * ib + r.apicalApical() * ia
        };
    }

    private static PyramidalCell cell(Coupling coupling) {
        return PyramidalCell.threeCompartments(
                new Compartment(240, 4), new Compartment(30, 6), new Compartment(50, 9), 5, 3, -70, coupling);
    }

    private static void assertRelative(double actual, double expected) {
        assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(RELATIVE * Math.abs(expected));
    }

    /** Beyond the range of numbers there is nothing to solve: C^-1 G holds 1e301 beside 1. */
    @Test
    void aCellWithoutTimeConstantsIsRefused() {
        PyramidalCell cell = PyramidalCell.threeCompartments(
                new Compartment(200, 20),
                new Compartment(1e-300, 10),
                new Compartment(100, 10),
                30,
                20,
                -70,
                Coupling.RECIPROCAL);
        assertThatThrownBy(() -> TimeConstants.ofMs(cell))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("PyramidalCell must have time constants")
                .hasMessageContaining("capacitances [200.0, 1.0E-300, 100.0] pF");
    }

    /** 1e-300 nS of leak beside 1e10 nS of coupling: no current leaves. */
    @Test
    void aSingularConductanceMatrixIsNamed() {
        Compartment closed = new Compartment(10, 1e-300);
        PyramidalCell cell =
                PyramidalCell.threeCompartments(closed, closed, closed, 1e10, 1e10, -70, Coupling.RECIPROCAL);
        assertThatThrownBy(() -> TransferResistances.of(cell))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("PyramidalCell must have a conductance matrix that can be inverted, got [[");
    }
}
