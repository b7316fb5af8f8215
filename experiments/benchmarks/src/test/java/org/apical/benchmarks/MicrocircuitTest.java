package org.apical.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.benchmarks.Microcircuit.Cell;
import org.apical.neuron.projection.SparseWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MicrocircuitTest {
    private static final double TENTH = 0.1;

    /** 77 169 neurons and 0.3 billion synapses, as the paper says, none of which is compensated for. */
    @Test
    void theWholeCircuitIsThePublishedOne() {
        Microcircuit whole = new Microcircuit(Cell.ONE_COMPARTMENT, 1, 1);
        assertThat(whole.neurons()).isEqualTo(77169);
        assertThat(whole.synapses()).isBetween(295_000_000L, 305_000_000L);
        // ln(1 - 0.1009) / ln(1 - 1 / 20683^2) / 20683: 2 200 of the 20 683
        assertThat(whole.synapses(0, 0) / 20683.0).isCloseTo(2199.9, within(0.1));
        for (int p = 0; p < Microcircuit.POPULATIONS.size(); p++) {
            assertThat(whole.constantPicoA(p)).isZero();
        }
        assertThat(whole.externalSpikes(0)).isCloseTo(1600 * 8 * 1e-4, within(1e-12));
    }

    /** What the compensation adds is what the mean input of the rates of the whole circuit has lost: with K and w of the small circuit, and it, the mean is that of the whole. */
    @Test
    void theMeanInputIsThatOfTheWhole() {
        Microcircuit whole = new Microcircuit(Cell.ONE_COMPARTMENT, 1, 1);
        Microcircuit small = new Microcircuit(Cell.ONE_COMPARTMENT, TENTH, TENTH);
        for (int p = 0; p < Microcircuit.POPULATIONS.size(); p++) {
            double mean = meanPicoAPerStep(small, p) + small.constantPicoA(p);
            // counts of synapses are rounded
            assertThat(mean / meanPicoAPerStep(whole, p)).isCloseTo(1, within(1e-3));
        }
    }

    private static double meanPicoAPerStep(Microcircuit circuit, int target) {
        double sum = circuit.externalSpikes(target) * circuit.externalPicoA();
        for (int source = 0; source < Microcircuit.POPULATIONS.size(); source++) {
            double perNeuron = (double) circuit.synapses(target, source) / circuit.neurons(target);
            double sign = source % 2 == 1 ? -4 : target == 0 && source == 2 ? 2 : 1;
            sum += perNeuron * sign * circuit.externalPicoA() * Microcircuit.RATES_HZ[source] * 1e-4;
        }
        return sum;
    }

    /** What is drawn: means of weights and delays within 5 standard errors, every synapse between its populations. */
    @Test
    void synapsesAreDrawnFromThePublishedDistributions() {
        Microcircuit circuit = new Microcircuit(Cell.ONE_COMPARTMENT, TENTH, TENTH);
        int excitatory = circuit.neurons(0);
        long[] onto = new long[Microcircuit.POPULATIONS.size()];
        double[] sums = new double[3];
        int[] source = {0};
        circuit.draw(1, (unit, delay, weight, count) -> {
            for (int k = 0; k < count && source[0] < excitatory; k++) {
                int population = population(circuit, unit[k]);
                onto[population]++;
                sums[0] += weight[k];
                sums[1] += delay[k];
                sums[2] += (delay[k] - 15.0) * (delay[k] - 15.0);
                assertThat(delay[k]).isBetween(1, 60);
                assertThat(weight[k]).isPositive();
            }
            source[0]++;
        });
        assertThat(source[0]).isEqualTo(circuit.neurons());
        long all = 0;
        for (int p = 0; p < onto.length; p++) {
            assertThat(onto[p]).isEqualTo(circuit.synapses(p, 0));
            all += onto[p];
        }
        double weight = 87.8 / Math.sqrt(TENTH);
        assertThat(sums[0] / all).isCloseTo(weight, within(5 * 0.1 * weight / Math.sqrt(all)));
        // normal of 15 and 7.5 steps, rounded, of 1 to 60 only
        assertThat(sums[1] / all).isCloseTo(15.475, within(5 * 7.015 / Math.sqrt(all)));
        assertThat(sums[2] / all - Math.pow(sums[1] / all - 15, 2))
                .isCloseTo(49.21, within(5 * 49.21 * Math.sqrt(2.0 / all)));
    }

    private static int population(Microcircuit circuit, int neuron) {
        return IntStream.range(0, Microcircuit.POPULATIONS.size())
                .filter(p -> neuron < circuit.first(p + 1))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void noBitDependsOnThreads(Cell cell) {
        Microcircuit circuit = new Microcircuit(cell, 0.02, 0.02);
        SparseWeights weights = circuit.weights(1, 100);
        List<double[]> somaMv = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            SparseRun run = new SparseRun(circuit, weights, circuit.startMv(1), 2, threads);
            run.run(100);
            assertThat(run.events()).isPositive();
            somaMv.add(run.somaMv());
        }
        assertThat(somaMv.get(1)).isEqualTo(somaMv.get(0));
        assertThat(somaMv.get(2)).isEqualTo(somaMv.get(0));
    }

    /**
     * Rates at a tenth of the size and of the in-degrees. Compensation keeps mean and variance of the input, not the rates: each is within a factor of 1.5 of that of the whole, but for the rarest,
     * L2/3E, whose rate depends most on what is beyond the variance.
     */
    @ParameterizedTest
    @EnumSource(Cell.class)
    void ratesAreThoseOfCortex(Cell cell) {
        Microcircuit circuit = new Microcircuit(cell, TENTH, TENTH);
        SparseRun run = new SparseRun(circuit, circuit.weights(1, 4096), circuit.startMv(1), 1, 1);
        run.run(300);
        run.forget();
        run.run(1000);
        double[] hz = run.ratesHz(1000);
        for (int p = 1; p < hz.length; p++) {
            assertThat(hz[p] / Microcircuit.RATES_HZ[p])
                    .as(Microcircuit.POPULATIONS.get(p))
                    .isBetween(p == 1 ? 0.45 : 0.65, 1.5);
        }
        assertThat(hz[0]).isBetween(0.2, 2.0);
    }
}
