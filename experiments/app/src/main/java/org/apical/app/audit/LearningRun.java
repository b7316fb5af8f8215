package org.apical.app.audit;

import java.util.Arrays;
import java.util.Collections;
import org.apical.app.model.FeedbackModel;
import org.apical.app.model.LearningModel;
import org.apical.app.model.NetworkModel;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackDecay;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/** One {@link Variant} of the audited network, from its initial weights to its last epoch. Same seed, same weights, samples and noise in every variant. */
final class LearningRun {
    static final int LANES_PER_BLOCK = 16;
    /** Correlation time of the noise in apical dendrites (ms). */
    static final double NOISE_TAU_MS = 20;

    private static final double FEEDBACK_BETA = 0.99;

    private final Workshop workshop;
    private final Variant variant;
    private final LearningModel learning;
    private final NetworkDescription network;
    private final Formulation formulation;
    private final RandomStreams streams;
    private int feedbackEpoch;

    /** @param workshop what all variants share */
    LearningRun(Workshop workshop, Variant variant) {
        this.workshop = workshop;
        this.variant = variant;
        this.learning = workshop.learning();
        this.network = variant.model().network();
        this.formulation = formulation();
        this.streams = new RandomStreams(workshop.seed());
    }

    private Formulation formulation() {
        Formulation quiet = quiet(variant.model());
        if (variant.noise() == 0) {
            return quiet;
        }
        double tau = NOISE_TAU_MS / variant.model().clock().tauUMs();
        // an Ornstein-Uhlenbeck process of amplitude sigma has the variance sigma^2 / (2 tau)
        double sigma = variant.noise() * Math.sqrt(2 * tau);
        ApicalDendrite dendrite =
                ApicalDendrite.Fluctuating.of(sigma, tau, quiet.timing().dtOverTauU());
        return quiet.withApical(Collections.nCopies(network.layers(), dendrite));
    }

    private Formulation quiet(NetworkModel model) {
        return switch (learning.form()) {
            case F1 -> model.rates(workshop.product());
            case F2 -> model.graded(workshop.product());
            case F3 -> model.spiking(workshop.product());
        };
    }

    /** What it learns under. */
    Formulation learnsUnder() {
        return formulation;
    }

    /** Weights before anything is learned. */
    NetworkWeights initial() {
        NetworkWeights weights = NetworkWeights.draw(network, streams);
        if (!(learning.feedback() instanceof FeedbackModel.Product)) {
            weights.setFeedbackToRandom(network, streams);
        }
        if (variant.feedbackKept() < 1) {
            weights.thinFeedback(variant.feedbackKept(), streams);
        }
        return variant.remapped() ? weights : unfollowed(weights);
    }

    /** The weights whose currents in the changed cell are what these are in the cell of the file. */
    private NetworkWeights unfollowed(NetworkWeights weights) {
        NetworkWeights seen =
                formulation.abstractWeights(quiet(workshop.model()).map(weights));
        for (int l = 0; l < network.layers(); l++) {
            System.arraycopy(seen.forward(l), 0, weights.forward(l), 0, weights.forward(l).length);
            System.arraycopy(seen.bias(l), 0, weights.bias(l), 0, weights.bias(l).length);
            System.arraycopy(seen.feedback(l), 0, weights.feedback(l), 0, weights.feedback(l).length);
        }
        for (int k = 0; k < network.others().size(); k++) {
            System.arraycopy(seen.other(k), 0, weights.other(k), 0, weights.other(k).length);
        }
        return weights;
    }

    /** The rule of its basal synapses. */
    LocalRule rule() {
        NetworkModel m = variant.model();
        double somaTauMs = m.neurons().cell().somaticTimeConstantMs();
        return learning.rule().rule(m.clock().dtMs(), somaTauMs, workshop.product());
    }

    Learner learner() {
        return learner(formulation);
    }

    private Learner learner(Formulation under) {
        return new Learner(under, rule(), learning.target()::of, LANES_PER_BLOCK, workshop.threads(), streams);
    }

    /** The update that the first batch asks for. */
    WeightUpdate firstUpdate(NetworkWeights weights) {
        return learner().update(weights, firstBatch(), Phase.TRAINING, 0);
    }

    /** The same under another formulation. */
    WeightUpdate firstUpdate(NetworkWeights weights, Formulation under) {
        return learner(under).update(weights, firstBatch(), Phase.TRAINING, 0);
    }

