package org.apical.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apical.network.Allocation;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.kernel.ScalarKernels;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LifPopulationTest {
    private static final Kernels KERNELS = KernelProvider.kernels();

    @Test
    void constantDriveGivesTheSpikeTimesOfTheClosedFormAtAnyStep() {
        double x = 0.37;
        for (double dtMs : new double[] {0.1, 0.37, 1, 2}) {
            LifPopulation population = population(40, 1, 1, dtMs);
            TuningCurves curves = population.ensemble().curves(0);
            int steps = (int) (3000 / dtMs);
            double[] count = new double[40];
            for (int step = 1; step <= steps; step++) {
                population.advance(new double[] {x}, new double[1]);
                for (int j = 0; j < 40; j++) {
                    count[j] += population.activity()[j];
                    double rate = curves.rateHz(j, x);
                    // from rest at V = 0 the first spike comes t_ref earlier than a period
                    double elapsed = rate > 0 ? (step * dtMs + 2) * rate / 1000 : 0;
                    // rounding of 30 000 steps: a spike within 1e-9 periods of a grid point may fall on either side
                    double expected = Math.floor(elapsed);
                    if (Math.abs(elapsed - Math.rint(elapsed)) > 1e-9) {
                        assertThat(count[j]).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void theCourseUnderAChangingDriveIsThatOfSmallSteps() {
        // the drive changes at whole milliseconds only, so 1 ms steps are exact and 0.05 ms steps must give the same
        // spikes
        LifPopulation coarse = population(200, 1, 1, 1);
        LifPopulation fine = population(200, 1, 1, 0.05);
        double[] fineCount = new double[200];
        for (int ms = 0; ms < 500; ms++) {
            double[] x = {0.9 * Math.sin(ms * 0.03)};
            coarse.advance(x, new double[1]);
            Arrays.fill(fineCount, 0);
            for (int k = 0; k < 20; k++) {
                fine.advance(x, new double[1]);
                for (int j = 0; j < 200; j++) {
                    fineCount[j] += fine.activity()[j];
                }
            }
            assertThat(coarse.activity()).isEqualTo(fineCount);
        }
    }

    @Test
    void decodedSpikesAreTheSumOfTheirDecoders() {
        LifPopulation population = population(50, 2, 3, 1);
        population.begin(generators(3));
        double[] decoded = new double[6];
        for (int step = 0; step < 30; step++) {
            population.advance(new double[] {0.1, 0.3, -0.7, 0.2, 0, 1.2}, decoded);
            for (int lane = 0; lane < 3; lane++) {
                for (int dimension = 0; dimension < 2; dimension++) {
                    double sum = 0;
                    for (int j = 0; j < 50; j++) {
                        sum += 1000
                                * population.ensemble().decoder(dimension, j)
                                * population.activity()[(lane * 2 + dimension) * 50 + j];
                    }
                    assertThat(decoded[dimension * 3 + lane]).isCloseTo(sum, within(1e-12));
                }
            }
        }
    }

    @Test
    void membranesBeginInTheSteadyStateOfZero() {
        int lanes = 200;
        LifPopulation population = population(40, 1, lanes, 1);
        population.begin(generators(lanes));
        double[] decoded = new double[lanes];
        double[] first = new double[40];
        int steps = 20;
        for (int step = 0; step < steps; step++) {
            population.advance(new double[lanes], decoded);
            for (int k = 0; k < population.activity().length; k++) {
                first[k % 40] += population.activity()[k] / lanes / steps * 1000;
            }
        }
        for (int j = 0; j < 40; j++) {
            double rate = population.ensemble().curves(0).rateHz(j, 0);
            // counts over 20 ms of a regular neuron of uniform phase: standard deviation at most 1/2 spike a lane, 25
            // Hz / sqrt(200)
            assertThat(first[j]).isCloseTo(rate, within(rate == 0 ? 0 : 4 * 25 / Math.sqrt(lanes)));
        }
    }

    @Test
    void beginEqualsFresh() {
        LifPopulation used = population(30, 2, 2, 0.5);
        used.begin(generators(2));
        double[] decoded = new double[4];
        for (int step = 0; step < 100; step++) {
            used.advance(new double[] {0.5, -0.5, 1, 0.1}, decoded);
        }
        used.begin(generators(2));
        LifPopulation fresh = population(30, 2, 2, 0.5);
        fresh.begin(generators(2));
        double[] freshDecoded = new double[4];
        for (int step = 0; step < 100; step++) {
            used.advance(new double[] {0.2, 0.3, -0.4, 0}, decoded);
            fresh.advance(new double[] {0.2, 0.3, -0.4, 0}, freshDecoded);
            assertThat(decoded).isEqualTo(freshDecoded);
            assertThat(used.activity()).isEqualTo(fresh.activity());
        }
    }

    @Test
    void scalarAndSimdKernelsGiveTheSameSpikes() {
        Ensemble ensemble = Ensemble.draw(EnsembleParams.of(102, 1), 2, new RandomStreams(7), 0);
        LifPopulation one = new LifPopulation(ensemble, 2, 1, KERNELS);
        LifPopulation other = new LifPopulation(ensemble, 2, 1, new ScalarKernels());
        one.begin(generators(2));
        other.begin(generators(2));
        double[] a = new double[4];
        double[] b = new double[4];
        for (int step = 0; step < 1000; step++) {
            double[] x = {Math.sin(step * 0.1), 0.3, -0.8, 0};
            one.advance(x, a);
            other.advance(x, b);
            assertThat(a).isEqualTo(b);
        }
    }

    @Tag("allocation")
    @Test
    void aStepAllocatesNothing() {
        LifPopulation population = population(200, 10, 4, 1);
        population.begin(generators(4));
        double[] x = new double[40];
        double[] decoded = new double[40];
        assertThat(Allocation.leastOfHundred(() -> population.advance(x, decoded)))
                .isZero();
    }

    @Test
    void aStepLongerThanTheRefractoryTimeIsRefused() {
        assertThatThrownBy(() -> population(2, 1, 1, 2.5))
                .isInstanceOf(ParameterException.class)
                .hasMessageContainingAll("LifPopulation.dtMs", "2.0 ms", "2.5");
    }

    /** Not begun: every membrane at V = 0. */
    private static LifPopulation population(int neurons, int dimensions, int lanes, double dtMs) {
        Ensemble ensemble = Ensemble.draw(EnsembleParams.of(neurons, 1), dimensions, new RandomStreams(11), 0);
        return new LifPopulation(ensemble, lanes, dtMs, KERNELS);
    }

    private static RandomGenerator[] generators(int lanes) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        Arrays.setAll(random, lane -> new SplittableRandom(100 + lane));
        return random;
    }
}
