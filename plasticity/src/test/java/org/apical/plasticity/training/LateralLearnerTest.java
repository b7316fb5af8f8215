package org.apical.plasticity.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.LabelTarget;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.Competition;
import org.apical.network.description.Competition.WinnerTakeAll;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Settling;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Eligible;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Lateral synapses that learn, and targets that are sparse. */
class LateralLearnerTest {
    private static final double DT_MS = 0.5;
    private static final DendriticPrediction RULE =
            new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), TestLearners.PRODUCT);

    /** 12-10-5 as in {@link TestLearners}, lateral synapses of 1 ms among the hidden units. */
    private static NetworkDescription network(TransferFunction hidden, int outputs, Competition competition) {
        return new NetworkDescription(
                "input",
                12,
                List.of(
                        new LayerDescription("hidden", 10, hidden).withCompetition(competition),
                        new LayerDescription("output", outputs, new Linear())),
                List.of(),
                List.of(
                        ProjectionDescription.dense("input", "hidden"),
                        ProjectionDescription.dense("hidden", "output")),
                List.of(new ProjectionDescription(
                        "hidden",
                        "hidden",
                        Site.BASAL,
                        Connectivity.Pairs.butSelf(10),
                        1,
                        new InitialWeights.Normal(0, 0.1),
                        true)));
    }

    private static Formulation rates(NetworkDescription network, Timing timing) {
        return RateFormulation.of(
                network, timing, new ControllerParams(0.1, 0, Leak.ON_CONTROL), 0.2, TestLearners.PRODUCT);
    }

    private static Formulation graded(NetworkDescription network, Timing timing, Coupling coupling) {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(coupling);
        NeuronSet neurons = new NeuronSet(
                cell,
                new RateCode(100, 100),
                new UnitCode(12, 5, new RateCode(100, 100)),
                new UnitCode(12, 5, new RateCode(300, 100)));
        return new GradedFormulation(
                network,
                timing,
                new ControllerParams(0.1, 0, Leak.ON_CONTROL),
                neurons,
                new ExactIntegration(cell, DT_MS),
                TestLearners.PRODUCT);
    }

    private static Learner learner(Formulation formulation, int lanes, int threads) {
        return new Learner(
                formulation,
                RULE,
                samples -> new LabelTarget(0.9, 0.1, samples.labels()),
                lanes,
                new LaneBlocks(threads),
                new RandomStreams(62));
    }

    /** The whole update, and its lateral part alone; averages over 20 tau_u, in which dendrites of 1 ms are late once. */
    @Test
    void compartmentsAskForTheUpdateOfRates() {
        Samples samples = TestLearners.samples(6, 5);
        Timing timing = TestLearners.timing(0, 4000);
        for (Competition competition : List.of(new Competition.None(), WinnerTakeAll.ofTargets(0.4))) {
            NetworkDescription network = network(new Tanh(), 5, competition);
            NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(7));
            Eligible lateral = competition instanceof Competition.None ? Eligible.ALL : Eligible.SILENCED;
            WeightUpdate a = update(rates(network, timing), weights, samples, lateral);
            WeightUpdate b = update(graded(network, timing, Coupling.DENDRITE_TO_SOMA), weights, samples, lateral);
            assertThat(a.cosine(b)).isBetween(0.999, 1.0);
            assertThat(a.otherCosine(0, b)).isBetween(0.999, 1.0);
        }
    }

    private static WeightUpdate update(
            Formulation formulation, NetworkWeights weights, Samples samples, Eligible lateral) {
        return learner(formulation, 6, 1).lateral(RULE.only(lateral)).update(weights, samples, Phase.TRAINING, 0);
    }

    /**
     * A linear network with one output whose feedback is its Jacobian transposed, with the loops in it: u is proportional to the error, and every update, that of the lateral
     * synapses too, to minus the gradient of the loss of the free steady state, here by central differences. The target is 1e-6 away, so that rates under control are free ones.
     */
    @Test
    void underTheJacobianTransposedLateralSynapsesDescendTheLoss() {
        NetworkDescription network = network(new Linear(), 1, new Competition.None());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(8));
        Samples sample = TestLearners.samples(1, 6);
        Timing timing = new Timing(3000, 2999, 3000, 0.01, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        Formulation formulation = rates(network, timing);
        setFeedbackToJacobian(weights);
        OutputTarget above = (free, target, outputs, lanes) -> target[0] = free[0] + 1e-6;
        Learner learner = new Learner(formulation, RULE, samples -> above, 1, new LaneBlocks(1), new RandomStreams(1))
                .learningFromLast(1);
        WeightUpdate update = learner.update(weights, sample, Phase.TRAINING, 0);
        // the output itself: towards the target is up
        WeightUpdate slope = new WeightUpdate(network);
        for (int l = 0; l < 2; l++) {
            slopes(formulation, sample, weights, weights.forward(l), slope.forward(l));
            slopes(formulation, sample, weights, weights.bias(l), slope.bias(l));
        }
        slopes(formulation, sample, weights, weights.other(0), slope.other(0));
        weights.maskOther(0, slope.other(0));
        // differences of 1e-4 of a smooth function: 1e-8; presynaptic rates: 1e-6
        assertThat(update.cosine(slope)).isCloseTo(1, within(1e-10));
        assertThat(update.otherCosine(0, slope)).isCloseTo(1, within(1e-10));
    }

    /** Q_1 := (W_2 (I - R)^-1)^T by the series, whose terms fall by half. */
    private static void setFeedbackToJacobian(NetworkWeights weights) {
        double[] term = weights.forward(1).clone();
        double[] q = weights.feedback(0);
        java.util.Arrays.fill(q, 0);
        for (int n = 0; n < 200; n++) {
            double[] next = new double[10];
            for (int i = 0; i < 10; i++) {
                q[i] += term[i];
                for (int j = 0; j < 10; j++) {
                    next[j] += term[i] * weights.other(0)[i * 10 + j];
                }
            }
            term = next;
        }
    }

    private static void slopes(
            Formulation formulation, Samples sample, NetworkWeights weights, double[] w, double[] slope) {
        double h = 1e-4;
        for (int k = 0; k < w.length; k++) {
            double was = w[k];
            w[k] = was + h;
            double up = freeOutput(formulation, sample, weights);
            w[k] = was - h;
            double down = freeOutput(formulation, sample, weights);
            w[k] = was;
            slope[k] = (up - down) / (2 * h);
        }
    }

    private static double freeOutput(Formulation formulation, Samples sample, NetworkWeights weights) {
        Simulation simulation = formulation.simulation(1);
        simulation.free(
                formulation.map(weights),
                new Presentation(sample.lanes(0, 1), new long[] {0}, Phase.PROBE, new RandomStreams(1)));
        return simulation.freeOutput()[0];
    }

    /** For one sample: rows of winners at the lateral synapses, and rows of silenced units at the forward ones, are zero. */
    @Test
    void winnersLearnForwardAndTheSilencedLearnFromTheWinners() {
        NetworkDescription network = network(new Tanh(), 5, WinnerTakeAll.ofTargets(0.4));
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(9));
        Formulation formulation = rates(network, TestLearners.timing(0, 400));
        Learner learner = new Learner(
                        formulation,
                        RULE.only(Eligible.ACTIVE),
                        samples -> new LabelTarget(0.9, 0.1, samples.labels()),
                        1,
                        new LaneBlocks(1),
                        new RandomStreams(1))
                .lateral(RULE.only(Eligible.SILENCED))
                .learningFromLast(1);
        WeightUpdate update = learner.update(weights, TestLearners.samples(1, 3), Phase.TRAINING, 0);
        int silenced = 0;
        for (int i = 0; i < 10; i++) {
            boolean forward = nonZero(update.forward(0), i, 12);
            boolean lateral = nonZero(update.other(0), i, 10);
            assertThat(forward).isNotEqualTo(lateral);
            silenced += lateral ? 1 : 0;
            for (int j = 0; j < 10; j++) {
                // nothing can be learned from a silenced unit, nor from oneself
                boolean fromSilenced = !nonZero(update.forward(0), j, 12);
                assertThat(update.other(0)[i * 10 + j] == 0).isEqualTo(forward || fromSilenced);
            }
        }
        assertThat(silenced).isEqualTo(6);
    }

    private static boolean nonZero(double[] matrix, int row, int columns) {
        for (int j = 0; j < columns; j++) {
            if (matrix[row * columns + j] != 0) {
                return true;
            }
        }
        return false;
    }

    /** -phi(v*) r_j, v* = W r + b + R r(t - delay), written out from the state at the end. */
    @Test
    void aSilencedUnitUnlearnsWhatItsDendritePredicts() {
        NetworkDescription network = network(new Tanh(), 5, new WinnerTakeAll(0.4, 0.3, Competition.When.CONTROLLED));
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(10));
        Formulation formulation = rates(network, TestLearners.timing(0, 6000));
        Samples sample = TestLearners.samples(1, 4);
        WeightUpdate update = learner(formulation, 1, 1)
                .lateral(RULE.only(Eligible.SILENCED))
                .learningFromLast(1)
                .update(weights, sample, Phase.TRAINING, 0);
        Simulation end = formulation.simulation(1);
        end.present(
                formulation.map(weights),
                new Presentation(sample.lanes(0, 1), new long[] {0}, Phase.TRAINING, new RandomStreams(62)),
                new LabelTarget(0.9, 0.1, sample.labels()));
        double[] r = end.layer(0).output();
        for (int i = 0; i < 10; i++) {
            double predicted = weights.bias(0)[i];
            for (int j = 0; j < 12; j++) {
                predicted += weights.forward(0)[i * 12 + j] * sample.rates()[0][j];
            }
            for (int j = 0; j < 10; j++) {
                predicted += weights.other(0)[i * 10 + j] * r[j];
            }
            for (int j = 0; j < 10; j++) {
                double expected = r[i] == 0 && i != j ? -Math.tanh(predicted) * r[j] : 0;
                // rates have settled, 21 tau_u after the last was silenced
                assertThat(update.other(0)[i * 10 + j]).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void blocksAndThreadsChangeNoBitOfIt() {
        NetworkDescription network = network(new Tanh(), 5, WinnerTakeAll.ofTargets(0.4));
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(11));
        Samples samples = TestLearners.samples(7, 5);
        List<double[]> lateral = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            lateral.add(learner(graded(network, TestLearners.timing(0, 200), Coupling.RECIPROCAL), 3, threads)
                    .update(weights, samples, Phase.TRAINING, 0)
                    .other(0));
        }
        assertThat(lateral.get(1)).isEqualTo(lateral.get(0));
        for (int i = 0; i < 10; i++) {
            assertThat(lateral.get(0)[i * 10 + i]).isZero();
        }
    }

    /** Lanes that have settled are held at the lateral synapses too. */
    @Test
    void settledLanesAreHeld() {
        NetworkDescription network = network(new Tanh(), 5, new Competition.None());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(12));
        Samples samples = TestLearners.samples(8, 5);
        Learner whole = learner(rates(network, TestLearners.timing(0, 8000)), 8, 1);
        Learner held = whole.settling(new Settling(1e-6, 20, 1));
        WeightUpdate expected = whole.update(weights, samples, Phase.TRAINING, 0);
        WeightUpdate found = held.update(weights, samples, Phase.TRAINING, 0);
        assertThat(held.steppedShare(8)).isLessThan(0.9);
        assertThat(found.otherCosine(0, expected)).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatSettlesMayNeitherCompeteNorLearnFromItsEnd() {
        NetworkDescription sparse = network(new Tanh(), 5, WinnerTakeAll.ofTargets(0.4));
        NetworkDescription dense = network(new Tanh(), 5, new Competition.None());
        Timing timing = TestLearners.timing(0, 20);
        Settling when = new Settling(1e-6, 20, 1);
        assertThatThrownBy(() -> learner(rates(sparse, timing), 1, 1).settling(when))
                .hasMessageContaining("Learner.settling.hidden.competition must be none here");
        assertThatThrownBy(() ->
                        learner(rates(dense, timing), 1, 1).learningFromLast(1).settling(when))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(
                        () -> learner(rates(dense, timing), 1, 1).settling(when).learningFromLast(1))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
