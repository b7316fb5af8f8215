package org.apical.neuron.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;

class AssumptionsTest {
    private static final UnitCode CODE = new UnitCode(15, 5, new RateCode(100, 100));
    private static final SomaticOutput GRADED = new Graded(mv -> 0);

    /** The default neuron with constant currents is the limit that the abstract equations describe, but for its dendrites of 1 ms at tau_v 20 ms. */
    @Test
    void theStandardNeuronHoldsThemAll() {
        List<Assumption> all = check(
                PyramidalCell.standard(),
                GRADED,
                new InjectedCurrent("I_b", "basal"),
                new InjectedCurrent("I_a", "apical"));
        assertThat(all).hasSize(7).allMatch(Assumption::holds);
        assertThat(all.get(0).violation()).isCloseTo(1.0 / 20, within(1e-15));
        assertThat(all.stream().skip(1).mapToDouble(Assumption::violation).max().orElse(1))
                .isLessThan(1e-12);
    }

    /** What V* takes away from the error signal, by simulation of nothing: 1 - (V_s - V*) / (R_sa I_a) at the steady state. */
    @Test
    void reciprocalCouplingTakesItsShareOfTheErrorSignal() {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(Coupling.RECIPROCAL);
        TransferResistances r = TransferResistances.of(cell);
        Assumption prediction = check(cell, GRADED).get(2);
        double soma = r.somaApical();
        double predicted = r.basalAttenuation() * r.basalApical();
        assertThat(prediction.violation()).isCloseTo(1 - (soma - predicted) / soma, within(1e-12));
        assertThat(prediction.violation()).isPositive();
        assertThat(prediction.toString()).contains(prediction.holds() ? "holds" : "VIOLATED");
    }

    @Test
    void slowDendritesSlowSynapsesAndResetsAreViolationsOfTheStatedSize() {
        PyramidalCell cell = PyramidalCell.threeCompartments(
                new Compartment(200, 4),
                new Compartment(100, 10),
                new Compartment(10, 10),
                4,
                2,
                -70,
                Coupling.DENDRITE_TO_SOMA);
        List<Assumption> all = check(cell, LeakyIntegrateAndFire.standard(), new CurrentSynapse("I_b", "basal", 5));
        assertThat(all.get(0).violation()).isCloseTo(10.0 / 20, within(1e-12));
        assertThat(all.get(1).violation()).isLessThan(1e-12);
        assertThat(all.get(3).violation()).isCloseTo(5.0 / 20, within(1e-12));
        assertThat(all.get(5).violation()).isEqualTo(1);
        assertThat(all.stream().filter(a -> !a.holds())).hasSize(3).allMatch(a -> a.toString()
                .startsWith("VIOLATED"));
    }

    /** 10 nS on a basal dendrite of 10 nS halve R_sb behind dendrites that do not see the soma. */
    @Test
    void meanConductancesChangeTheTransferResistance() {
        Assumption currents = check(PyramidalCell.standard(), GRADED, new ConductanceSynapse("g", "basal", 1, 0))
                .get(4);
        assertThat(currents.violation()).isCloseTo(0.5, within(1e-12));
        assertThat(currents.holds()).isFalse();
    }

    @Test
    void ratesBelowZeroAreCounted() {
        RateReduction silent = RateReduction.of(PyramidalCell.standard(), new UnitCode(15, 5, new RateCode(30, 100)));
        NeuronModel model = new NeuronModel(silent.cell(), List.of(), GRADED);
        // tanh reaches -1: 30 - 100 = -70 Hz
        assertThat(Assumptions.of(silent, model, new Tanh()).get(6).violation()).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void eachInputNeedsItsMean() {
        RateReduction reduction = RateReduction.of(PyramidalCell.standard(), CODE);
        NeuronModel model = new NeuronModel(reduction.cell(), List.of(new InjectedCurrent("I", "basal")), GRADED);
        assertThatThrownBy(() -> Assumptions.of(reduction, model, new Tanh()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("one value for each of 1 inputs, got 0");
    }

    /** Three time constants of a cell worked out by hand: dendrite-to-soma coupling makes C^-1 G triangular, its diagonal the rates. */
    @Test
    void timeConstantsOfTriangularCouplingAreThoseOfTheDiagonal() {
        double[] tau = TimeConstants.ofMs(PyramidalCell.standard());
        assertThat(tau).hasSize(3);
        assertThat(tau[0]).isCloseTo(20, within(1e-12));
        assertThat(tau[1]).isCloseTo(1, within(1e-12));
        assertThat(tau[2]).isCloseTo(1, within(1e-12));
    }

    private static List<Assumption> check(PyramidalCell cell, SomaticOutput output, Input... inputs) {
        double[] mean = new double[inputs.length];
        java.util.Arrays.fill(mean, 10);
        return Assumptions.of(
                RateReduction.of(cell, CODE), new NeuronModel(cell, List.of(inputs), output), new Tanh(), mean);
    }
}
