package org.apical.network.formulation;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.logLogSlope;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.network.TestNetworks;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Escape noise. Lanes are trials of one sample: independent draws, so their spread gives the standard error. */
class SpikingNetworkTest {
    private static final double DT_MS = 0.5;
    private static final double TAU_U_MS = 100;
    private static final double ALPHA = 0.1;

    private final NetworkDescription straight = linear(4, 5, 3);
    private final NetworkWeights weights = TestNetworks.weights(straight, 41);
    private final double[] sample = uniform(1, 4);

    @Test
    void linearNetworkSettlesOnAverageAtTheGradedSteadyState() {
        int lanes = 100;
        double[] target = SampleState.feedforward(straight, weights, sample).output();
        double[] shift = {0.5, -0.4, 0.3};
        for (int o = 0; o < 3; o++) {
            target[o] += shift[o];
        }
        // 2000 steps are 10 tau_u of settling: the slowest mode, JQ + alpha > 1, leaves less than e^-10 of the nudge
        Mean mean = new Mean(straight, 2000, lanes, true);
        spiking(straight, 100, timing(0, 6000))
                .simulation(lanes)
                .present(
                        spiking(straight, 100, timing(0, 6000)).map(weights),
                        repeated(lanes, 0),
                        OutputTarget.fixed(spread(target, lanes)),
                        mean);
        SteadyState expected = SteadyState.newton(straight, weights, sample, target, ALPHA, 1e-12);
        double worst = 0;
        for (int l = 0; l < 2; l++) {
            for (int i = 0; i < straight.units(l); i++) {
                double z = mean.z(l, i, expected.state().potential(l)[i]);
                worst = Math.max(worst, Math.abs(z));
            }
        }
        // eight units, |z| < 3: false alarm 2 % for a free seed; this seed is fixed
        assertThat(worst).isLessThan(3);
    }

    @Test
    void standardErrorFallsAsTheRootOfTheNumberOfNeurons() {
        double[] neurons = {10, 100, 1000};
        double[] error = new double[3];
        for (int k = 0; k < 3; k++) {
            error[k] = freeMean((int) neurons[k], 1000, 300).standardError();
        }
        double slope = logLogSlope(neurons, error);
        // 300 lanes, 8 units: an error of the spread of 2-4 % at each end gives 0.01 in the slope
        assertThat(slope).isCloseTo(-0.5, within(0.05));
    }

    @Test
    void standardErrorFallsAsTheRootOfTime() {
        double[] steps = {2000, 20_000, 200_000};
        double[] error = new double[3];
        for (int k = 0; k < 3; k++) {
            error[k] = freeMean(100, (int) steps[k], k == 2 ? 60 : 200).standardError();
        }
        double slope = logLogSlope(steps, error);
        // T from 1 s, 25 correlation times: the correction 1 - tau/T bends the slope by 0.01; 60 lanes add 0.02
        assertThat(slope).isCloseTo(-0.5, within(0.05));
    }

    /**
     * E[phi(v)] - phi(E[v]) = phi'' Var(v) / 2 to leading order. The first-order fluctuation phi' (v - E[v]), whose mean is known to be zero
     * in the first layer (linear in the input spikes), is taken out as a control variate.
     */
    @Test
    void biasOfACurvedTransferFunctionFallsAsOneOverNAndIsPredicted() {
        NetworkDescription curved = tanh(4, 6, 3);
        NetworkWeights strong = TestNetworks.weights(curved, 43);
        for (int k = 0; k < strong.forward(0).length; k++) {
            strong.forward(0)[k] *= 1.5;
        }
        double[] drive = SampleState.feedforward(curved, strong, sample).potential(0);
        double[] neurons = {10, 30, 100, 300};
        double[] bias = new double[4];
        for (int k = 0; k < 4; k++) {
            double[] predicted = new double[6];
            double[] measured = new double[6];
            int lanes = 100;
            Timing timing = timing(4200, 1);
            SpikingFormulation formulation = spiking(curved, (int) neurons[k], timing);
            formulation
                    .simulation(lanes)
                    .free(formulation.map(strong), repeated(lanes, 0), (controlled, step, state) -> {
                        if (step < -4000) {
                            return;
                        }
                        double[] v = potentials(state)[0];
                        for (int i = 0; i < 6; i++) {
                            double r = Math.tanh(drive[i]);
                            double slope = 1 - r * r;
                            for (int lane = 0; lane < lanes; lane++) {
                                double d = v[i * lanes + lane] - drive[i];
                                measured[i] += (Math.tanh(drive[i] + d) - r - slope * d) / (4000 * lanes);
                                predicted[i] += -2 * r * slope * d * d / 2 / (4000 * lanes);
                            }
                        }
                    });
            bias[k] = TestNetworks.rms(measured);
            if (neurons[k] >= 100) {
                // next order: Var(v) of a few per cent times phi''''/phi''
                assertThat(bias[k] / TestNetworks.rms(predicted)).isCloseTo(1, within(0.1));
            }
        }
        double slope = logLogSlope(neurons, bias);
        assertThat(slope).isCloseTo(-1, within(0.15));
    }

