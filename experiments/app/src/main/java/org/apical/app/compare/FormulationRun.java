package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apical.app.UserError;
import org.apical.app.activity.ActivityProbe;
import org.apical.app.activity.LayerActivity;
import org.apical.app.compare.ComparisonResult.FeedbackMeasures;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Kept.When;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.LoopMargin;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.training.Samples;

/** One formulation of a comparison: its weights, what has been measured of them, and, where the run goes on after it was stopped, where it stood. */
final class FormulationRun implements TrainingRun.Observer {
    private final Formulations formulations;
    private final Experiment experiment;
    private final NetworkDescription network;
    private final Task task;
    private final LaneBlocks threads;
    private final ComparisonListener listener;
    private final RandomStreams streams;
    private final Optional<AlignmentProbe> alignment;
    private final long checksum;

    final RepresentedRange range;
    final TrainingRun run;
    final NetworkWeights weights;
    final List<Double> train = new ArrayList<>();
    final List<Double> validation = new ArrayList<>();
    final List<Double> test = new ArrayList<>();
    final List<PresentationTrace> traces = new ArrayList<>();
    double[][] outputs = {};
    /** The weights of the best epoch so far, where presentations with them are recorded. */
    Optional<NetworkWeights> best = Optional.empty();

    final List<Alignment> alignments = new ArrayList<>();
    final Optional<MarginProbe> margin;
    final List<LoopMargin> margins = new ArrayList<>();
    final SortedMap<Integer, List<LayerActivity>> activity = new TreeMap<>();
    /** The weights with which forward learning began. */
    Optional<NetworkWeights> entered = Optional.empty();

    private boolean ended;

    FormulationRun(Setting setting, Form form) {
        Formulation formulation = setting.formulations().of(form);
        this.formulations = setting.formulations();
        this.experiment = formulations.experiment();
        this.network = formulations.network();
        this.task = setting.task();
        this.threads = setting.threads();
        this.listener = setting.listener();
        this.streams = setting.streams();
        this.alignment = setting.alignment();
        this.checksum = setting.checksum();
        range = new RepresentedRange(formulation.controller());
        run = new TrainingRun(formulations, formulation.withController(range), task, threads)
                .elsewhere(part -> setting.elsewhere().map(remote -> remote.of(form, part, range::state)));
        weights = run.initial();
        margin = Optional.of(run.formulation())
                .filter(f -> experiment.learning().method().control())
                .flatMap(f ->
                        MarginProbe.of(f, task.test(), experiment.learning().target()));
        listener.putBack(formulation.id(), this::state);
    }

    /** What cannot be had again without learning again: the rest is measured once more. */
    private void state(StateVisitor visitor) {
        if (visitor.count("data", checksum) != checksum) {
            throw new UserError(
                    "--resume: expected the data that the run began with, found others under the same name");
        }
        visitor.in("weights").weights(network, weights);
        run.state(visitor.in("training"));
        range.state(visitor.in("represented"));
        scores(visitor, "train", train);
        scores(visitor, "validation", validation);
        scores(visitor, "test", test);
        List<double[]> rows = new ArrayList<>(List.of(outputs));
        visitor.rows("outputs", rows, row -> row, row -> row);
        outputs = rows.toArray(double[][]::new);
        visitor.rows(
                "margins",
                margins,
                m -> new double[] {m.phaseDegrees(), m.gain(), m.delayMs(), m.crossoverHz()},
                row -> new LoopMargin(row[0], row[1], row[2], row[3]));
        visitor.rows("alignments", alignments, AlignmentRow::of, AlignmentRow::alignment);
        entered = weights(visitor, "entered", entered);
        best = weights(visitor, "best", best);
    }

    private void scores(StateVisitor visitor, String name, List<Double> scores) {
        visitor.rows(name, scores, score -> new double[] {score}, row -> row[0]);
    }

    private Optional<NetworkWeights> weights(StateVisitor visitor, String name, Optional<NetworkWeights> some) {
        if (visitor.count(name, some.isPresent() ? 1 : 0) == 0) {
            return Optional.empty();
        }
        NetworkWeights there = some.orElseGet(weights::copy);
        visitor.in(name).weights(network, there);
        return Optional.of(there);
    }

    /** Feedback learns before anything else, where it does. */
    void preTrain() {
        if (entered.isPresent()) {
            return;
        }
        if (alignments.isEmpty()) {
            measure();
        }
        run.preTrain(weights, this);
        measure();
        entered = Optional.of(weights.copy());
        if (!alignments.isEmpty()) {
            listener.preTrained(alignments.get(1).conditionTwo());
        }
    }