    /** The samples of the first batch. */
    Samples firstBatch() {
        Samples train = workshop.data().train();
        int[] order = Training.order(train.size(), streams.stream(Purpose.SAMPLE_ORDER, 0));
        return train.select(Arrays.copyOf(order, Math.min(learning.course().batch(), order.length)));
    }

    /** Feedback epochs before the first forward epoch, where feedback learns; {@code weights} modified. */
    void preTrain(NetworkWeights weights) {
        if (learning.feedback() instanceof FeedbackModel.Learned learned) {
            int epochs = learned.schedule().preTrainingEpochs();
            long batches = (long) epochs * batches();
            LearningRate rate =
                    new LearningRate.LinearDecay(learned.schedule().preTrainingRate(), Math.max(1, batches));
            feedback(learned, rate, epochs).run(weights);
        }
    }

    /**
     * Learns from all epochs; feedback, where it learns, in between.
     *
     * @param weights modified
     * @return share of held-out samples classified correctly at the end
     */
    double learn(NetworkWeights weights) {
        Samples train = workshop.data().train();
        Training training = new Training(
                learner(),
                learning.optimiser().optimiser(network, learning.course().updates()),
                train,
                learning.course().batch(),
                streams);
        FeedbackEpochs between = learning.feedback() instanceof FeedbackModel.Learned learned
                ? feedback(
                        learned,
                        new LearningRate.Constant(learned.schedule().rateBetween()),
                        learned.schedule().epochsBetween())
                : w -> {};
        for (int epoch = 0; epoch < learning.course().epochs(); epoch++) {
            training.epoch(weights, epoch, done -> {});
            between.run(weights);
        }
        return accuracy(weights);
    }

    /** Share of held-out samples classified correctly. */
    double accuracy(NetworkWeights weights) {
        return learner().accuracy(weights, workshop.data().test(), 0);
    }

    private long batches() {
        int batch = learning.course().batch();
        return (learning.course().samples() + batch - 1) / batch;
    }

    @FunctionalInterface
    private interface FeedbackEpochs {
        void run(NetworkWeights weights);
    }

    private FeedbackEpochs feedback(FeedbackModel.Learned learned, LearningRate rate, int epochs) {
        FeedbackLearner learner = feedbackLearner(learned);
        FeedbackTraining training = new FeedbackTraining(
                learner, workshop.data().train(), learning.course().batch(), workshop.feedbackStreams());
        FeedbackAdam optimiser = new FeedbackAdam(network, new AdamParams(rate, FEEDBACK_BETA, FEEDBACK_BETA));
        return weights -> {
            for (int k = 0; k < epochs; k++) {
                training.epoch(weights, optimiser, feedbackEpoch++, done -> {});
            }
        };
    }

    /** The network while its feedback learns: noise, another law of control, another duration, the same delay. */
    FeedbackLearner feedbackLearner(FeedbackModel.Learned learned) {
        NetworkModel m = variant.model();
        NetworkModel.Clock c = m.clock();
        NetworkModel meanwhile = new NetworkModel(
                m.network(),
                new NetworkModel.Clock(c.dtMs(), c.tauUMs(), c.freeMs(), c.warmupMs(), learned.presentationMs()),
                m.neurons(),
                m.units(),
                m.synapseTauMs(),
                m.controller().withLaw(learned.law()),
                m.learning());
        return new FeedbackLearner(
                noise(learned).in(quiet(meanwhile)),
                feedbackRule(learned),
                LANES_PER_BLOCK,
                workshop.threads(),
                workshop.feedbackStreams());
    }

    private FeedbackNoise noise(FeedbackModel.Learned learned) {
        FeedbackModel.Noise n = learned.noise();
        return new FeedbackNoise(n.sigma(), n.tauAMs() / variant.model().clock().tauUMs(), n.decay());
    }

    /** The rule of its apical synapses. */
    FeedbackRule feedbackRule(FeedbackModel.Learned learned) {
        FeedbackModel.Noise n = learned.noise();
        FeedbackDecay decay = n.decay() == 0 ? new FeedbackDecay.None() : new FeedbackDecay.Constant(n.decay());
        AntiHebbianParams params =
                new AntiHebbianParams(n.sigma(), variant.model().clock().dtMs(), n.filter(), decay);
        return new AntiHebbianFeedback(params, workshop.product());
    }
}
