package org.apical.neuron.population;

import static org.apical.neuron.population.IndividualPopulations.individualPopulation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaky integrate-and-fire neurons, one by one. */
class IndividualPopulationTest {
    private static final double DT_MS = 0.1;
    private static final PyramidalCell CELL = PyramidalCell.standard();

    @ParameterizedTest
    @ValueSource(doubles = {-56, -45, 0, 200})
    void noNeuronSpikesWhileRefractory(double muMv) {
        IndividualPopulation population = population(2, 1, 8);
        current(population, 8, muMv);
        RandomGenerator[] random = random(8, 1);
        int[] last = new int[8];
        java.util.Arrays.fill(last, -1000);
        int spikes = 0;
        for (int step = 0; step < 10_000; step++) {
            population.advance(random);
            for (int lane = 0; lane < 8; lane++) {
                double count = population.spikeCounts()[lane];
                assertThat(count).isBetween(0.0, 1.0);
                if (count == 1) {
                    assertThat(step - last[lane]).isGreaterThanOrEqualTo(20);
                    last[lane] = step;
                    spikes++;
                }
            }
        }
        assertThat(spikes).isGreaterThan(20);
    }

    /** A drive that crosses threshold in one step, (mu - V_reset)(1 - a) >> V_th - V_reset, fires at 1/t_ref exactly. */
    @ParameterizedTest
    @CsvSource({"2, 20", "0.5, 5", "0.3, 3", "0.1, 1", "0, 1"})
    void theRateSaturatesAtTheRefractoryPeriod(double refractoryMs, int interval) {
        IndividualPopulation population = population(refractoryMs, 1, 1);
        current(population, 1, 20_000);
        RandomGenerator[] random = random(1, 2);
        int last = -1;
        for (int step = 0; step < 1000; step++) {
            population.advance(random);
            if (population.spikeCounts()[0] == 1) {
                if (last >= 0 && step > 200) {
                    assertThat(step - last).isEqualTo(interval);
                }
                last = step;
            }
        }
        assertThat(last).isGreaterThan(900);
    }

    /** The row of the spike is the first of the t_ref/dt rows that show V_reset (one if t_ref is 0). */
    @ParameterizedTest
    @CsvSource({"2, 20", "0.5, 5", "0.3, 3", "0.1, 1", "0, 1"})
    void theSomaIsHeldForTheRefractoryPeriodExactly(double refractoryMs, int rows) {
        IndividualPopulation population = population(refractoryMs, 1, 1);
        current(population, 1, -45);
        RandomGenerator[] random = random(1, 3);
        int held = 0;
        int periods = 0;
        for (int step = 0; step < 5000; step++) {
            population.advance(random);
            boolean atReset = population.meanState().somaMv()[0] == -65;
            if (population.spikeCounts()[0] == 1) {
                assertThat(atReset).isTrue();
                assertThat(held).isZero();
            }
            if (atReset) {
                held++;
            } else if (held > 0) {
                assertThat(held).isEqualTo(rows);
                held = 0;
                periods++;
            }
        }
        assertThat(periods).isGreaterThan(10);
    }

    /** The dendrites never see the spike: they are those of a population that cannot reach threshold. */
    @Test
    void dendritesIntegrateOnThroughTheRefractoryPeriod() {
        IndividualPopulation spiking = population(2, 1, 1);
        IndividualPopulation silent = silent(1, 1);
        RandomGenerator[] one = random(1, 4);
        RandomGenerator[] two = random(1, 4);
        double spikes = 0;
        for (int step = 0; step < 2000; step++) {
            double picoA = 500 + 100 * Math.sin(0.01 * step);
            spiking.input().basalConstantPicoA()[0] = picoA;
            silent.input().basalConstantPicoA()[0] = picoA;
            spiking.input().apicalSynapticPicoA()[0] += step % 50 == 0 ? 40 : 0;
            silent.input().apicalSynapticPicoA()[0] += step % 50 == 0 ? 40 : 0;
            spiking.advance(one);
            silent.advance(two);
            spikes += spiking.spikeCounts()[0];
            // the order of the roundings may differ between the held and the free propagator: a few ulp of 70 mV
            assertThat(Math.abs(spiking.meanState().basalMv()[0]
                            - silent.meanState().basalMv()[0]))
                    .isLessThan(1e-11);
            assertThat(Math.abs(spiking.meanState().basalMeanMv()[0]
                            - silent.meanState().basalMeanMv()[0]))
                    .isLessThan(1e-11);
            assertThat(Math.abs(spiking.meanState().apicalMv()[0]
                            - silent.meanState().apicalMv()[0]))
                    .isLessThan(1e-11);
            assertThat(silent.spikeCounts()[0]).isZero();
        }
        assertThat(spikes).isGreaterThan(5);
    }

