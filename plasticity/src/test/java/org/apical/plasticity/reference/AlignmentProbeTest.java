package org.apical.plasticity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.junit.jupiter.api.Test;

class AlignmentProbeTest {
    private static final double ALPHA = 0.2;
    private static final NetworkDescription LINEAR =
            new NetworkDescription(List.of(4, 7, 6, 3), new Linear(), new Linear());

    private final NetworkWeights weights = NetworkWeights.draw(LINEAR, new RandomStreams(4));

    private static AlignmentProbe probe(NetworkDescription network, double damping, double[][] inputs) {
        ControllerParams law = new ControllerParams(ALPHA, 0.5, Leak.ON_CONTROL);
        double[][] wanted = new double[inputs.length][network.outputs()];
        SplittableRandom random = new SplittableRandom(9);
        for (double[] y : wanted) {
            Arrays.setAll(y, o -> random.nextDouble(-1, 1));
        }
        return new AlignmentProbe(network, law, 0.2, damping, inputs, new SquaredErrorNudge(1e-7, wanted));
    }

    private static double[][] inputs(int count, int size) {
        SplittableRandom random = new SplittableRandom(2);
        double[][] x = new double[count][size];
        for (double[] row : x) {
            Arrays.setAll(row, i -> random.nextDouble(-1, 1));
        }
        return x;
    }

    /** Drawn feedback is the weight product, J^T of a linear network: then DFC is minimum norm damped by alpha. Rates move by 1e-7: 1e-5 degrees. */
    @Test
    void transposedFeedbackOfALinearNetworkMeetsTheTheory() {
        Alignment a = probe(LINEAR, ALPHA, inputs(5, 4)).measure(weights);
        assertThat(a.conditionTwo()).isCloseTo(1, within(1e-12));
        assertThat(a.angles().minimumNorm()).isLessThan(1e-4);
        assertThat(a.toTranspose().total()).isCloseTo(1, within(1e-12));
        assertThat(a.toTranspose().layers()).allSatisfy(c -> assertThat(c).isCloseTo(1, within(1e-12)));
        assertThat(a.toInverse().total()).isBetween(0.1, 0.999);
        assertThat(a.largestRealEigenvalue()).isNegative();
    }

    /**
     * Within a layer a linear network with Q = J^T moves nothing that the output does not see, and its output layer never does (J_L = I). Of all layers at once something is unseen
     * as far as presynaptic norms differ (condition 1), of random feedback most.
     */
    @Test
    void feedbackInTheRowSpaceLeavesLittleToTheNullSpace() {
        Alignment met = probe(LINEAR, ALPHA, inputs(5, 4)).measure(weights);
        weights.setFeedbackToRandom(LINEAR, new RandomStreams(5));
        Alignment random = probe(LINEAR, ALPHA, inputs(5, 4)).measure(weights);
        int last = LINEAR.layers() - 1;
        for (int l = 0; l < last; l++) {
            assertThat(met.nullSpace().layers().get(l)).isLessThan(1e-4);
            assertThat(random.nullSpace().layers().get(l)).isGreaterThan(0.3);
        }
        assertThat(random.nullSpace().layers().get(last)).isLessThan(1e-6);
        assertThat(random.nullSpace().total()).isGreaterThan(2 * met.nullSpace().total());
    }

    /** With Q = J^T and ever larger alpha, u = delta / alpha: backprop. J J^T / alpha = 1e-5 gives 1e-3 degrees. */
    @Test
    void manyTimesDampedItIsBackpropagation() {
        ControllerParams law = new ControllerParams(1e6, 0, Leak.ON_CONTROL);
        double[][] inputs = inputs(5, 4);
        double[][] wanted = inputs(5, 3);
        AlignmentProbe probe = new AlignmentProbe(LINEAR, law, 0.2, 1e6, inputs, new SquaredErrorNudge(1e-3, wanted));
        UpdateAngles angles = probe.measure(weights).angles();
        assertThat(angles.backpropagation()).isLessThan(1e-2);
        assertThat(angles.minimumNorm()).isLessThan(1e-2);
        assertThat(angles.gaussNewton()).isLessThan(1e-2);
    }

    /** Q = J^+ gives cosine 1 to the inverse; the output layer alone: J = I, both are the identity. */
    @Test
    void invertedFeedbackMeetsTheInverse() {
        NetworkDescription one = new NetworkDescription(List.of(4, 3), new Linear(), new Linear());
        Alignment a = probe(one, 0, inputs(5, 4)).measure(NetworkWeights.draw(one, new RandomStreams(4)));
        assertThat(a.toInverse().total()).isCloseTo(1, within(1e-12));
        assertThat(a.toTranspose().total()).isCloseTo(1, within(1e-12));
    }

    /** Presynaptic norms 2 and 4: deviation 1 about 3. */
    @Test
    void conditionOneIsTheSpreadOfPresynapticNorms() {
        NetworkDescription two = new NetworkDescription(List.of(1, 1, 1), new Linear(), new Linear());
        NetworkWeights doubling = NetworkWeights.zero(two);
        doubling.forward(0)[0] = 2;
        doubling.forward(1)[0] = 1;
        doubling.setFeedbackToWeightProduct(two);
        Alignment a = probe(two, 0, new double[][] {{2}}).measure(doubling);
        assertThat(a.conditionOne()).isCloseTo(1.0 / 3, within(1e-12));
    }

    /** Independent Q of n = 16 units against 3 rows of J: condition 2 near sqrt(3/16) = 0.43. */
    @Test
    void randomFeedbackViolatesConditionTwo() {
        weights.setFeedbackToRandom(LINEAR, new RandomStreams(5));
        Alignment a = probe(LINEAR, ALPHA, inputs(3, 4)).measure(weights);
        assertThat(a.conditionTwo()).isBetween(0.2, 0.7);
        assertThat(Math.abs(a.toTranspose().total())).isLessThan(0.5);
    }
}
