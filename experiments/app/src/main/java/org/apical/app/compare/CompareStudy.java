package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/** Trains the same network from the same weights under F1, F2 and F3 and compares them. */
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
    private final Map<Formulation, String> formulations = new LinkedHashMap<>();

    private CompareStudy(
            CompareSettings settings, MatrixProduct product, LaneBlocks threads, CompareListener listener) {
        this.settings = settings;
        this.threads = threads;
        this.listener = listener;
        this.streams = new RandomStreams(settings.seed());
        this.models = new Models(settings, product);
        this.data = Digits.split(settings.data().train(), settings.data().test(), streams);
        this.initial = NetworkWeights.draw(models.network(), streams);
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
        double alpha = settings.control().controller().leakAlpha();
        int probed = Math.min(settings.probe().samples(), data.test().size());
        SteadyStateProbe steadyState = new SteadyStateProbe(
                models.network(),
                models.neurons(),
                initial,
                data.test().select(range(0, probed)),
                settings.learning().targetStepsize(),
                settings.learning().softmaxGain(),
                alpha);
        WeightUpdate reference = null;
        List<FormulationResult> results = new ArrayList<>();
        List<PresentationTrace> traces = new ArrayList<>();
        for (Map.Entry<Formulation, String> entry : formulations.entrySet()) {
            Formulation formulation = entry.getKey();
            WeightUpdate first = firstUpdate(formulation);
            reference = reference == null ? first : reference;
            double[] layerCosines = new double[models.network().layers()];
            for (int l = 0; l < layerCosines.length; l++) {
                layerCosines[l] = first.cosine(l, reference);
            }
            SteadyStateProbe.Deviation deviation =
                    steadyState.of(formulation, models.steps(settings.probe().settleMs()), streams);
            traces.add(record(formulation));
            Learned learned = learn(formulation, entry.getValue());
            FormulationResult result = new FormulationResult(
                    formulation.id(),
                    entry.getValue(),
                    learned.accuracy,
                    first.cosine(reference),
                    layerCosines,
                    deviation.max(),
                    deviation.rms(),
                    learned.seconds,
                    models.represented(formulation));
            if (learned.diverged.isPresent()) {
                listener.diverged(result);
                throw learned.diverged.get();
            }
            results.add(result);
            listener.end(result);
        }
        Samples shown = data.test();
        return new CompareResult(
                settings, List.of("hidden", "output"), results, traces, new Shown(shown.rates()[0], shown.labels()[0]));
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
    private WeightUpdate firstUpdate(Formulation formulation) {
        int[] order = Training.order(data.train().size(), streams.stream(Purpose.SAMPLE_ORDER, 0));
        int size = Math.min(settings.learning().batch(), order.length);
        Samples batch = data.train().select(Arrays.copyOf(order, size));
        return learner(formulation).update(initial, batch, Phase.TRAINING, 0);
    }

    private PresentationTrace record(Formulation formulation) {
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
        formulation.simulation(1).present(formulation.map(initial), presentation, target, recorder);
        return recorder.trace();
    }

    private record Learned(double[] accuracy, double seconds, Optional<DivergenceException> diverged) {}

    private Learned learn(Formulation formulation, String title) {
        CompareSettings.Learning l = settings.learning();
        NetworkWeights weights = initial.copy();
        int samples = data.train().size();
        long updates = (long) l.epochs() * ((samples + l.batch() - 1) / l.batch());
        Training training = new Training(
                learner(formulation),
                new Adam(models.network(), new LearningRate.LinearDecay(l.learningRate(), Math.max(1, updates))),
                data.train(),
                l.batch(),
                streams);
        Learner examiner = learner(reading(formulation));
        double[] accuracy = new double[l.epochs() + 1];
        accuracy[0] = examiner.accuracy(weights, data.test(), 0);
        listener.begin(formulation.id(), title, (long) l.epochs() * samples);
        listener.weights(formulation.id(), 0, models.network(), weights);
        double seconds = 0;
        for (int epoch = 0; epoch < l.epochs(); epoch++) {
            long before = (long) epoch * samples;
            long start = System.nanoTime();
            try {
                training.epoch(weights, epoch, done -> listener.progress(before + done));
                seconds += 1e-9 * (System.nanoTime() - start);
                accuracy[epoch + 1] = examiner.accuracy(weights, data.test(), 0);
            } catch (DivergenceException e) {
                return new Learned(Arrays.copyOf(accuracy, epoch + 1), seconds, Optional.of(e));
            }
            listener.weights(formulation.id(), epoch + 1, models.network(), weights);
            listener.epoch(epoch + 1, accuracy[epoch + 1]);
        }
        return new Learned(accuracy, seconds, Optional.empty());
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
