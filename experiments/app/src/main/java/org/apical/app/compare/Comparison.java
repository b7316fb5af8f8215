package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.Deviation;
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
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.AlignmentProbe;
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
    private final ComparisonListener listener;
    private final RandomStreams streams;
    private final FormulationRun.Setting setting;

    private Comparison(
            Formulations formulations,
            LaneBlocks threads,
            Optional<TrainingRun.Elsewhere> elsewhere,
            ComparisonListener listener) {
        this.experiment = formulations.experiment();
        this.listener = listener;
        this.streams = new RandomStreams(experiment.seed());
        this.formulations = formulations;
        this.network = formulations.network();
        this.task = experiment.data().orElseThrow().task(streams);
        this.setting = new FormulationRun.Setting(
                formulations,
                task,
                threads,
                elsewhere,
                listener,
                streams,
                experiment.learning().feedback().learned().flatMap(learned -> alignment()),
                SampleChecksum.of(task));
    }

    /** Runs a comparison of the formulations of an experiment with data. */
    public static ComparisonResult run(Formulations formulations, LaneBlocks threads, ComparisonListener listener) {
        return run(formulations, threads, Optional.empty(), listener);
    }

    /**
     * The same.
     *
     * @param elsewhere where batches are learned from, if not on these threads
     */
    public static ComparisonResult run(
            Formulations formulations,
            LaneBlocks threads,
            Optional<TrainingRun.Elsewhere> elsewhere,
            ComparisonListener listener) {
        return new Comparison(formulations, threads, elsewhere, listener).run();
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
            FormulationRun one = new FormulationRun(setting, form);
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

    private List<Shown> shown() {
        return IntStream.range(0, FormulationRun.recorded(experiment, task))
                .mapToObj(k -> task.test().range(k, 1))
                .map(one ->
                        new Shown(one.rates()[0], Arrays.stream(one.labels()).findFirst()))
                .toList();
    }

    /** Of chains under control, which learn by it; there is no theory of other steady states. */
    private Optional<SteadyStateProbe> steadyState(NetworkWeights weights) {
        OptionalDouble alpha = formulations.steadyLeak();
        if (alpha.isEmpty() || !experiment.learning().method().control()) {
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
}
