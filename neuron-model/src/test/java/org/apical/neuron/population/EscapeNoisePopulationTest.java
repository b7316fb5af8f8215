package org.apical.neuron.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.GradedIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeNoisePopulationTest {
    private static final double DT_MS = 0.5;
    private static final int NEURONS = 25;
    private static final RateReduction REDUCTION =
            RateReduction.of(PyramidalCell.standard(), new UnitCode(10, 5, new RateCode(50, 45)));

    /**
     * Sum over 4 lanes x 4000 steps of independent Poisson counts of mean N rho dt: |z| < 5 for mean and for variance, false alarm 6e-7 each.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-0.9, -0.2, 0, 0.8})
    void expectedCountIsNRhoDt(double drive) {
        for (TransferFunction phi : new TransferFunction[] {new Linear(), new Tanh()}) {
            EscapeNoisePopulation population = population(phi, 1, 4);
            drive(population, 0, 4, drive);
            RandomGenerator[] random = random(4, 9);
            advance(population, random, 1000);
            int steps = 4000;
            double mean = NEURONS * (50 + 45 * phi.value(drive)) * DT_MS / 1000;
            double sum = 0;
            double squares = 0;
            for (int step = 0; step < steps; step++) {
                population.advance(random);
                for (double count : population.spikeCounts()) {
                    sum += count - mean;
                    squares += (count - mean) * (count - mean);
                }
            }
            double n = 4.0 * steps;
            assertThat(Math.abs(sum) / Math.sqrt(n * mean)).isLessThan(5);
            assertThat(Math.abs(squares / n - mean) / Math.sqrt((mean + 2 * mean * mean) / n))
                    .isLessThan(5);
        }
    }

    @Test
    void negativeIntensityIsSilent() {
        EscapeNoisePopulation population = population(new Linear(), 1, 2);
        drive(population, 0, 2, -1.5);
        RandomGenerator[] random = random(2, 9);
        advance(population, random, 1000);
        for (int step = 0; step < 500; step++) {
            population.advance(random);
            assertThat(population.spikeCounts()).containsOnly(0);
        }
    }

    /** Without reset the potentials are those of the graded neuron, whatever was drawn; a few ulp of 70 mV a step. */
    @Test
    void spikesDoNotResetThePotential() {
        EscapeNoisePopulation population = population(new Linear(), 1, 1);
        drive(population, 0, 1, 2);
        population.input().apicalConstantPicoA()[0] = 30;
        CompartmentState graded = CompartmentState.of(REDUCTION.cell(), 1);
        graded.rest(-70);
        GradedIntegration.Stepper exact =
                new ExactIntegration(REDUCTION.cell(), DT_MS).stepper(KernelProvider.kernels());
        RandomGenerator[] random = random(1, 9);
        double spikes = 0;
        for (int step = 0; step < 400; step++) {
            population.advance(random);
            spikes += population.spikeCounts()[0];
            exact.advance(graded, population.input().basalConstantPicoA(), new double[] {30}, 1);
            assertThat(Math.abs(population.meanState().somaMv()[0] - graded.somaMv()[0]))
                    .isLessThan(1e-11);
            assertThat(Math.abs(population.meanState().apicalMv()[0] - graded.apicalMv()[0]))
                    .isLessThan(1e-11);
        }
        assertThat(spikes).isPositive();
    }

    /** A synaptic current added after a step acts in the next one, and decays by exp(-dt/tau) a step. */
    @Test
    void synapticInputActsInTheNextStepAndDecays() {
        EscapeNoisePopulation population = population(new Linear(), 1, 1);
        RandomGenerator[] random = random(1, 9);
        population.advance(random);
        population.input().basalSynapticPicoA()[0] += 100;
        assertThat(population.meanState().basalMv()[0]).isEqualTo(-70);
        population.advance(random);
        assertThat(population.meanState().basalMv()[0]).isGreaterThan(-69);
        assertThat(population.input().basalSynapticPicoA()[0]).isEqualTo(100 * Math.exp(-DT_MS / 5));
    }

    @Test
    void resetEqualsFresh() {
        EscapeNoisePopulation used = population(new Tanh(), 3, 2);
        drive(used, 0, 6, 0.7);
        used.input().apicalSynapticPicoA()[3] = 50;
        advance(used, random(2, 1), 100);
        used.reset();
        EscapeNoisePopulation fresh = population(new Tanh(), 3, 2);
        assertThat(used.spikeCounts()).isEqualTo(fresh.spikeCounts());
        assertThat(used.meanState().somaMv()).isEqualTo(fresh.meanState().somaMv());
        drive(used, 0, 6, 0.3);
        drive(fresh, 0, 6, 0.3);
        RandomGenerator[] one = random(2, 2);
        RandomGenerator[] two = random(2, 2);
        for (int step = 0; step < 100; step++) {
            used.advance(one);
            fresh.advance(two);
            assertThat(used.spikeCounts()).isEqualTo(fresh.spikeCounts());
            assertThat(used.meanState().somaMv()).isEqualTo(fresh.meanState().somaMv());
            assertThat(used.meanState().apicalMv()).isEqualTo(fresh.meanState().apicalMv());
        }
    }

    /** A trial is its input and its stream: where its lane lies, and what else is in the batch, changes no spike. */
    @Test
    void permutingLanesPermutesSpikes() {
        int[] order = {2, 0, 3, 1};
        EscapeNoisePopulation straight = population(new Tanh(), 2, 4);
        EscapeNoisePopulation permuted = population(new Tanh(), 2, 4);
        RandomGenerator[] random = random(4, 3);
        RandomGenerator[] again = random(4, 3);
        RandomGenerator[] shuffled = new RandomGenerator[4];
        for (int lane = 0; lane < 4; lane++) {
            shuffled[lane] = again[order[lane]];
            for (int unit = 0; unit < 2; unit++) {
                drive(straight, unit * 4 + lane, unit * 4 + lane + 1, 0.3 * lane - 0.2 * unit);
                drive(permuted, unit * 4 + lane, unit * 4 + lane + 1, 0.3 * order[lane] - 0.2 * unit);
            }
        }
        for (int step = 0; step < 300; step++) {
            straight.advance(random);
            permuted.advance(shuffled);
            for (int k = 0; k < 8; k++) {
                int from = k / 4 * 4 + order[k % 4];
                assertThat(permuted.spikeCounts()[k]).isEqualTo(straight.spikeCounts()[from]);
                assertThat(permuted.meanState().somaMv()[k])
                        .isEqualTo(straight.meanState().somaMv()[from]);
            }
        }
    }

    /** Every spike goes to one of the unit's N neurons, all equally likely: chi-square, 24 degrees of freedom, false alarm 1e-6. */
    @Test
    void spikesAreHandedOutPerUnitAsCounted() {
        int units = 3;
        int lanes = 4;
        EscapeNoisePopulation population = population(new Linear(), units, lanes);
        for (int k = 0; k < units * lanes; k++) {
            drive(population, k, k + 1, 0.2 * k - 1);
        }
        RandomGenerator[] random = random(lanes, 5);
        RandomGenerator raster = new RandomStreams(7).stream(Purpose.RASTER, 0);
        double[] ofNeuron = new double[NEURONS];
        double total = 0;
        for (int step = 0; step < 2000; step++) {
            population.advance(random);
            double[] before = population.spikeCounts().clone();
            for (int lane = 0; lane < lanes; lane++) {
                double[] seen = new double[units];
                population.spikes(lane, raster, (unit, neuron) -> {
                    seen[unit]++;
                    ofNeuron[neuron]++;
                });
                for (int unit = 0; unit < units; unit++) {
                    assertThat(seen[unit]).isEqualTo(before[unit * lanes + lane]);
                    total += seen[unit];
                }
            }
            assertThat(population.spikeCounts()).isEqualTo(before);
        }
        double chi = 0;
        for (double count : ofNeuron) {
            chi += (count - total / NEURONS) * (count - total / NEURONS) / (total / NEURONS);
        }
        assertThat(total).isGreaterThan(10_000);
        assertThat(chi).isLessThan(new ChiSquaredDistribution(NEURONS - 1).inverseCumulativeProbability(1 - 1e-6));
        population.reset();
        population.spikes(0, raster, (unit, neuron) -> {
            throw new AssertionError("a spike after reset");
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 1e15})
    void aDivergingNetworkStops(double picoA) {
        EscapeNoisePopulation population = population(new Linear(), 2, 3);
        population.input().basalConstantPicoA()[4] = picoA;
        assertThatThrownBy(() -> advance(population, random(3, 1), 2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void bothCouplingsAreAccepted() {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(Coupling.RECIPROCAL);
        RateReduction reduction = RateReduction.of(cell, new UnitCode(0, 5, new RateCode(50, 45)));
        EscapeNoisePopulation population = new EscapeNoisePopulation(
                3, new LayerSpec(reduction, new Linear(), 5, DT_MS, KernelProvider.kernels(), 1, 1));
        assertThat(population.neuronsPerUnit()).isEqualTo(3);
        population.advance(random(1, 1));
        // 2 ulp: the propagator is an affine map of V
        assertThat(population.meanState().somaMv()[0]).isCloseTo(-70.0, within(2 * Math.ulp(70.0)));
    }

    private static EscapeNoisePopulation population(TransferFunction phi, int units, int lanes) {
        return new EscapeNoisePopulation(
                NEURONS, new LayerSpec(REDUCTION, phi, 5, DT_MS, KernelProvider.kernels(), units, lanes));
    }

    private static void drive(EscapeNoisePopulation population, int from, int to, double drive) {
        for (int k = from; k < to; k++) {
            population.input().basalConstantPicoA()[k] =
                    REDUCTION.basalOffsetPicoA() + REDUCTION.basalPicoAPerDrive() * drive;
        }
    }

    private static void advance(SpikingPopulation population, RandomGenerator[] random, int steps) {
        for (int step = 0; step < steps; step++) {
            population.advance(random);
        }
    }

    private static RandomGenerator[] random(int lanes, long phase) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            random[lane] = new RandomStreams(7).stream(Purpose.LAYER_SPIKES, phase, lane);
        }
        return random;
    }
}
