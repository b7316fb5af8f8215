package org.apical.plasticity.study;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.KolenPollack;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.WeightDecay;
import org.apical.plasticity.reference.ControlConditions;
import org.apical.plasticity.reference.ControlProbe;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.LeastControl;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.study.Contender.Feedback;
import org.apical.plasticity.study.Contender.Method;
import org.apical.plasticity.study.ForwardSignal.Steady.Kind;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.apical.plasticity.update.WeightUpdate;

/**
 * One student and one teacher, drawn by one root seed: every {@link Contender} starts from the same weights and sees the same batches. Feedback weights are trained
 * before the first forward epoch once, for all that learn them. Not thread-safe.
 */
public final class StudentTrial implements AutoCloseable {
    private static final double BETA = 0.99;

    private final Size size;
    private final MatrixProduct product;
    private final RandomStreams streams;
    private final NetworkDescription network = StudentTeacher.student();
    private final LaneBlocks thread = new LaneBlocks(1);
    private final Regression training;
    private final Regression validation;
    private final Regression test;
    private final NetworkWeights start;
    private double[][] learned;

    /**
     * How much is done.
     *
     * @param teacher of the student's inputs and outputs
     * @param samples training samples
     * @param tested samples of validation, and of the test
     * @param batch samples of a batch
     * @param epochs forward epochs
     * @param preTraining feedback epochs before the first forward epoch
     * @param probed samples by which epochs are measured
     */
    public record Size(
            StudentTeacher teacher, int samples, int tested, int batch, int epochs, int preTraining, int probed) {
        public Size {
            Require.atLeast("Size.samples", samples, batch);
            Require.atLeast("Size.tested", tested, 1);
            Require.that(probed > 0 && probed <= batch, "Size.probed", "must be in 1 .. batch = " + batch, probed);
        }
    }

    public StudentTrial(long seed, Size size, MatrixProduct product) {
        this.size = size;
        this.product = product;
        this.streams = new RandomStreams(seed);
        this.training = size.teacher().samples(0, size.samples(), streams, product);
        this.test = size.teacher().samples(size.samples(), size.tested(), streams, product);
        this.validation = size.teacher().samples(size.samples() + size.tested(), size.tested(), streams, product);
        this.start = NetworkWeights.draw(network, streams);
    }

    /** A test that a run is judged by. */
    public enum Judge {
        /** For the choice of learning rates. */
        VALIDATION,
        /** For results. */
        TEST
    }

    /**
     * One run. If it diverges, losses from there on are not numbers.
     *
     * @param learningRate eta
     */
    public StudentCurve run(Contender contender, double learningRate, Judge judge) {
        NetworkWeights weights = start.copy();
        Method method = contender.method();
        if (method == Method.INVERSION) {
            if (contender.feedback() == Feedback.LEARNED) {
                weights.setBackwardToRandom(network, streams);
            } else {
                weights.setBackwardToTranspose(network);
            }
        }
        boolean learnsQ = contender.feedback() == Feedback.LEARNED && method != Method.INVERSION;
        if (learnsQ) {
            enterLearned(weights);
        }
        StudentCurve.Recorder recorder = new StudentCurve.Recorder(size.epochs());
        ForwardSignal signal = signal(method, size.batch(), recorder::unsettled);
        ForwardSignal probe = signal(method, size.probed(), count -> {});
        ForwardSignal gradient = signal(Method.BACKPROP, size.probed(), count -> {});
        Regression judged = judge == Judge.TEST ? test : validation;
        int[] first = new int[size.probed()];
        Arrays.setAll(first, k -> k);
        StudentStudy study = new StudentStudy(network, new StudentStudy.Settings(size.batch(), size.epochs()), streams);
        try {
            study.run(
                    weights,
                    signal,
                    optimiser(contender, learningRate),
                    training.samples(),
                    learnsQ ? betweenEpochs() : (w, epoch) -> {},
                    (w, epoch) -> {
                        recorder.loss(epoch, StudentStudy.loss(network, w, judged));
                        if (judge == Judge.TEST) {
                            WeightUpdate d =
                                    probe.direction(w, training.samples().select(first), 0);
                            WeightUpdate g =
                                    gradient.direction(w, training.samples().select(first), 0);
                            recorder.alignment(epoch, d.angleDegrees(g), conditionTwo(w));
                        }
                    });
        } catch (DivergenceException diverged) {
            recorder.diverged();
        }
        return recorder.curve(weights, (long) size.epochs() * (size.samples() / size.batch()) * size.batch());
    }

    /** Mean over the probed samples, at the feedforward state. */
    private double conditionTwo(NetworkWeights w) {
        double sum = 0;
        for (int k = 0; k < size.probed(); k++) {
            sum += new LinearisedNetwork(network, w, SampleState.feedforward(network, w, training.inputs()[k]))
                    .conditionTwo();
        }
        return sum / size.probed();
    }

