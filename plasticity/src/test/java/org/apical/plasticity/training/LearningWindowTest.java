package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.learner;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.apical.plasticity.training.TestLearners.timing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.Onset;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Windows that begin before control does. */
class LearningWindowTest {
    private static final int FREE = 100;
    private static final int STEPS = 300;
    /** dt/tau_v. */
    private static final double SHARE = 0.025;

    private final Samples batch = samples(4, 3);

    private static WeightUpdate update(Timing timing, int last, Samples batch) {
        Formulation rates =
                RateFormulation.of(NETWORK, timing, new ControllerParams(0.1, 0, Leak.ON_CONTROL), 0.2, PRODUCT);
        try (LaneBlocks one = new LaneBlocks(1)) {
            return learner(rates, INSTANTANEOUS, 1, 4, one)
                    .learningFromLast(last)
                    .update(WEIGHTS, batch, Phase.TRAINING, 0);
        }
    }

    /** Where the network has settled on its input beforehand, soma and prediction agree until control sets in: a longer window has the same sum. */
    @Test
    void whatHasSettledAddsNothing() {
        WeightUpdate controlled = update(timing(FREE, STEPS), STEPS, batch);
        WeightUpdate all = update(timing(FREE, STEPS), FREE + STEPS, batch);
        for (int k = 0; k < all.forward(0).length; k++) {
            assertThat(all.forward(0)[k] * (FREE + STEPS) / STEPS)
                    .isCloseTo(controlled.forward(0)[k], within(1e-13));
        }
        assertThat(update(timing(FREE, STEPS), 10_000, batch).forward(1)).isEqualTo(all.forward(1));
    }

    /**
     * After a blank the soma of the first layer lags behind its drive by (1 - dt/tau_v)^n of what the input changes. The window over all of the presentation has, beside what the controlled
     * phase has, the sum of phi(v_n) - phi(v^ff) times the input.
     */
    @Test
    void theOnsetOfAnInputAddsWhatTheSomaLagsBehind() {
        Timing blank = timing(FREE, STEPS).after(Onset.BLANK);
        WeightUpdate controlled = update(blank, STEPS, batch);
        WeightUpdate all = update(blank, FREE + STEPS, batch);
        double[] expected = new double[controlled.forward(0).length];
        int inputs = NETWORK.inputs();
        double[] none =
                SampleState.feedforward(NETWORK, WEIGHTS, new double[inputs]).potential(0);
        for (double[] x : batch.rates()) {
            double[] drive = SampleState.feedforward(NETWORK, WEIGHTS, x).potential(0);
            for (int n = 1; n <= FREE; n++) {
                for (int i = 0; i < drive.length; i++) {
                    double v = drive[i] + Math.pow(1 - SHARE, n) * (none[i] - drive[i]);
                    double e = Math.tanh(v) - Math.tanh(drive[i]);
                    for (int j = 0; j < inputs; j++) {
                        expected[i * inputs + j] += e * x[j] / batch.size();
                    }
                }
            }
        }
        for (int k = 0; k < expected.length; k++) {
            double added = all.forward(0)[k] * (FREE + STEPS) - controlled.forward(0)[k] * STEPS;
            assertThat(added).isCloseTo(expected[k], within(1e-9));
        }
    }
}
