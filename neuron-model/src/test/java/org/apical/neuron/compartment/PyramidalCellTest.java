package org.apical.neuron.compartment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.Dendrite.Kind;
import org.apical.neuron.parameter.ParameterException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trees, sites and shares; the conductance matrix of a small tree written out by hand. */
class PyramidalCellTest {
    private static final Compartment SOMA = new Compartment(200, 4);
    private static final Dendrite NEAR = new Dendrite("near", Kind.BASAL, new Compartment(30, 7), "soma", 5);
    private static final Dendrite TRUNK = new Dendrite("trunk", Kind.APICAL, new Compartment(40, 8), "soma", 3);
    private static final Dendrite FAR = new Dendrite("far", Kind.BASAL, new Compartment(10, 6), "near", 2);

    @Test
    void compartmentsAreNumberedAsListed() {
        PyramidalCell cell = tree(Coupling.RECIPROCAL);
        assertThat(cell.compartments()).isEqualTo(4);
        String[] names = {"soma", "near", "trunk", "far"};
        for (int c = 0; c < 4; c++) {
            assertThat(cell.name(c)).isEqualTo(names[c]);
            assertThat(cell.index(names[c])).isEqualTo(c);
        }
        assertThat(new int[] {cell.parent(1), cell.parent(2), cell.parent(3)}).containsExactly(0, 0, 1);
        assertThat(cell.couplingNanoS(3)).isEqualTo(2);
        assertThat(cell.membrane(0)).isEqualTo(SOMA);
        assertThat(cell.membrane(3)).isEqualTo(FAR.membrane());
        assertThat(cell.capacitancesPicoF()).containsExactly(200, 30, 40, 10);
    }

    /** Soma 4 + 5 + 3, near 7 + 5 + 2, trunk 8 + 3, far 6 + 2: small integers, exact in double precision. */
    @Test
    void theConductanceMatrixOfReciprocalCouplingIsThatWrittenByHand() {
        double[][] expected = {{12, -5, -3, 0}, {-5, 14, 0, -2}, {-3, 0, 11, 0}, {0, -2, 0, 8}};
        assertThat(tree(Coupling.RECIPROCAL).conductanceMatrixNanoS()).isDeepEqualTo(expected);
        assertThat(tree(Coupling.RECIPROCAL).somaticTimeConstantMs()).isEqualTo(200.0 / 12);
    }

    /** A child drives its parent and does not see it: soma 4 + 5 + 3, near 7 + 2, trunk 8, far 6. */
    @Test
    void theConductanceMatrixOfDendriteToSomaCouplingIsThatWrittenByHand() {
        double[][] expected = {{12, -5, -3, 0}, {0, 9, 0, -2}, {0, 0, 8, 0}, {0, 0, 0, 6}};
        assertThat(tree(Coupling.DENDRITE_TO_SOMA).conductanceMatrixNanoS()).isDeepEqualTo(expected);
        assertThat(tree(Coupling.RECIPROCAL).withCoupling(Coupling.DENDRITE_TO_SOMA))
                .isEqualTo(tree(Coupling.DENDRITE_TO_SOMA));
    }

    /** Basal membrane 30 + 10 pF. */
    @Test
    void aSiteIsOneCompartmentOrAllOfAKindByTheirMembrane() {
        PyramidalCell cell = tree(Coupling.RECIPROCAL);
        assertThat(cell.share("soma")).containsExactly(1, 0, 0, 0);
        assertThat(cell.share("far")).containsExactly(0, 0, 0, 1);
        assertThat(cell.share("basal")).containsExactly(0, 0.75, 0, 0.25);
        assertThat(cell.share("apical")).containsExactly(0, 0, 1, 0);
        assertThat(PyramidalCell.standard().share("basal")).containsExactly(0, 1, 0);
    }

    @Test
    void theMeanPotentialOfAKindIsWeightedByItsMembrane() {
        CompartmentState state = CompartmentState.of(tree(Coupling.RECIPROCAL), 1);
        double[] mv = {-50, -60, -40, -80};
        for (int c = 0; c < 4; c++) {
            state.potentialMv(c)[0] = mv[c];
        }
        state.read(0, 1);
        assertThat(state.somaMv()[0]).isEqualTo(-50);
        assertThat(state.basalMv()[0]).isEqualTo(0.75 * -60 + 0.25 * -80);
        assertThat(state.apicalMv()).isSameAs(state.potentialMv(2));
    }

    /** The parts lie where the whole lay; capacitance, leak and coupling are shared out. */
    @Test
    void splitReplacesADendriteByEqualParts() {
        PyramidalCell cell = tree(Coupling.RECIPROCAL).split("trunk", 2);
        assertThat(cell.dendrites())
                .containsExactly(
                        NEAR,
                        new Dendrite("trunk.1", Kind.APICAL, new Compartment(20, 4), "soma", 1.5),
                        new Dendrite("trunk.2", Kind.APICAL, new Compartment(20, 4), "soma", 1.5),
                        FAR);
        assertThat(cell.share("apical")).containsExactly(0, 0, 0.5, 0.5, 0);
        assertThat(tree(Coupling.RECIPROCAL).split("far", 3).dendrites().get(4).parent())
                .isEqualTo("near");
    }

