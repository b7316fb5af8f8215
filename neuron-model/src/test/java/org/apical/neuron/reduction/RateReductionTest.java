package org.apical.neuron.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.GradedIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.kernel.KernelProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateReductionTest {
    /** Potentials near 70 mV carry 1.4e-14 mV of rounding, 3e-15 of v at 5 mV a unit; a few operations. */
    private static final double ROUNDING = 1e-13;

    private static final double[] VALUES = {-3, -1, -0.2, 0, 0.7, 2.5};

    @ParameterizedTest
    @EnumSource(Coupling.class)
    void potentialsMakeTheRoundTrip(Coupling coupling) {
        RateReduction map = reduction(coupling);
        for (double v : VALUES) {
            assertNear(map.abstractPotential(map.somaMv(v)), v);
            assertThat(Math.abs(map.somaMv(map.abstractPotential(-61.3)) + 61.3))
                    .isLessThan(ROUNDING);
        }
        assertNear(map.somaMv(0), -70 + 12);
        assertNear(map.somaMv(1) - map.somaMv(0), 5);
    }

    @ParameterizedTest
    @EnumSource(Coupling.class)
    void thePredictedPotentialIsTheFeedforwardDrive(Coupling coupling) {
        RateReduction map = reduction(coupling);
        for (double drive : VALUES) {
            assertNear(map.predictedPotential(map.basalMv(drive)), drive);
        }
    }

    /** I_b and I_a of a drive and a feedback, through R, are v = drive + feedback at the soma. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void currentsThroughTheResistancesReproduceV(Coupling coupling) {
        RateReduction map = reduction(coupling);
        TransferResistances r = TransferResistances.of(map.cell());
        for (double drive : VALUES) {
            for (double feedback : VALUES) {
                double ib = map.basalOffsetPicoA() + map.basalPicoAPerDrive() * drive;
                double ia = map.apicalPicoAPerFeedback() * feedback;
                double somaMv = map.cell().restMv() + r.somaBasal() * ib + r.somaApical() * ia;
                assertNear(map.abstractPotential(somaMv), drive + feedback);
            }
        }
    }

    /** The same through the dynamics: after 3 s = 150 tau_v nothing of the start is left; 1e-10 mV at the soma is 2e-11 in v. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void theNeuronSettlesAtTheMappedPotentials(Coupling coupling) {
        RateReduction map = reduction(coupling);
        CompartmentState state = CompartmentState.of(map.cell(), 2);
        state.rest(map.cell().restMv());
        double[] ib = {map.basalOffsetPicoA() + map.basalPicoAPerDrive() * 0.8, 0};
        double[] ia = {0, map.apicalPicoAPerFeedback() * -0.6};
        GradedIntegration.Stepper exact = new ExactIntegration(map.cell(), 1).stepper(KernelProvider.kernels());
        for (int step = 0; step < 3000; step++) {
            exact.advance(state, ib, ia, 2);
        }
        assertThat(Math.abs(map.abstractPotential(state.somaMv()[0]) - 0.8)).isLessThan(2e-11);
        assertThat(Math.abs(state.basalMv()[0] - map.basalMv(0.8))).isLessThan(1e-10);
        assertThat(Math.abs(map.predictedPotential(state.basalMv()[0]) - 0.8)).isLessThan(2e-11);
        assertThat(Math.abs(state.apicalMv()[1] - map.apicalMv(-0.6))).isLessThan(1e-10);
    }

    /**
     * Dendrite-to-soma: V* ignores feedback. Reciprocal: it is shifted by kappa R_ba I_a, and V_s - V* = (R_sa - kappa R_ba) I_a
     * (physics.md 5.2).
     */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void feedbackShiftsThePredictionOnlyThroughReciprocalCoupling(Coupling coupling) {
        RateReduction map = reduction(coupling);
        TransferResistances r = map.resistances();
        double ia = map.apicalPicoAPerFeedback() * 0.9;
        double basalMv = map.basalMv(0.4) + r.basalApical() * ia;
        double shift = map.predictedPotential(basalMv) - 0.4;
        assertNear(
                shift, r.basalAttenuation() * r.basalApical() * ia / map.code().scaleMv());
        assertThat(shift > 0.01).isEqualTo(coupling == Coupling.RECIPROCAL);
        double error = (0.4 + 0.9) - map.predictedPotential(basalMv);
        assertNear(
                error,
                (r.somaApical() - r.basalAttenuation() * r.basalApical())
                        * ia
                        / map.code().scaleMv());
        assertThat(error).isPositive();
    }

    @Test
    void firingRatesMakeTheRoundTrip() {
        RateCode code = new RateCode(50, 45);
        assertThat(code.hz(0)).isEqualTo(50);
        assertThat(code.hz(-1)).isEqualTo(5);
        for (double r : VALUES) {
            assertNear(code.rate(code.hz(r)), r);
        }
    }

    /** The mean current of spikes through a mapped weight is the abstract drive: N nu tau_b W^syn = I_b per W r. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void weightsPerSpikeMakeTheRoundTripAndCarryTheDrive(Coupling coupling) {
        RateReduction map = reduction(coupling);
        RateCode presynaptic = new RateCode(30, 80);
        for (double w : VALUES) {
            double picoA = map.basalPicoAPerSpike(w, presynaptic, 5, 60);
            assertNear(map.abstractWeight(picoA, presynaptic, 5, 60), w);
            double rate = 0.7;
            double spikesPerMs = 60 * (presynaptic.hz(rate) - presynaptic.hz(0)) / 1000;
            assertNear(spikesPerMs * 5 * picoA / map.basalPicoAPerDrive(), w * rate);
            double apical = map.apicalPicoAPerSpike(w, 200, 7, 100);
            assertNear(map.abstractFeedbackWeight(apical, 200, 7, 100), w);
            assertNear(100 * 200 * 0.3 / 1000 * 7 * apical / map.apicalPicoAPerFeedback(), w * 0.3);
        }
    }

    private static RateReduction reduction(Coupling coupling) {
        return RateReduction.of(
                PyramidalCell.standard().withCoupling(coupling), new UnitCode(12, 5, new RateCode(50, 45)));
    }

    private static void assertNear(double actual, double expected) {
        assertThat(Math.abs(actual - expected)).isLessThan(ROUNDING);
    }
}
