package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apical.app.activity.ActivityProbe;
import org.apical.app.activity.LayerActivity;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.AbstractPotentials;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.network.theory.SpikeScatter;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;

/**
 * Runs a described network under every formulation that it admits, from the same weights, on the same random input (rates uniform between -1, or that of 0 Hz, and 1), towards the
 * same targets (the output without feedback of the first formulation, plus {@value #SHIFT} times a random sign), and compares what its units do.
 */
public final class StimulusComparison {
    /** Samples shown side by side. */
    public static final int SAMPLES = 16;

    private static final double SHIFT = 0.2;
    private static final int LANES_PER_BLOCK = 8;

    private final Experiment experiment;
    private final Formulations formulations;
    private final NetworkDescription network;
    private final RandomStreams streams;
    private final LaneBlocks threads;

    public StimulusComparison(Formulations formulations, LaneBlocks threads) {
        this.experiment = formulations.experiment();
        this.formulations = formulations;
        this.network = formulations.network();
        this.streams = new RandomStreams(experiment.seed());
        this.threads = threads;
    }

    /** Names of the layers. */
    public List<String> layerNames() {
        return network.chain().stream().map(LayerDescription::name).toList();
    }

    /**
     * What one formulation did in the last half of the controlled phase.
     *
     * @param potentials time-averaged v of each layer in abstract units, [layer][unit x sample]
     * @param control time-averaged u, [output x sample]
     * @param scatter of spikes, rms of each layer as N and the time that is averaged predict it, in units of v; empty where nothing predicts it
     * @param activity potentials and rates of each layer over whole presentations; empty of abstract units
     * @param seconds wall time
     */
    public record Outcome(
            String id,
            double[][] potentials,
            double[] control,
            Optional<double[]> scatter,
            List<LayerActivity> activity,
            double seconds) {

        /** Root mean square of the potentials of a layer. */
        public double rms(int layer) {
            return Math.sqrt(
                    Arrays.stream(potentials[layer]).map(x -> x * x).average().orElse(0));
        }

        /** Root mean square of the difference of a layer's potentials from another outcome's, relative to those; NaN where those are all 0. */
        public double deviation(int layer, Outcome reference) {
            double sum = 0;
            for (int k = 0; k < potentials[layer].length; k++) {
                double difference = potentials[layer][k] - reference.potentials[layer][k];
                sum += difference * difference / potentials[layer].length;
            }
            double rms = reference.rms(layer);
            return rms == 0 ? Double.NaN : Math.sqrt(sum) / rms;
        }
    }

    /**
     * F1, F2 and F3.
     *
     * @param begins told of each as it begins
     * @param finished told of each as it ends
     * @throws DivergenceException if one of them diverges
     */
    public List<Outcome> run(Consumer<String> begins, Consumer<Outcome> finished) {
        NetworkWeights weights = formulations.initial();
        double[] target = target(formulations.of(experiment.formulations().get(0)), weights);
        List<Outcome> outcomes = new ArrayList<>();
        for (Form form : experiment.formulations()) {
            Formulation formulation = formulations.of(form);
            begins.accept(formulation.id() + " " + formulation.title());
            Outcome outcome = run(formulation, weights, target);
            outcomes.add(outcome);
            finished.accept(outcome);
        }
        return outcomes;
    }

