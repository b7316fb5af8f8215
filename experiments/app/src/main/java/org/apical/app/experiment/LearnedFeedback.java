package org.apical.app.experiment;

import java.util.Optional;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.LearningRate;

/** Q drawn at random, and learned from noise in the apical dendrites, in a phase of its own or while the output is driven (physics.md 7). */
public record LearnedFeedback(
        @Key(
                value =
                        "two: feedback learns in epochs of its own, towards the network's own output; one: towards the target, in the presentations of forward learning and in epochs before them",
                or = "two")
        Phases phases,

        @Key(value = "amplitude of the noise, in units of v times the root of tau_u", or = "0.01", above = 0)
        double sigma,

        @Key(value = "tau_a, its correlation time", or = "50", above = 0)
        double tauAMs,

        @Key(value = "of the high-pass through which apical synapses read the control; default: none", above = 0)
        Optional<Double> highPassMs,

        @Key(value = "beta of the decay -beta Q", or = "0", least = 0)
        double decay,

        @Key(
                value =
                        "whether what membranes and synapses cost lower layers is given back, 1 + tau/tau_a a layer: none or given back",
                or = "none")
        Lag lag,

        @Key(value = "alpha meanwhile; default: that of the controller", least = 0)
        Optional<Double> alpha,

        @Key(value = "k_p meanwhile; default: 0 with an alpha of its own, else that of the controller", least = 0)
        Optional<Double> proportionalGain,

        @Key(value = "tau_v meanwhile, under F1 alone, in two phases; default: that of the network", above = 0)
        Optional<Double> tauVMs,

        @Key(value = "controlled phase meanwhile; default: that of forward learning", above = 0)
        Optional<Double> presentationMs,

        @Key(value = "in one phase, of its beginning from which feedback does not learn", or = "0", least = 0)
        double onsetMs,

        @Key(value = "feedback epochs before the first forward epoch", or = "4", least = 0, most = 10_000)
        int preTrainingEpochs,

        @Key(value = "initial rate there, which falls linearly to zero", or = "0.03", above = 0)
        double preTrainingRate,

        @Key(value = "feedback epochs after each forward epoch", or = "0", least = 0, most = 10_000)
        int epochsBetween,

        @Key(value = "rate there, and in one phase; default: preTrainingRate", above = 0)
        Optional<Double> rateBetween,

        @Key(value = "samples of a feedback epoch; default: all", least = 1)
        Optional<Integer> samples,

        @Key(value = "samples of an update; default: as in forward learning", least = 1)
        Optional<Integer> batch,

        @Key(value = "of Adam", or = "0.99", least = 0, below = 1)
        double beta1,

        @Key(value = "of Adam", or = "0.99", least = 0, below = 1)
        double beta2,

        @Key(value = "of Adam", or = "1e-8", above = 0) double epsilon)
        implements FeedbackDescription {

    public LearnedFeedback {
        Require.that(
                preTrainingEpochs + epochsBetween > 0 || phases == Phases.ONE,
                "learned.preTrainingEpochs",
                "must be above 0, or epochsBetween, or phases must be one",
                preTrainingEpochs);
    }

    /** When feedback learns. */
    public enum Phases {
        ONE,
        TWO
    }

    /** What becomes of what membranes and synapses cost lower layers. */
    public enum Lag {
        NONE,
        GIVEN_BACK
    }

    @Override
    public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
        weights.setFeedbackToRandom(network, streams);
    }

    @Override
    public Origin origin() {
        return Origin.LEARNED;
    }

    @Override
    public Given given() {
        return Given.SOME;
    }

    @Override
    public Optional<LearnedFeedback> learned() {
        return Optional.of(this);
    }

    /** A formulation with the somatic time constant that it has meanwhile. */
    Formulation withTauV(Formulation quiet) {
        return tauVMs.<Formulation>map(ms ->
                        ((RateFormulation) quiet).withTauV(ms / quiet.timing().tauUMs()))
                .orElse(quiet);
    }

    /** A formulation with the noise in its apical dendrites. */
    public Formulation noisy(Formulation quiet) {
        return noise(quiet).in(quiet);
    }

    private FeedbackNoise noise(Formulation quiet) {
        return new FeedbackNoise(sigma, tauAMs / quiet.timing().tauUMs(), decay);
    }

    /** The rule of the apical synapses under a formulation. */
    public FeedbackRule rule(Formulation quiet, MatrixProduct product) {
        AntiHebbianParams plain = noise(quiet).rule(quiet.timing().dtMs());
        AntiHebbianParams filtered = highPassMs.map(plain::highPassed).orElse(plain);
        double factor = 1;
        if (lag == Lag.GIVEN_BACK) {
            factor = AntiHebbianParams.lagFactor(quiet.lagsMs(0), tauAMs);
        }
        return new AntiHebbianFeedback(filtered.withLagFactor(factor), product);
    }

    /** The controller while feedback learns in a phase of its own. */
    ControllerDescription controller(ControllerDescription forward) {
        return alpha.map(a -> forward.withLaw(new ControllerParams(a, proportionalGain.orElse(0.0), Leak.ON_CONTROL)))
                .orElseGet(() -> proportionalGain
                        .flatMap(k -> forward.law()
                                .map(law -> forward.withLaw(new ControllerParams(law.leakAlpha(), k, law.leak()))))
                        .orElse(forward));
    }

    /** Samples that a feedback epoch shows, of so many. */
    int shown(int most) {
        return Math.min(most, samples.orElse(most));
    }

    /** Samples of an update. */
    int batch(Learning forward) {
        return batch.orElse(forward.batch());
    }

    /** Adam before the first forward epoch, over so many updates. */
    public AdamParams preTraining(long updates) {
        return new AdamParams(
                new LearningRate.LinearDecay(preTrainingRate, Math.max(1, updates)), beta1, beta2, epsilon);
    }

    /** Adam from then on. */
    public AdamParams between() {
        return new AdamParams(new LearningRate.Constant(rateBetween.orElse(preTrainingRate)), beta1, beta2, epsilon);
    }
}