    private ForwardSignal signal(Method method, int width, IntConsumer unsettled) {
        ControllerParams law = StudentSettings.FORWARD;
        AnalyticBatch batch = new AnalyticBatch(network, width, law.steadyLeakAlpha(), product);
        double lambda = StudentSettings.STEPSIZE;
        return switch (method) {
            case BACKPROP -> new ForwardSignal.Gradient(batch, training, lambda);
            case DFC_SS -> new ForwardSignal.Steady(batch, training.nudge(lambda), Kind.NEWTON, Error.RATE, unsettled);
            case DFC_SSA ->
                new ForwardSignal.Steady(batch, training.nudge(lambda), Kind.ANALYTIC, Error.RATE, unsettled);
            case STRONG_SS -> new ForwardSignal.Steady(batch, training.strong(), Kind.NEWTON, Error.RATE, unsettled);
            case LEAKY -> new ForwardSignal.Steady(batch, training.strong(), Kind.NEWTON, Error.CONTROL, unsettled);
            case DFC -> new ForwardSignal.TimeAverage(learner(StudentSettings.forward(product), false, false, width));
            case STRONG -> new ForwardSignal.TimeAverage(learner(StudentSettings.forward(product), false, true, width));
            case INVERSION ->
                new ForwardSignal.TimeAverage(learner(StudentSettings.inversion(product), true, true, width));
        };
    }

    private Learner learner(RateFormulation formulation, boolean control, boolean strong, int lanes) {
        Prediction prediction = new Prediction.Instantaneous();
        LocalRule rule = control
                ? new LeastControl(prediction, product)
                : new DendriticPrediction(DendriticPrediction.Teacher.SOMATIC_VOLTAGE, prediction, product);
        return new Learner(
                        formulation,
                        rule,
                        strong ? training.strong() : training.nudge(StudentSettings.STEPSIZE),
                        lanes,
                        thread,
                        streams)
                .settling(StudentSettings.SETTLING)
                // a loop that rings is a result here
                .within(DivergenceLimits.potentialsOnly());
    }

    private Optimiser optimiser(Contender contender, double learningRate) {
        double lambda = contender.method().strong() ? 1 : StudentSettings.STEPSIZE;
        if (contender.method() != Method.INVERSION) {
            return StudentStudy.descent(network, learningRate, lambda, StudentSettings.CLIP);
        }
        return switch (contender.feedback()) {
            case TRANSPORTED -> {
                Optimiser descent = StudentStudy.descent(network, learningRate, lambda, StudentSettings.CLIP);
                yield (weights, direction) -> {
                    descent.step(weights, direction);
                    weights.setBackwardToTranspose(network);
                };
            }
            case LEARNED ->
                new KolenPollack(
                        network,
                        () -> new WeightDecay(
                                StudentStudy.descent(network, learningRate, lambda, StudentSettings.CLIP),
                                network,
                                StudentSettings.MIRROR_DECAY));
            default -> StudentStudy.descent(network, learningRate, lambda, StudentSettings.CLIP);
        };
    }

    /** Feedback weights from noise, pre-trained at the weights of the start. */
    private void enterLearned(NetworkWeights weights) {
        if (learned == null) {
            NetworkWeights w = start.copy();
            w.setFeedbackToRandom(network, streams);
            FeedbackTraining feedback = feedbackTraining();
            int batches = (size.samples() + size.batch() - 1) / size.batch();
            LearningRate falling = new LearningRate.LinearDecay(
                    StudentSettings.RATES.learningRate(), (long) size.preTraining() * batches);
            FeedbackAdam adam = new FeedbackAdam(network, new AdamParams(falling, BETA, BETA));
            for (int epoch = 0; epoch < size.preTraining(); epoch++) {
                feedback.epoch(w, adam, epoch, done -> {});
            }
            learned = new double[network.layers()][];
            Arrays.setAll(learned, w::feedback);
        }
        for (int l = 0; l < learned.length; l++) {
            System.arraycopy(learned[l], 0, weights.feedback(l), 0, learned[l].length);
        }
    }

    /** A feedback epoch before every forward epoch but the first. */
    private ObjIntConsumer<NetworkWeights> betweenEpochs() {
        FeedbackTraining feedback = feedbackTraining();
        FeedbackAdam adam = new FeedbackAdam(
                network, new AdamParams(new LearningRate.Constant(StudentSettings.BETWEEN_EPOCHS), BETA, BETA));
        return (weights, epoch) -> {
            if (epoch > 0) {
                feedback.epoch(weights, adam, size.preTraining() + epoch, done -> {});
            }
        };
    }

    private FeedbackTraining feedbackTraining() {
        RandomStreams noise = new RandomStreams(~streams.rootSeed());
        FeedbackLearner learner = new FeedbackLearner(
                StudentSettings.rates(product), StudentSettings.RATES.noise(), product, size.batch(), thread, noise);
        return new FeedbackTraining(learner, training.samples(), size.batch(), noise);
    }

    /** The conditions of control by the outputs wanted, at the weights that a run left, on the probed samples; for contenders with such targets. */
    public ControlConditions conditions(Contender contender, NetworkWeights weights) {
        ControlProbe probe = new ControlProbe(
                network,
                Arrays.copyOf(training.inputs(), size.probed()),
                Arrays.copyOf(training.wanted(), size.probed()));
        return contender.method() == Method.INVERSION
                ? probe.inversion(weights, StudentSettings.slowControl(product), StudentSettings.inversion(product))
                : probe.direct(weights, StudentSettings.FORWARD, StudentSettings.TAU_V);
    }

    @Override
    public void close() {
        thread.close();
    }
}
