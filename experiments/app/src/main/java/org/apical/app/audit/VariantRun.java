package org.apical.app.audit;

import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.training.Samples;

/** One {@link Variant} of the audited network, from its initial weights to its last epoch. Same seed, same weights, samples and noise in every variant. */
final class VariantRun extends TrainingRun {
    /** Correlation time of the noise in apical dendrites (ms). */
    static final double NOISE_TAU_MS = 20;

    private final AuditedNetwork audited;
    private final Variant variant;
    private final Formulations formulations;

    private VariantRun(AuditedNetwork audited, Variant variant, Formulations formulations, Formulation quiet) {
        super(formulations, quiet, noisy(variant, quiet), audited.task(), audited.threads());
        this.audited = audited;
        this.variant = variant;
        this.formulations = formulations;
    }

    static VariantRun of(AuditedNetwork audited, Variant variant) {
        Formulations formulations = variant.experiment() == audited.experiment()
                ? audited.formulations()
                : new Formulations(variant.experiment(), audited.formulations().product());
        Formulation described = formulations.of(audited.form());
        ControllerDescription controller = described.controller();
        Formulation quiet = variant.delayMs() == 0
                ? described
                : described.withController(
                        controller.withDelay(controller.delayMs() + variant.delayMs(), audited.dtMs()));
        return new VariantRun(audited, variant, formulations, quiet);
    }

    private static Formulation noisy(Variant variant, Formulation quiet) {
        if (variant.noise() == 0) {
            return quiet;
        }
        double tau = NOISE_TAU_MS / quiet.timing().tauUMs();
        // an Ornstein-Uhlenbeck process of amplitude sigma has the variance sigma^2 / (2 tau)
        double sigma = variant.noise() * Math.sqrt(2 * tau);
        ApicalDendrite dendrite =
                ApicalDendrite.Fluctuating.of(sigma, tau, quiet.timing().dtOverTauU());
        return quiet.withApical(Collections.nCopies(quiet.network().layers(), dendrite));
    }

    /** The rules of its basal synapses. */
    LayerRules rule() {
        return formulations.rule(formulation());
    }

    @Override
    public NetworkWeights initial() {
        NetworkWeights weights = super.initial();
        if (variant.feedbackKept() < 1) {
            weights.thinFeedback(variant.feedbackKept(), streams());
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

    /**
     * Shows samples of the first batch under their targets.
     *
     * @param simulation of the formulation; a sample for each lane, from the first of the batch again where it has fewer
     */
    void present(Simulation simulation, Formulation under, NetworkWeights weights, StepObserver... observers) {
        int lanes = simulation.lanes();
        Samples batch = firstBatch();
        Samples shown = batch.select(
                IntStream.range(0, lanes).map(k -> k % batch.size()).toArray());
        simulation.present(
                under.map(weights),
                new Presentation(
                        shown.lanes(0, lanes), LongStream.range(0, lanes).toArray(), Phase.PROBE, streams()),
                audited.learning().target().of(shown),
                observers);
    }

    /** Feedback epochs before the first forward epoch, where feedback learns; {@code weights} modified. */
    void preTrain(NetworkWeights weights) {
        preTrain(weights, Observer.NONE);
    }

    /**
     * Learns from all epochs.
     *
     * @param weights modified
     * @return share of held-out samples classified correctly at the end
     */
    double learn(NetworkWeights weights) {
        learn(weights, Observer.NONE);
        return score(weights);
    }
}