    private void measure() {
        alignment.ifPresent(probe -> alignments.add(probe.measure(weights)));
    }

    @Override
    public void preTraining(long presentations) {
        listener.begin(run.formulation().id(), run.formulation().title() + ", feedback", presentations);
    }

    @Override
    public void progress(long done) {
        listener.progress(done);
    }

    @Override
    public void feedbackEpoch(int epochs, NetworkWeights now) {
        ended = true;
    }

    @Override
    public void atRest() {
        boolean atEnd = ended;
        ended = false;
        listener.atRest(run.formulation().id(), Math.max(0, test.size() - 1), atEnd, this::state);
    }

    @Override
    public void epoch(int epochs, NetworkWeights now) {
        ended = true;
        String id = run.formulation().id();
        score(epochs, now);
        if (epochs > 0) {
            measure();
        }
        listener.weights(id, epochs, network, now);
        if (epochs > 0) {
            listener.epoch(epochs, task.score(), test.get(epochs));
        }
    }

    private void score(int epochs, NetworkWeights now) {
        outputs = run.outputs(now, task.test());
        margin.ifPresent(probe -> margins.add(probe.smallest(now)));
        test.add(task.score().of(outputs, task.test()));
        task.validation().ifPresent(held -> validation.add(run.score(now, held)));
        int scored = Math.min(experiment.record().scored(), task.train().size());
        if (scored > 0) {
            train.add(run.score(now, task.train().range(0, scored)));
        }
        if (experiment.record().weights().contains(When.BEST)
                && curve().bestEpoch().orElse(-1) == epochs) {
            best = Optional.of(now.copy());
        }
    }

    /** Records presentations with some weights, where those are kept. */
    void record(When when, NetworkWeights with) {
        if (experiment.record().weights().contains(when)) {
            IntStream.range(0, recorded(experiment, task)).forEach(k -> traces.add(trace(with, when, k)));
        }
    }

    /** Looks at potentials and rates under the weights of an epoch, where there are neurons. */
    void look(int epoch, NetworkWeights with) {
        List<LayerActivity> layers =
                new ActivityProbe(formulations, threads, streams).of(run.formulation(), with, task);
        if (layers.get(0).measured()) {
            activity.put(epoch, layers);
        }
    }

    /** Learns, and tests on the held-out samples before and after each epoch; what stopped it, if it diverged. */
    Optional<DivergenceException> learn() {
        long total = (long) experiment.learning().epochs() * task.train().size();
        listener.begin(run.formulation().id(), run.formulation().title(), total);
        try {
            run.learn(weights, this);
            return Optional.empty();
        } catch (DivergenceException e) {
            if (test.isEmpty()) {
                throw e;
            }
            return Optional.of(
                    margin.map(probe -> e.adding(probe.words(weights))).orElse(e));
        }
    }

    LearningCurve curve() {
        return new LearningCurve(task.score(), numbers(train), numbers(validation), numbers(test));
    }

    Optional<FeedbackMeasures> feedback() {
        return alignments.isEmpty()
                ? Optional.empty()
                : Optional.of(new FeedbackMeasures(alignments.get(0), alignments.subList(1, alignments.size())));
    }

    /**
     * What all formulations of a comparison share.
     *
     * @param elsewhere where batches are learned from, if not on the threads
     * @param alignment measures how feedback that learns stands to the forward weights
     * @param checksum of the samples
     */
    record Setting(
            Formulations formulations,
            Task task,
            LaneBlocks threads,
            Optional<TrainingRun.Elsewhere> elsewhere,
            ComparisonListener listener,
            RandomStreams streams,
            Optional<AlignmentProbe> alignment,
            long checksum) {}

    /** Held-out samples whose presentations under control are recorded. */
    static int recorded(Experiment experiment, Task task) {
        return experiment.learning().method().control()
                ? Math.min(experiment.record().samples(), task.test().size())
                : 0;
    }

    private PresentationTrace trace(NetworkWeights with, When when, int sample) {
        Formulation formulation = run.formulation();
        PresentationRecorder recorder = new PresentationRecorder(
                experiment.record(),
                network,
                formulations.neurons(),
                experiment.timing().dtMs(),
                streams);
        Samples shown = task.test().range(sample, 1);
        Presentation presentation = new Presentation(shown.lanes(0, 1), new long[] {sample}, Phase.PROBE, streams);
        formulation
                .simulation(1)
                .present(
                        formulation.map(with),
                        presentation,
                        experiment.learning().target().of(shown),
                        recorder);
        return recorder.trace(formulation.id(), when, sample);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(x -> x).toArray();
    }
}