    /** Steady depolarisations of the whole and of the parts, from two different matrices: a few ulp of R (0.1 mV/pA). */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void splitKeepsTheTransferResistances(Coupling coupling) {
        PyramidalCell whole = tree(coupling);
        PyramidalCell parts = whole.split("trunk", 5);
        for (String site : List.of("soma", "basal", "apical", "far")) {
            double[] expected = TransferResistances.response(whole, site);
            double[] actual = TransferResistances.response(parts, site);
            for (int c = 0; c < parts.compartments(); c++) {
                String name = parts.name(c).startsWith("trunk.") ? "trunk" : parts.name(c);
                assertThat(Math.abs(actual[c] - expected[whole.index(name)])).isLessThan(1e-15);
            }
            assertThat(Arrays.stream(expected).sum()).isGreaterThan(0.05);
        }
    }

    @Test
    void splitOfWhatCannotBeCutIsRejected() {
        PyramidalCell cell = tree(Coupling.RECIPROCAL);
        assertRejected(() -> cell.split("soma", 2), "PyramidalCell.split must name a dendrite, got soma");
        assertRejected(
                () -> cell.split("near", 2),
                "PyramidalCell.split must name a dendrite that carries no other, got near");
        assertRejected(() -> cell.split("far", 0), "PyramidalCell.split parts must be >= 1, got 0");
        assertRejected(() -> cell.split("tuft", 2), "compartment must be one of soma, near, trunk, far, got tuft");
    }

    @Test
    void aDendriteMustBeAttachedToWhatIsListedBeforeIt() {
        Dendrite lost = new Dendrite("lost", Kind.BASAL, SOMA, "nowhere", 1);
        assertRejected(
                () -> cell(NEAR, lost),
                "PyramidalCell.dendrites[lost].parent must be the soma or a dendrite listed before it (soma, near), got"
                        + " nowhere");
        assertRejected(
                () -> cell(FAR, NEAR),
                "PyramidalCell.dendrites[far].parent must be the soma or a dendrite listed before it (soma), got near");
        Dendrite loop = new Dendrite("loop", Kind.BASAL, SOMA, "loop", 1);
        assertRejected(
                () -> cell(loop),
                "PyramidalCell.dendrites[loop].parent must be the soma or a dendrite listed before it (soma), got loop");
    }

    @Test
    void namesAreUniqueAndTheReservedOnesMeanWhatTheySay() {
        assertRejected(() -> cell(NEAR, NEAR), "PyramidalCell.dendrites[near] must have a name of its own, got near");
        assertRejected(
                () -> cell(named("soma", Kind.BASAL)),
                "PyramidalCell.dendrites[soma] must have a name of its own, got soma");
        assertRejected(
                () -> cell(named("basal", Kind.APICAL)),
                "PyramidalCell.dendrites[basal] may be called basal only if it is the one basal dendrite, got basal");
        assertRejected(
                () -> cell(named("apical", Kind.APICAL), TRUNK),
                "PyramidalCell.dendrites[apical] may be called apical only if it is the one apical dendrite, got"
                        + " apical");
        assertRejected(() -> named(" ", Kind.BASAL), "Dendrite.name must not be blank, got  ");
        assertRejected(() -> named(null, Kind.BASAL), "Dendrite.name must not be blank, got null");
        assertThat(cell(named("basal", Kind.BASAL), TRUNK).share("basal")).containsExactly(0, 1, 0);
    }

    @Test
    void aSiteThatIsNotThereIsRejectedWithThoseThatAre() {
        assertRejected(
                () -> tree(Coupling.RECIPROCAL).share("tuft"),
                "site must be basal or apical where there are such dendrites, or one of soma, near, trunk, far, got tuft");
        assertRejected(
                () -> cell(NEAR).share("apical"),
                "site must be basal or apical where there are such dendrites, or one of soma, near, got apical");
        assertRejected(
                () -> CompartmentState.of(cell(NEAR), 1).apicalMv(),
                "CompartmentState.apicalMv must be kept by this state, got none");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertMissing(() -> new PyramidalCell(null, List.of(), -70, Coupling.RECIPROCAL), "PyramidalCell.soma");
        assertMissing(() -> new PyramidalCell(SOMA, List.of(), -70, null), "PyramidalCell.coupling");
        assertMissing(() -> new Dendrite("d", null, SOMA, "soma", 1), "Dendrite.kind");
        assertMissing(() -> new Dendrite("d", Kind.BASAL, null, "soma", 1), "Dendrite.membrane");
        assertMissing(() -> new Dendrite("d", Kind.BASAL, SOMA, null, 1), "Dendrite.parent");
    }

    /** No dendrites: R = 1/gL. */
    @Test
    void aSomaAloneIsACell() {
        PyramidalCell cell = cell();
        assertThat(cell.conductanceMatrixNanoS()).isDeepEqualTo(new double[][] {{4}});
        assertThat(TransferResistances.response(cell, "soma")).containsExactly(0.25);
    }

    private static Dendrite named(String name, Kind kind) {
        return new Dendrite(name, kind, new Compartment(10, 1), "soma", 1);
    }

    private static PyramidalCell cell(Dendrite... dendrites) {
        return new PyramidalCell(SOMA, List.of(dendrites), -70, Coupling.RECIPROCAL);
    }

    private static PyramidalCell tree(Coupling coupling) {
        return new PyramidalCell(SOMA, List.of(NEAR, TRUNK, FAR), -70, coupling);
    }

    private static void assertRejected(ThrowingCallable make, String message) {
        assertThatThrownBy(make).isInstanceOf(ParameterException.class).hasMessage(message);
    }

    private static void assertMissing(ThrowingCallable make, String name) {
        assertThatThrownBy(make).isInstanceOf(NullPointerException.class).hasMessage(name);
    }
}
