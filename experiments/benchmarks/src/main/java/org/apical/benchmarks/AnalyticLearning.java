package org.apical.benchmarks;

import java.util.Arrays;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.AnalyticBatch;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** The update of a batch from analytic steady states, block of lanes by block of lanes. */
final class AnalyticLearning {
    private final NetworkDescription network;
    private final double lambda;
    private final int lanes;
    private final AnalyticBatch batch;
    private final SteadyBatchUpdate rule;
    private final WeightUpdate update;
    private final double[] target;

    AnalyticLearning(
            NetworkDescription network, ControllerParams controller, double lambda, int lanes, MatrixProduct product) {
        this.network = network;
        this.lambda = lambda;
        this.lanes = lanes;
        this.batch = new AnalyticBatch(network, lanes, controller.steadyLeakAlpha(), product);
        this.rule = new SteadyBatchUpdate(batch);
        this.update = new WeightUpdate(network);
        this.target = new double[network.outputs() * lanes];
    }

    WeightUpdate update(NetworkWeights weights, Samples samples) {
        update.clear();
        for (int first = 0; first < samples.size(); first += lanes) {
            batch.enter(weights, samples.lanes(first, lanes));
            int[] labels = Arrays.copyOfRange(samples.labels(), first, first + lanes);
            new SoftmaxNudge(lambda, 1, labels).fill(batch.freeOutput(), target, network.outputs(), lanes);
            batch.analytic(target);
            rule.addTo(update, 1.0 / samples.size());
        }
        return update;
    }
}
