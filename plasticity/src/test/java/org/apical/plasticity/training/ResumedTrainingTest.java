package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.learner;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.Apart;
import org.apical.plasticity.optimiser.Bounded;
import org.apical.plasticity.optimiser.Centred;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.FeedbackBeside;
import org.apical.plasticity.optimiser.KolenPollack;
import org.apical.plasticity.optimiser.LayerRates;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.optimiser.WeightDecay;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.rule.WeightBounds;
import org.apical.plasticity.state.KeptState;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.theory.AlignmentSupport;
import org.apical.plasticity.theory.ForwardForward;
import org.apical.plasticity.theory.ForwardForward.Goodness;
import org.apical.plasticity.theory.PhaselessAlignment;
import org.apical.plasticity.theory.WeightMirror;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training that was stopped anywhere, its state put back into another one, ends with the bits of training that was not. */
class ResumedTrainingTest {
    private static final LaneBlocks ONE = new LaneBlocks(1);
    private static final LearningRate FALLING = new LearningRate.LinearDecay(0.05, 12);
    private static final OwnPathway UP = new OwnPathway("up", OwnPathway.Way.UP);
    private static final int EPOCHS = 3;
    private static final int FIRST = 2;

    private final Samples samples = TestLearners.samples(20, 4);

    @AfterAll
    static void close() {
        ONE.close();
    }

    private static Optimiser adam() {
        return new Adam(NETWORK, FALLING);
    }

    private static Optimiser sgd() {
        return new MomentumSgd(NETWORK, FALLING, 0.9);
    }

    private static BatchStep forward(Optimiser optimiser) {
        return BatchStep.forward(learner(rates(10), INSTANTANEOUS, 0.1, 8, ONE), optimiser);
    }

    private static BatchStep mirrored(ForwardSignal signal) {
        return BatchStep.forward(rates(10), signal, OwnPathways.backward(NETWORK, ResumedTrainingTest::adam));
    }

    static Stream<String> kinds() {
        return steps().keySet().stream();
    }

    private static Map<String, Supplier<BatchStep>> steps() {
        Map<String, Supplier<BatchStep>> steps = new LinkedHashMap<>();
        steps.put("Adam", () -> forward(adam()));
        steps.put("momentum", () -> forward(sgd()));
        steps.put("clipped", () -> forward(new Clipped(sgd(), NETWORK, 0.1)));
        steps.put("decaying", () -> forward(new WeightDecay(adam(), NETWORK, 0.1)));
        steps.put("centred", () -> forward(new Centred(sgd(), NETWORK)));
        steps.put("rates of layers", () -> forward(new LayerRates(adam(), NETWORK, 1, 0.5)));
        steps.put("apart", () -> forward(new Apart(adam(), sgd(), NETWORK)));
        steps.put("bounded", () -> forward(new Bounded(adam(), new WeightBounds(-0.3, 0.3))));
        steps.put("followed", () -> forward(adam().then(weights -> weights.bias(0)[0] *= 0.5)));
        steps.put("mirrored", () -> forward(new KolenPollack(NETWORK, () -> new WeightDecay(adam(), NETWORK, 0.1))));
        steps.put("with pathways of its own", () -> {
            Optimiser optimiser = new OwnPathways(NETWORK, adam(), Map.of(UP, adam()));
            return BatchStep.of(
                    (weights, batch, trial) -> {
                        WeightUpdate direction = new WeightUpdate(NETWORK, List.of(UP));
                        for (int l = 0; l < NETWORK.layers(); l++) {
                            Arrays.fill(direction.forward(l), batch.rates()[0][0]);
                            Arrays.fill(direction.own(UP).orElseThrow().forward(l), batch.rates()[0][1]);
                            Arrays.fill(direction.own(UP).orElseThrow().bias(l), batch.rates()[0][2]);
                        }
                        optimiser.step(weights, direction);
                    },
                    optimiser::state);
        });
        Targets nudge = batch -> new SoftmaxNudge(0.5, 1, batch.labels());
        steps.put(
                "with feedback beside",
                () -> BatchStep.forward(
                        rates(10),
                        new AlignmentSupport(NETWORK, nudge, PRODUCT),
                        new FeedbackBeside(adam(), NETWORK, new AdamParams(FALLING, 0.9, 0.99))));
        steps.put(
                "wrong labels",
                () -> BatchStep.forward(
                        rates(10),
                        new ForwardForward(NETWORK, nudge, PRODUCT, new Goodness(0.5, 3, 1), new RandomStreams(7)),
                        adam()));
        Targets targets = batch -> new SoftmaxNudge(0.1, 1, batch.labels());
        steps.put(
                "weight mirror",
                () -> mirrored(new WeightMirror(
                        NETWORK,
                        new GradientSignal(NETWORK, Descent.towards(targets), Way.BACKWARD, PRODUCT),
                        new WeightMirror.Params(0.1, 1, 1),
                        PRODUCT,
                        new RandomStreams(7))));
        steps.put(
                "phaseless alignment",
                () -> mirrored(new PhaselessAlignment(
                        NETWORK,
                        targets,
                        new PhaselessAlignment.Params(0.1, 2, 10, 4, 0.5, 1),
                        PRODUCT,
                        new RandomStreams(7))));
        steps.put(
                "feedback",
                () -> BatchStep.feedback(
                        new FeedbackLearner(
                                rates(10), new FeedbackNoise(0.01, 0.5, 0), PRODUCT, 8, ONE, new RandomStreams(7)),
                        new FeedbackAdam(NETWORK, new AdamParams(FALLING, 0.9, 0.99))));
        return steps;
    }

