package org.apical.plasticity.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.transfer.Linear;
import org.apical.plasticity.rule.WeightBounds;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class OptimiserTest {
    private final NetworkDescription network = new NetworkDescription(List.of(2, 1), new Linear(), new Linear());
    private final NetworkWeights weights = NetworkWeights.zero(network);

    @Test
    void firstStepOfAdamIsTheLearningRateAlongTheDirection() {
        new Adam(network, new LearningRate.Constant(0.01)).step(weights, direction(3, -1e-3, 200));
        // m^ / (sqrt(s^) + epsilon) = d / (|d| + 1e-8): at most 1e-5 below 1 for |d| = 1e-3
        assertThat(weights.forward(0)[0]).isCloseTo(0.01, within(1e-10));
        assertThat(weights.forward(0)[1]).isCloseTo(-0.01 / (1 + 1e-5), within(1e-10));
        assertThat(weights.bias(0)[0]).isCloseTo(0.01, within(1e-10));
    }

    @Test
    void adamUnderAConstantDirectionKeepsThatStep() {
        Adam adam = new Adam(network, new LearningRate.Constant(0.01));
        for (int k = 0; k < 500; k++) {
            adam.step(weights, direction(3, -1, 1));
        }
        // bias corrections cancel exactly up to rounding; epsilon takes 1e-8 of each step
        assertThat(weights.forward(0)[0]).isCloseTo(5, within(1e-6));
        assertThat(weights.forward(0)[1]).isCloseTo(-5, within(1e-6));
    }

    @Test
    void adamFollowsItsClosedFormOverTwoSteps() {
        Adam adam = new Adam(network, new LearningRate.Constant(0.1));
        adam.step(weights, direction(1, 0, 0));
        adam.step(weights, direction(-2, 0, 0));
        double mean = (0.9 * 0.1 * 1 + 0.1 * -2) / (1 - 0.81);
        double square = (0.999 * 0.001 * 1 + 0.001 * 4) / (1 - 0.999 * 0.999);
        assertThat(weights.forward(0)[0]).isCloseTo(0.1 + 0.1 * mean / Math.sqrt(square), within(1e-8));
        assertThat(weights.forward(0)[1]).isZero();
    }

    @Test
    void weightsStopAtTheirBoundsAndBiasesDoNot() {
        Optimiser sgd = new MomentumSgd(network, new LearningRate.Constant(1), 0);
        Bounded bounded = new Bounded(sgd, new WeightBounds(-1, 0.5));
        for (int k = 0; k < 10; k++) {
            bounded.step(weights, direction(0.2, -0.3, 0.4));
        }
        assertThat(weights.forward(0)).containsExactly(0.5, -1);
        assertThat(weights.bias(0)[0]).isCloseTo(4, within(1e-14));
        bounded.step(weights, direction(-0.2, 0.3, 0));
        assertThat(weights.forward(0)).containsExactly(new double[] {0.3, -0.7}, within(1e-15));
    }

    @Test
    void feedbackAdamFollowsTheSameClosedFormWithItsOwnBetas() {
        FeedbackAdam adam = new FeedbackAdam(network, new AdamParams(new LearningRate.Constant(0.1), 0.99, 0.98));
        FeedbackUpdate direction = new FeedbackUpdate(network);
        direction.feedback(0)[0] = 1;
        adam.step(weights, direction);
        direction.feedback(0)[0] = -2;
        adam.step(weights, direction);
        double mean = (0.99 * 0.01 * 1 + 0.01 * -2) / (1 - 0.99 * 0.99);
        double square = (0.98 * 0.02 * 1 + 0.02 * 4) / (1 - 0.98 * 0.98);
        assertThat(weights.feedback(0)[0]).isCloseTo(0.1 + 0.1 * mean / Math.sqrt(square), within(1e-8));
        assertThat(weights.forward(0)).containsOnly(0);
        assertThat(weights.bias(0)).containsOnly(0);
    }

    @Test
    void betasOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new AdamParams(new LearningRate.Constant(0.1), 1, 0.9))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("beta1");
    }

    @Test
    void momentumSumsAGeometricSeries() {
        double mu = 0.8;
        MomentumSgd sgd = new MomentumSgd(network, new LearningRate.Constant(0.5), mu);
        double expected = 0;
        for (int k = 1; k <= 20; k++) {
            sgd.step(weights, direction(1, -2, 4));
            expected += 0.5 * (1 - Math.pow(mu, k)) / (1 - mu);
        }
        assertThat(weights.forward(0)).containsExactly(new double[] {expected, -2 * expected}, within(1e-12));
        assertThat(weights.bias(0)[0]).isCloseTo(4 * expected, within(1e-12));
    }

    @Test
    void withoutMomentumAStepIsRateTimesDirection() {
        new MomentumSgd(network, new LearningRate.Constant(0.5), 0).step(weights, direction(1, -2, 4));
        assertThat(weights.forward(0)).containsExactly(0.5, -1);
        assertThat(weights.bias(0)).containsExactly(2);
    }

    @Test
    void feedbackWeightsAreLeftAlone() {
        weights.feedback(0)[0] = 7;
        new Adam(network, new LearningRate.Constant(1)).step(weights, direction(1, 1, 1));
        new MomentumSgd(network, new LearningRate.Constant(1), 0.5).step(weights, direction(1, 1, 1));
        assertThat(weights.feedback(0)).containsExactly(7);
    }

    @Test
    void linearDecayReachesZeroAndStaysThere() {
        LearningRate rate = new LearningRate.LinearDecay(0.4, 100);
        assertThat(rate.at(0)).isEqualTo(0.4);
        assertThat(rate.at(50)).isEqualTo(0.2);
        assertThat(rate.at(100)).isZero();
        assertThat(rate.at(1000)).isZero();
    }

    @Test
    void optimisersAskTheLearningRateOncePerStep() {
        MomentumSgd sgd = new MomentumSgd(network, new LearningRate.LinearDecay(1, 4), 0);
        for (int k = 0; k < 6; k++) {
            sgd.step(weights, direction(1, 0, 0));
        }
        assertThat(weights.forward(0)[0]).isEqualTo(1 + 0.75 + 0.5 + 0.25);
    }

    @Test
    void parametersOutsideTheirDomainAreNamed() {
        assertThatThrownBy(() -> new LearningRate.Constant(0)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new LearningRate.LinearDecay(1, 0))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("steps");
        assertThatThrownBy(() -> new MomentumSgd(network, new LearningRate.Constant(1), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("momentum");
    }

    private WeightUpdate direction(double first, double second, double bias) {
        WeightUpdate update = new WeightUpdate(network);
        update.forward(0)[0] = first;
        update.forward(0)[1] = second;
        update.bias(0)[0] = bias;
        return update;
    }
}
