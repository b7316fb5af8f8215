package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A 64-6-10 network that learns from 40 digits: 3 batches of unequal size. */
class TrainingRunTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String SMALL = """
            data: {set: digits, train: 40, test: 20}
            layers:
              - {name: hidden, units: 6}
              - {name: classes, transfer: rectified}
            spikes: {neuronsPerUnit: 10}
            timing: {tauUMs: 400, freeMs: 40, warmupMs: 10, controlledMs: 60}
            learning: {target: {nudge: {lambda: 2}}, optimiser: {kind: adam, rate: 0.03}, epochs: 2, batch: 17}
            """;
    private static final String LEARNED =
            "{learned: {alpha: 0.6, proportionalGain: 0.5, presentationMs: 50, preTrainingEpochs: 2, epochsBetween: 1}}";

    private static Formulations formulations(String... changes) {
        ExperimentFile file = ExperimentFile.read("small.yaml", SMALL);
        for (String change : changes) {
            String[] one = change.split("=", 2);
            file = file.with(change, one[0], one[1]);
        }
        return new Formulations(file.experiment(PRODUCT), PRODUCT);
    }

    private static TrainingRun run(Formulations formulations, Form form, LaneBlocks threads) {
        Experiment experiment = formulations.experiment();
        return new TrainingRun(
                formulations,
                formulations.of(form),
                experiment.data().orElseThrow().task(new RandomStreams(experiment.seed())),
                threads);
    }

    /** What a run came to: all weights, and the accuracies on the way. */
    private record Learned(NetworkWeights weights, List<Double> accuracy) {
        static Learned of(Formulations formulations, Form form, int workers) {
            try (LaneBlocks threads = new LaneBlocks(workers)) {
                TrainingRun run = run(formulations, form, threads);
                NetworkWeights weights = run.initial();
                List<Double> accuracy = new ArrayList<>();
                TrainingRun.Observer tests = new TrainingRun.Observer() {
                    @Override
                    public void epoch(int epochs, NetworkWeights now) {
                        accuracy.add(run.score(now));
                    }
                };
                run.preTrain(weights, tests);
                run.learn(weights, tests);
                return new Learned(weights, accuracy);
            }
        }
    }

    private static void assertSame(NetworkWeights weights, NetworkWeights others, int layers) {
        for (int l = 0; l < layers; l++) {
            assertThat(weights.forward(l)).isEqualTo(others.forward(l));
            assertThat(weights.bias(l)).isEqualTo(others.bias(l));
            assertThat(weights.feedback(l)).isEqualTo(others.feedback(l));
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsChangeNoBit(Form form) {
        Formulations formulations = formulations("learning.feedback=" + LEARNED);
        Learned one = Learned.of(formulations, form, 1);
        for (int workers = 2; workers <= 3; workers++) {
            Learned more = Learned.of(formulations, form, workers);
            assertSame(more.weights(), one.weights(), 2);
            assertThat(more.accuracy()).isEqualTo(one.accuracy());
        }
        assertThat(Learned.of(formulations("learning.feedback=" + LEARNED, "seed=2"), form, 1)
                        .weights()
                        .forward(0))
                .isNotEqualTo(one.weights().forward(0));
    }

    /** Without a bound the gain of the same run is above it; with it no formulation ends beyond, and Q has changed its length alone. */
    @ParameterizedTest
    @EnumSource
    void feedbackIsScaledDownToABoundOfTheLoopGain(Form form) {
        Formulations free = formulations();
        Formulations bounded = formulations("learning.loopGain=0.2");
        NetworkWeights began;
        try (LaneBlocks threads = new LaneBlocks(1)) {
            began = run(bounded, form, threads).initial();
        }
        NetworkWeights ended = Learned.of(bounded, form, 1).weights();
        assertThat(radius(free, Learned.of(free, form, 1).weights())).isGreaterThan(0.4);
        // the last step may have made the gain fall
        assertThat(radius(bounded, ended)).isBetween(0.15, 0.2 * (1 + 1e-12));
        double factor = ended.feedback(0)[0] / began.feedback(0)[0];
        assertThat(factor).isLessThan(0.5);
        for (int l = 0; l < 2; l++) {
            for (int k = 0; k < began.feedback(l).length; k++) {
                assertThat(ended.feedback(l)[k])
                        .isCloseTo(factor * began.feedback(l)[k], within(1e-12 * Math.abs(began.feedback(l)[k])));
            }
        }
    }

    /** Of J Q, the largest over the first four samples. */
    private static double radius(Formulations formulations, NetworkWeights weights) {
        Experiment experiment = formulations.experiment();
        double[][] rates = experiment
                .data()
                .orElseThrow()
                .task(new RandomStreams(experiment.seed()))
                .train()
                .range(0, 4)
                .rates();
        double largest = 0;
        for (double[] input : rates) {
            SampleState state = SampleState.feedforward(formulations.network(), weights, input);
            largest = Math.max(largest, new LinearisedNetwork(formulations.network(), weights, state).spectralRadius());
        }
        return largest;
    }

    @Test
    void aBoundOfTheLoopGainNeedsALoopThatIsUnderstood() {
        assertThatThrownBy(() ->
                        formulations("formulations=[F1]", "learning.feedback={inversion: {}}", "learning.loopGain=2"))
                .hasMessageContainingAll("learning.loopGain", "a plain chain of layers with direct feedback");
    }

    @Test
    void everyFormulationBeginsWithTheSameWeightsAndSamples() {
        Formulations formulations = formulations("learning.feedback={fixed: random}");
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun rates = run(formulations, Form.F1, threads);
            for (Form form : List.of(Form.F2, Form.F3)) {
                TrainingRun other = run(formulations, form, threads);
                assertSame(other.initial(), rates.initial(), 2);
                assertThat(other.firstBatch().rates())
                        .isDeepEqualTo(rates.firstBatch().rates());
                assertThat(other.firstBatch().size()).isEqualTo(17);
            }
        }
    }

    /** Epochs are observed from the untrained network to the last, presentations up to all there are. */
    @ParameterizedTest
    @EnumSource(names = {"F1", "F3"})
    void whoWatchesSeesEveryEpochAndAllPresentations(Form form) {
        List<String> seen = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        TrainingRun.Observer observer = new TrainingRun.Observer() {
            @Override
            public void preTraining(long presentations) {
                seen.add("feedback learns from " + presentations);
            }

            @Override
            public void progress(long presentations) {
                done.add(presentations);
            }

            @Override
            public void epoch(int epochs, NetworkWeights weights) {
                seen.add("epoch " + epochs + " after " + (done.isEmpty() ? 0 : done.get(done.size() - 1)));
                done.clear();
            }
        };
        try (LaneBlocks threads = new LaneBlocks(2)) {
            TrainingRun run = run(formulations("learning.feedback=" + LEARNED), form, threads);
            NetworkWeights weights = run.initial();
            run.preTrain(weights, observer);
            assertThat(done).isSorted().endsWith(80L);
            done.clear();
            run.learn(weights, observer);
            assertThat(seen)
                    .containsExactly(
                            "feedback learns from 80", "epoch 0 after 0", "epoch 1 after 40", "epoch 2 after 80");
            assertThat(run.seconds()).isPositive();
        }
    }

    /** Q changes where it learns, before the first epoch and between epochs, and nowhere else. */
    @Test
    void feedbackChangesWhereItLearns() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun fixed = run(formulations(), Form.F1, threads);
            NetworkWeights weights = fixed.initial();
            fixed.preTrain(weights, TrainingRun.Observer.NONE);
            assertSame(weights, fixed.initial(), 2);
            fixed.learn(weights, TrainingRun.Observer.NONE);
            assertThat(weights.feedback(0)).isEqualTo(fixed.initial().feedback(0));
            assertThat(weights.forward(0)).isNotEqualTo(fixed.initial().forward(0));

            TrainingRun learned = run(formulations("learning.feedback=" + LEARNED), Form.F1, threads);
            NetworkWeights other = learned.initial();
            learned.preTrain(other, TrainingRun.Observer.NONE);
            assertThat(other.forward(0)).isEqualTo(learned.initial().forward(0));
            assertThat(other.feedback(0)).isNotEqualTo(learned.initial().feedback(0));
            double[] before = other.feedback(0).clone();
            learned.learn(other, TrainingRun.Observer.NONE);
            assertThat(other.feedback(0)).isNotEqualTo(before);
        }
    }

    @Test
    void withoutEpochsNothingChanges() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(formulations("learning.epochs=0"), Form.F2, threads);
            NetworkWeights weights = run.initial();
            run.learn(weights, TrainingRun.Observer.NONE);
            assertSame(weights, run.initial(), 2);
        }
    }

    /** Dendritic prediction learns what control adds; a controller that is absent adds nothing. */
    @ParameterizedTest
    @EnumSource(names = {"F1", "F2"})
    void withoutControllerNothingIsLearned(Form form) {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun absent = run(formulations("controller=none"), form, threads);
            TrainingRun present = run(formulations(), form, threads);
            WeightUpdate none = absent.firstUpdate(absent.initial());
            WeightUpdate some = present.firstUpdate(present.initial());
            for (int l = 0; l < 2; l++) {
                // what F2 predicts from mV is right to rounding
                assertThat(largest(none.forward(l))).isLessThan(1e-12);
                assertThat(largest(some.forward(l))).isGreaterThan(1e-4);
            }
        }
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double each : x) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }

    /** The state at the end is the average over the last step; over a phase that is one step long they are the same. */
    @Test
    void theUpdateOfTheEndIsNotThatOfTheAverage() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun average = run(formulations(), Form.F1, threads);
            TrainingRun end = run(formulations("learning.update=end"), Form.F1, threads);
            WeightUpdate mean = average.firstUpdate(average.initial());
            WeightUpdate last = end.firstUpdate(end.initial());
            assertThat(last.cosine(mean)).isBetween(0.5, 1 - 1e-9);
            // control grows while it integrates the error: it is largest in the end
            assertThat(largest(last.forward(1))).isGreaterThan(1.2 * largest(mean.forward(1)));
            TrainingRun shortAverage = run(formulations("timing.controlledMs=0"), Form.F1, threads);
            TrainingRun shortEnd = run(formulations("timing.controlledMs=0", "learning.update=end"), Form.F1, threads);
            assertThat(shortEnd.firstUpdate(end.initial()).forward(1))
                    .isEqualTo(shortAverage.firstUpdate(end.initial()).forward(1));
        }
    }

    /** Decay alone: W becomes 0.9 W in each of three updates. */
    @Test
    void weightsDecayWithoutATeacher() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(
                    formulations(
                            "controller=none",
                            "learning.optimiser={kind: sgd, rate: 1, schedule: constant}",
                            "learning.weightDecay=0.1",
                            "learning.epochs=1"),
                    Form.F1,
                    threads);
            NetworkWeights weights = run.initial();
            run.learn(weights, TrainingRun.Observer.NONE);
            double[] before = run.initial().forward(0);
            for (int k = 0; k < before.length; k++) {
                assertThat(weights.forward(0)[k]).isCloseTo(0.9 * 0.9 * 0.9 * before[k], within(1e-12));
            }
        }
    }
}
