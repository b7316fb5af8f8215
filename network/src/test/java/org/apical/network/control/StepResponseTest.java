package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.network.TestNetworks;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.junit.jupiter.api.Test;

/**
 * Figures of physics.md 6. Step response: tau_u 100 ms, alpha 0.3, so that u settles at error / 0.3 with 333 ms; errors from -0.24 to 0.24 held for
 * 2 s, |u| up to 0.8 of the radius 1; radius of the error neurons 0.5; dt 1 ms; 10 dimensions of different tuning, 2 lanes of different initial
 * potentials. Root mean squares over time, dimensions, lanes and seeds of the tuning, in units of the radius; ideal and population behind the
 * same synapses.
 */
class StepResponseTest {
    private static final StepProtocol STEP = new StepProtocol(100, 2000, 2000);
    private static final double[] ERRORS = {-0.24, -0.2, -0.15, -0.1, -0.05, 0.05, 0.1, 0.15, 0.2, 0.24};
    private static final ControllerParams LEAKY = new ControllerParams(0.3, 0, Leak.ON_CONTROL);

    /** Errors of the represented integral, the same with the delay of the error synapse (k_p = 0), and of the control that dendrites read. */
    private record Errors(double integral, double delayed, double control) {}

    @Test
    void spikingControllerApproachesTheIdealOneAsNeuronsAreAdded() {
        double[] neurons = {26, 50, 100, 200, 400, 800, 1600};
        double[] integral = new double[neurons.length];
        double[] control = new double[neurons.length];
        double[] delayed = new double[neurons.length];
        for (int k = 0; k < neurons.length; k++) {
            Errors errors = errors(PopulationKind.SPIKING, LEAKY, (int) neurons[k], 100, neurons[k] > 400 ? 1 : 3);
            integral[k] = errors.integral;
            control[k] = errors.control;
            delayed[k] = errors.delayed;
        }
        String measured = "integral " + Arrays.toString(integral) + ", control " + Arrays.toString(control);
        assertThat(integral[3]).as(measured).isLessThan(0.05);
        assertThat(control[3]).as(measured).isLessThan(0.05);
        assertThat(integral[6]).as(measured).isLessThan(0.01);
        // against u_int of an ideal controller without any synapse, which is 10 ms ahead: 0.45 % of the radius
        assertThat(delayed[3]).as(measured).isLessThan(0.05);
        assertThat(delayed[6]).as(measured).isLessThan(0.01);
        assertThat(control[6]).as(measured).isLessThan(0.01);
        assertThat(TestNetworks.logLogSlope(neurons, integral)).as(measured).isBetween(-1.0, -0.5);
        assertThat(TestNetworks.logLogSlope(neurons, control)).as(measured).isBetween(-1.0, -0.5);
    }

    @Test
    void proportionalPathMeetsTheSameFigures() {
        for (Leak leak : Leak.values()) {
            ControllerParams law = new ControllerParams(0.3, 0.5, leak);
            assertThat(errors(PopulationKind.SPIKING, law, 200, 100, 2).control).isLessThan(0.05);
        }
    }

    @Test
    void ratesTendToTheIdealControllerFasterThanSpikes() {
        double few = errors(PopulationKind.RATE, LEAKY, 50, 100, 2).control;
        double many = errors(PopulationKind.RATE, LEAKY, 800, 100, 1).control;
        // the distortion of the decoders is all there is: nearly 1/N, 16 times
        assertThat(many).isLessThan(few / 8).isLessThan(0.005);
        assertThat(errors(PopulationKind.SPIKING, LEAKY, 800, 100, 1).control).isGreaterThan(many);
    }

    @Test
    void aFastRecurrentSynapseAmplifiesTheDistortionOfTheDecoders() {
        double slow = errors(PopulationKind.SPIKING, LEAKY, 400, 100, 3).integral;
        double fast = errors(PopulationKind.SPIKING, LEAKY, 400, 20, 3).integral;
        // a decoded value off by delta shifts the steady state by delta / (alpha tau_syn / tau_u): five times as much
        // at 20 ms
        assertThat(fast / slow).isBetween(3.0, 8.0);
    }

    @Test
    void anIntegralIsHeldWithoutError() {
        double[] values = {-0.8, -0.6, -0.4, -0.2, 0, 0.1, 0.2, 0.4, 0.6, 0.8};
        // 200 ms of error value / 2 at tau_u 100 ms; the error synapse has forgotten it 100 ms later
        double[] pulses = Arrays.stream(values).map(value -> value / 2).toArray();
        for (long seed = 0; seed < 3; seed++) {
            StepResponse response = StepResponse.run(
                    describe(PopulationKind.SPIKING, new ControllerParams(0, 0, Leak.ON_CONTROL), 400, 100, seed),
                    new StepProtocol(100, 200, 2300),
                    pulses,
                    2,
                    9,
                    TestNetworks.PRODUCT.kernels());
            for (int dimension = 0; dimension < values.length; dimension++) {
                assertThat(response.idealIntegral()[2299][2 * dimension]).isCloseTo(values[dimension], within(1e-8));
                assertThat(response.integral()[300][2 * dimension]).isCloseTo(values[dimension], within(0.02));
            }
            assertThat(response.drift(300, 1300)).isLessThan(0.02);
            assertThat(response.drift(300, 2300)).isLessThan(0.02);
        }
    }

    @Test
    void idealColumnIsTheIdealControllerAndTimeEndsEachStep() {
        StepResponse response = StepResponse.run(
                describe(PopulationKind.RATE, LEAKY, 20, 100, 1),
                new StepProtocol(100, 50, 100),
                new double[] {0.2},
                1,
                1,
                TestNetworks.PRODUCT.kernels());
        assertThat(response.timeMs()).hasSize(100).endsWith(100).startsWith(1);
        double peak = 0.2 / 0.3 * (1 - Math.pow(1 - 0.3 / 100, 50));
        assertThat(response.ideal()[49][0]).isCloseTo(peak, within(1e-13));
        assertThat(response.ideal()[99][0]).isCloseTo(peak * Math.pow(1 - 0.3 / 100, 50), within(1e-13));
        assertThat(response.error()[49][0]).isCloseTo(0.2 * (1 - Math.exp(-5)), within(1e-13));
    }

    private static Errors errors(PopulationKind kind, ControllerParams law, int neurons, double tauSynMs, int seeds) {
        double integral = 0;
        double delayed = 0;
        double control = 0;
        for (long seed = 0; seed < seeds; seed++) {
            StepResponse response = StepResponse.run(
                    describe(kind, law, neurons, tauSynMs, seed), STEP, ERRORS, 2, 9, TestNetworks.PRODUCT.kernels());
            integral += Math.pow(response.integralError(), 2) / seeds;
            delayed += Math.pow(StepResponse.rms(response.integral(), response.ideal()), 2) / seeds;
            control += Math.pow(response.controlError(), 2) / seeds;
        }
        return new Errors(Math.sqrt(integral), Math.sqrt(delayed), Math.sqrt(control));
    }

    private static EnsembleControl describe(
            PopulationKind kind, ControllerParams law, int neurons, double tauSynMs, long seed) {
        return new EnsembleControl(
                law,
                kind,
                EnsembleParams.of(neurons, 1),
                EnsembleParams.of(neurons, 0.5),
                new ControlSynapses(tauSynMs, 10, 50),
                1,
                seed);
    }
}
