package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.transfer.SoftRectifiedRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spikes of escape noise at constant potential: their number and intervals are known exactly. */
class EscapeNoiseTest {
    private static final double DT_MS = 0.5;
    private static final PyramidalCell CELL = PyramidalCell.standard();

    /**
     * Spikes of N neurons in M steps: Poisson of mean m = rho dt a neuron and step, independent. |z| < 5 for mean and variance of the counts, false
     * alarm 6e-7 each; the variance of a squared deviation is m + 2 m^2. 4000 Hz: two spikes a step.
     */
    @ParameterizedTest
    @CsvSource({"5, 1", "5, 3", "200, 1", "4000, 1", "4000, 3"})
    void withoutResetSpikesArePoissonOfMeanRhoDt(double hz, int lanes) {
        int steps = 4000;
        NeuronPopulation neurons = population(new EscapeNoise(constant(hz)), new Layout(3, 7, lanes));
        RandomGenerator[] random = RandomNeurons.generators(lanes, 21);
        double mean = hz * DT_MS / 1000;
        double sum = 0;
        double squares = 0;
        int largest = 0;
        for (int step = 0; step < steps; step++) {
            neurons.advance(random);
            int[] count = new int[neurons.layout().elements()];
            for (int k = 0; k < neurons.spikes().size(); k++) {
                int at = neurons.spikes().element(k);
                assertThat(at)
                        .isEqualTo(neurons.spikes().neuron(k) * lanes
                                + neurons.spikes().lane(k));
                count[at]++;
            }
            for (int c : count) {
                sum += c - mean;
                squares += (c - mean) * (c - mean);
                largest = Math.max(largest, c);
            }
        }
        double n = (double) steps * neurons.layout().elements();
        assertThat(Math.abs(sum) / Math.sqrt(n * mean)).isLessThan(5);
        assertThat(Math.abs(squares / n - mean) / Math.sqrt((mean + 2 * mean * mean) / n))
                .isLessThan(5);
        assertThat(largest).isGreaterThan(hz == 4000 ? 4 : 0);
    }

    /**
     * The interval is max(R, 1) steps and then a geometric number of failures of probability p = 1 - exp(-rho dt): mean R + (1 - p)/p, standard
     * deviation sqrt(1 - p)/p. |z| < 5 for the mean; chi-square of the first twenty waiting times and the rest, 20 degrees of freedom; false alarm
     * 6e-7 and 1e-6.
     */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1", "3, 6"})
    void refractoryNeuronsHaveGeometricIntervalsAfterRSteps(double refractoryMs, int least) {
        double hz = 150;
        double p = -Math.expm1(-hz * DT_MS / 1000);
        int elements = 40;
        NeuronPopulation neurons = population(
                new EscapeNoise(constant(hz), new AfterSpike.Refractory(refractoryMs)), new Layout(1, 20, 2));
        RandomGenerator[] random = RandomNeurons.generators(2, 22);
        int[] last = new int[elements];
        Arrays.fill(last, -1);
        int bins = 20;
        double[] waits = new double[bins + 1];
        double sum = 0;
        double intervals = 0;
        for (int step = 0; step < 20_000; step++) {
            neurons.advance(random);
            for (int k = 0; k < neurons.spikes().size(); k++) {
                int at = neurons.spikes().element(k);
                // long before the end, so that no long interval is cut off
                if (last[at] >= 0 && last[at] < 19_000) {
                    int wait = step - last[at] - least;
                    assertThat(wait).isNotNegative();
                    waits[Math.min(wait, bins)]++;
                    sum += wait;
                    intervals++;
                }
                last[at] = step;
            }
        }
        assertThat(intervals).isGreaterThan(20_000);
        double z = (sum / intervals - (1 - p) / p) / (Math.sqrt(1 - p) / p / Math.sqrt(intervals));
        assertThat(Math.abs(z)).isLessThan(5);
        double chi = 0;
        for (int k = 0; k <= bins; k++) {
            double expected = intervals * Math.pow(1 - p, k) * (k == bins ? 1 : p);
            chi += (waits[k] - expected) * (waits[k] - expected) / expected;
        }
        assertThat(chi).isLessThan(new ChiSquaredDistribution(bins).inverseCumulativeProbability(1 - 1e-6));
        // the potential has gone on as if nothing had been
        assertThat(Math.abs(neurons.compartments().somaMv()[0] + 70)).isLessThan(1e-11);
    }

    /** The spike in step n sets V_s to V_reset at the end of step n, where it stays for R - 1 = 5 steps, and then relaxes to rest at -70 mV. */
    @Test
    void resetSetsThePotentialAndHoldsIt() {
        NeuronPopulation neurons =
                population(new EscapeNoise(constant(150), new AfterSpike.Reset(-80, 3)), Layout.of(30, 2));
        RandomGenerator[] random = RandomNeurons.generators(2, 23);
        double[] soma = neurons.compartments().somaMv();
        int[] last = new int[60];
        Arrays.fill(last, -1000);
        int held = 0;
        for (int step = 0; step < 500; step++) {
            double[] before = soma.clone();
            neurons.advance(random);
            for (int k = 0; k < neurons.spikes().size(); k++) {
                int at = neurons.spikes().element(k);
                assertThat(step - last[at]).isGreaterThanOrEqualTo(6);
                last[at] = step;
            }
            for (int at = 0; at < soma.length; at++) {
                if (step - last[at] < 6) {
                    assertThat(soma[at]).isEqualTo(-80);
                    held++;
                } else if (last[at] >= 0 && before[at] < -70.001) {
                    assertThat(soma[at]).isGreaterThan(before[at]);
                }
            }
        }
        assertThat(held).isGreaterThan(1000);
    }

    /** More than a hundred spikes in a step are a divergence, not a rate. */
    @Test
    void aNeuronThatIsToFireBeyondReasonStops() {
        NeuronPopulation neurons = population(new EscapeNoise(new SoftRectifiedRate(50, -60, 2)), Layout.of(3));
        neurons.compartments().somaMv()[1] = 1e9;
        assertThatThrownBy(() -> neurons.advance(RandomNeurons.generators(1, 1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageMatching("a neuron was to fire .* spikes in one step");
    }

    /** Where a spike makes refractory it is one at most, at any intensity: one in t_ref = 3 ms, the first in the first step. */
    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e12, Double.POSITIVE_INFINITY})
    void aRefractoryNeuronUnderAnyDriveFiresOnceInARefractoryTime(double hz) {
        for (AfterSpike after : List.of(new AfterSpike.Refractory(3), new AfterSpike.Reset(-72, 3))) {
            NeuronPopulation neurons = population(new EscapeNoise(constant(hz), after), Layout.of(1));
            RandomGenerator[] random = RandomNeurons.generators(1, 1);
            int[] spikes = new int[600];
            for (int step = 0; step < spikes.length; step++) {
                neurons.advance(random);
                spikes[step] = neurons.spikes().size();
            }
            for (int step = 0; step < spikes.length; step++) {
                assertThat(spikes[step]).isEqualTo(step % 6 == 0 ? 1 : 0);
            }
        }
    }

    private static org.apical.neuron.transfer.FiringRate constant(double hz) {
        return somaMv -> hz;
    }

    private static NeuronPopulation population(EscapeNoise output, Layout layout) {
        NeuronModel model = new NeuronModel(CELL, List.of(new InjectedCurrent("i", PyramidalCell.SOMA)), output);
        return new NeuronPopulation(model, Stepping.of(model, DT_MS), layout);
    }
}
