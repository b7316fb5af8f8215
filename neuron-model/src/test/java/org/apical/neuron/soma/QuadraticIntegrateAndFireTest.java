package org.apical.neuron.soma;

import static org.apical.neuron.population.IndividualPopulations.individualPopulation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.IndividualPopulation;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.transfer.FiCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuadraticIntegrateAndFireTest {
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final double TAU_MS = CELL.somaticTimeConstantMs();
    private static final QuadraticIntegrateAndFire QIF = new QuadraticIntegrateAndFire(-60, 20, -65, 2);
    /** C dV/dt = gL (V - E_L)^2 / (V_th - E_L) + G (mu - V): 200 pF, 0.4 nS/mV, 10 nS. */
    private static final double RHEOBASE_MV = -70 + 10 / (4 * 0.4);

    @Test
    void itFiresAboveItsRheobase() {
        assertThat(QIF.rheobaseMv(CELL)).isCloseTo(RHEOBASE_MV, within(1e-12));
        assertThat(QIF.rateHz(CELL, 0, RHEOBASE_MV - 1e-6, 0.1)).isZero();
        // near the rheobase nu = sqrt(k Delta) / (pi C)
        double delta = 10 * 1e-4;
        double hz = 1000 * Math.sqrt(0.4 * delta) / (Math.PI * 200);
        // of the arctan, C / (k s) is missing at either end: 200 / 0.4 (1/77.5 + 1/7.5) ms, and t_ref, in 31 s
        assertThat(QIF.rateHz(CELL, 0, RHEOBASE_MV + 1e-4, 0.1) / hz).isCloseTo(1, within(0.003));
    }

    /**
     * In NeuronSimulation, without noise, the interval is the held steps and then the first step that ends at or after T, at any potential. An upstroke of 2 k s / C = 0.3 per ms
     * leaves Runge–Kutta (0.3 h)^4 / 120 of T: far less than a hundredth of a step, by which T may seem to end in a neighbouring step.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.05})
    void withoutNoiseIntervalsAreThoseOfTheArctangent(double dtMs) {
        int neurons = 60;
        NeuronModel model = new NeuronModel(CELL, List.of(new InjectedCurrent("i", PyramidalCell.BASAL)), QIF);
        NeuronPopulation population = new NeuronPopulation(model, Stepping.of(model, dtMs), Layout.of(neurons));
        double resistance = TransferResistances.response(CELL, PyramidalCell.BASAL)[0];
        double[] muMv = new double[neurons];
        Arrays.setAll(muMv, k -> RHEOBASE_MV + 0.5 + k);
        Arrays.setAll(population.input("i"), k -> (muMv[k] + 70) / resistance);
        SpikeRecorder spikes = new SpikeRecorder();
        new NeuronSimulation(population, new Stimulus() {}, spikes).run((int) (2000 / dtMs));
        int[] first = new int[neurons];
        int[] last = new int[neurons];
        int[] count = new int[neurons];
        for (int k = 0; k < spikes.size(); k++) {
            int neuron = spikes.neuron(k);
            first[neuron] = count[neuron] == 1 ? spikes.step(k) : first[neuron];
            last[neuron] = spikes.step(k);
            count[neuron]++;
        }
        double held = Math.max(1, 2 / dtMs) - 1;
        SummaryStatistics late = new SummaryStatistics();
        for (int k = 0; k < neurons; k++) {
            double steps = (last[k] - first[k]) / (double) (count[k] - 2);
            assertThat(steps).isEqualTo(Math.rint(steps));
            late.addValue(steps - held - arctangentMs(muMv[k]) / dtMs);
            assertThat(QIF.rateHz(CELL, 0, muMv[k], dtMs))
                    .isCloseTo(1000 / ((held + 0.5) * dtMs + arctangentMs(muMv[k])), within(1e-9));
        }
        assertThat(late.getMin()).isGreaterThan(-0.01);
        assertThat(late.getMax()).isLessThan(1.01);
        // a spike is found half a step late, as a uniform number in (0, 1): three standard errors of 60
        assertThat(late.getMean()).isCloseTo(0.5, within(3 * Math.sqrt(1.0 / 12 / neurons)));
    }

    /** T of C dV/dt = 0.4 (V + 70)^2 + 10 (mu - V) from -65 to 20 mV. */
    private static double arctangentMs(double muMv) {
        double delta = 10 * (muMv - RHEOBASE_MV);
        double root = Math.sqrt(0.4 * delta);
        double middle = -70 + 10 / (2 * 0.4);
        return 200 / root * (Math.atan(0.4 * (20 - middle) / root) - Math.atan(0.4 * (-65 - middle) / root));
    }

    /** The same time as the double integral over potentials that it comes from, by panels of 13 lengths of the steepest exponential, (12 mV/ms) / D, at most. */
    @ParameterizedTest
    @CsvSource({"-66,3", "-63.75,3", "-60,1", "-50,3", "-64.5,1"})
    void withNoiseTheTimeIsTheDoubleIntegralOfTheDiffusion(double muMv, double noiseMv) {
        double diffusion = noiseMv * noiseMv / TAU_MS;
        GaussIntegratorFactory rules = new GaussIntegratorFactory();
        double outer = 0;
        double step = 0.5;
        for (double v = -65; v < 20 - step / 2; v += step) {
            outer += rules.legendre(12, v, v + step).integrate(to -> {
                double inner = 0;
                for (double below = 0; below < 70; below += diffusion) {
                    inner += rules.legendre(12, below, below + diffusion)
                            .integrate(z -> Math.exp((potential(to, muMv) - potential(to - z, muMv)) / diffusion));
                }
                return inner;
            });
        }
        assertThat(QIF.climbMs(CELL, diffusion, muMv) / (outer / diffusion)).isCloseTo(1, within(1e-9));
    }

    /** -int dV/dt dV (mV^2/ms). */
    private static double potential(double v, double muMv) {
        double x = v + 70;
        return -(0.4 * x * x * x / 3 - 10 * x * x / 2 + 10 * (muMv + 70) * x) / 200;
    }

    @Test
    void littleNoiseChangesLittleAboveTheRheobase() {
        // the correction is of order D: a tenth of the noise, a hundredth of it
        double none = QIF.climbMs(CELL, 0, -58);
        double more = QIF.climbMs(CELL, 0.04, -58) / none - 1;
        double less = QIF.climbMs(CELL, 0.0004, -58) / none - 1;
        assertThat(Math.abs(more)).isLessThan(0.01);
        assertThat(less / more).isCloseTo(0.01, within(0.001));
    }

    /** From beyond the unstable potential it goes on firing where a neuron at rest does not. */
    @Test
    void resetBeyondTheUnstablePotentialKeepsItFiring() {
        QuadraticIntegrateAndFire high = new QuadraticIntegrateAndFire(-60, 20, -50, 2);
        for (double muMv : new double[] {RHEOBASE_MV - 1, RHEOBASE_MV, RHEOBASE_MV + 1e-9}) {
            double exact = new GaussIntegratorFactory()
                    .legendre(200, -50, 20)
                    .integrate(v -> 200 / (0.4 * (v + 70) * (v + 70) + 10 * (muMv - v)));
            assertThat(high.climbMs(CELL, 0, muMv)).isCloseTo(exact, within(1e-5 * exact));
        }
        assertThat(QIF.climbMs(CELL, 0, RHEOBASE_MV - 1)).isInfinite();
    }

    /** Units of a network fire at the rate of the closed form: 400 neurons, 2 s, within three standard errors of their rates and h / tau = 0.5 %. */
    @ParameterizedTest
    @CsvSource({"-66,3", "-62,3", "-55,3", "-45,1"})
    void populationsFireAtTheRateOfTheCurve(double muMv, double noiseMv) {
        int neurons = 400;
        double dtMs = 1;
        IndividualPopulation population =
                individualPopulation(new NeuronUnits(neurons, QIF, noiseMv, 10), CELL, dtMs, 1, 1);
        double resistance = TransferResistances.response(CELL, PyramidalCell.BASAL)[0];
        population.input().basalConstantPicoA()[0] = (muMv + 70) / resistance;
        RandomGenerator[] random = {new RandomStreams(5).stream(Purpose.MEMBRANE_NOISE)};
        SummaryStatistics hz = new SummaryStatistics();
        for (int bin = 0; bin < 11; bin++) {
            double spikes = 0;
            for (int step = 0; step < 200; step++) {
                population.advance(random);
                spikes += population.spikeCounts()[0];
            }
            if (bin > 0) {
                hz.addValue(spikes / (0.2 * neurons));
            }
        }
        FiCurve curve = QIF.fiCurve(CELL).orElseThrow().sample(noiseMv, dtMs / 10);
        double expected = QIF.rateHz(CELL, noiseMv, muMv, 0.1);
        assertThat(curve.rateHz(muMv)).isCloseTo(expected, within(0.005 * expected));
        double error = 3 * hz.getStandardDeviation() / Math.sqrt(hz.getN());
        assertThat(hz.getMean()).isCloseTo(expected, within(error + 0.1 / TAU_MS * expected));
    }

    /** By itself, its dendrites all but cut off, the soma falls back from below V_th and fires from above it. */
    @Test
    void aSomaByItselfHasItsThresholdAtVth() {
        Compartment dendrite = new Compartment(10, 10);
        PyramidalCell alone = PyramidalCell.threeCompartments(
                CELL.soma(), dendrite, dendrite, 1e-9, 1e-9, -70, Coupling.DENDRITE_TO_SOMA);
        NeuronModel model = new NeuronModel(alone, List.of(), QIF);
        NeuronPopulation population = new NeuronPopulation(model, Stepping.of(model, 0.1), Layout.of(3));
        double[] soma = population.compartments().somaMv();
        System.arraycopy(new double[] {-60.01, -59.99, -70}, 0, soma, 0, 3);
        boolean[] fired = new boolean[3];
        for (int step = 0; step < 10_000; step++) {
            population.advance();
            for (int k = 0; k < population.spikes().size(); k++) {
                fired[population.spikes().neuron(k)] = true;
            }
        }
        assertThat(fired).containsExactly(false, true, false);
        assertThat(soma[0]).isCloseTo(-70, within(1e-4));
        assertThat(soma[2]).isEqualTo(-70);
    }

    @Test
    void whatItCannotDoIsRefused() {
        assertThat(QIF.fiCurve(CELL.withCoupling(Coupling.RECIPROCAL))).isEmpty();
        QuadraticIntegrateAndFire low = new QuadraticIntegrateAndFire(-70, 20, -75, 2);
        String message = "QuadraticIntegrateAndFire.thresholdMv must be above E_L = -70.0 mV of the cell, got -70.0";
        assertThatThrownBy(() -> new NeuronModel(CELL, List.of(), low))
                .isInstanceOf(ParameterException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> low.fiCurve(CELL).orElseThrow().sample(3, 1)).hasMessage(message);
        assertThatThrownBy(() -> new QuadraticIntegrateAndFire(-60, -65, -65, 2))
                .hasMessage(
                        "QuadraticIntegrateAndFire.peakMv must be above thresholdMv = -60.0 mV and resetMv = -65.0 mV,"
                                + " got -65.0");
    }
}
