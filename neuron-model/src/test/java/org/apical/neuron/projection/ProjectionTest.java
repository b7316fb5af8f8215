package org.apical.neuron.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.SigmoidRate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {
    private static final int PRESYNAPTIC = 4;
    private static final int UNITS = 3;

    /** A spike of step 2 adds its weight at the end of step 2 + d, and so moves V in step 2 + d + 1 for the first time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void aSpikeFirstActsAfterItsDelay(int delay) {
        NeuronPopulation target = target(1);
        Projection projection = new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", weights()), delay);
        double[] v = target.compartments().basalMv();
        for (int step = 0; step < 12; step++) {
            double[] before = v.clone();
            target.advance();
            for (int unit = 0; unit < UNITS; unit++) {
                // rest is kept within a few ulp, a weight of 10 pA moves V_b by tenths of a mV
                double change = Math.abs(v[unit] - before[unit]);
                if (step <= 2 + delay) {
                    assertThat(change).isLessThan(1e-12);
                } else if (step == 2 + delay + 1) {
                    assertThat(change).isGreaterThan(0.1);
                }
            }
            projection.transmit(step == 2 ? spikes(1, 3) : spikes(1));
            double[] expected = new double[UNITS];
            if (step == 2 + delay) {
                System.arraycopy(weights(), 3 * UNITS, expected, 0, UNITS);
            }
            if (step <= 2 + delay) {
                assertThat(target.input("I")).isEqualTo(expected);
            }
        }
    }

    /** Spikes every step, also several of one neuron: what arrives at the end of step n is what left in step n - d. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void everySpikeArrivesOnce(int delay) {
        NeuronPopulation target = target(2);
        Projection projection = new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", weights()), delay);
        SplittableRandom random = new SplittableRandom(1);
        SpikeList[] sent = new SpikeList[30];
        for (int step = 0; step < sent.length; step++) {
            int[] at =
                    random.ints(random.nextInt(5), 0, 2 * PRESYNAPTIC).sorted().toArray();
            sent[step] = spikes(2, at);
            double[] expected = new double[2 * UNITS];
            if (step >= delay) {
                for (int k = 0; k < sent[step - delay].size(); k++) {
                    for (int unit = 0; unit < UNITS; unit++) {
                        expected[unit * 2 + sent[step - delay].lane(k)] +=
                                weights()[sent[step - delay].neuron(k) * UNITS + unit];
                    }
                }
            }
            Arrays.fill(target.input("I"), 0);
            projection.transmit(sent[step]);
            // the caller's list is its own again
            sent[step] = spikes(2, at);
            assertThat(target.input("I")).isEqualTo(expected);
        }
    }

    @Test
    void resetForgetsSpikesUnderWay() {
        NeuronPopulation target = target(1);
        Projection projection = new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", weights()), 3);
        projection.transmit(spikes(1, 0, 2));
        projection.transmit(spikes(1, 1));
        projection.reset();
        for (int step = 0; step < 10; step++) {
            projection.transmit(spikes(1));
            assertThat(target.input("I")).containsOnly(0);
        }
        projection.transmit(spikes(1, 0));
        for (int step = 0; step < 3; step++) {
            assertThat(target.input("I")).containsOnly(0);
            projection.transmit(spikes(1));
        }
        assertThat(target.input("I")).isEqualTo(Arrays.copyOf(weights(), UNITS));
    }

    /** Signed weights w are excitatory ones max(w, 0) and inhibitory ones max(-w, 0): none negative, their difference w. */
    @Test
    void splitUnderDalesLawEqualsSignedWeights() {
        Weights.Dale dale = Weights.Dale.split(PRESYNAPTIC, "g_e", "g_i", weights());
        for (int k = 0; k < weights().length; k++) {
            assertThat(dale.excitatory()[k] - dale.inhibitory()[k]).isEqualTo(weights()[k]);
            assertThat(Math.min(dale.excitatory()[k], dale.inhibitory()[k])).isZero();
        }
        NeuronPopulation target = target(1);
        new Projection(target, dale, 0).transmit(spikes(1, 0, 2, 2));
        NeuronPopulation signed = target(1);
        new Projection(signed, new Weights.Signed(PRESYNAPTIC, "I", weights()), 0).transmit(spikes(1, 0, 2, 2));
        for (int unit = 0; unit < UNITS; unit++) {
            double difference = target.input("g_e")[unit] - target.input("g_i")[unit];
            // sums of three quarters of integers: exact
            assertThat(difference).isEqualTo(signed.input("I")[unit]);
            assertThat(target.input("g_e")[unit]).isNotNegative();
            assertThat(target.input("g_i")[unit]).isNotNegative();
        }
        assertThat(Arrays.stream(target.input("g_i")).sum()).isPositive();
    }

    /** Excitation lifts the potential, inhibition onto a synapse that reverses below it lowers it. */
    @Test
    void theInputMakesWeightsUnderDalesLawInhibitory() {
        double[] signed = new double[PRESYNAPTIC * UNITS];
        signed[0] = 5;
        signed[1] = -5;
        NeuronPopulation target = target(1);
        new Projection(target, Weights.Dale.split(PRESYNAPTIC, "g_e", "g_i", signed), 0).transmit(spikes(1, 0));
        target.advance();
        double[] v = target.compartments().basalMv();
        assertThat(v[0]).isGreaterThan(-69);
        assertThat(v[1]).isLessThan(-71);
        assertThat(Math.abs(v[2] + 70)).isLessThan(1e-12);
    }

    @Test
    void negativeConductancesAreRejectedByNameAndValue() {
        double[] weight = weights();
        NeuronPopulation target = target(1);
        assertRejected(
                () -> new Projection(target, new Weights.Signed(PRESYNAPTIC, "g_e", weight), 0),
                "Weights onto g_e (nS)[1] must be >= 0, got " + weight[1]);
        double[] none = new double[weight.length];
        assertRejected(
                () -> new Weights.Dale(PRESYNAPTIC, "g_e", weight, "g_i", none),
                "Weights.Dale.excitatory[1] must be >= 0, got " + weight[1]);
        assertRejected(
                () -> new Weights.Dale(PRESYNAPTIC, "g_e", none, "g_i", weight),
                "Weights.Dale.inhibitory[1] must be >= 0, got " + weight[1]);
    }

    @Test
    void weightsThatAreNoNumbersAreRejected() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] weight = weights();
            weight[7] = bad;
            assertRejected(
                    () -> new Weights.Signed(PRESYNAPTIC, "I", weight),
                    "Weights.Signed.weight[7] must be a finite number of pA or nS, got " + bad);
            assertRejected(
                    () -> Weights.Dale.split(PRESYNAPTIC, "g_e", "g_i", weight),
                    "Weights.Dale.weight[7] must be a finite number of pA or nS, got " + bad);
        }
    }

    @Test
    void wrongShapesAreRejected() {
        NeuronPopulation target = target(2);
        assertRejected(
                () -> new Projection(target, new Weights.Signed(5, "I", weights()), 0),
                "Weights onto I must hold 5 x 3 weights, got 12");
        assertRejected(
                () -> new Projection(
                        target, new Weights.Dale(PRESYNAPTIC, "g_e", new double[12], "g_i", new double[11]), 0),
                "Weights onto g_i must hold 4 x 3 weights, got 11");
        assertRejected(
                () -> new Projection(target, new Weights.Signed(PRESYNAPTIC, "J", weights()), 0),
                "input must be one of I, g_e, g_i, got J");
        assertRejected(
                () -> new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", weights()), -1),
                "Projection.delaySteps must be >= 0, got -1");
        Projection projection = new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", weights()), 0);
        assertRejected(() -> projection.transmit(spikes(1, 0)), "SpikeList.lanes must be 2, got 1");
        assertRejected(
                () -> projection.transmit(spikes(2, 2 * PRESYNAPTIC)),
                "Projection spike must be of one of 4 presynaptic neurons, got 4");
    }

    /** Neurons of a unit share their input: a weight is one of a unit, not of a neuron. */
    @Test
    void weightsAreThoseOfUnits() {
        NeuronPopulation target = new NeuronPopulation(model(), Stepping.of(model(), 0.5), new Layout(UNITS, 10, 2));
        new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", weights()), 0).transmit(spikes(2, 3));
        // presynaptic neuron 1, lane 1
        assertThat(target.input("I")).containsExactly(0, weights()[3], 0, weights()[4], 0, weights()[5]);
    }

    /** 10 to 21 pA or nS of both signs in quarters, so that sums are exact: + - + - ... */
    private static double[] weights() {
        double[] weight = new double[PRESYNAPTIC * UNITS];
        Arrays.setAll(weight, k -> (k % 2 == 0 ? 1 : -1) * (10.25 + k));
        return weight;
    }

    private static SpikeList spikes(int lanes, int... at) {
        SpikeList spikes = new SpikeList(lanes);
        for (int element : at) {
            spikes.add(element);
        }
        return spikes;
    }

    private static NeuronModel model() {
        return new NeuronModel(
                PyramidalCell.standard(),
                List.of(
                        new CurrentSynapse("I", PyramidalCell.BASAL, 5),
                        new ConductanceSynapse("g_e", PyramidalCell.BASAL, 5, 0),
                        new ConductanceSynapse("g_i", PyramidalCell.BASAL, 5, -90)),
                new Graded(new SigmoidRate(80, 0.5, 0.3, -60)));
    }

    /** What inhibits is subtracted from a current: both signs through Dale's law are the signed projection. */
    @Test
    void inhibitionOntoACurrentIsSubtracted() {
        List<Input> inputs = List.of(
                new CurrentSynapse("I", PyramidalCell.BASAL, 5),
                new CurrentSynapse("E", PyramidalCell.BASAL, 5),
                new CurrentSynapse("G", PyramidalCell.BASAL, 5));
        NeuronModel three = new NeuronModel(PyramidalCell.standard(), inputs, new Graded(mv -> 0));
        NeuronPopulation target = new NeuronPopulation(three, Stepping.of(three, 0.5), Layout.of(UNITS));
        double[] signed = weights();
        signed[1] = -70;
        signed[2] = 40;
        new Projection(target, new Weights.Signed(PRESYNAPTIC, "I", signed), 0).transmit(spikes(1, 0));
        Projection dale = new Projection(target, Weights.Dale.split(PRESYNAPTIC, "E", "G", signed), 0);
        dale.transmit(spikes(1, 0));
        assertThat(target.input("G")[1]).isEqualTo(-70);
        assertThat(target.input("E")[2]).isEqualTo(40);
        for (int unit = 0; unit < UNITS; unit++) {
            assertThat(target.input("E")[unit] + target.input("G")[unit]).isEqualTo(target.input("I")[unit]);
        }
        assertThat(dale.weight("G")[1]).isEqualTo(-70);
    }

    private static NeuronPopulation target(int lanes) {
        return new NeuronPopulation(model(), Stepping.of(model(), 0.5), Layout.of(UNITS, lanes));
    }

    private static void assertRejected(ThrowingCallable make, String message) {
        assertThatThrownBy(make).isInstanceOf(ParameterException.class).hasMessage(message);
    }
}
