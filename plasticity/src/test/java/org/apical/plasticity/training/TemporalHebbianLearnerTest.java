package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.control.SoftmaxNudge;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.rule.TemporalHebbian;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Temporal Hebbian learning where it is meant to be: between the feedforward and the controlled state of a network. */
class TemporalHebbianLearnerTest {
    private static final int STEPS = 4000;

    /**
     * The first layer sees constant rates and its dendrite predicts its feedforward state: sum of dr x over the phase = (r(end) - r^-) x, which is also the
     * last, settled step of dendritic prediction. A phase of twice the length adds STEPS such steps to the latter's sum.
     */
    @Test
    void inTheFirstLayerItIsDendriticPredictionInTheControlledState() {
        WeightUpdate temporal = update(new TemporalHebbian(0.5, PRODUCT), rates(STEPS));
        LocalRule prediction =
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT);
        WeightUpdate once = update(prediction, rates(STEPS));
        WeightUpdate twice = update(prediction, rates(2 * STEPS));
        double[] changed = temporal.forward(0);
        double largest = 0;
        for (double x : changed) {
            largest = Math.max(largest, STEPS * Math.abs(x));
        }
        assertThat(largest).isGreaterThan(1e-3);
        for (int k = 0; k < changed.length; k++) {
            double settled = 2 * twice.forward(0)[k] - once.forward(0)[k];
            assertThat(STEPS * changed[k]).isCloseTo(settled, within(1e-4 * largest));
        }
    }

    @Test
    void theDeeperLayerAgreesInDirection() {
        WeightUpdate temporal = update(new TemporalHebbian(0.5, PRODUCT), rates(STEPS));
        LocalRule prediction =
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT);
        WeightUpdate once = update(prediction, rates(STEPS));
        assertThat(temporal.cosine(0, once)).isGreaterThan(0.999);
        assertThat(temporal.cosine(NETWORK.layers() - 1, once)).isGreaterThan(0.9);
    }

    private static WeightUpdate update(LocalRule rule, Formulation formulation) {
        try (LaneBlocks one = new LaneBlocks(1)) {
            Learner learner = new Learner(
                    formulation,
                    rule,
                    samples -> new SoftmaxNudge(0.1, 1, samples.labels()),
                    8,
                    one,
                    new RandomStreams(62));
            return learner.update(WEIGHTS, samples(8, 3), Phase.PROBE, 0);
        }
    }
}
