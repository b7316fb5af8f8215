package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.training.OnePhaseLearner.Updates;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class OnePhaseLearnerTest {
    private static final FeedbackNoise NOISE = new FeedbackNoise(0.01, 0.5, 0.1);
    private static final LocalRule FORWARD =
            new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT);
    private static final Targets NUDGE = samples -> new SoftmaxNudge(0.5, 1, samples.labels());
    private static final RandomStreams STREAMS = new RandomStreams(31);
    private static final Samples BATCH = TestLearners.samples(11, 4);
    private static final TargetPhase TARGET = new TargetPhase(NUDGE, 20);

    private static FeedbackRule feedback(Formulation formulation) {
        return new AntiHebbianFeedback(NOISE.rule(formulation.timing().dtMs()).highPassed(100), PRODUCT);
    }

    private static Updates updates(Formulation quiet, int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new OnePhaseLearner(NOISE.in(quiet), FORWARD, FORWARD, feedback(quiet), TARGET, 4, blocks, STREAMS)
                    .updates(WEIGHTS, BATCH, Phase.FEEDBACK, 40);
        }
    }

    private static List<Formulation> formulations() {
        return List.of(
                TestLearners.rates(60),
                TestLearners.graded(60, Coupling.DENDRITE_TO_SOMA),
                TestLearners.spiking(5, 60));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        for (Formulation formulation : formulations()) {
            Updates one = updates(formulation, 1);
            Updates two = updates(formulation, 2);
            for (int l = 0; l < 2; l++) {
                assertThat(two.forward().forward(l))
                        .isEqualTo(one.forward().forward(l))
                        .doesNotContain(0.0);
                assertThat(two.forward().bias(l)).isEqualTo(one.forward().bias(l));
                assertThat(two.feedback().feedback(l))
                        .isEqualTo(one.feedback().feedback(l))
                        .doesNotContain(0.0);
            }
        }
    }

    /** Two rules on one presentation see what each would see alone: the same bits. */
    @Test
    void eachRuleLearnsAsItWouldAlone() {
        for (Formulation formulation : formulations()) {
            Updates both = updates(formulation, 1);
            WeightUpdate forward;
            FeedbackUpdate feedback;
            try (LaneBlocks blocks = new LaneBlocks(1)) {
                Formulation noisy = NOISE.in(formulation);
                forward = new Learner(noisy, FORWARD, NUDGE, 4, blocks, STREAMS)
                        .update(WEIGHTS, BATCH, Phase.FEEDBACK, 40);
                feedback = new FeedbackLearner(noisy, feedback(formulation), 4, blocks, STREAMS)
                        .towards(TARGET)
                        .direction(WEIGHTS, BATCH, 40);
            }
            for (int l = 0; l < 2; l++) {
                assertThat(both.forward().forward(l)).isEqualTo(forward.forward(l));
                assertThat(both.feedback().feedback(l)).isEqualTo(feedback.feedback(l));
            }
        }
    }

    /**
     * Without noise V_a and u settle, the slowest of it with alpha + J Q, some 1/tau_u: after 9 tau_u u has e^-9 left of its way; read as it is, it stays.
     */
    @Test
    void whatControlHoldsSteadyTeachesNothingOnceHighPassed() {
        Formulation quiet = TestLearners.rates(2400);
        AntiHebbianParams plain =
                AntiHebbianParams.plain(NOISE.sigma(), quiet.timing().dtMs());
        double held = norm(withoutNoise(quiet, plain, 0));
        assertThat(norm(withoutNoise(quiet, plain.highPassed(100), 1800))).isLessThan(1e-3 * held);
    }

    private static FeedbackUpdate withoutNoise(Formulation quiet, AntiHebbianParams params, int onset) {
        try (LaneBlocks blocks = new LaneBlocks(1)) {
            return new FeedbackLearner(quiet, new AntiHebbianFeedback(params, PRODUCT), 4, blocks, STREAMS)
                    .towards(new TargetPhase(NUDGE, onset))
                    .direction(WEIGHTS, BATCH, 0);
        }
    }

    private static double norm(FeedbackUpdate update) {
        double sum = 0;
        for (int l = 0; l < 2; l++) {
            sum += Arrays.stream(update.feedback(l)).map(x -> x * x).sum();
        }
        return Math.sqrt(sum);
    }

    @Test
    void divergenceIsNamed() {
        NetworkWeights wild = WEIGHTS.copy();
        Arrays.fill(wild.feedback(1), -1e3);
        Formulation rates = TestLearners.rates(4000);
        try (LaneBlocks blocks = new LaneBlocks(1)) {
            OnePhaseLearner learner =
                    new OnePhaseLearner(NOISE.in(rates), FORWARD, FORWARD, feedback(rates), TARGET, 4, blocks, STREAMS);
            assertThatThrownBy(() -> learner.updates(wild, BATCH, Phase.TRAINING, 0))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("F1");
        }
    }
}
