package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.FeedbackMeasures;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.ComparisonResult.Shown;
import org.apical.app.experiment.Clock;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Kept.When;
import org.apical.app.experiment.LayerAssumptions;
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
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Trains the same network from the same weights under F1, F2 and F3 and compares them.
 *
 * <p>Where feedback learns, each formulation learns its own, from the same draw; steady states and first updates are compared under the feedback that the first has learned.
 */
public final class Comparison {
    private static final int PROBES = 16;

    private final Experiment experiment;
    private final Formulations formulations;
    private final NetworkDescription network;
    private final Task task;
    private final LaneBlocks threads;
    private final ComparisonListener listener;
    private final RandomStreams streams;
    private final Optional<AlignmentProbe> alignment;

    private Comparison(Formulations formulations, LaneBlocks threads, ComparisonListener listener) {
        this.experiment = formulations.experiment();
        this.threads = threads;
        this.listener = listener;
        this.streams = new RandomStreams(experiment.seed());
        this.formulations = formulations;
        this.network = formulations.network();
        this.task = experiment.data().orElseThrow().task(streams);
        this.alignment = experiment.learning().feedback().learned().flatMap(learned -> alignment());
    }

    /** Runs a comparison of the formulations of an experiment with data. */
    public static ComparisonResult run(Formulations formulations, LaneBlocks threads, ComparisonListener listener) {
        return new Comparison(formulations, threads, listener).run();
    }

    /** Measures how feedback stands to the forward weights; nothing where there is no theory of it. */
    private Optional<AlignmentProbe> alignment() {
        return formulations
                .controller()
                .law()
                .filter(law -> network.others().isEmpty())
                .map(law -> {
                    int probed = Math.min(PROBES, task.test().size());
                    Clock clock = experiment.timing();
                    return new AlignmentProbe(
                            network,
                            law,
                            formulations.tauVMs() / clock.tauUMs(),
                            law.steadyLeakAlpha(),
                            task.test().range(0, probed).rates(),
                            experiment.learning().target().small(task.test().range(0, probed)));
                });
    }

    private ComparisonResult run() {
        NetworkWeights shared = null;
        Optional<SteadyStateProbe> steadyState = Optional.empty();
        WeightUpdate reference = null;
        List<FormulationResult> results = new ArrayList<>();
        List<PresentationTrace> traces = new ArrayList<>();
        int settle = Grid.steps(
                "agreement.settleMs",
                experiment.agreement().settleMs(),
                experiment.timing().dtMs());
        for (Form form : experiment.formulations()) {
            One one = new One(formulations.of(form));
            one.preTrain();
            if (shared == null) {
                shared = one.entered.orElseThrow();
                steadyState = steadyState(shared);
            }
            Formulation formulation = one.run.formulation();
            WeightUpdate first = one.run.firstUpdate(shared);
            reference = reference == null ? first : reference;
            double[] layerCosines = new double[network.layers()];
            for (int l = 0; l < layerCosines.length; l++) {
                layerCosines[l] = first.cosine(l, reference);
            }
            Optional<Deviation> deviation = steadyState
                    .filter(probe -> probe.steady().reached())
                    .map(probe -> probe.of(formulation, settle, streams));
            one.record(When.INITIAL, shared);
            one.look(0, shared);
            Optional<DivergenceException> diverged = one.learn();
            if (diverged.isEmpty()) {
                one.best.ifPresent(best -> one.record(When.BEST, best));
                one.record(When.LAST, one.weights);
                if (experiment.learning().epochs() > 0) {
                    one.look(experiment.learning().epochs(), one.weights);
                }
            }
            traces.addAll(one.traces);
            FormulationResult result = new FormulationResult(
                    formulation.id(),
                    formulation.title(),
                    one.curve(),
                    one.outputs,
                    first.cosine(reference),
                    layerCosines,
                    deviation,
                    one.run.seconds(),
                    one.range.largest(),
                    one.feedback(),
                    List.copyOf(one.margins),
                    one.activity);
            if (diverged.isPresent()) {
                listener.diverged(result);
                throw diverged.get();
            }
            results.add(result);
            listener.end(result);
        }
        List<String> names = network.chain().stream().map(layer -> layer.name()).toList();
        return new ComparisonResult(
                experiment,
                names,
                results,
                traces,
                task.test(),
                task.outputs(),
                shown(),
                steadyState.map(probe -> probe.steady().residual()),
                () -> LayerAssumptions.causes(formulations));
    }

    private int recorded() {
        return Math.min(experiment.record().samples(), task.test().size());
    }

    private List<Shown> shown() {
        return IntStream.range(0, recorded())
                .mapToObj(k -> task.test().range(k, 1))
                .map(one ->
                        new Shown(one.rates()[0], Arrays.stream(one.labels()).findFirst()))
                .toList();
    }

    /** Of chains under control; there is no theory of other steady states. */
    private Optional<SteadyStateProbe> steadyState(NetworkWeights weights) {
        OptionalDouble alpha = formulations.steadyLeak();
        if (alpha.isEmpty()) {
            return Optional.empty();
        }
        int probed = Math.min(experiment.agreement().samples(), task.test().size());
        return Optional.of(new SteadyStateProbe(
                formulations,
                weights,
                task.test().range(0, probed),
                experiment.learning().target(),
                alpha.getAsDouble()));
    }

    private PresentationTrace record(Formulation formulation, NetworkWeights weights, When when, int sample) {
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
                        formulation.map(weights),
                        presentation,
                        experiment.learning().target().of(shown),
                        recorder);
        return recorder.trace(formulation.id(), when, sample);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(x -> x).toArray();
    }

    /** One formulation: its weights, and what has been measured of them. */
    private final class One implements TrainingRun.Observer {
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

        One(Formulation formulation) {
            range = new RepresentedRange(formulation.controller());
            run = new TrainingRun(formulations, formulation.withController(range), task, threads);
            weights = run.initial();
            margin = MarginProbe.of(
                    run.formulation(), task.test(), experiment.learning().target());
            listener.putBack(formulation.id(), this::state);
        }

        /** What cannot be had again without learning again: the rest is measured once more. */
        private void state(StateVisitor visitor) {
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
                IntStream.range(0, recorded())
                        .forEach(k -> traces.add(Comparison.this.record(run.formulation(), with, when, k)));
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
    }
}
