package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Settling;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A network that learns under one formulation: shows batches in blocks of lanes, lets the local rule watch every step, and gives the update of
 * the batch, the mean over samples of the time average over the controlled phase.
 */
public final class Learner implements BlockSignal {
    /** Blocks of a test that are simulated before the next samples are taken out. */
    private static final int BLOCKS_AT_ONCE = 64;

    private final Formulation formulation;
    private final LayerRules rule;
    private final Targets targets;
    private final int lanesPerBlock;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final Options options;
    private final BlockRunner<SynapticWeights, LearningBlock, WeightUpdate> blocks;

    /**
     * @param targets where presentations are driven, nudged or strong
     * @param lanesPerBlock samples that are simulated side by side
     */
    public Learner(
            Formulation formulation,
            LayerRules rule,
            Targets targets,
            int lanesPerBlock,
            LaneBlocks threads,
            RandomStreams streams) {
        this(
                formulation,
                rule,
                targets,
                lanesPerBlock,
                threads,
                streams,
                new Options(rule, null, formulation.timing().steps(), limits(formulation)));
    }

    private Learner(
            Formulation formulation,
            LayerRules rule,
            Targets targets,
            int lanesPerBlock,
            LaneBlocks threads,
            RandomStreams streams,
            Options options) {
        this.options = options;
        this.formulation = formulation;
        this.rule = rule;
        this.targets = targets;
        this.lanesPerBlock = lanesPerBlock;
        this.threads = threads;
        this.streams = streams;
        this.blocks = new BlockRunner<>(
                lanesPerBlock,
                threads,
                streams,
                new BlockRunner.Made<>(
                        formulation::map, LearningBlock::new, samples -> new WeightUpdate(formulation.network())));
    }

    /**
     * @param lateral the rule at plastic projections outside the chain
     * @param settling null: every lane is stepped to the end
     * @param plasticSteps the last so many steps are learned from; those of the free phase too, if they are more than the controlled ones
     * @param limits of what passes for a presentation that has not diverged
     */
    record Options(LayerRules lateral, Settling settling, int plasticSteps, DivergenceLimits limits) {}

    /** Units that are silenced one by one leave a larger error now and then: where some compete, it is not judged. */
    private static DivergenceLimits limits(Formulation formulation) {
        boolean competing = formulation.network().chain().stream().anyMatch(LayerDescription::competes);
        return competing ? DivergenceLimits.potentialsOnly() : DivergenceLimits.standard();
    }

    private Learner with(Options other) {
        return new Learner(formulation, rule, targets, lanesPerBlock, threads, streams, other);
    }

    /** The same, but plastic projections outside the chain learn by another rule. */
    public Learner lateral(LayerRules other) {
        return with(new Options(other, options.settling, options.plasticSteps, options.limits));
    }

    /**
     * The same, but the update is the average over the last steps of a presentation; one step: the state at its end ("DFC-SS"); more than the controlled phase has: those of the free phase
     * before it, too.
     *
     * @throws UnsupportedOperationException with {@link #settling}, which counts on an average over all of it
     */
    public Learner learningFromLast(int steps) {
        Require.atLeast("Learner.learningFromLast", steps, 1);
        if (options.settling != null) {
            throw new UnsupportedOperationException("a network whose lanes may settle learns from all steps");
        }
        int all = formulation.timing().freeSteps() + formulation.timing().steps();
        return with(new Options(options.lateral, null, Math.min(steps, all), options.limits));
    }

    /**
     * The same, but lanes that have settled are no longer stepped. For formulations without randomness. When one is left out depends on those beside it, and with it, within
     * the tolerance, what it contributes.
     *
     * @throws UnsupportedOperationException under spikes, which never settle
     */
    public Learner settling(Settling when) {
        if (formulation.spikes()) {
            throw new UnsupportedOperationException(formulation.id() + ": spiking neurons do not settle");
        }
        formulation.network().requireNoCompetition("Learner.settling");
        if (options.plasticSteps < formulation.timing().steps()) {
            throw new UnsupportedOperationException("a network that learns from its last steps has to make them");
        }
        return with(new Options(options.lateral, when, options.plasticSteps, options.limits));
    }

    /** The same under other limits of what passes for a presentation that has not diverged. */
    public Learner within(DivergenceLimits other) {
        return with(new Options(options.lateral, options.settling, options.plasticSteps, other));
    }