    /**
     * Below threshold the free potential is Gaussian of mean mu and standard deviation noiseMv. Samples 5 tau_v = 100 ms apart are correlated
     * by exp(-5) = 0.7 %: 64 lanes x 30 samples, |z| < 5 for mean and variance.
     */
    @Test
    void privateNoiseHasTheStatedStandardDeviation() {
        int lanes = 64;
        IndividualPopulation population = silent(1, lanes);
        current(population, lanes, -60);
        RandomGenerator[] random = random(lanes, 5);
        double sum = 0;
        double squares = 0;
        int samples = 0;
        for (int step = 1; step <= 33_000; step++) {
            population.advance(random);
            if (step > 3000 && step % 1000 == 0) {
                for (double mv : population.meanState().somaMv()) {
                    sum += mv + 60;
                    squares += (mv + 60) * (mv + 60);
                    samples++;
                }
            }
        }
        assertThat(Math.abs(sum / samples) / (3 / Math.sqrt(samples))).isLessThan(5);
        assertThat(Math.abs(squares / samples - 9) / (9 * Math.sqrt(2.0 / samples)))
                .isLessThan(5);
    }

    /** Neurons of a unit have private noise: the standard deviation of their mean potential is 3 mV/sqrt(N). */
    @Test
    void noiseIsPrivateToANeuron() {
        int lanes = 200;
        IndividualPopulation population = silent(16, lanes);
        RandomGenerator[] random = random(lanes, 6);
        for (int step = 0; step < 1000; step++) {
            population.advance(random);
        }
        double squares = 0;
        for (double mv : population.meanState().somaMv()) {
            squares += (mv + 70) * (mv + 70);
        }
        // chi-square with 200 degrees of freedom: standard deviation 10 %, |z| < 5
        assertThat(squares / lanes / (9.0 / 16)).isBetween(0.5, 1.5);
    }

    @Test
    void resetEqualsFresh() {
        IndividualPopulation used = population(2, 5, 3);
        current(used, 3, -40);
        used.input().apicalSynapticPicoA()[1] = 50;
        RandomGenerator[] burn = random(3, 7);
        for (int step = 0; step < 500; step++) {
            used.advance(burn);
        }
        used.reset();
        IndividualPopulation fresh = population(2, 5, 3);
        assertThat(used.spikeCounts()).isEqualTo(fresh.spikeCounts());
        assertThat(used.meanState().somaMv()).isEqualTo(fresh.meanState().somaMv());
        current(used, 3, -50);
        current(fresh, 3, -50);
        RandomGenerator[] one = random(3, 8);
        RandomGenerator[] two = random(3, 8);
        double spikes = 0;
        for (int step = 0; step < 1000; step++) {
            used.advance(one);
            fresh.advance(two);
            spikes += fresh.spikeCounts()[0];
            assertThat(used.spikeCounts()).isEqualTo(fresh.spikeCounts());
            assertThat(used.meanState().somaMv()).isEqualTo(fresh.meanState().somaMv());
            assertThat(used.meanState().basalMv()).isEqualTo(fresh.meanState().basalMv());
        }
        assertThat(spikes).isPositive();
    }

