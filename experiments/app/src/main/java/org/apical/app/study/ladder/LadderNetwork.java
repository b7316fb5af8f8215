package org.apical.app.study.ladder;

import java.util.Arrays;
import org.apical.app.compare.SteadyStates;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.study.StudyNetwork;
import org.apical.app.task.Task;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A variant of the network, its samples, and the weights with which it would begin to learn.
 *
 * @param weights not to be written
 */
record LadderNetwork(Formulations formulations, Task task, NetworkWeights weights, RandomStreams streams) {

    static LadderNetwork of(StudyNetwork variant, MatrixProduct product) {
        Formulations formulations = variant.formulations(product);
        RandomStreams streams = new RandomStreams(formulations.experiment().seed());
        Task task = formulations.experiment().data().orElseThrow().task(streams);
        return new LadderNetwork(formulations, task, formulations.initial(), streams);
    }

    NetworkDescription network() {
        return formulations.network();
    }

    /** Held-out samples. */
    Samples samples(int count) {
        return task.test().range(0, count);
    }

    /** Where F1 settles under the control that learning has. */
    SteadyStates steady(Samples samples) {
        return SteadyStates.of(
                network(),
                weights,
                samples,
                formulations.experiment().learning().target(),
                formulations.steadyLeak().orElseThrow());
    }

    /** Every sample shown several times side by side: lane = sample x trials + trial. */
    Presentation repeated(Samples samples, int trials) {
        double[] rates = samples.lanes(0, samples.size());
        long[] numbers = new long[samples.size() * trials];
        Arrays.setAll(numbers, lane -> lane);
        return new Presentation(repeated(rates, trials), numbers, Phase.PROBE, streams);
    }

    /** Numbers [..][sample] as [..][lane]. */
    static double[] repeated(double[] bySample, int trials) {
        double[] byLane = new double[bySample.length * trials];
        Arrays.setAll(byLane, k -> bySample[k / trials]);
        return byLane;
    }

    /** A target that does not depend on what the network does without feedback. */
    static OutputTarget target(SteadyStates steady, int trials) {
        return OutputTarget.fixed(repeated(steady.target(), trials));
    }

    /** Cosine of the first update under a formulation to that of F1. */
    double cosine(Form form) {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return update(form, thread).cosine(update(Form.F1, thread));
        }
    }

    private WeightUpdate update(Form form, LaneBlocks thread) {
        return run(form, thread).firstUpdate(weights);
    }

    /** The samples of that update. */
    Samples firstBatch() {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return run(Form.F1, thread).firstBatch();
        }
    }

    private TrainingRun run(Form form, LaneBlocks thread) {
        return new TrainingRun(formulations, formulations.of(form), task, thread);
    }
}