    private double[] target(Formulation formulation, NetworkWeights weights) {
        Block all = new Block(0, 0, SAMPLES);
        Simulation simulation = formulation.simulation(SAMPLES);
        DivergenceGuard guard = guard(formulation, simulation);
        guard.watch(() -> simulation.free(formulation.map(weights), presentation(all), guard));
        double[] target = simulation.freeOutput().clone();
        for (int sample = 0; sample < SAMPLES; sample++) {
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 1, sample);
            for (int o = 0; o < network.outputs(); o++) {
                target[o * SAMPLES + sample] += random.nextBoolean() ? SHIFT : -SHIFT;
            }
        }
        return target;
    }

    private static DivergenceGuard guard(Formulation formulation, Simulation simulation) {
        return new DivergenceGuard(formulation, simulation, DivergenceLimits.standard());
    }

    private Outcome run(Formulation formulation, NetworkWeights weights, double[] target) {
        long start = System.nanoTime();
        SynapticWeights mapped = formulation.map(weights);
        double[][] potentials = new double[network.layers()][];
        for (int l = 0; l < potentials.length; l++) {
            potentials[l] = new double[network.units(l) * SAMPLES];
        }
        double[] control = new double[network.outputs() * SAMPLES];
        AbstractPotentials abstractly = new AbstractPotentials(network, formulations.neurons());
        List<Block> blocks = LaneBlocks.cut(SAMPLES, LANES_PER_BLOCK);
        List<List<LayerActivity>> activity =
                blocks.stream().map(block -> ActivityProbe.empty(formulations)).toList();
        threads.run(blocks, block -> {
            Simulation simulation = formulation.simulation(block.lanes());
            int steps = simulation.timing().steps();
            int from = steps - averaged(steps);
            double[][] v = new double[potentials.length][];
            for (int l = 0; l < v.length; l++) {
                v[l] = new double[network.units(l) * block.lanes()];
            }
            double[] u = new double[network.outputs() * block.lanes()];
            List<LayerActivity> here = activity.get(block.index());
            StepObserver looks = ActivityProbe.observer(here);
            StepObserver averages = (controlled, step, state) -> {
                looks.onStep(controlled, step, state);
                if (controlled && step >= from) {
                    for (int l = 0; l < v.length; l++) {
                        abstractly.add(state, l, 1.0 / (steps - from), v[l]);
                    }
                    for (int k = 0; k < u.length; k++) {
                        u[k] += state.control()[k] / (steps - from);
                    }
                }
            };
            DivergenceGuard guard = guard(formulation, simulation);
            guard.watch(() -> simulation.present(mapped, presentation(block), of(target, block), averages, guard));
            here.forEach(LayerActivity::end);
            for (int l = 0; l < v.length; l++) {
                place(v[l], block, potentials[l]);
            }
            place(u, block, control);
        });
        double seconds = (System.nanoTime() - start) * 1e-9;
        Optional<double[]> scatter = formulation.spikes() ? scatter(formulation, weights, target) : Optional.empty();
        List<LayerActivity> layers = ActivityProbe.empty(formulations);
        activity.forEach(block -> ActivityProbe.add(block, layers));
        return new Outcome(
                formulation.id(), potentials, control, scatter, layers.get(0).measured() ? layers : List.of(), seconds);
    }

    /** Where there is a theory of the steady states, and there are such. */
    private Optional<double[]> scatter(Formulation formulation, NetworkWeights weights, double[] target) {
        OptionalDouble alpha = formulations.steadyLeak();
        if (alpha.isEmpty()) {
            return Optional.empty();
        }
        double[] rates = presentation(new Block(0, 0, SAMPLES)).rates();
        double[][] inputs = new double[SAMPLES][network.inputs()];
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int i = 0; i < network.inputs(); i++) {
                inputs[sample][i] = rates[i * SAMPLES + sample];
            }
        }
        SteadyStates steady = SteadyStates.of(network, weights, inputs, target, alpha.getAsDouble());
        if (!steady.reached()) {
            return Optional.empty();
        }
        double seconds =
                averaged(formulation.timing().steps()) * experiment.timing().dtMs() / 1000;
        List<RateCode> codes = formulations.neurons().rateCodes(network);
        List<Integer> n = formulations.neuronsPerUnit();
        return Optional.of(
                new SpikeScatter(network, weights, codes, alpha.getAsDouble(), n, seconds).rms(steady.states()));
    }

    /** Steps of a controlled phase that are averaged, its second half. */
    private static int averaged(int steps) {
        return Math.max(1, steps / 2);
    }

    /** Lanes of a block among all samples. */
    private static void place(double[] x, Block block, double[] all) {
        for (int k = 0; k < x.length; k++) {
            all[k / block.lanes() * SAMPLES + block.first() + k % block.lanes()] = x[k];
        }
    }

    private Presentation presentation(Block block) {
        double least = Math.max(-1, formulations.neurons().input().rate(0));
        double[] rates = new double[network.inputs() * block.lanes()];
        long[] trials = new long[block.lanes()];
        for (int lane = 0; lane < block.lanes(); lane++) {
            trials[lane] = block.first() + lane;
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 0, trials[lane]);
            for (int i = 0; i < network.inputs(); i++) {
                rates[i * block.lanes() + lane] = least + (1 - least) * random.nextDouble();
            }
        }
        return new Presentation(rates, trials, Phase.PROBE, streams);
    }

    private static OutputTarget of(double[] all, Block block) {
        double[] part = new double[all.length / SAMPLES * block.lanes()];
        for (int k = 0; k < part.length; k++) {
            part[k] = all[k / block.lanes() * SAMPLES + block.first() + k % block.lanes()];
        }
        return OutputTarget.fixed(part);
    }
}
