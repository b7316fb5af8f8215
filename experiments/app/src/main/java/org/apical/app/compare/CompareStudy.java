package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apical.app.compare.CompareResult.FeedbackMeasures;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.app.compare.CompareResult.Shown;
import org.apical.app.data.Digits;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.training.InterleavedTraining;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Trains the same network from the same weights under F1, F2 and F3 and compares them.
 *
 * <p>Where feedback learns, each formulation learns its own, from the same draw; steady states and first updates are compared under the feedback that F1 has learned.
 */
public final class CompareStudy {
    /** Samples that are simulated side by side; fixed, so that results do not depend on the number of threads. */
    private static final int LANES_PER_BLOCK = 16;

    private final CompareSettings settings;
    private final LaneBlocks threads;
    private final CompareListener listener;
    private final RandomStreams streams;
    private final Models models;
    private final Digits.Split data;
    private final NetworkWeights initial;
    /** Null where feedback is fixed. */
    private final LearnedFeedback feedback;

    private final Map<Formulation, String> formulations = new LinkedHashMap<>();

    private CompareStudy(
            CompareSettings settings, MatrixProduct product, LaneBlocks threads, CompareListener listener) {
        this.settings = settings;
        this.threads = threads;
        this.listener = listener;
        this.streams = new RandomStreams(settings.seed());
        this.models = new Models(settings, product);
        this.data = Digits.split(settings.data().train(), settings.data().test(), streams);
        FeedbackSettings.Kind kind = settings.feedback().kind();
        this.initial = kind.draw(models.network(), streams);
        this.feedback = kind.learns()
                ? new LearnedFeedback(settings, models, data.train(), data.test(), product, streams)
                : null;
        formulations.put(models.rates(), "abstract rates");
        formulations.put(models.graded(), "graded compartments");
        formulations.put(models.spiking(), "spiking compartments");
    }

    /** Runs a comparison. */
    public static CompareResult run(
            CompareSettings settings, MatrixProduct product, LaneBlocks threads, CompareListener listener) {
        return new CompareStudy(settings, product, threads, listener).run();
    }

    private CompareResult run() {
        NetworkWeights shared = null;
        SteadyStateProbe steadyState = null;
        WeightUpdate reference = null;
        List<FormulationResult> results = new ArrayList<>();
        List<PresentationTrace> traces = new ArrayList<>();
        for (Map.Entry<Formulation, String> entry : formulations.entrySet()) {
            Formulation formulation = entry.getKey();
            Pupil pupil = new Pupil(formulation, entry.getValue());
            pupil.preTrain();
            if (shared == null) {
                shared = pupil.weights.copy();
                steadyState = steadyState(shared);
            }
            WeightUpdate first = firstUpdate(formulation, shared);
            reference = reference == null ? first : reference;
            double[] layerCosines = new double[models.network().layers()];
            for (int l = 0; l < layerCosines.length; l++) {
                layerCosines[l] = first.cosine(l, reference);
            }
            SteadyStateProbe.Deviation deviation =
                    steadyState.of(formulation, models.steps(settings.probe().settleMs()), streams);
            traces.add(record(formulation, shared));
            Optional<DivergenceException> diverged = pupil.learn();
            FormulationResult result = new FormulationResult(
                    formulation.id(),
                    entry.getValue(),
                    pupil.accuracy(),
                    first.cosine(reference),
                    layerCosines,
                    deviation.max(),
                    deviation.rms(),
                    pupil.seconds,
                    models.represented(formulation),
                    pupil.feedback());
            if (diverged.isPresent()) {
                listener.diverged(result);
                throw diverged.get();
            }
            results.add(result);
            listener.end(result);
        }
        Samples shown = data.test();
        return new CompareResult(
                settings, List.of("hidden", "output"), results, traces, new Shown(shown.rates()[0], shown.labels()[0]));
    }

    private SteadyStateProbe steadyState(NetworkWeights weights) {
        int probed = Math.min(settings.probe().samples(), data.test().size());
        return new SteadyStateProbe(
                models.network(),
                models.neurons(),
                weights,
                data.test().select(range(0, probed)),
                settings.learning().targetStepsize(),
                settings.learning().softmaxGain(),
                settings.control().controller().leakAlpha());
    }

    private Learner learner(Formulation formulation) {
        return new Learner(
                formulation,
                models.rule(formulation),
                labels -> new SoftmaxNudge(
                        settings.learning().targetStepsize(),
                        settings.learning().softmaxGain(),
                        labels),
                LANES_PER_BLOCK,
                threads,
                streams);
    }