    @Test
    void permutingLanesPermutesSpikes() {
        int[] order = {2, 0, 1};
        IndividualPopulation straight = population(2, 4, 3);
        IndividualPopulation permuted = population(2, 4, 3);
        RandomGenerator[] random = random(3, 9);
        RandomGenerator[] again = random(3, 9);
        RandomGenerator[] shuffled = new RandomGenerator[3];
        for (int lane = 0; lane < 3; lane++) {
            shuffled[lane] = again[order[lane]];
            straight.input().basalConstantPicoA()[lane] = picoA(-50 + 3 * lane);
            permuted.input().basalConstantPicoA()[lane] = picoA(-50 + 3 * order[lane]);
        }
        double spikes = 0;
        for (int step = 0; step < 1000; step++) {
            straight.advance(random);
            permuted.advance(shuffled);
            for (int lane = 0; lane < 3; lane++) {
                assertThat(permuted.spikeCounts()[lane]).isEqualTo(straight.spikeCounts()[order[lane]]);
                spikes += permuted.spikeCounts()[lane];
            }
        }
        assertThat(spikes).isPositive();
    }

    /** The neurons of a unit have the same dendrites, so their mean is that of one of them. */
    @Test
    void theMeanStateIsTheMeanOverNeurons() {
        IndividualPopulation one = population(2, 1, 1);
        IndividualPopulation many = population(2, 7, 1);
        current(one, 1, -50);
        current(many, 1, -50);
        RandomGenerator[] first = random(1, 10);
        RandomGenerator[] second = random(1, 11);
        for (int step = 0; step < 500; step++) {
            one.input().basalSynapticPicoA()[0] += step % 30 == 0 ? 40 : 0;
            many.input().basalSynapticPicoA()[0] += step % 30 == 0 ? 40 : 0;
            one.advance(first);
            many.advance(second);
            CompartmentState alone = one.meanState();
            CompartmentState mean = many.meanState();
            assertThat(mean.basalMv()[0]).isCloseTo(alone.basalMv()[0], within(1e-11));
            assertThat(mean.basalMeanMv()[0]).isCloseTo(alone.basalMeanMv()[0], within(1e-11));
            assertThat(mean.basalMeanMv()[0]).isNotEqualTo(mean.basalMv()[0]);
        }
    }

