package org.apical.plasticity.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.synapse.ApicalConstants;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.plasticity.training.ApicalPlasticity;
import org.apical.plasticity.update.FeedbackUpdate;
import org.junit.jupiter.api.Test;

/** A linear 4-5-3 network held at its own feedforward output under noise in its apical dendrites. */
class AntiHebbianFeedbackTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(4, 5, 3), new Linear(), new Linear());
    private static final double TAU_A = 0.1;
    private static final double TAU_V = 0.2;
    private static final double ALPHA = 10;
    private static final double DT = 0.005;
    private static final double DT_MS = 100 * DT;
    private static final double SIGMA = 0.02;

    private static final int EVERY_LAYER = -1;

    private int noisy = EVERY_LAYER;
    private final NetworkWeights weights = NetworkWeights.draw(NETWORK, new RandomStreams(3));

    /**
     * With Q = 0 the loop is open and its covariances have a closed form: E[v^fb u^T] = -(sigma^2/2) f^n / (1 + alpha tau_a) J_i^T, f = tau_a / (tau_a + tau_v), n = L - i + 1
     * somata on the way, so dQ_i -> f^n / (2 (1 + alpha tau_a)) J_i^T; on the time grid, with p = dt/tau_a, q = dt/tau_v and k = (1 - p)(1 - alpha dt),
     *
     * <pre>
     * dQ_i = dt/(sigma^2 (1 - k)) A g^n J_i^T        A = sigma^2 dt / tau_a^2 / (p (2 - p))        g = q / (1 - (1 - p)(1 - q))
     * </pre>
     *
     * which the same recursions of covariances give. What is left is sampling: 256 lanes times 200 tau_a. Noise in one layer at a time keeps it small.
     */
    @Test
    void withoutFeedbackTheChangeIsTheTransposedJacobian() {
        zeroFeedback();
        double p = DT / TAU_A;
        double q = DT / TAU_V;
        double g = q / (1 - (1 - p) * (1 - q));
        double factor = DT / (1 - (1 - p) * (1 - ALPHA * DT)) * DT / (TAU_A * TAU_A) / (p * (2 - p));
        double[] output = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        expectChange(0, transposedOutputWeights(), factor * g * g);
        expectChange(1, output, factor * g);
    }

    private void expectChange(int layer, double[] transposedJacobian, double factor) {
        noisy = layer;
        double[] change = run(256, 4000, AntiHebbianParams.plain(SIGMA, DT_MS)).feedback(layer);
        assertThat(cosine(change, transposedJacobian)).isGreaterThan(0.98);
        assertThat(slope(change, transposedJacobian) / factor).isCloseTo(1, within(0.05));
    }

    /** The rule written out on what was recorded: u_lp as a sum over its whole history. */
    @Test
    void changeEqualsTheEquationOnTheRecordedCourses() {
        double tauMs = 20;
        FeedbackDecay decay = new FeedbackDecay.Homeostatic(0.2, 1);
        AntiHebbianParams params = new AntiHebbianParams(SIGMA, DT_MS, new ControlFilter.HighPass(tauMs), decay);
        int lanes = 3;
        int steps = 40;
        double[][] apical = new double[steps][];
        double[][] control = new double[steps][];
        StepObserver recorder = (controlled, step, state) -> {
            apical[step] = state.layer(0).apical().clone();
            control[step] = state.control().clone();
        };
        double[] change = run(lanes, steps, params, recorder).feedback(0);
        double[] q = weights.feedback(0);
        double norm = Arrays.stream(q).map(x -> x * x).sum();
        double keep = Math.exp(-DT_MS / tauMs);
        for (int i = 0; i < 5; i++) {
            for (int o = 0; o < 3; o++) {
                double sum = 0;
                for (int lane = 0; lane < lanes; lane++) {
                    for (int t = 1; t < steps; t++) {
                        double low = control[0][o * lanes + lane] * Math.pow(keep, t);
                        for (int s = 1; s <= t; s++) {
                            low += (1 - keep) * Math.pow(keep, t - s) * control[s][o * lanes + lane];
                        }
                        sum += apical[t - 1][i * lanes + lane] * (control[t][o * lanes + lane] - low);
                    }
                }
                int k = i * 3 + o;
                double expected = -sum / (lanes * (steps - 1) * SIGMA * SIGMA) - 0.2 * (norm - 1) * q[k];
                assertThat(change[k]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    /** Gain of a sine through the filter: keep (1 - e^{-i w}) / (1 - keep e^{-i w}); a constant does not pass. */
    @Test
    void theHighPassLetsASineThroughAsItsTransferFunctionSays() {
        double keep = Math.exp(-1.0 / 30);
        double w = 0.07;
        HighPassed filter = HighPassed.of(new ControlFilter.HighPass(30).highPassMs(), 1, 2);
        filter.begin(new double[] {0, 5});
        double cos = 0;
        double sin = 0;
        // 40 tau of transient; one more period on the grid is not whole, so amplitude and phase are solved for from two
        // samples
        double[] last = new double[2];
        for (int k = 1; k <= 1200; k++) {
            double[] high = filter.step(new double[] {Math.sin(w * k), 5});
            assertThat(high[1]).isZero();
            last[0] = last[1];
            last[1] = high[0];
        }
        sin = (last[1] * Math.cos(w * 1199) - last[0] * Math.cos(w * 1200)) / Math.sin(w);
        cos = (last[0] * Math.sin(w * 1200) - last[1] * Math.sin(w * 1199)) / Math.sin(w);
        double denominator = 1 + keep * keep - 2 * keep * Math.cos(w);
        double real = keep * (1 - Math.cos(w) * (1 + keep) + keep) / denominator;
        double imaginary = keep * (1 - keep) * Math.sin(w) / denominator;
        assertThat(sin).isCloseTo(real, within(1e-12));
        assertThat(cos).isCloseTo(imaginary, within(1e-12));
    }

    /** A dendrite that goes from 0 to 2 and stays, under a control of 0.3. */
    @Test
    void aSteadyControlTeachesNothingOnceHighPassedNorDoesASteadyDendrite() {
        AntiHebbianParams plain = AntiHebbianParams.plain(1, 1);
        assertThat(steady(plain)).isCloseTo(-0.6, within(1e-15));
        assertThat(steady(plain.highPassed(20))).isZero();
        assertThat(steady(new AntiHebbianParams(
                        1,
                        1,
                        new ControlFilter.AsItIs(),
                        new ApicalFluctuation.HighPass(20),
                        1,
                        new FeedbackDecay.None())))
                .isZero();
    }

    private static double steady(AntiHebbianParams params) {
        ApicalRig rig = new ApicalRig(1, 1, 1, new ApicalConstants(1, 0));
        FeedbackRule.Synapses synapses = new AntiHebbianFeedback(params, PRODUCT).at(rig.view());
        synapses.begin();
        rig.control()[0] = 0.3;
        synapses.step(false);
        rig.potential()[0] = 2;
        for (int step = 0; step < 10; step++) {
            synapses.step(true);
        }
        double[] dQ = new double[1];
        synapses.addTo(dQ, 1);
        return dQ[0];
    }

    /** One factor for every layer above, on what noise says, not on the decay; V_a in units of what feedback does to it. */
    @Test
    void noiseOfLowerLayersCountsMoreByTheLagsItMeets() {
        double factor = AntiHebbianParams.lagFactor(20, 100);
        assertThat(factor).isCloseTo(1.2, within(1e-15));
        AntiHebbianParams plain =
                new AntiHebbianParams(1, 1, new ControlFilter.AsItIs(), new FeedbackDecay.Constant(0.1));
        double[] atOutput = course(plain.withLagFactor(factor), new ApicalConstants(1, 0));
        double[] below = course(plain.withLagFactor(factor), new ApicalConstants(1, 2));
        double[] scaled = course(plain, new ApicalConstants(4, 0));
        double[] q = new ApicalRig(3, 2, 2, new ApicalConstants(1, 0)).view().weights();
        for (int k = 0; k < q.length; k++) {
            double decay = -2 * 0.1 * q[k];
            assertThat(below[k] - decay).isCloseTo(1.44 * (atOutput[k] - decay), within(1e-12));
            assertThat(scaled[k] - decay).isCloseTo((atOutput[k] - decay) / 4, within(1e-12));
        }
    }

    private static double[] course(AntiHebbianParams params, ApicalConstants constants) {
        ApicalRig rig = new ApicalRig(3, 2, 2, constants);
        FeedbackRule.Synapses synapses = new AntiHebbianFeedback(params, PRODUCT).at(rig.view());
        return rig.course(synapses, 40);
    }

    private void zeroFeedback() {
        for (int l = 0; l < 2; l++) {
            Arrays.fill(weights.feedback(l), 0);
        }
    }

    /** dQ, the mean over lanes. */
    private FeedbackUpdate run(int lanes, int steps, AntiHebbianParams params, StepObserver... observers) {
        Timing timing = new Timing(0, 0, steps, DT, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        double amplitude = SIGMA * Math.sqrt(DT) / TAU_A;
        List<ApicalDendrite> dendrites = List.of(
                new ApicalDendrite.NoisyLowPass(DT / TAU_A, amplitude, noise(0, 5 * lanes)),
                new ApicalDendrite.NoisyLowPass(DT / TAU_A, amplitude, noise(1, 3 * lanes)));
        RateFormulation formulation = new RateFormulation(
                NETWORK,
                timing,
                new ControllerParams(ALPHA, 0, Leak.ON_CONTROL),
                TAU_V,
                dendrites,
                MatrixProduct.detect());
        Simulation simulation = formulation.simulation(lanes);
        double[] input = new SplittableRandom(8).doubles(4 * lanes, -1, 1).toArray();
        ApicalPlasticity plasticity = new ApicalPlasticity(new AntiHebbianFeedback(params, PRODUCT), simulation);
        plasticity.begin(weights);
        StepObserver[] all = Arrays.copyOf(observers, observers.length + 1);
        all[observers.length] = plasticity;
        simulation.present(
                formulation.map(weights),
                new Presentation(input, new long[lanes], Phase.PROBE, new RandomStreams(0)),
                (free, target, units, width) -> System.arraycopy(free, 0, target, 0, free.length),
                all);
        FeedbackUpdate update = new FeedbackUpdate(NETWORK);
        plasticity.addTo(update, 1.0 / lanes);
        return update;
    }

    private ApicalDendrite.Noise noise(int layer, int size) {
        double[] xi = new double[size];
        if (noisy != EVERY_LAYER && noisy != layer) {
            return () -> xi;
        }
        Random random = new Random(layer);
        return () -> {
            Arrays.setAll(xi, k -> random.nextGaussian());
            return xi;
        };
    }

    private double[] transposedOutputWeights() {
        double[] w = weights.forward(1);
        double[] transposed = new double[15];
        MatrixProduct.transpose(3, 5, w, transposed);
        return transposed;
    }

    private static double slope(double[] y, double[] x) {
        return dot(x, y) / dot(x, x);
    }

    private static double cosine(double[] x, double[] y) {
        return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
