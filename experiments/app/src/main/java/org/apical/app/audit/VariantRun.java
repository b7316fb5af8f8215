package org.apical.app.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apical.app.audit.Variant.Feedback;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.app.experiment.TrainingRun;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.random.Purpose;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/** One {@link Variant} of the audited network, from its initial weights to its last epoch. Same seed, same weights, samples and noise in every variant. */
final class VariantRun extends TrainingRun {
    /** Correlation time of the noise in apical dendrites (ms). */
    static final double NOISE_TAU_MS = 20;

    private final AuditedNetwork audited;

    private VariantRun(AuditedNetwork audited, Formulation quiet) {
        super(audited.formulations(), quiet, noisy(audited.variant(), quiet), audited.task(), audited.threads());
        this.audited = audited;
    }

    static VariantRun of(AuditedNetwork audited) {
        return new VariantRun(audited, audited.formulation());
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
        return audited.formulations().rule(formulation());
    }

    @Override
    public NetworkWeights initial() {
        NetworkWeights weights = super.initial();
        if (audited.variant().feedbackKept() < 1) {
            weights.thinFeedback(audited.variant().feedbackKept(), streams());
        }
        return weights;
    }

    /**
     * Feedback epochs before the first forward epoch, where feedback learns, and what becomes of Q or S then.
     *
     * @param weights modified in their feedback
     */
    void preTrain(NetworkWeights weights) {
        preTrain(weights, Observer.NONE);
        changeFeedback(weights);
    }

    /** The same, with feedback weights that have learned in another run of the same seed. */
    void preTrained(NetworkWeights weights, NetworkWeights elsewhere) {
        for (int l = 0; l < audited.network().layers(); l++) {
            System.arraycopy(elsewhere.feedback(l), 0, weights.feedback(l), 0, weights.feedback(l).length);
        }
        changeFeedback(weights);
    }

    private void changeFeedback(NetworkWeights weights) {
        Feedback then = audited.variant().feedback();
        for (int l = 0; l < audited.network().layers(); l++) {
            double[] q = errorWeights(weights, l);
            if (then == Feedback.ZERO) {
                Arrays.fill(q, 0);
            } else if (then == Feedback.SHUFFLED) {
                int[] from = Training.order(q.length, streams().stream(Purpose.PERMUTATION, l));
                double[] before = q.clone();
                Arrays.setAll(q, k -> before[from[k]]);
            }
        }
    }

    /** Weights of a layer by which the error comes; empty in the first one where those are S. */
    private double[] errorWeights(NetworkWeights weights, int layer) {
        return audited.learning().method().errorPath() == ErrorPath.S
                ? weights.backward(layer)
                : weights.feedback(layer);
    }

    @Override
    protected Optimiser optimiser() {
        Optimiser described =
                audited.variant().feedback() == Feedback.AS_DESCRIBED ? super.optimiser() : resting(super.optimiser());
        return switch (audited.variant().plasticity()) {
            case AS_DESCRIBED -> described;
            case REVERSED -> reversed(described);
            case LAST_LAYER -> lastLayer(described);
        };
    }

    private Optimiser reversed(Optimiser described) {
        return wrapped(described, (weights, direction) -> {
            direction.turn();
            described.step(weights, direction);
            direction.turn();
        });
    }

    /** Weights by which the error comes are as before each step, where the method changes them beside forward ones. */
    private Optimiser resting(Optimiser described) {
        int layers = audited.network().layers();
        return wrapped(described, (weights, direction) -> {
            double[][] before = new double[layers][];
            Arrays.setAll(before, l -> errorWeights(weights, l).clone());
            described.step(weights, direction);
            for (int l = 0; l < layers; l++) {
                System.arraycopy(before[l], 0, errorWeights(weights, l), 0, before[l].length);
            }
        });
    }

    /** What is below the last layer, and beside the chain, is as before each step. */
    private Optimiser lastLayer(Optimiser described) {
        NetworkDescription network = audited.network();
        return wrapped(described, (weights, direction) -> {
            NetworkWeights before = weights.copy();
            described.step(weights, direction);
            for (int l = 0; l < network.layers() - 1; l++) {
                System.arraycopy(before.forward(l), 0, weights.forward(l), 0, before.forward(l).length);
                System.arraycopy(before.bias(l), 0, weights.bias(l), 0, before.bias(l).length);
            }
            for (int k = 0; k < network.others().size(); k++) {
                System.arraycopy(before.other(k), 0, weights.other(k), 0, before.other(k).length);
            }
        });
    }

    /** A step. */
    @FunctionalInterface
    private interface Step {
        void take(NetworkWeights weights, WeightUpdate direction);
    }

    private static Optimiser wrapped(Optimiser described, Step step) {
        return new Optimiser() {
            @Override
            public void step(NetworkWeights weights, WeightUpdate direction) {
                step.take(weights, direction);
            }

            @Override
            public void state(StateVisitor visitor) {
                described.state(visitor);
            }
        };
    }

    /**
     * Shows samples of the first batch under their targets.
     *
     * @param simulation of the formulation; a sample for each lane, from the first of the batch again where it has fewer
     */
    void present(Simulation simulation, Formulation under, NetworkWeights weights, StepObserver... observers) {
        int lanes = simulation.lanes();
        Samples shown = shown(lanes);
        simulation.present(
                under.map(weights),
                new Presentation(
                        shown.lanes(0, lanes), LongStream.range(0, lanes).toArray(), Phase.PROBE, streams()),
                audited.learning().target().of(shown),
                observers);
    }

    /** So many samples of the first batch, from its first again where it has fewer. */
    Samples shown(int lanes) {
        Samples batch = firstBatch();
        return batch.select(IntStream.range(0, lanes).map(k -> k % batch.size()).toArray());
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
