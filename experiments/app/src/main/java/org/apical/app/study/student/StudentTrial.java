package org.apical.app.study.student;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apical.app.experiment.FeedbackDescription;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.app.experiment.Learners;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Settling;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.reference.ControlConditions;
import org.apical.plasticity.reference.ControlProbe;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.reference.SteadyStateSignal;
import org.apical.plasticity.reference.SteadyStateSignal.Kind;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.LeastControl;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.apical.plasticity.update.WeightUpdate;

/**
 * One student and one teacher, drawn by one root seed: every {@link StudentMethod} starts from the same weights and sees the same batches. Feedback weights are trained
 * before the first forward epoch once, for all that learn them. Not thread-safe.
 */
public final class StudentTrial implements AutoCloseable {
    /** lambda of the nudge. */
    public static final double STEPSIZE = 0.05;
    /** When a sample of a simulated presentation is no longer stepped: its time average is then within a thousandth of its way. */
    private static final Settling SETTLING = new Settling(1e-3, 5, 8);

    private final StudentPlan.Size size;
    private final MatrixProduct product;
    private final RandomStreams streams;
    private final StudentNetwork student;
    private final Formulations noisy;
    private final NetworkDescription network;
    private final LaneBlocks thread = new LaneBlocks(1);
    private final Samples training;
    private final Samples validation;
    private final Samples test;
    private final NetworkWeights start;
    private double[][] learned;

    /** @param seed root of everything that is drawn */
    public StudentTrial(long seed, StudentPlan.Size size, MatrixProduct product) {
        this.size = size;
        this.product = product;
        this.streams = new RandomStreams(seed);
        this.student = new StudentNetwork(product);
        this.network = student.network();
        this.noisy = student.noise(size.preTraining(), size.batch());
        this.training = size.teacher().samples(0, size.samples(), streams, product);
        this.test = size.teacher().samples(size.samples(), size.tested(), streams, product);
        this.validation = size.teacher().samples(size.samples() + size.tested(), size.tested(), streams, product);
        this.start = NetworkWeights.draw(network, streams);
    }

    /** Samples that losses are of. */
    public enum HeldOut {
        /** For the choice of learning rates. */
        VALIDATION,
        /** For results. */
        TEST
    }

    /** Watches a run. */
    @FunctionalInterface
    public interface Watch {
        /**
         * So many epochs have ended, 0: learning begins.
         *
         * @param weights live
         * @param direction what the method asks for, of {@link #probed}
         */
        void epoch(int epochs, NetworkWeights weights, Supplier<WeightUpdate> direction);
    }

    /**
     * What a run left.
     *
     * @param weights at the end
     * @param unsettled share of the samples shown that had no steady state
     * @param diverged whether it ended early
     */
    public record Trained(NetworkWeights weights, double unsettled, boolean diverged) {}

    /** The student. */
    public NetworkDescription network() {
        return network;
    }

    /** The samples by which epochs are measured. */
    public Samples probed() {
        return training.range(0, size.probed());
    }

    /** The loss of held-out samples. */
    public double loss(NetworkWeights weights, HeldOut of) {
        return SquaredError.loss(network, weights, of == HeldOut.TEST ? test : validation);
    }

    /** The weights that everything starts from, with feedback of a kind. */
    public NetworkWeights initial(Feedback feedback) {
        NetworkWeights weights = start.copy();
        switch (feedback) {
            case LEARNED -> enterLearned(weights);
            case RANDOM -> weights.setFeedbackToRandom(network, streams);
            default -> {
                // the weight product
            }
        }
        return weights;
    }

    /**
     * One run; one that diverges ends early.
     *
     * @param learningRate eta
     */
    public Trained run(StudentMethod method, double learningRate, Watch watch) {
        Signal signal = method.signal();
        boolean learnsQ = method.feedback() == Feedback.LEARNED && signal != Signal.INVERSION;
        NetworkWeights weights = initial(signal == Signal.INVERSION ? Feedback.FIXED : method.feedback());
        if (signal == Signal.INVERSION) {
            backward(method).enter(weights, network, streams);
        }
        AtomicLong unsettled = new AtomicLong();
        ForwardSignal direction = signal(method, size.batch(), unsettled::addAndGet);
        ForwardSignal probe = signal(method, size.probed(), count -> {});
        Training feedback = learnsQ ? run().feedback(noise(), noise().between()) : null;
        boolean diverged = false;
        try {
            new Training(
                            BatchStep.forward(student.forward(), direction, optimiser(method, learningRate)),
                            training,
                            size.samples() / size.batch() * size.batch(),
                            size.batch(),
                            streams)
                    .epochs(weights, 0, size.epochs(), Training.Observer.NONE.atEpochs((w, epochs) -> {
                        watch.epoch(epochs, w, () -> probe.direction(w, probed(), 0));
                        if (learnsQ && epochs > 0 && epochs < size.epochs()) {
                            feedback.epochs(w, size.preTraining() + epochs, 1, Training.Observer.NONE);
                        }
                    }));
        } catch (DivergenceException e) {
            diverged = true;
        }
        long shown = (long) size.epochs() * (size.samples() / size.batch()) * size.batch();
        return new Trained(weights, (double) unsettled.get() / shown, diverged);
    }