    private static NetworkWeights weights() {
        NetworkWeights weights = TestLearners.WEIGHTS.copy();
        weights.setBackwardToRandom(NETWORK, new RandomStreams(8));
        weights.setOwnToRandom(UP, NETWORK, new RandomStreams(9), Purpose.INTERNEURON_WEIGHTS);
        return weights;
    }

    /** A training, its weights, and what was said of it. */
    private final class Watched implements Training.Observer {
        final NetworkWeights weights = weights();
        final Training training;
        final List<String> said = new ArrayList<>();
        final List<KeptState> kept = new ArrayList<>();
        final List<Integer> before = new ArrayList<>();

        Watched(Supplier<BatchStep> step) {
            training = new Training(step.get(), samples, 8, new RandomStreams(6));
        }

        void state(StateVisitor visitor) {
            visitor.in("weights").weights(NETWORK, weights);
            training.state(visitor.in("training"));
        }

        Watched run() {
            training.epochs(weights, FIRST, EPOCHS, this);
            return this;
        }

        @Override
        public void progress(long done) {
            said.add("progress " + done);
        }

        @Override
        public void epoch(int epochs, NetworkWeights now) {
            assertThat(now).isSameAs(weights);
            said.add("epoch " + epochs + " " + now.forward(0)[0]);
        }

        @Override
        public void atRest() {
            kept.add(KeptState.of(this::state));
            before.add(said.size());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnFromWhereverItRested(String kind) {
        Supplier<BatchStep> step = steps().get(kind);
        Watched whole = new Watched(step).run();
        KeptState end = KeptState.of(whole::state);
        assertThat(whole.kept).hasSize(1 + EPOCHS * (3 + 1));
        assertThat(end.numbers())
                .isNotEqualTo(whole.kept.get(whole.kept.size() - 3).numbers());
        for (int rest = 0; rest < whole.kept.size(); rest++) {
            Watched resumed = new Watched(step);
            whole.kept.get(rest).putBack(resumed::state);
            resumed.run();
            assertThat(KeptState.of(resumed::state).numbers())
                    .as("rest %d", rest)
                    .isEqualTo(end.numbers());
            assertThat(resumed.said).isEqualTo(whole.said.subList(whole.before.get(rest), whole.said.size()));
        }
    }

    /** Epochs in several calls, as feedback learns between forward epochs, go on in the call that was under way. */
    @Test
    void aLaterCallIsAnother() {
        Consumer<Watched> two = watched -> {
            watched.training.epochs(watched.weights, 0, 2, watched);
            watched.training.epochs(watched.weights, 2, 1, watched);
        };
        Watched whole = new Watched(steps().get("feedback"));
        two.accept(whole);
        KeptState end = KeptState.of(whole::state);
        Watched later = new Watched(steps().get("feedback"));
        // after the first batch of the second call: 1 + 2 * 4 rests of the first, 1 of its beginning
        whole.kept.get(10).putBack(later::state);
        later.training.epochs(later.weights, 2, 1, later);
        assertThat(KeptState.of(later::state).numbers()).isEqualTo(end.numbers());
    }
}