    /** The update of the first batch of the first epoch. */
    private WeightUpdate firstUpdate(Formulation formulation, NetworkWeights weights) {
        int[] order = Training.order(data.train().size(), streams.stream(Purpose.SAMPLE_ORDER, 0));
        int size = Math.min(settings.learning().batch(), order.length);
        Samples batch = data.train().select(Arrays.copyOf(order, size));
        return learner(formulation).update(weights, batch, Phase.TRAINING, 0);
    }

    private PresentationTrace record(Formulation formulation, NetworkWeights weights) {
        PresentationRecorder recorder = new PresentationRecorder(
                formulation.id(),
                models.network(),
                models.neurons(),
                settings.control().dtMs(),
                streams);
        Samples shown = data.test().select(new int[] {0});
        Presentation presentation = new Presentation(shown.lanes(0, 1), new long[1], Phase.PROBE, streams);
        SoftmaxNudge target = new SoftmaxNudge(
                settings.learning().targetStepsize(), settings.learning().softmaxGain(), shown.labels());
        formulation.simulation(1).present(formulation.map(weights), presentation, target, recorder);
        return recorder.trace();
    }

    /** A formulation that learns: its weights, and what has been measured of them. */
    private final class Pupil {
        final Formulation formulation;
        final String title;
        final NetworkWeights weights = initial.copy();
        final Training forward;
        /** Null where feedback is fixed. */
        final InterleavedTraining both;

        final List<Double> accuracy = new ArrayList<>();
        final List<Alignment> alignments = new ArrayList<>();
        double seconds;

        Pupil(Formulation formulation, String title) {
            this.formulation = formulation;
            this.title = title;
            CompareSettings.Learning l = settings.learning();
            int samples = data.train().size();
            long updates = (long) l.epochs() * ((samples + l.batch() - 1) / l.batch());
            this.forward = new Training(
                    learner(formulation),
                    new Adam(models.network(), new LearningRate.LinearDecay(l.learningRate(), Math.max(1, updates))),
                    data.train(),
                    l.batch(),
                    streams);
            this.both = feedback == null
                    ? null
                    : new InterleavedTraining(
                            models.network(),
                            forward,
                            feedback.training(formulation, LANES_PER_BLOCK, threads),
                            feedback.schedule());
        }

        /** Feedback learns before anything else, where it does. */
        void preTrain() {
            if (both == null) {
                return;
            }
            alignments.add(feedback.measure(weights));
            listener.begin(formulation.id(), title + ", feedback", feedback.preTrainingPresentations());
            long start = System.nanoTime();
            both.preTrain(weights, listener::progress);
            seconds += since(start);
            alignments.add(feedback.measure(weights));
            listener.preTrained(alignments.get(1).conditionTwo());
        }

        /** Learns, and tests on the held-out samples before and after each epoch; what stopped it, if it diverged. */
        Optional<DivergenceException> learn() {
            int epochs = settings.learning().epochs();
            int samples = data.train().size();
            Learner examiner = learner(reading(formulation));
            accuracy.add(examiner.accuracy(weights, data.test(), 0));
            listener.begin(formulation.id(), title, (long) epochs * samples);
            listener.weights(formulation.id(), 0, models.network(), weights);
            for (int epoch = 0; epoch < epochs; epoch++) {
                long before = (long) epoch * samples;
                long start = System.nanoTime();
                try {
                    epoch(epoch, done -> listener.progress(before + done));
                    seconds += since(start);
                    accuracy.add(examiner.accuracy(weights, data.test(), 0));
                } catch (DivergenceException e) {
                    return Optional.of(e);
                }
                if (both != null) {
                    alignments.add(feedback.measure(weights));
                }
                listener.weights(formulation.id(), epoch + 1, models.network(), weights);
                listener.epoch(epoch + 1, accuracy.get(epoch + 1));
            }
            return Optional.empty();
        }

        double[] accuracy() {
            return accuracy.stream().mapToDouble(x -> x).toArray();
        }

        private void epoch(int epoch, Training.Progress progress) {
            if (both == null) {
                forward.epoch(weights, epoch, progress);
            } else {
                both.epoch(weights, epoch, progress);
            }
        }

        Optional<FeedbackMeasures> feedback() {
            return both == null
                    ? Optional.empty()
                    : Optional.of(new FeedbackMeasures(alignments.get(0), alignments.subList(1, alignments.size())));
        }

        private static double since(long start) {
            return 1e-9 * (System.nanoTime() - start);
        }
    }

    /** The formulation with the free phase of a test presentation. */
    private Formulation reading(Formulation formulation) {
        Timing timing = formulation.timing();
        if (timing.freeSteps() == 0) {
            return formulation;
        }
        return formulation.withTiming(
                timing.withSteps(models.steps(settings.spiking().readoutMs()), timing.warmupSteps(), timing.steps()));
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }
}