    @Test
    void drawsOfATrialDoNotDependOnTheBlockItSitsIn() {
        int lanes = 5;
        NetworkDescription network = tanh(4, 7, 3);
        NetworkWeights w = TestNetworks.weights(network, 44);
        double[] inputs = uniform(6, 4 * lanes);
        double[] shift = uniform(7, 3 * lanes);
        SpikingFormulation formulation = spiking(network, 20, timing(40, 200));
        Simulation together = formulation.simulation(lanes);
        together.present(formulation.map(w), presentation(inputs, lanes, 10), shifted(shift));
        for (int lane = 0; lane < lanes; lane++) {
            Simulation alone = formulation.simulation(1);
            alone.present(
                    formulation.map(w),
                    presentation(lane(inputs, lanes, lane), 1, 10 + lane),
                    shifted(lane(shift, lanes, lane)));
            for (int l = 0; l < 2; l++) {
                assertThat(alone.layer(l).postsynaptic().soma())
                        .isEqualTo(lane(together.layer(l).postsynaptic().soma(), lanes, lane));
                assertThat(alone.layer(l).trace())
                        .isEqualTo(lane(together.layer(l).trace(), lanes, lane));
            }
            assertThat(alone.control()).isEqualTo(lane(together.control(), lanes, lane));
        }
    }

    @Test
    void trialsPhasesAndSeedsDrawAnew() {
        SpikingFormulation formulation = spiking(straight, 20, timing(0, 100));
        double[] first = somata(formulation, new Presentation(sample, new long[] {1}, phase(0), new RandomStreams(1)));
        assertThat(somata(formulation, new Presentation(sample, new long[] {1}, phase(0), new RandomStreams(1))))
                .isEqualTo(first);
        assertThat(somata(formulation, new Presentation(sample, new long[] {2}, phase(0), new RandomStreams(1))))
                .isNotEqualTo(first);
        assertThat(somata(formulation, new Presentation(sample, new long[] {1}, phase(1), new RandomStreams(1))))
                .isNotEqualTo(first);
        assertThat(somata(formulation, new Presentation(sample, new long[] {1}, phase(0), new RandomStreams(2))))
                .isNotEqualTo(first);
    }

    @Test
    void aSecondPresentationEqualsAFreshSimulation() {
        SpikingFormulation formulation = spiking(straight, 20, timing(20, 100));
        Simulation used = formulation.simulation(3);
        double[] inputs = uniform(6, 12);
        double[] shift = uniform(7, 9);
        used.present(formulation.map(weights), presentation(uniform(8, 12), 3, 90), shifted(shift));
        used.present(formulation.map(weights), presentation(inputs, 3, 5), shifted(shift));
        Simulation fresh = formulation.simulation(3);
        fresh.present(formulation.map(weights), presentation(inputs, 3, 5), shifted(shift));
        assertThat(potentials(used)).isDeepEqualTo(potentials(fresh));
        assertThat(used.freeOutput()).isEqualTo(fresh.freeOutput());
        assertThat(used.control()).isEqualTo(fresh.control());
    }

    @Test
    void baselineRatesOfPresynapticNeuronsAreCancelled() {
        NetworkWeights silent = NetworkWeights.zero(straight);
        Arrays.fill(silent.forward(0), 0.7);
        SpikingFormulation formulation = spiking(straight, 1000, timing(4000, 1));
        Mean mean = new Mean(straight, -3500, 20, false);
        formulation.simulation(20).free(formulation.map(silent), presentation(new double[4 * 20], 20, 0), mean);
        assertThat(Math.abs(mean.z(0, 0, 0))).isLessThan(3);
    }

