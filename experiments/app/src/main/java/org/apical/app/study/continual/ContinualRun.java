package org.apical.app.study.continual;

import org.apical.app.experiment.Formulations;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.training.Training;

/**
 * Continual learning: tasks one after the other, none shown again, nothing told where one ends (after Lässig, Aceituno, Sorbaro and Grewe 2023). All methods see the same batches
 * from the same weights; feedback is the weight product of the moment, where the published study
 * has the Jacobian of the moment; updates are those of the end of a presentation; inference is without control, sparse where targets are.
 *
 * @param train labelled by class, 0 to 9
 * @param test likewise
 */
record ContinualRun(
        ContinualSettings settings, ContinualProtocol protocol, Samples train, Samples test, MatrixProduct product) {
    private static final int LANES_PER_BLOCK = 64;

    /**
     * Trains one network.
     *
     * @param streams what is drawn at random: weights and the order of samples
     */
    ContinualResult run(ContinualMethod method, RandomStreams streams) {
        try (LaneBlocks one = new LaneBlocks(1)) {
            return run(method, streams, one);
        }
    }

    private ContinualResult run(ContinualMethod method, RandomStreams streams, LaneBlocks one) {
        Formulations formulations = settings.formulations(method, train.rates()[0].length, protocol.outputs(), product);
        NetworkDescription network = formulations.network();
        Formulation formulation = ContinualSettings.formulation(method, formulations);
        Targets target = formulations.experiment().learning().target();
        NetworkWeights weights = NetworkWeights.draw(network, streams);
        Learner learner = new Learner(
                        formulation, formulations.rule(formulation), target, LANES_PER_BLOCK, one, streams)
                .lateral(formulations.lateralRule(formulation))
                .learningFromLast(1);
        ForwardSignal signal = method == ContinualMethod.BACKPROP
                ? new GradientSignal(network, Descent.towards(target), product)
                : learner;
        BatchStep step = BatchStep.forward(formulation, signal, settings.optimiser(formulations));
        BatchStep copying = BatchStep.of(
                (live, batch, trial) -> {
                    live.setFeedbackToWeightProduct(network);
                    step.learn(live, batch, trial);
                },
                step::state);
        double[][] accuracy = new double[ContinualProtocol.TASKS][ContinualProtocol.TASKS];
        for (int task = 0; task < ContinualProtocol.TASKS; task++) {
            Samples samples = protocol.task(train, task);
            int whole = samples.size() / settings.batch() * settings.batch();
            new Training(copying, samples, whole, settings.batch(), streams)
                    .epochs(weights, task * settings.epochs(), settings.epochs(), Training.Observer.NONE);
            for (int other = 0; other < ContinualProtocol.TASKS; other++) {
                accuracy[task][other] = learner.accuracy(weights, protocol.task(test, other), 0);
            }
        }
        Overlap overlap = Overlap.of(formulation, weights, test, target.of(protocol.byOutput(test)));
        return new ContinualResult(accuracy, overlap.free(), overlap.controlled(), lateralSize(weights, network));
    }

    /** Root mean square of the lateral weights; 0 without any. */
    private static double lateralSize(NetworkWeights weights, NetworkDescription network) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < network.others().size(); k++) {
            for (double w : weights.other(k)) {
                sum += w * w;
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}
