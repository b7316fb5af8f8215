package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apical.network.Allocation;
import org.apical.network.control.ControllerDescription.Place;
import org.apical.network.ensemble.Ensemble;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.Population;
import org.apical.network.ensemble.PopulationKind;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EnsembleControllerTest {
    private static final Kernels KERNELS = KernelProvider.kernels();
    private static final ControllerParams LAW = new ControllerParams(0.3, 0.5, Leak.ON_CONTROL);

    @Test
    void withPerfectDecodingItIsTheIdealControllerStepForStepAtAnyDt() {
        for (Leak leak : Leak.values()) {
            for (double dtMs : new double[] {0.1, 1, 5}) {
                EnsembleControl description =
                        describe(PopulationKind.RATE, new ControllerParams(0.7, 1.3, leak), 20, dtMs);
                Place place = new Place(dtMs / 80, 2, 3, KERNELS);
                EnsembleController controller =
                        new EnsembleController(description, place, new Perfect(), new Perfect());
                controller.begin(() -> generators(3));
                IdealController ideal = new IdealController(description.params(), dtMs / 80, 6);
                double[] target = new double[6];
                double[] output = new double[6];
                RandomGenerator random = new SplittableRandom(1);
                for (int step = 0; step < 300; step++) {
                    for (int k = 0; k < 6; k++) {
                        target[k] = random.nextDouble(-1, 1);
                        output[k] = random.nextDouble(-1, 1);
                    }
                    controller.advance(target, output);
                    ideal.advance(controller.error(), new double[6]);
                    // u is of order 1; rounding of 300 steps
                    assertThat(controller.control()).containsExactly(ideal.control(), within(1e-13));
                }
            }
        }
    }

    @Test
    void transformsTendToThoseOfContinuousTime() {
        double tauSyn = 100;
        double tauU = 250;
        ControllerParams law = new ControllerParams(0.4, 2, Leak.ON_CONTROL);
        IntegratorTransforms transforms = IntegratorTransforms.of(law, 1e-6 / tauU, 1e-6 / tauSyn);
        // (dt / tau_u) / (1 - exp(-dt / tau_syn)) = tau_syn / tau_u (1 + dt / (2 tau_syn) + ..): 5e-9 relative
        assertThat(transforms.input()).isCloseTo(tauSyn / tauU, within(1e-8));
        assertThat(transforms.recurrent()).isCloseTo(1 - 0.4 * tauSyn / tauU, within(1e-8));
        assertThat(transforms.previousError()).isCloseTo(0.4 * 2 * tauSyn / tauU, within(1e-8));
    }

    @Test
    void ratesAreExactlyOddInTheError() {
        EnsembleController plus = begun(describe(PopulationKind.RATE, LAW, 50, 1), 2, 1);
        EnsembleController minus = begun(describe(PopulationKind.RATE, LAW, 50, 1), 2, 1);
        for (int step = 0; step < 200; step++) {
            double a = 0.3 * Math.sin(step * 0.1);
            plus.advance(new double[] {a, 0.2}, new double[] {0.1, a});
            minus.advance(new double[] {-a, -0.2}, new double[] {-0.1, -a});
            for (int output = 0; output < 2; output++) {
                assertThat(minus.control()[output]).isEqualTo(-plus.control()[output]);
            }
        }
    }

    @Test
    void withoutErrorRatesStayAtZeroAndSpikesCloseToIt() {
        EnsembleController rates = begun(describe(PopulationKind.RATE, LAW, 50, 1), 2, 1);
        EnsembleController spikes = begun(describe(PopulationKind.SPIKING, LAW, 400, 1), 2, 1);
        for (int step = 0; step < 1000; step++) {
            rates.advance(new double[2], new double[2]);
            spikes.advance(new double[2], new double[2]);
            assertThat(rates.control()).containsOnly(0);
            assertThat(Math.abs(spikes.integral()[0])).isLessThan(0.01);
        }
    }

    @Test
    void withRatesTheSynapsesReceiveWhatTheDendritesRead() {
        EnsembleController controller = begun(describe(PopulationKind.RATE, LAW, 20, 1), 2, 1);
        controller.advance(new double[] {0.1, -0.4}, new double[2]);
        assertThat(controller.transmitted()).isEqualTo(controller.control());
    }

    @Test
    void anExponentialSynapseThatReceivesTheSpikesShowsTheControlOnAverageOverEachStep() {
        double dtMs = 0.5;
        double tauMs = ControlSynapses.standard().outputTauMs();
        EnsembleController controller = begun(describe(PopulationKind.SPIKING, LAW, 100, dtMs), 1, 2);
        double decay = Math.exp(-dtMs / tauMs);
        double[] current = new double[2];
        for (int step = 0; step < 500; step++) {
            controller.advance(new double[] {0.3, -0.2}, new double[2]);
            for (int k = 0; k < 2; k++) {
                double atStart = current[k] + controller.transmitted()[k];
                // integral of I exp(-t / tau) over the step, divided by dt
                double mean = atStart * tauMs / dtMs * (1 - decay);
                assertThat(mean).isCloseTo(controller.control()[k], within(1e-12));
                current[k] = atStart * decay;
            }
        }
    }

    @Test
    void inAClosedLoopItDrivesTheOutputToWhereTheLeakAllows() {
        int lanes = 8;
        double gain = 0.9;
        double target = 0.5;
        ControllerParams law = new ControllerParams(0.1, 0.2, Leak.ON_CONTROL);
        EnsembleController controller = begun(describe(PopulationKind.SPIKING, law, 400, 1), 1, lanes);
        double[] output = new double[lanes];
        double[] targets = new double[lanes];
        Arrays.fill(targets, target);
        double mean = 0;
        for (int step = 0; step < 3000; step++) {
            controller.advance(targets, output);
            for (int lane = 0; lane < lanes; lane++) {
                output[lane] += 0.05 * (gain * controller.control()[lane] - output[lane]);
                mean += step < 1500 ? 0 : controller.control()[lane] / 1500 / lanes;
            }
        }
        // e = alpha u: u = target / (gain + alpha). Decoders are off by about 0.2 % of the radii 1 and 0.5
        assertThat(mean).isCloseTo(target / (gain + law.leakAlpha()), within(0.005));
    }

    @Test
    void aLaneDoesNotDependOnItsNeighbours() {
        for (PopulationKind kind : PopulationKind.values()) {
            EnsembleController one = begun(describe(kind, LAW, 30, 1), 2, 1);
            EnsembleController five = begun(describe(kind, LAW, 30, 1), 2, 5);
            for (int step = 0; step < 200; step++) {
                one.advance(new double[] {0.2, -0.1}, new double[2]);
                double[] target = {0.2, 0.7, 5, -3, 0, -0.1, 0.4, Math.sin(step), 100, 1};
                five.advance(target, new double[10]);
                assertThat(five.control()[0]).isEqualTo(one.control()[0]);
                assertThat(five.control()[5]).isEqualTo(one.control()[1]);
                assertThat(five.integrators().activity())
                        .startsWith(one.integrators().activity());
            }
        }
    }

    @Test
    void beginEqualsFresh() {
        for (PopulationKind kind : PopulationKind.values()) {
            EnsembleController used = begun(describe(kind, LAW, 30, 1), 2, 2);
            for (int step = 0; step < 100; step++) {
                used.advance(new double[] {0.5, -0.5, 1, 0.1}, new double[4]);
            }
            used.begin(() -> generators(2));
            EnsembleController fresh = begun(describe(kind, LAW, 30, 1), 2, 2);
            assertThat(used.control()).isEqualTo(fresh.control());
            assertThat(used.transmitted()).isEqualTo(fresh.transmitted());
            for (int step = 0; step < 100; step++) {
                used.advance(new double[] {0.2, 0.1, -0.2, 0.3}, new double[4]);
                fresh.advance(new double[] {0.2, 0.1, -0.2, 0.3}, new double[4]);
                assertThat(used.control()).isEqualTo(fresh.control());
            }
        }
    }

    @Test
    void rateNeuronsAskForNoRandomNumbers() {
        EnsembleController controller =
                describe(PopulationKind.RATE, LAW, 10, 1).controller(new Place(0.01, 1, 1, KERNELS));
        controller.begin(() -> {
            throw new AssertionError("asked for random numbers");
        });
        assertThat(controller.control()).containsOnly(0);
    }

    @Test
    void theTwoEnsemblesShareNeitherTuningNorPhases() {
        EnsembleController controller = begun(describe(PopulationKind.SPIKING, LAW, 40, 1), 1, 1);
        assertThat(controller.integrators().ensemble().curves(0).bias(0))
                .isNotEqualTo(controller.errors().ensemble().curves(0).bias(0));
    }

    @Tag("allocation")
    @Test
    void aStepAllocatesNothing() {
        EnsembleController controller = begun(describe(PopulationKind.SPIKING, LAW, 200, 1), 10, 4);
        double[] target = new double[40];
        double[] output = new double[40];
        assertThat(Allocation.leastOfHundred(() -> controller.advance(target, output)))
                .isZero();
    }

    @Test
    void controllersOfOneDrawingAreThoseDrawnOneByOne() {
        EnsembleControl description = describe(PopulationKind.SPIKING, LAW, 20, 1);
        DrawnControl drawn = description.drawn(2);
        Place place = new Place(0.01, 2, 3, KERNELS);
        EnsembleController one = drawn.controller(place);
        EnsembleController other = drawn.controller(place);
        EnsembleController own = description.controller(place);
        assertThat(one.errors().ensemble()).isSameAs(other.errors().ensemble());
        assertThat(one.integrators().ensemble()).isSameAs(other.integrators().ensemble());
        double[] target = {0.3, 0.2, 0.1, -0.1, -0.2, -0.3};
        for (EnsembleController controller : List.of(one, other, own)) {
            controller.begin(() -> generators(3));
            for (int step = 0; step < 200; step++) {
                controller.advance(target, new double[6]);
            }
        }
        assertThat(one.control()).isEqualTo(own.control()).isEqualTo(other.control());
        refused(() -> drawn.controller(new Place(0.01, 3, 3, KERNELS)), "outputs", "2", "3");
    }

    @Test
    void parametersOutsideTheirDomainAreNamed() {
        refused(() -> describe(PopulationKind.SPIKING, LAW, 20, 3), "EnsembleControl.dtMs", "2.0 ms", "3.0");
        refused(() -> describe(PopulationKind.RATE, LAW, 20, 10), "errorTauMs", "dtMs = 10.0 ms", "got 10.0");
        refused(() -> describe(PopulationKind.RATE, LAW, 20, Double.NaN), "EnsembleControl.dtMs", "NaN");
        refused(() -> new ControlSynapses(0, 1, 1), "ControlSynapses.recurrentTauMs", "0.0");
        refused(() -> new ControlSynapses(1, -1, 1), "ControlSynapses.errorTauMs", "-1.0");
        refused(() -> new ControlSynapses(1, 1, Double.NaN), "ControlSynapses.outputTauMs", "NaN");
        refused(() -> new StepProtocol(0, 1, 1), "StepProtocol.tauUMs", "0.0");
        refused(() -> new StepProtocol(1, -1, 1), "StepProtocol.stepMs", "-1.0");
        refused(() -> new StepProtocol(1, 1, 0), "StepProtocol.durationMs", "0.0");
    }

    private static void refused(Runnable construction, String... named) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(ParameterException.class)
                .hasMessageContainingAll(named);
    }

    private static EnsembleControl describe(PopulationKind kind, ControllerParams law, int neurons, double dtMs) {
        return new EnsembleControl(
                law,
                kind,
                EnsembleParams.of(neurons, 1),
                EnsembleParams.of(neurons, 0.5),
                ControlSynapses.standard(),
                dtMs,
                3);
    }

    private static EnsembleController begun(EnsembleControl description, int outputs, int lanes) {
        EnsembleController controller =
                description.controller(new Place(description.dtMs() / 100, outputs, lanes, KERNELS));
        controller.begin(() -> generators(lanes));
        return controller;
    }

    private static RandomGenerator[] generators(int lanes) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        Arrays.setAll(random, lane -> new SplittableRandom(100 + lane));
        return random;
    }

    /** Decodes to what it represents. */
    private static final class Perfect implements Population {
        @Override
        public void begin(RandomGenerator[] random) {
            // no state
        }

        @Override
        public void advance(double[] represented, double[] decoded) {
            System.arraycopy(represented, 0, decoded, 0, decoded.length);
        }

        @Override
        public double[] activity() {
            throw new UnsupportedOperationException("no neurons");
        }

        @Override
        public Ensemble ensemble() {
            throw new UnsupportedOperationException("no neurons");
        }
    }
}
