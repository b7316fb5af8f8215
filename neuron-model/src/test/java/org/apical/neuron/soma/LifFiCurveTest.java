package org.apical.neuron.soma;

import static org.apical.neuron.population.IndividualPopulations.individualPopulation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.IndividualPopulation;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.FiCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifFiCurveTest {
    private static final double TAU_MS = 20;
    private static final LeakyIntegrateAndFire LIF = LeakyIntegrateAndFire.standard();
    /** Below 1e-3 of noise Siegert is the deterministic climb; on a grid the climb ends at the next step, up to dt later, and the step
     * of the spike is the first of the refractory ones, dt earlier. */
    @Test
    void withoutNoiseTheRateIsThatOfTheDeterministicClimb() {
        LeakyIntegrateAndFire lif = LeakyIntegrateAndFire.standard();
        assertThat(LifFiCurve.noiseFreeHz(lif, -55, TAU_MS)).isZero();
        assertThat(LifFiCurve.rateHz(lif, 0, -55, TAU_MS, 0.1)).isZero();
        for (double mu : new double[] {-54, -50, -30}) {
            double closed = LifFiCurve.noiseFreeHz(lif, mu, TAU_MS);
            double late = 1000 / LifFiCurve.rateHz(lif, 0, mu, TAU_MS, 0.1) - 1000 / closed;
            assertThat(late).isBetween(-0.1, 0.0);
            assertThat(LifFiCurve.siegertHz(lif, 0.05, mu, TAU_MS) / closed).isCloseTo(1, within(0.01));
        }
    }

    private static final double NOISE_MV = 3;

    /**
     * The population itself, 40 units of 20 neurons for 2 s after 0.5 s: the mean over units against its standard error. False alarm of
     * |t| < 4 with 39 degrees of freedom: 3e-4 a case, and the seed is fixed.
     */
    @ParameterizedTest
    @CsvSource({"-58, 3, 0.5", "-53, 3, 0.5", "-40, 3, 0.5", "-50, 1, 0.2", "-52, 3, 0.2"})
    void rateEqualsTheSimulatedPopulation(double muMv, double noiseMv, double dtMs) {
        int units = 40;
        int neurons = 20;
        PyramidalCell cell = PyramidalCell.standard();
        assertThat(cell.somaticTimeConstantMs()).isEqualTo(TAU_MS);
        IndividualPopulation population =
                individualPopulation(new NeuronUnits(neurons, LIF, noiseMv), cell, dtMs, units, 1);
        double picoA = (muMv - cell.restMv()) / TransferResistances.of(cell).somaBasal();
        for (int unit = 0; unit < units; unit++) {
            population.input().basalConstantPicoA()[unit] = picoA;
        }
        RandomGenerator[] random = {new RandomStreams(5).stream(Purpose.MEMBRANE_NOISE, (long) (-muMv * 10))};
        double[] spikes = new double[units];
        int warmUp = (int) Math.round(500 / dtMs);
        int counted = (int) Math.round(2000 / dtMs);
        for (int step = 0; step < warmUp + counted; step++) {
            population.advance(random);
            for (int unit = 0; unit < units && step >= warmUp; unit++) {
                spikes[unit] += population.spikeCounts()[unit];
            }
        }
        SummaryStatistics hz = new SummaryStatistics();
        for (double count : spikes) {
            hz.addValue(count / (neurons * 2.0));
        }
        double error = hz.getStandardDeviation() / Math.sqrt(units);
        double expected = LifFiCurve.rateHz(LIF, noiseMv, muMv, TAU_MS, dtMs);
        assertThat(Math.abs(hz.getMean() - expected) / error)
                .as("%s Hz simulated, %s Hz expected", hz.getMean(), expected)
                .isLessThan(4);
        // the test has power: its standard error is below 2 %
        assertThat(error / expected).isLessThan(0.02);
    }

    /**
     * Watching the threshold only on the grid shifts it by 0.58 sigma sqrt(2 dt/tau) (Broadie, Glasserman and Kou 1997): the error falls like
     * sqrt(dt), with corrections of relative size sqrt(dt/tau) < 0.08: a quarter of dt gives a ratio of 2 within 0.16.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-60, -56, -52})
    void quarteringDtHalvesTheDistanceToSiegert(double muMv) {
        double siegert = LifFiCurve.siegertHz(LIF, NOISE_MV, muMv, TAU_MS);
        double coarse = siegert - LifFiCurve.rateHz(LIF, NOISE_MV, muMv, TAU_MS, 0.1);
        double fine = siegert - LifFiCurve.rateHz(LIF, NOISE_MV, muMv, TAU_MS, 0.025);
        double finest = siegert - LifFiCurve.rateHz(LIF, NOISE_MV, muMv, TAU_MS, 0.00625);
        assertThat(coarse).isPositive();
        assertThat(coarse / fine).isBetween(1.84, 2.16);
        assertThat(fine / finest).isBetween(1.84, 2.16);
        // closer to 2 on the finer grid: the limit is Siegert's rate, not something near it
        assertThat(Math.abs(fine / finest - 2)).isLessThan(Math.abs(coarse / fine - 2));
    }

    /** Noise far below the distance to threshold shifts the rate by O((sigma/(mu - V_th))^2) = 1e-4 at sigma = 0.1, (sigma/2)^2 at half. */
    @Test
    void siegertApproachesTheNoiseFreeRateQuadratically() {
        double mu = -45;
        double closed = 1000 / (2 + TAU_MS * Math.log((mu + 65) / (mu + 55)));
        double coarse = LifFiCurve.siegertHz(LIF, 0.4, mu, TAU_MS) / closed - 1;
        double fine = LifFiCurve.siegertHz(LIF, 0.2, mu, TAU_MS) / closed - 1;
        assertThat(Math.abs(fine)).isLessThan(4e-4);
        assertThat(coarse / fine).isBetween(3.8, 4.2);
    }

    @Test
    void siegertIsBoundedByTheRefractoryPeriodAndMonotone() {
        double last = 0;
        for (double mu = -80; mu < 100; mu += 0.5) {
            double hz = LifFiCurve.siegertHz(LIF, NOISE_MV, mu, TAU_MS);
            assertThat(hz).isGreaterThan(last).isLessThan(1000 / LIF.refractoryMs());
            last = hz;
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 0.5", "3, 0.1", "0.5, 0.5"})
    void rateIsMonotoneInThePotential(double noiseMv, double dtMs) {
        double last = 0;
        for (double mu = -62; mu < 0; mu += 3) {
            double hz = LifFiCurve.rateHz(LIF, noiseMv, mu, TAU_MS, dtMs);
            assertThat(hz).as("at %s mV", mu).isGreaterThanOrEqualTo(last).isLessThan(500);
            last = hz;
        }
        assertThat(last).isGreaterThan(100);
    }

    /** The refractory period adds its whole steps to the mean interval and nothing else; 1e-9 relative is the linear solve. */
    @Test
    void aLongerRefractoryPeriodLengthensTheIntervalByItself() {
        double dt = 0.5;
        double none = 1000 / LifFiCurve.rateHz(new LeakyIntegrateAndFire(-55, -65, dt), NOISE_MV, -50, TAU_MS, dt);
        double two = 1000 / LifFiCurve.rateHz(new LeakyIntegrateAndFire(-55, -65, 4), NOISE_MV, -50, TAU_MS, dt);
        assertThat(Math.abs(two - none - 3.5)).isLessThan(1e-9 * two);
    }

    /** The transition density narrows like sqrt(dt) sigma; a fixed set of nodes would miss it and return anything. */
    @ParameterizedTest
    @CsvSource({"3, 0.0125", "0.3, 0.1", "0.2, 0.5"})
    void narrowTransitionsAreResolved(double noiseMv, double dtMs) {
        double hz = LifFiCurve.rateHz(LIF, noiseMv, -45, TAU_MS, dtMs);
        // grid effects: less than one step in the interval, plus the threshold shift of sqrt(dt/tau) sigma over a slope
        // of 10 mV/tau
        double intervalMs = 1000 / LifFiCurve.siegertHz(LIF, noiseMv, -45, TAU_MS);
        double allowedMs = dtMs + noiseMv * Math.sqrt(2 * dtMs / TAU_MS) * TAU_MS / 10;
        assertThat(Math.abs(1000 / hz - intervalMs)).isLessThan(allowedMs);
    }

    @Test
    void unresolvableNoiseIsRejectedRatherThanGuessed() {
        assertThatThrownBy(() -> LifFiCurve.rateHz(LIF, 1e-3, -50, TAU_MS, 0.1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("noiseMv")
                .hasMessageContaining("mV to be resolved");
    }

    /** Cubic interpolation on steps of 0.36 mV of a curve whose scale is 3 mV: 0.1 % of the largest rate. */
    @Test
    void theSampledCurveFollowsTheRate() {
        FiCurve curve = LifFiCurve.sample(LIF, NOISE_MV, TAU_MS, 0.5);
        double last = -1;
        for (double mu = -78; mu < 60; mu += 4.37) {
            double hz = curve.rateHz(mu);
            assertThat(Math.abs(hz - LifFiCurve.rateHz(LIF, NOISE_MV, mu, TAU_MS, 0.5)))
                    .isLessThan(0.1);
            assertThat(hz).isGreaterThanOrEqualTo(last);
            last = hz;
        }
    }
}
