package org.apical.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;

class TuningCurvesTest {
    private static final LifMembrane LIF = new LifMembrane(20, 2);

    @Test
    void rateIsTheInverseOfTheTimeToThresholdPlusRefractoryTime() {
        // J = e / (e - 1): V reaches 1 where exp(-t / tau) = 1 - 1/J = 1/e, so after exactly tau
        double drive = Math.E / (Math.E - 1);
        assertThat(LIF.rateHz(drive)).isCloseTo(1000 / 22.0, within(1e-11));
        assertThat(LIF.rateHz(1)).isZero();
        assertThat(LIF.rateHz(-3)).isZero();
        assertThat(LIF.rateHz(1e12)).isCloseTo(500, within(1e-6));
    }

    @Test
    void driveIsTheInverseOfTheRate() {
        for (double hz = 1; hz < 500; hz += 7) {
            // near rheobase the drive holds 1 + exp(-1000 / (20 rate)): its last digit is all that is known of the rate
            double lostNearRheobase = Math.ulp(1.0) / (LIF.drive(hz) - 1);
            assertThat(LIF.rateHz(LIF.drive(hz))).isCloseTo(hz, within(1e-10 * hz + 10 * hz * lostNearRheobase));
        }
    }

    @Test
    void everyNeuronFiresAtItsMaximalRateAtTheRadiusAndBeginsAtItsIntercept() {
        double radius = 3;
        TuningCurves curves = Ensemble.draw(EnsembleParams.of(100, radius), 1, new RandomStreams(1), 0)
                .curves(0);
        for (int j = 0; j < curves.neurons(); j++) {
            double preferred = j < 50 ? radius : -radius;
            assertThat(curves.rateHz(j, preferred)).isBetween(200.0, 400.0);
            double intercept = (1 - curves.bias(j)) / curves.gain(j);
            assertThat(Math.abs(intercept)).isLessThan(radius);
            assertThat(curves.rateHz(j, intercept - 1e-9 * preferred)).isZero();
            assertThat(curves.rateHz(j, intercept + 1e-3 * preferred)).isPositive();
        }
    }

    @Test
    void ratesAndInterceptsAreUniform() {
        int neurons = 20_000;
        TuningParams tuning = TuningParams.standard();
        TuningCurves curves = TuningCurves.draw(
                EnsembleParams.of(neurons, 1), new RandomStreams(4).stream(Purpose.CONTROLLER_TUNING, 0, 0));
        double rate = 0;
        double intercept = 0;
        for (int j = 0; j < neurons / 2; j++) {
            rate += curves.rateHz(j, 1) / (neurons / 2);
            intercept += (1 - curves.bias(j)) / curves.gain(j) / (neurons / 2);
        }
        // uniform: standard errors 200 / sqrt(12 n) = 0.58 Hz and 2 / sqrt(12 n) = 0.0058; four of them
        assertThat(rate).isCloseTo((tuning.smallestMaximalHz() + tuning.largestMaximalHz()) / 2, within(2.4));
        assertThat(intercept).isCloseTo(0, within(0.024));
    }

    @Test
    void pairsAreMirrorImagesToTheLastBit() {
        TuningCurves curves = Ensemble.draw(EnsembleParams.of(64, 0.7), 1, new RandomStreams(2), 0)
                .curves(0);
        for (int j = 0; j < 32; j++) {
            for (double x = -1; x < 1; x += 0.013) {
                assertThat(curves.rateHz(j, x)).isEqualTo(curves.rateHz(j + 32, -x));
            }
        }
    }

    @Test
    void oneMoreDimensionOrEnsembleChangesNoOther() {
        EnsembleParams params = EnsembleParams.of(20, 1);
        Ensemble two = Ensemble.draw(params, 2, new RandomStreams(2), 0);
        Ensemble three = Ensemble.draw(params, 3, new RandomStreams(2), 0);
        Ensemble other = Ensemble.draw(params, 2, new RandomStreams(2), 1);
        assertThat(three.gain()).startsWith(two.gain());
        assertThat(three.decoder()).startsWith(two.decoder());
        assertThat(two.curves(0).gain(0)).isNotEqualTo(two.curves(1).gain(0));
        assertThat(two.curves(0).gain(0)).isNotEqualTo(other.curves(0).gain(0));
    }

    @Test
    void parametersOutsideTheirDomainAreNamed() {
        refused(() -> EnsembleParams.of(25, 1), "EnsembleParams.neurons", "25");
        refused(() -> EnsembleParams.of(0, 1), "EnsembleParams.neurons", "0");
        refused(() -> EnsembleParams.of(10, Double.NaN), "EnsembleParams.radius", "NaN");
        refused(() -> new EnsembleParams(10, 1, TuningParams.standard(), 0), "decoderNoise", "0.0");
        refused(() -> new LifMembrane(0, 2), "LifMembrane.tauMs", "ms");
        refused(() -> new LifMembrane(20, -1), "LifMembrane.refractoryMs", "-1.0");
        refused(() -> new TuningParams(300, 200, -1, 1, LIF), "smallestMaximalHz", "200.0 Hz");
        refused(() -> new TuningParams(200, 500, -1, 1, LIF), "largestMaximalHz", "500.0");
        refused(() -> new TuningParams(200, 400, -1.1, 1, LIF), "lowestIntercept", "-1.1");
        refused(() -> new TuningParams(200, 400, 0.5, 0.5, LIF), "highestIntercept", "0.5");
    }

    private static void refused(Runnable construction, String... named) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(ParameterException.class)
                .hasMessageContainingAll(named);
    }
}
