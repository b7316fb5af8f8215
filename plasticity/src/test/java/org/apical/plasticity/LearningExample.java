package org.apical.plasticity;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;

/** A network of rates learns by dendritic prediction which of four inputs is the largest. */
public final class LearningExample {
    private LearningExample() {}

    public static void main(String[] arguments) {
        NetworkDescription network = new NetworkDescription(List.of(4, 16, 4), new Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(1));

        // 400 steps of 1 ms under control; tau_u 100 ms, tau_v 20 ms; feedback weights are the product of the first
        // forward weights
        Timing timing = new Timing(0, 0, 400, 0.01, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        MatrixProduct product = MatrixProduct.detect();
        RateFormulation rates =
                RateFormulation.of(network, timing, new ControllerParams(0.1, 0, Leak.ON_CONTROL), 0.2, product);
        DendriticPrediction rule =
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), product);

        Samples samples = samples(200);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            Learner learner = new Learner(
                    rates, rule, batch -> new SoftmaxNudge(0.1, 1, batch.labels()), 8, threads, new RandomStreams(2));
            System.out.printf(Locale.ROOT, "before: %.3f%n", learner.accuracy(weights, samples, 0));
            BatchStep step = BatchStep.forward(learner, new Adam(network, new LearningRate.Constant(0.01)));
            new Training(step, samples, 20, new RandomStreams(3)).epochs(weights, 0, 20, Training.Observer.NONE);
            System.out.printf(Locale.ROOT, "after 20 epochs: %.3f%n", learner.accuracy(weights, samples, 0));
        }
    }

    private static Samples samples(int count) {
        SplittableRandom random = new SplittableRandom(4);
        double[][] inputs = new double[count][4];
        int[] labels = new int[count];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < 4; i++) {
                inputs[k][i] = random.nextDouble(-1, 1);
                labels[k] = inputs[k][i] > inputs[k][labels[k]] ? i : labels[k];
            }
        }
        return new Samples(inputs, labels);
    }
}