    /**
     * Share of the controlled steps of all lanes that the last batch of a size was stepped through; 1 without settling. For reports; not while a batch runs.
     */
    public double steppedShare(int batchSize) {
        double stepped = 0;
        for (LearningBlock block : blocks.places(batchSize)) {
            stepped += block.narrowing == null
                    ? (double) block.simulation.lanes() * formulation.timing().steps()
                    : block.narrowing.laneSteps();
        }
        return stepped / batchSize / formulation.timing().steps();
    }

    /** The formulation it runs under. */
    public Formulation formulation() {
        return formulation;
    }

    /**
     * The update that a batch asks for.
     *
     * @param firstTrial number of the first presentation: the address of its random streams
     * @throws DivergenceException if a presentation diverges, or the update is not finite
     */
    public WeightUpdate update(NetworkWeights weights, Samples batch, Phase phase, long firstTrial) {
        return Means.forward(formulation, weights, batch.size(), blocks.learn(weights, batch, phase, firstTrial));
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        return update(weights, samples, Phase.TRAINING, trial);
    }

    @Override
    public BlockLearner blocks() {
        return blocks;
    }

    /** Outputs r_L^- without feedback, [sample][output]. */
    public double[][] freeOutputs(NetworkWeights weights, SampleSet samples, Phase phase, long firstTrial) {
        SynapticWeights mapped = formulation.map(weights);
        double[][] result = new double[samples.size()][formulation.network().outputs()];
        int most = BLOCKS_AT_ONCE * lanesPerBlock;
        for (int first = 0; first < result.length; first += most) {
            Samples some = samples.range(first, Math.min(most, result.length - first));
            freeOutputs(mapped, some, phase, firstTrial + first, first, result);
        }
        return result;
    }

    private void freeOutputs(
            SynapticWeights mapped, Samples samples, Phase phase, long firstTrial, int at, double[][] result) {
        blocks.run(samples, phase, firstTrial, (place, block, presentation) -> {
            Simulation simulation = place.simulation;
            place.guard.watch(() -> simulation.free(mapped, presentation, place.guard));
            for (int lane = 0; lane < block.lanes(); lane++) {
                double[] output = result[at + block.first() + lane];
                for (int o = 0; o < output.length; o++) {
                    output[o] = simulation.freeOutput()[o * block.lanes() + lane];
                }
            }
        });
    }

    /**
     * Share of samples whose largest output is their label's.
     *
     * @throws org.apical.neuron.parameter.ParameterException if a label is none of the outputs
     */
    public double accuracy(NetworkWeights weights, SampleSet samples, long firstTrial) {
        samples.requireClasses(formulation.network().outputs());
        return accuracy(freeOutputs(weights, samples, Phase.TEST, firstTrial), samples);
    }

    /** Share of samples whose largest output, of outputs [sample][output], is their label's. */
    public static double accuracy(double[][] outputs, SampleSet samples) {
        int[] labels = samples.labels();
        int right = 0;
        for (int k = 0; k < labels.length; k++) {
            right += winner(outputs[k]) == labels[k] ? 1 : 0;
        }
        return (double) right / samples.size();
    }

    /** The class that an output stands for: that of the largest number, the first of equal ones. */
    public static int winner(double[] output) {
        int best = 0;
        for (int o = 1; o < output.length; o++) {
            if (output[o] > output[best]) {
                best = o;
            }
        }
        return best;
    }

    /** What one block needs: a simulation, the rule at each of its layers, the update they collect. */
    private final class LearningBlock implements BlockRunner.Place<SynapticWeights, WeightUpdate> {
        final Simulation simulation;
        final PlasticSynapses synapses;
        final WeightUpdate update = new WeightUpdate(formulation.network());
        final NarrowingBlock narrowing;
        final DivergenceGuard guard;

        LearningBlock(int lanes) {
            narrowing = options.settling == null ? null : new NarrowingBlock(formulation, rule, options, lanes);
            simulation = formulation.simulation(lanes);
            guard = new DivergenceGuard(formulation, simulation, options.limits);
            synapses = new PlasticSynapses(simulation, formulation.network(), rule, options.lateral);
        }

        @Override
        public void learn(SynapticWeights weights, Samples samples, Presentation presentation) {
            OutputTarget target = targets.of(samples);
            if (narrowing != null) {
                narrowing.learnFrom(weights, presentation, target, update);
                return;
            }
            synapses.begin();
            int first = simulation.timing().steps() - options.plasticSteps;
            StepObserver learning = (controlled, step, state) -> synapses.step(step >= first);
            guard.watch(() -> simulation.present(weights, presentation, target, learning, guard));
            update.clear();
            synapses.addTo(update, 1.0 / options.plasticSteps);
        }

        @Override
        public WeightUpdate asked() {
            return update;
        }
    }
}