    /** Mean over the probed samples, at the feedforward state. */
    double conditionTwo(NetworkWeights w) {
        double sum = 0;
        for (int k = 0; k < size.probed(); k++) {
            sum += new LinearisedNetwork(network, w, SampleState.feedforward(network, w, training.rates()[k]))
                    .conditionTwo();
        }
        return sum / size.probed();
    }

    /** Minus the gradient. */
    ForwardSignal gradient() {
        return new GradientSignal(network, SquaredError.descent(STEPSIZE), product);
    }

    private ForwardSignal signal(StudentMethod method, int width, IntConsumer unsettled) {
        Signal signal = method.signal();
        Targets target = signal.strong() ? SquaredError.strong() : SquaredError.nudge(STEPSIZE);
        Prediction prediction = new Prediction.Instantaneous();
        LocalRule dendritic = new DendriticPrediction(DendriticPrediction.Teacher.SOMATIC_VOLTAGE, prediction, product);
        return switch (signal) {
            case BACKPROP -> gradient();
            case DFA -> new GradientSignal(network, SquaredError.descent(STEPSIZE), Way.DIRECT, product);
            case DFC_SS, STRONG_SS -> steady(target, Kind.NEWTON, Error.RATE, width, unsettled);
            case DFC_SSA -> steady(target, Kind.ANALYTIC, Error.RATE, width, unsettled);
            case LEAKY -> steady(target, Kind.NEWTON, Error.CONTROL, width, unsettled);
            case DFC, STRONG -> overTime(student.forward(), dendritic, target, width);
            case INVERSION ->
                overTime(
                        StudentNetwork.rates(student.inversion(method.feedback())),
                        new LeastControl(prediction, product),
                        target,
                        width);
        };
    }

    private ForwardSignal steady(Targets target, Kind kind, Error error, int width, IntConsumer unsettled) {
        double alpha = student.law().steadyLeakAlpha();
        return new SteadyStateSignal(
                network, new SteadyStateSignal.Reading(alpha, target, kind, error), product, width, thread, unsettled);
    }

    private ForwardSignal overTime(Formulation formulation, LocalRule rule, Targets target, int lanes) {
        return new Learner(formulation, rule, target, lanes, thread, streams)
                .settling(SETTLING)
                // a loop that rings is a result here
                .within(DivergenceLimits.potentialsOnly());
    }

    private Optimiser optimiser(StudentMethod method, double learningRate) {
        double lambda = method.signal().strong() ? 1 : STEPSIZE;
        Supplier<Optimiser> descent = () -> descent(network, learningRate, lambda, student.clip());
        return method.signal() == Signal.INVERSION ? backward(method).optimiser(descent, network) : descent.get();
    }

    /**
     * Plain descent along d / lambda, whose norm is clipped layer by layer (physics.md 8): W := W + eta (d/lambda) min(1, c / ||d/lambda||), as a rate eta/lambda and
     * a bound c lambda on d itself.
     *
     * @param learningRate eta, dimensionless
     * @param stepsize lambda, what the signal is a multiple of, dimensionless
     * @param clip c, largest norm of d / lambda of a layer, dimensionless
     */
    static Optimiser descent(NetworkDescription network, double learningRate, double stepsize, double clip) {
        LearningRate rate = new LearningRate.Constant(learningRate / stepsize);
        return new Clipped(new MomentumSgd(network, rate, 0), network, clip * stepsize);
    }

    /** Where the weights S of inversion dynamics come from. */
    private FeedbackDescription backward(StudentMethod method) {
        return student.inversion(method.feedback()).experiment().learning().feedback();
    }

    /** Feedback weights from noise, pre-trained at the weights of the start. */
    private void enterLearned(NetworkWeights weights) {
        if (learned == null) {
            NetworkWeights w = start.copy();
            w.setFeedbackToRandom(network, streams);
            run().preTrain(w, TrainingRun.Observer.NONE);
            learned = new double[network.layers()][];
            Arrays.setAll(learned, w::feedback);
        }
        for (int l = 0; l < learned.length; l++) {
            System.arraycopy(learned[l], 0, weights.feedback(l), 0, learned[l].length);
        }
    }

    /** What learns feedback. */
    private TrainingRun run() {
        return new TrainingRun(noisy, noisy.of(Form.F1), new Task(training, test), thread)
                .withFeedback(new Learners.FeedbackBlocks(new RandomStreams(~streams.rootSeed()), size.batch()));
    }

    private LearnedFeedback noise() {
        return noisy.experiment().learning().feedback().learned().orElseThrow();
    }

    /** The conditions of control by the outputs wanted, at the weights that a run left, on the probed samples; for methods with such targets. */
    ControlConditions conditions(StudentMethod method, NetworkWeights weights) {
        ControlProbe probe = new ControlProbe(
                network,
                Arrays.copyOf(training.rates(), size.probed()),
                Arrays.copyOf(training.wanted(), size.probed()));
        return method.signal() == Signal.INVERSION
                ? probe.inversion(
                        weights,
                        StudentNetwork.rates(student.slowInversion(method.feedback())),
                        StudentNetwork.rates(student.inversion(method.feedback())))
                : probe.direct(weights, student.law(), student.forward().tauVOverTauU());
    }

    @Override
    public void close() {
        thread.close();
    }
}