    private static Presentation.Phase phase(int k) {
        return Presentation.Phase.values()[k];
    }

    private double[] somata(SpikingFormulation formulation, Presentation presentation) {
        Simulation simulation = formulation.simulation(1);
        simulation.present(formulation.map(weights), presentation, shifted(new double[3]));
        return simulation.layer(1).postsynaptic().soma();
    }

    private Mean freeMean(int neurons, int steps, int lanes) {
        SpikingFormulation formulation = spiking(straight, neurons, timing(400 + steps, 1));
        Mean mean = new Mean(straight, -steps, lanes, false);
        formulation.simulation(lanes).free(formulation.map(weights), repeated(lanes, neurons), mean);
        return mean;
    }

    private Presentation repeated(int lanes, long firstTrial) {
        return presentation(spread(sample, lanes), lanes, firstTrial);
    }

    private static double[] spread(double[] x, int lanes) {
        double[] y = new double[x.length * lanes];
        for (int i = 0; i < x.length; i++) {
            Arrays.fill(y, i * lanes, (i + 1) * lanes, x[i]);
        }
        return y;
    }

    @Test
    void weightsMakeTheRoundTrip() {
        SpikingFormulation spiking = spiking(straight, 30, timing(0, 1));
        NetworkWeights back = spiking.abstractWeights(spiking.map(weights));
        for (int l = 0; l < straight.layers(); l++) {
            assertThat(TestNetworks.largestDifference(back.forward(l), weights.forward(l)))
                    .isLessThan(1e-14);
            assertThat(TestNetworks.largestDifference(back.bias(l), weights.bias(l)))
                    .isLessThan(1e-13);
            assertThat(TestNetworks.largestDifference(back.feedback(l), weights.feedback(l)))
                    .isLessThan(1e-14);
        }
    }

    private static Timing timing(int free, int steps) {
        return new Timing(free, free / 2, steps, DT_MS / TAU_U_MS, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
    }

    private static SpikingFormulation spiking(NetworkDescription network, int neurons, Timing timing) {
        return new SpikingFormulation(
                network,
                timing,
                controller(ALPHA, 0),
                neurons(PyramidalCell.standard()),
                new EscapeNoiseUnits(neurons),
                5,
                DT_MS,
                TestNetworks.PRODUCT);
    }

    /** Time averages of v from a step on, one a lane. */
    private static final class Mean implements org.apical.network.dynamics.StepObserver {
        private final double[][] sum;
        private final int from;
        private final int lanes;
        private final boolean controlledPhase;
        private int steps;

        Mean(NetworkDescription network, int from, int lanes, boolean controlledPhase) {
            this.sum = new double[network.layers()][];
            for (int l = 0; l < sum.length; l++) {
                sum[l] = new double[network.units(l) * lanes];
            }
            this.from = from;
            this.lanes = lanes;
            this.controlledPhase = controlledPhase;
        }

        @Override
        public void onStep(boolean controlled, int step, Simulation state) {
            if (controlled != controlledPhase || step < from) {
                return;
            }
            steps++;
            for (int l = 0; l < sum.length; l++) {
                var post = state.layer(l).postsynaptic();
                double origin = post.constants().somaOrigin();
                double scale = post.constants().somaScale();
                for (int k = 0; k < sum[l].length; k++) {
                    sum[l][k] += (post.soma()[k] - origin) / scale;
                }
            }
        }

        double mean(int l, int unit) {
            double mean = 0;
            for (int lane = 0; lane < lanes; lane++) {
                mean += sum[l][unit * lanes + lane] / steps / lanes;
            }
            return mean;
        }

        double standardError(int l, int unit) {
            double mean = mean(l, unit);
            double square = 0;
            for (int lane = 0; lane < lanes; lane++) {
                double d = sum[l][unit * lanes + lane] / steps - mean;
                square += d * d;
            }
            return Math.sqrt(square / (lanes - 1) / lanes);
        }

        /** Root mean square over all units, of one lane. */
        double standardError() {
            double square = 0;
            int units = 0;
            for (int l = 0; l < sum.length; l++) {
                for (int i = 0; i < sum[l].length / lanes; i++) {
                    square += standardError(l, i) * standardError(l, i) * lanes;
                    units++;
                }
            }
            return Math.sqrt(square / units);
        }

        double z(int l, int unit, double expected) {
            return (mean(l, unit) - expected) / standardError(l, unit);
        }
    }
}
