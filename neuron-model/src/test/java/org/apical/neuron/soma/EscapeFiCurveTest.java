package org.apical.neuron.soma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.transfer.SigmoidRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EscapeFiCurveTest {
    private static final SigmoidRate RHO = new SigmoidRate(150, 0.5, 1.0 / 3, -55);
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final double TAU_MS = CELL.somaticTimeConstantMs();

    static List<AfterSpike> afterSpikes() {
        return List.of(
                new AfterSpike.Unchanged(),
                new AfterSpike.Refractory(0),
                new AfterSpike.Refractory(3),
                new AfterSpike.Reset(-70, 0),
                new AfterSpike.Reset(-65, 2),
                // above the free potential: the neuron is more excitable after a spike
                new AfterSpike.Reset(-45, 2));
    }

    /**
     * 400 neurons for 10 s, dt 0.5 ms. The count of a renewal process has a variance below its mean where intervals are more regular than
     * exponential, which refractoriness and reset make them: |z| < 5, false alarm below 6e-7, where reset excites the bound is twice as wide.
     */
    @ParameterizedTest
    @MethodSource("afterSpikes")
    void rateEqualsTheSimulatedPopulation(AfterSpike after) {
        EscapeNoise escape = new EscapeNoise(RHO, after);
        double dt = 0.5;
        for (double mu : new double[] {-62, -54}) {
            NeuronModel model = new NeuronModel(CELL, List.of(new InjectedCurrent("I", "basal")), escape);
            NeuronPopulation neurons = new NeuronPopulation(model, Stepping.of(model, dt), Layout.of(400));
            double picoA = (mu - CELL.restMv()) / TransferResistances.of(CELL).somaBasal();
            java.util.Arrays.fill(neurons.input("I"), picoA);
            RandomGenerator[] random = {new RandomStreams(5).stream(Purpose.MEMBRANE_NOISE, 1)};
            int count = 0;
            for (int step = 0; step < 22_000; step++) {
                neurons.advance(random);
                count += step >= 2000 ? neurons.spikes().size() : 0;
            }
            double expected = EscapeFiCurve.rateHz(escape, mu, TAU_MS, dt) * 400 * 10;
            assertThat(Math.abs(count - expected) / Math.sqrt(expected))
                    .as(after + " at " + mu)
                    .isLessThan(10);
            assertThat(count).isGreaterThan(1000);
        }
    }

    @Test
    void withoutResetTheRateIsTheIntensity() {
        assertThat(EscapeFiCurve.rateHz(new EscapeNoise(RHO), -57, TAU_MS, 0.1)).isEqualTo(RHO.hz(-57));
    }

    /** rho / (1 + rho t_ref) as dt -> 0, the distance being of first order in dt. */
    @Test
    void refractoryRateApproachesItsContinuousLimit() {
        EscapeNoise escape = new EscapeNoise(RHO, new AfterSpike.Refractory(3));
        double rho = RHO.hz(-52) / 1000;
        double limit = 1000 * rho / (1 + 3 * rho);
        double coarse = EscapeFiCurve.rateHz(escape, -52, TAU_MS, 0.1) - limit;
        double fine = EscapeFiCurve.rateHz(escape, -52, TAU_MS, 0.05) - limit;
        assertThat(coarse / fine).isCloseTo(2, within(0.05));
        assertThat(Math.abs(fine)).isLessThan(0.5);
    }

    /** With V_reset = mu nothing is reset: the renewal sum is the geometric one. */
    @Test
    void aResetToTheFreePotentialIsMereRefractoriness() {
        double reset = EscapeFiCurve.rateHz(new EscapeNoise(RHO, new AfterSpike.Reset(-57, 2)), -57, TAU_MS, 0.1);
        double none = EscapeFiCurve.rateHz(new EscapeNoise(RHO, new AfterSpike.Refractory(2)), -57, TAU_MS, 0.1);
        assertThat(reset).isCloseTo(none, within(1e-9));
    }

    @Test
    void rateRisesWithThePotential() {
        EscapeNoise escape = new EscapeNoise(RHO, new AfterSpike.Reset(-70, 2));
        double before = 0;
        for (double mu = -80; mu < -20; mu += 0.25) {
            double hz = EscapeFiCurve.rateHz(escape, mu, TAU_MS, 0.1);
            assertThat(hz).isGreaterThan(before);
            before = hz;
        }
        assertThat(before).isLessThan(1000 / 2.0);
    }
}
