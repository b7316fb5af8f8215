package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeTimingHebbianTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final double TAU_X = 17;
    private static final double TAU_Y = 23;
    private static final double DT_MS = 0.5;
    /** After 40 time constants of either, silence: exp(-40) = 4e-18. */
    private static final int SILENT_STEPS = (int) (40 * TAU_Y / DT_MS);

    private final SplittableRandom random = new SplittableRandom(5);

    /** W(s) of a single pair, s = t_post - t_pre; at zero the mean of both sides. */
    private static double window(double s) {
        double after = Math.exp(-s / TAU_X) / TAU_X;
        double before = -Math.exp(s / TAU_Y) / TAU_Y;
        return (s > 0 ? after : s < 0 ? before : (after + before) / 2) / (TAU_X + TAU_Y);
    }

    @ParameterizedTest
    @ValueSource(ints = {-200, -40, -1, 0, 1, 40, 200})
    void aPairChangesTheWeightByTheWindow(int lagSteps) {
        int[] pre = new int[500];
        int[] post = new int[500];
        pre[250] = 1;
        post[250 + lagSteps] = 1;
        assertThat(change(pre, post)).isCloseTo(window(lagSteps * DT_MS), within(1e-17));
    }

    @Test
    void trainsChangeItByTheSumOverAllPairs() {
        int[] pre = train(600, 0.08);
        int[] post = train(600, 0.05);
        double expected = 0;
        for (int i = 0; i < pre.length; i++) {
            for (int k = 0; k < post.length; k++) {
                expected += pre[i] * post[k] * window((k - i) * DT_MS);
            }
        }
        // some 1400 pairs of at most 1.5e-3
        assertThat(change(pre, post)).isCloseTo(expected, within(1e-14));
    }

    /** Between grid points dy/dt x = -y x / tau_y has a closed integral; at spikes y jumps, x counts with the mean of both sides. */
    @Test
    void overWholeTrainsItIsTheDifferentialFormOnLowPassedRates() {
        int[] pre = train(600, 0.08);
        int[] post = train(600, 0.05);
        double rate = 1 / TAU_X + 1 / TAU_Y;
        double x = 0;
        double y = 0;
        double integral = 0;
        for (int step = 0; step < pre.length + SILENT_STEPS; step++) {
            integral += -x * y / TAU_Y * -Math.expm1(-DT_MS * rate) / rate;
            x *= Math.exp(-DT_MS / TAU_X);
            y *= Math.exp(-DT_MS / TAU_Y);
            if (step < pre.length) {
                integral += post[step] / TAU_Y * (x + pre[step] / (2 * TAU_X));
                x += pre[step] / TAU_X;
                y += post[step] / TAU_Y;
            }
        }
        assertThat(change(pre, post)).isCloseTo(integral, within(1e-14));
    }

    /** {@link TemporalHebbian} itself on sampled traces: what is left is of first order, since spikes jump at the ends of steps. */
    @Test
    void temporalHebbianOnSampledTracesApproachesIt() {
        int[] pre = train(300, 0.08);
        int[] post = train(300, 0.05);
        double exact = change(pre, post);
        double coarse = differential(pre, post, 16) - exact;
        double fine = differential(pre, post, 32) - exact;
        assertThat(Math.abs(fine / exact)).isLessThan(0.03);
        assertThat(coarse / fine).isCloseTo(2, within(0.05));
    }

    private static double differential(int[] pre, int[] post, int substeps) {
        double[] x = {0};
        double[] y = {0};
        double dt = DT_MS / substeps;
        LocalRule.Synapses synapses = new TemporalHebbian(dt, PRODUCT)
                .at(new SynapseView(new Presynaptic(1, x, false), Postsynaptic.graded(1, null, null, y, null), 1));
        synapses.begin();
        for (int step = 0; step < (pre.length + SILENT_STEPS) * substeps; step++) {
            x[0] *= Math.exp(-dt / TAU_X);
            y[0] *= Math.exp(-dt / TAU_Y);
            if (step % substeps == 0 && step / substeps < pre.length) {
                x[0] += pre[step / substeps] / TAU_X;
                y[0] += post[step / substeps] / TAU_Y;
            }
            synapses.step(true);
        }
        double[] dW = new double[1];
        synapses.addTo(dW, new double[1], 1);
        return dW[0];
    }

    /**
     * Poisson trains; the postsynaptic rate goes from 20 to 60 Hz while the presynaptic one stays at 40 Hz. Pairs inside the phase make up tau_y/(tau_x + tau_y) of
     * (r(end) - r(start)) x. The grid adds 2e-4 of that: x is read half a step late.
     */
    @Test
    void underPoissonTrainsItsMeanIsTheShareOfTheDifferentialForm() {
        int trials = 20_000;
        int groups = 20;
        double[] means = new double[groups];
        for (int g = 0; g < groups; g++) {
            means[g] = meanOfPoissonTrials(trials / groups);
        }
        double mean = 0;
        double square = 0;
        for (double m : means) {
            mean += m / groups;
            square += m * m / groups;
        }
        double error = Math.sqrt((square - mean * mean) / (groups - 1));
        double expected = TAU_Y / (TAU_X + TAU_Y) * (0.060 - 0.020) * 0.040;
        assertThat(error / expected).isLessThan(0.1);
        assertThat((mean - expected) / error).isBetween(-3.0, 3.0);
    }

    private double meanOfPoissonTrials(int lanes) {
        double[] pre = new double[lanes];
        double[] post = new double[lanes];
        LocalRule.Synapses synapses = synapses(pre, post, lanes);
        // ten time constants to forget the start, ten to arrive
        int phase = (int) (10 * TAU_Y / DT_MS);
        for (int step = 0; step < 2 * phase; step++) {
            for (int lane = 0; lane < lanes; lane++) {
                pre[lane] = random.nextDouble() < 0.040 * DT_MS ? 1 : 0;
                post[lane] = random.nextDouble() < (step < phase ? 0.020 : 0.060) * DT_MS ? 1 : 0;
            }
            synapses.step(step >= phase);
        }
        double[] dW = new double[1];
        synapses.addTo(dW, new double[1], 1.0 / lanes);
        return dW[0];
    }

    private int[] train(int steps, double probability) {
        int[] spikes = new int[steps];
        for (int step = 0; step < steps; step++) {
            spikes[step] = random.nextDouble() < probability ? 1 + random.nextInt(2) : 0;
        }
        return spikes;
    }

    private static double change(int[] pre, int[] post) {
        double[] x = {0};
        double[] s = {0};
        LocalRule.Synapses synapses = synapses(x, s, 1);
        for (int step = 0; step < pre.length; step++) {
            x[0] = pre[step];
            s[0] = post[step];
            synapses.step(true);
        }
        double[] dW = new double[1];
        synapses.addTo(dW, new double[1], 1);
        return dW[0];
    }

    private static LocalRule.Synapses synapses(double[] pre, double[] post, int lanes) {
        SynapseView view = new SynapseView(
                new Presynaptic(1, null, pre, false), Postsynaptic.spiking(1, null, null, null, post, null), lanes);
        LocalRule.Synapses synapses = new SpikeTimingHebbian(TAU_X, TAU_Y, DT_MS, PRODUCT).at(view);
        synapses.begin();
        return synapses;
    }
}
