package org.apical.app.compare;

import java.util.Arrays;
import org.apical.app.compare.FeedbackSettings.Noise;
import org.apical.app.compare.FeedbackSettings.Schedule;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.FeedbackSchedule;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Samples;

/**
 * Feedback weights that learn from noise during a comparison, under the formulation they serve and with its controller: what noise in the apical dendrites does to the
 * control, while the target is the network's own output. Of the forward weights nothing is read; a simulation runs on them.
 */
final class LearnedFeedback {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.99;
    private static final int PROBES = 16;
    /** A nudge within the linear range of the network: angles say what the feedback does, not what the size of the nudge does. */
    private static final double PROBE_STEPSIZE = 1e-3;

    private final CompareSettings settings;
    private final Models models;
    private final Samples train;
    private final AlignmentProbe probe;
    private final MatrixProduct product;
    private final RandomStreams streams;

    LearnedFeedback(
            CompareSettings settings,
            Models models,
            Samples train,
            Samples test,
            MatrixProduct product,
            RandomStreams streams) {
        this.settings = settings;
        this.models = models;
        this.train = train;
        this.product = product;
        this.streams = new RandomStreams(streams.stream(Purpose.APICAL_NOISE).nextLong());
        ControllerParams law = settings.control().controller();
        int probed = Math.min(PROBES, test.size());
        this.probe = new AlignmentProbe(
                models.network(),
                law,
                settings.neurons().cell().somaticTimeConstantMs()
                        / settings.control().tauUMs(),
                law.steadyLeakAlpha(),
                Arrays.copyOf(test.rates(), probed),
                new SoftmaxNudge(
                        PROBE_STEPSIZE, settings.learning().softmaxGain(), Arrays.copyOf(test.labels(), probed)));
    }

    /** What trains the feedback of a formulation. */
    FeedbackTraining training(Formulation formulation, int lanesPerBlock, LaneBlocks threads) {
        FeedbackNoise noise = noise();
        FeedbackLearner learner = new FeedbackLearner(
                noise.in(formulation),
                new AntiHebbianFeedback(rule(formulation, noise), product),
                lanesPerBlock,
                threads,
                streams);
        return new FeedbackTraining(
                learner, train, shown(), settings.feedback().schedule().batch(), streams);
    }

    /** Presentations before the first forward epoch. */
    long preTrainingPresentations() {
        return (long) settings.feedback().schedule().preTrainingEpochs() * shown();
    }

    private int shown() {
        return Math.min(settings.feedback().schedule().samples(), train.size());
    }

    /** Before and between the forward epochs. */
    FeedbackSchedule schedule() {
        Schedule s = settings.feedback().schedule();
        long updates = (long) s.preTrainingEpochs() * ((shown() + s.batch() - 1) / s.batch());
        return new FeedbackSchedule(
                s.preTrainingEpochs(),
                s.epochsBetween(),
                new AdamParams(new LearningRate.LinearDecay(s.preTrainingRate(), updates), BETA_1, BETA_2),
                new AdamParams(new LearningRate.Constant(s.rateBetween()), BETA_1, BETA_2));
    }

    /** How feedback and forward weights stand to each other. */
    Alignment measure(NetworkWeights weights) {
        return probe.measure(weights);
    }

    private FeedbackNoise noise() {
        Noise n = settings.feedback().noise();
        double tauA = n.tauMs() / settings.control().tauUMs();
        return new FeedbackNoise(n.deviation() * Math.sqrt(2 * tauA), tauA, n.decay());
    }

    /** Noise of a lower layer reaches the output through the membranes, in F3 through synapses too, of those above. */
    private AntiHebbianParams rule(Formulation formulation, FeedbackNoise noise) {
        Noise n = settings.feedback().noise();
        double lag = AntiHebbianParams.lagFactor(settings.neurons().cell().somaticTimeConstantMs(), n.tauMs());
        if (formulation instanceof SpikingFormulation spiking) {
            lag *= AntiHebbianParams.lagFactor(spiking.synapseTauMs(), n.tauMs());
        }
        return noise.rule(formulation.timing().dtMs())
                .highPassed(n.highPassMs())
                .withLagFactor(lag);
    }
}
