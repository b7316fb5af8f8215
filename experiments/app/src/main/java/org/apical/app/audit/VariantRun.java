package org.apical.app.audit;

import java.util.Collections;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.app.experiment.TrainingRun;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/** One {@link Variant} of the audited network, from its initial weights to its last epoch. Same seed, same weights, samples and noise in every variant. */
final class VariantRun {
    /** Correlation time of the noise in apical dendrites (ms). */
    static final double NOISE_TAU_MS = 20;

    private final AuditedNetwork audited;
    private final Variant variant;
    private final Formulations formulations;
    private final TrainingRun training;

    VariantRun(AuditedNetwork audited, Variant variant) {
        this.audited = audited;
        this.variant = variant;
        this.formulations = variant.experiment() == audited.experiment()
                ? audited.formulations()
                : new Formulations(variant.experiment(), audited.formulations().product());
        Formulation described = formulations.of(audited.form());
        ControllerDescription controller = described.controller();
        Formulation quiet = variant.delayMs() == 0
                ? described
                : described.withController(
                        controller.withDelay(controller.delayMs() + variant.delayMs(), audited.dtMs()));
        this.training = new TrainingRun(formulations, quiet, noisy(quiet), audited.task(), audited.threads());
    }

    private Formulation noisy(Formulation quiet) {
        if (variant.noise() == 0) {
            return quiet;
        }
        double tau = NOISE_TAU_MS / quiet.timing().tauUMs();
        // an Ornstein-Uhlenbeck process of amplitude sigma has the variance sigma^2 / (2 tau)
        double sigma = variant.noise() * Math.sqrt(2 * tau);
        ApicalDendrite dendrite =
                ApicalDendrite.Fluctuating.of(sigma, tau, quiet.timing().dtOverTauU());
        return quiet.withApical(Collections.nCopies(formulations.network().layers(), dendrite));
    }

    /** What it learns under. */
    Formulation formulation() {
        return training.formulation();
    }

    /** The rule of its basal synapses. */
    LocalRule rule() {
        return formulations.rule(formulation());
    }

    /** The rule of its apical synapses. */
    FeedbackRule feedbackRule(LearnedFeedback learned) {
        return training.feedbackRule(learned);
    }

    /** What its feedback learns under. */
    Formulation feedbackFormulation(LearnedFeedback learned) {
        return training.feedbackFormulation(learned);
    }

    /** Random numbers of what its feedback learns from. */
    RandomStreams feedbackRandom() {
        return training.feedbackRandom();
    }

    /** Weights before anything is learned. */
    NetworkWeights initial() {
        NetworkWeights weights = training.initial();
        if (variant.feedbackKept() < 1) {
            weights.thinFeedback(variant.feedbackKept(), training.streams());
        }
        return variant.remapped() ? weights : unfollowed(weights);
    }

    /** The weights whose currents in the changed cell are what these are in the cell of the file. */
    private NetworkWeights unfollowed(NetworkWeights weights) {
        NetworkDescription network = formulations.network();
        NetworkWeights seen =
                formulation().abstractWeights(audited.formulation().map(weights));
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

    /** The samples of the first batch. */
    Samples firstBatch() {
        return training.firstBatch();
    }

    /** The update that the first batch asks for. */
    WeightUpdate firstUpdate(NetworkWeights weights) {
        return training.firstUpdate(weights);
    }

    /** The same under another formulation. */
    WeightUpdate firstUpdate(NetworkWeights weights, Formulation under) {
        return training.firstUpdate(weights, under);
    }

    /** Feedback epochs before the first forward epoch, where feedback learns; {@code weights} modified. */
    void preTrain(NetworkWeights weights) {
        training.preTrain(weights, TrainingRun.Observer.NONE);
    }

    /**
     * Learns from all epochs.
     *
     * @param weights modified
     * @return share of held-out samples classified correctly at the end
     */
    double learn(NetworkWeights weights) {
        training.learn(weights, TrainingRun.Observer.NONE);
        return accuracy(weights);
    }

    /** Share of held-out samples classified correctly. */
    double accuracy(NetworkWeights weights) {
        return training.accuracy(weights);
    }
}