    /** A neuron spikes at most once a step, so neurons handed out are distinct and follow upon their counts. */
    @Test
    void spikesAreHandedOutPerUnitAsCounted() {
        int units = 3;
        int neurons = 6;
        int lanes = 4;
        IndividualPopulation population =
                individualPopulation(NeuronUnits.standard(neurons), CELL, DT_MS, units, lanes);
        for (int k = 0; k < units * lanes; k++) {
            population.input().basalConstantPicoA()[k] = picoA(-58 + 3 * k);
        }
        RandomGenerator[] random = random(lanes, 12);
        RandomGenerator untouched = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("the population knows which neuron spiked");
            }
        };
        double total = 0;
        int[] last = new int[units * neurons * lanes];
        java.util.Arrays.fill(last, -1000);
        for (int step = 0; step < 3000; step++) {
            int now = step;
            population.advance(random);
            for (int lane = 0; lane < lanes; lane++) {
                int l = lane;
                double[] seen = new double[units];
                population.spikes(lane, untouched, (unit, neuron) -> {
                    assertThat(neuron).isBetween(0, neurons - 1);
                    int k = (unit * neurons + neuron) * lanes + l;
                    // the same neuron cannot spike again before its refractory period of 20 steps is over
                    assertThat(now - last[k]).isGreaterThanOrEqualTo(20);
                    last[k] = now;
                    seen[unit]++;
                });
                for (int unit = 0; unit < units; unit++) {
                    assertThat(seen[unit]).isEqualTo(population.spikeCounts()[unit * lanes + lane]);
                    total += seen[unit];
                }
            }
        }
        assertThat(total).isGreaterThan(1000);
        population.reset();
        population.spikes(0, untouched, (unit, neuron) -> {
            throw new AssertionError("a spike after reset");
        });
    }

    /** Nothing is drawn, and neurons with the same input fire in the same step. */
    @Test
    void withoutNoiseTheNeuronsOfAUnitFireTogether() {
        NeuronUnits parameters = new NeuronUnits(7, LeakyIntegrateAndFire.standard(), 0);
        IndividualPopulation population = individualPopulation(parameters, CELL, DT_MS, 1, 1);
        current(population, 1, -45);
        double spikes = 0;
        for (int step = 0; step < 1000; step++) {
            population.advance(null);
            assertThat(population.spikeCounts()[0]).isIn(0.0, 7.0);
            spikes += population.spikeCounts()[0];
        }
        assertThat(spikes).isGreaterThan(7);
    }

    /**
     * Reciprocal dendrites follow the soma with g_bs / (gL_b + g_bs) = 4/14. Driven to -40 mV it settles there if it cannot spike, and stays below
     * V_th = -55 mV if it can: 4/14 of 15 mV between the basal dendrites.
     */
    @Test
    void reciprocalDendritesSeeTheReset() {
        PyramidalCell reciprocal = CELL.withCoupling(Coupling.RECIPROCAL);
        double picoA =
                (-40 - CELL.restMv()) / TransferResistances.of(reciprocal).somaBasal();
        double[] basalMv = new double[2];
        for (int k = 0; k < 2; k++) {
            LeakyIntegrateAndFire lif = new LeakyIntegrateAndFire(k == 0 ? -55 : 1e6, -65, 2);
            IndividualPopulation population = individualPopulation(new NeuronUnits(1, lif, 0), reciprocal, DT_MS, 1, 1);
            population.input().basalConstantPicoA()[0] = picoA;
            for (int step = 0; step < 10_000; step++) {
                population.advance(null);
            }
            basalMv[k] = population.meanState().basalMv()[0];
        }
        assertThat(basalMv[1] - basalMv[0]).isGreaterThan(4.0 / 14 * 15);
    }

    /** A soma that was held for 50 ms before settling takes part at once afterwards, and no spike is pending. */
    @Test
    void settlingLeavesNoNeuronRefractory() {
        NeuronUnits lif = new NeuronUnits(4, new LeakyIntegrateAndFire(-55, -65, 50), 0);
        IndividualPopulation population = individualPopulation(lif, CELL, DT_MS, 1, 1);
        population.input().basalConstantPicoA()[0] = 4000;
        int steps = 0;
        for (; population.spikeCounts()[0] == 0; steps++) {
            assertThat(steps).isLessThan(1000);
            population.advance(null);
        }
        population.settle(new double[1], new double[1]);
        population.spikes(0, null, (unit, neuron) -> {
            throw new AssertionError("a spike after settling");
        });
        double before = population.meanState().somaMv()[0];
        population.advance(null);
        assertThat(population.meanState().somaMv()[0]).isNotEqualTo(before);
        assertThat(population.meanState().somaMv()[0]).isGreaterThan(-60);
    }

    @Test
    void unitsThatCannotSpikeAreRejected() {
        Graded graded = new Graded(mv -> 0);
        assertThatThrownBy(() -> new NeuronUnits(3, graded, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("NeuronUnits.soma must be a soma that spikes, got Graded");
        assertThatThrownBy(() -> new NeuronUnits(3, null, 1)).hasMessageContaining("got null");
    }

    @Test
    void aRefractoryPeriodBetweenTwoStepsIsRefused() {
        assertThatThrownBy(() -> population(0.26, 1, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "refractoryMs of the soma must be a multiple of dtMs = 0.1 ms, next to it 0.2 or 0.3 ms, got 0.26");
    }

    private static IndividualPopulation population(double refractoryMs, int neurons, int lanes) {
        LeakyIntegrateAndFire lif = new LeakyIntegrateAndFire(-55, -65, refractoryMs);
        return individualPopulation(new NeuronUnits(neurons, lif, 3), CELL, DT_MS, 1, lanes);
    }

    /** One that cannot reach threshold. */
    private static IndividualPopulation silent(int neurons, int lanes) {
        LeakyIntegrateAndFire lif = new LeakyIntegrateAndFire(1e6, -65, 2);
        return individualPopulation(new NeuronUnits(neurons, lif, 3), CELL, DT_MS, 1, lanes);
    }

    private static double picoA(double muMv) {
        return (muMv - CELL.restMv()) / TransferResistances.of(CELL).somaBasal();
    }

    private static void current(IndividualPopulation population, int lanes, double muMv) {
        for (int lane = 0; lane < lanes; lane++) {
            population.input().basalConstantPicoA()[lane] = picoA(muMv);
        }
    }

    private static RandomGenerator[] random(int lanes, long phase) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            random[lane] = new RandomStreams(13).stream(Purpose.MEMBRANE_NOISE, phase, lane);
        }
        return random;
    }
}
