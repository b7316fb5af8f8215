package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.FeedbackBeside;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Modules learn the way from their layer to the output. */
class AlignmentSupportTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Samples SAMPLES =
            new StudentTeacher(6, List.of(20), 3, 1).samples(0, 70, new RandomStreams(3), PRODUCT);
    private static final Targets NUDGE = samples -> new SquaredErrorNudge(0.5, samples.wanted());

    private static NetworkDescription network(Integer... sizes) {
        return new NetworkDescription(List.of(sizes), new Tanh(), new Linear());
    }

    private static WeightUpdate gradient(NetworkDescription network, NetworkWeights weights) {
        return new GradientSignal(network, Descent.towards(NUDGE), PRODUCT).direction(weights, SAMPLES, 0);
    }

    /** Mean of 1/2 |r_L - Q^T r_i|^2. */
    private static double loss(NetworkDescription network, NetworkWeights weights, int layer) {
        double sum = 0;
        for (double[] input : SAMPLES.rates()) {
            SampleState state = SampleState.feedforward(network, weights, input);
            for (int o = 0; o < 3; o++) {
                double e = state.output()[o];
                for (int i = 0; i < network.units(layer); i++) {
                    e -= weights.feedback(layer)[i * 3 + o] * state.rate(layer)[i];
                }
                sum += e * e / 2;
            }
        }
        return sum / SAMPLES.size();
    }

    @Test
    void modulesDescendTheDistanceToTheOutput() {
        NetworkDescription network = network(6, 8, 7, 3);
        NetworkWeights weights = NetworkWeights.drawWithRandomFeedback(network, new RandomStreams(6));
        FeedbackUpdate change = new AlignmentSupport(network, NUDGE, PRODUCT)
                .direction(weights, SAMPLES, 0)
                .feedback()
                .orElseThrow();
        double h = 1e-5;
        for (int l = 0; l < 2; l++) {
            for (int k = 0; k < change.feedback(l).length; k++) {
                double q = weights.feedback(l)[k];
                weights.feedback(l)[k] = q + h;
                double up = loss(network, weights, l);
                weights.feedback(l)[k] = q - h;
                double down = loss(network, weights, l);
                weights.feedback(l)[k] = q;
                assertThat(change.feedback(l)[k]).isCloseTo(-(up - down) / (2 * h), within(1e-8));
            }
        }
        assertThat(change.feedback(2)).containsOnly(0);
    }

    /** Where the output layer is linear and without biases, its weights are what the module is to find; there the update is the gradient, to rounding. */
    @Test
    void belowALinearLayerItIsBackpropagationOnceModulesHaveLearned() {
        NetworkDescription network = network(6, 8, 3);
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        AlignmentSupport signal = new AlignmentSupport(network, NUDGE, PRODUCT);
        WeightUpdate update = signal.direction(weights, SAMPLES, 0);
        assertThat(Arrays.stream(update.feedback().orElseThrow().feedback(0)).map(Math::abs))
                .allMatch(x -> x < 1e-15);
        WeightUpdate gradient = gradient(network, weights);
        for (int l = 0; l < 2; l++) {
            assertThat(update.forward(l)).containsExactly(gradient.forward(l), within(1e-14));
            assertThat(update.bias(l)).containsExactly(gradient.bias(l), within(1e-14));
        }
    }

    /** From random Q, by steps of Q alone: the angle to the gradient closes where the module can be exact and activity has as many dimensions as units, and becomes smaller where transfer above is not linear. */
    @Test
    void learningOfModulesTurnsTheUpdateTowardsTheGradient() {
        assertThat(cosineAfter(network(6, 4, 3))[1]).isGreaterThan(1 - 1e-6);
        double[] deeper = cosineAfter(network(6, 8, 7, 3));
        assertThat(deeper[0]).isLessThan(0.5);
        assertThat(deeper[1]).isGreaterThan(0.9).isLessThan(0.9999);
    }

    /** Cosine to the gradient in the first layer before and after. */
    private static double[] cosineAfter(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.drawWithRandomFeedback(network, new RandomStreams(6));
        NetworkWeights still = weights.copy();
        AlignmentSupport signal = new AlignmentSupport(network, NUDGE, PRODUCT);
        double before = signal.direction(weights, SAMPLES, 0).cosine(0, gradient(network, weights));
        FeedbackBeside optimiser = new FeedbackBeside(
                new MomentumSgd(network, new LearningRate.Constant(1e-300), 0),
                network,
                AdamParams.customary(new LearningRate.LinearDecay(0.02, 3000)));
        for (int step = 0; step < 3000; step++) {
            optimiser.step(weights, signal.direction(weights, SAMPLES, 0));
        }
        assertThat(weights.forward(0)).isEqualTo(still.forward(0));
        return new double[] {before, signal.direction(weights, SAMPLES, 0).cosine(0, gradient(network, weights))};
    }
}
