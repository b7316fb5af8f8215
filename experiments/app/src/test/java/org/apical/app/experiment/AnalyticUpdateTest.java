package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.SteadyStateSignal;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** {@code learning.update: analytic} and {@code steady}, steady states that are computed. */
class AnalyticUpdateTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String TEXT = """
            data: {set: digits, train: 70, test: 20}
            layers:
              - {name: hidden, units: 12}
              - {name: classes, transfer: linear}
            timing: {controlledMs: 6000}
            learning: {update: %s, target: {nudge: {lambda: %s}}, optimiser: {rate: 0.003}, epochs: 2, batch: 32}
            formulations: [%s]
            """;

    private static ExperimentFile file(String update, double lambda, String form) {
        return ExperimentFile.read("net.yaml", TEXT.formatted(update, lambda, form));
    }

    private static TrainingRun run(String update, double lambda, LaneBlocks threads) {
        Formulations formulations = file(update, lambda, "F1").formulations(PRODUCT);
        Task task = formulations
                .experiment()
                .data()
                .orElseThrow()
                .task(new RandomStreams(formulations.experiment().seed()));
        return new TrainingRun(formulations, formulations.of(Form.F1), task, threads);
    }

    /** The linearised steady state is the true one up to the square of the nudge: ten times smaller, a hundred times nearer. */
    @Test
    void itIsTheEndOfALongPresentationForSmallNudges() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            double[] deviation = new double[2];
            for (int k = 0; k < 2; k++) {
                double lambda = k == 0 ? 0.1 : 0.01;
                TrainingRun analytic = run("analytic", lambda, threads);
                NetworkWeights weights = analytic.initial();
                WeightUpdate computed = analytic.firstUpdate(weights);
                WeightUpdate simulated = run("end", lambda, threads).firstUpdate(weights);
                deviation[k] = 1 - computed.cosine(simulated);
            }
            assertThat(deviation[0]).isLessThan(1e-2);
            assertThat(deviation[1]).isLessThan(deviation[0] / 20);
        }
    }

    /** However large the nudge is: Newton's state is the one that a presentation of 15 tau_u ends in. */
    @Test
    void newtonsIsTheEndOfALongPresentation() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun steady = run("steady", 1, threads);
            NetworkWeights weights = steady.initial();
            WeightUpdate simulated = run("end", 1, threads).firstUpdate(weights);
            WeightUpdate computed = steady.firstUpdate(weights);
            assertThat(1 - computed.cosine(simulated)).isLessThan(1e-6);
            assertThat(1 - run("analytic", 1, threads).firstUpdate(weights).cosine(simulated))
                    .isGreaterThan(1e-3);
        }
    }

    @Test
    void aNetworkLearnsFromItWithALastBatchOfAnotherWidth() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run("analytic", 0.1, threads);
            NetworkWeights weights = run.initial();
            double before = run.score(weights);
            run.learn(weights, TrainingRun.Observer.NONE);
            assertThat(run.score(weights)).isGreaterThan(before);
        }
    }

    private static SteadyStateSignal signal(Formulations formulations, int lanesPerBlock, LaneBlocks threads) {
        return new SteadyStateSignal(
                formulations.network(),
                new SteadyStateSignal.Reading(
                        formulations.controller().law().orElseThrow().steadyLeakAlpha(),
                        formulations.experiment().learning().target(),
                        SteadyStateSignal.Kind.ANALYTIC,
                        SteadyBatchUpdate.Error.RATE),
                PRODUCT,
                lanesPerBlock,
                threads,
                unsettled -> {});
    }

    @Test
    void threadsAndBlocksChangeNoBit() {
        Formulations formulations = file("analytic", 0.1, "F1").formulations(PRODUCT);
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks three = new LaneBlocks(3)) {
            TrainingRun run = run("analytic", 0.1, one);
            NetworkWeights weights = run.initial();
            WeightUpdate expected = signal(formulations, 1000, one).direction(weights, run.firstBatch(), 0);
            for (int lanes : new int[] {1, 7, 32}) {
                SteadyStateSignal signal = signal(formulations, lanes, lanes == 7 ? three : one);
                for (int again = 0; again < 2; again++) {
                    WeightUpdate actual = signal.direction(weights, run.firstBatch(), 0);
                    for (int l = 0; l < expected.layers(); l++) {
                        assertThat(actual.forward(l)).isEqualTo(expected.forward(l));
                        assertThat(actual.bias(l)).isEqualTo(expected.bias(l));
                    }
                }
            }
        }
    }

    @Test
    void whereThereIsNoTheoryItIsRefused() {
        refused(file("analytic", 0.1, "F1, F2"), "average or end under other formulations than F1");
        refused(
                file("analytic", 0.1, "F1").with("--set x", "learning.rule", "least control"),
                "average or end with another rule than dendritic prediction");
        refused(
                file("analytic", 0.1, "F1").with("--set x", "controller", "none"),
                "there is no theory of this network's steady state");
    }

    private static void refused(ExperimentFile file, String message) {
        assertThatThrownBy(() -> file.experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: learning.update (line 6): expected ")
                .hasMessageContaining(message);
    }
}
