package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.rule.DendriticPrediction.Eligible;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DendriticPredictionTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final int UNITS = 3;
    private static final int PRE = 4;
    private static final int LANES = 5;
    private static final int STEPS = 7;

    private final SplittableRandom random = new SplittableRandom(3);
    private final double[] trace = new double[PRE * LANES];
    private final double[] soma = new double[UNITS * LANES];
    private final double[] basal = new double[UNITS * LANES];
    private final double[] output = new double[UNITS * LANES];
    private final NeuronConstants neuron = new NeuronConstants(-60, 5, -65, 12, new Tanh());

    /** The rule written out for one synapse at a time, in plain loops. */
    @ParameterizedTest
    @EnumSource
    void changeEqualsThePlainLoopOverStepsAndLanes(Teacher teacher) {
        LocalRule.Synapses rule = rule(teacher).at(view(false));
        double[] weight = new double[UNITS * PRE];
        double[] bias = new double[UNITS];
        rule.begin();
        for (int step = 0; step < STEPS; step++) {
            draw();
            boolean plastic = step % 3 != 1;
            rule.step(plastic);
            for (int i = 0; plastic && i < UNITS; i++) {
                for (int lane = 0; lane < LANES; lane++) {
                    int k = i * LANES + lane;
                    double actual = teacher == Teacher.OWN_SPIKES ? output[k] : Math.tanh((soma[k] + 60) / 5);
                    double error = actual - Math.tanh((basal[k] + 65) / 12);
                    bias[i] += error;
                    for (int j = 0; j < PRE; j++) {
                        weight[i * PRE + j] += error * trace[j * LANES + lane];
                    }
                }
            }
        }
        double[] dW = new double[UNITS * PRE];
        double[] db = new double[UNITS];
        rule.addTo(dW, db, 1);
        // 35 terms of order one
        assertThat(dW).containsExactly(weight, within(1e-13));
        assertThat(db).containsExactly(bias, within(1e-13));
    }

    @Test
    void constantPresynapticRatesMultiplyOnceWhatTheyWouldMultiplyEveryStep() {
        LocalRule.Synapses once = rule(Teacher.SOMATIC_VOLTAGE).at(view(true));
        LocalRule.Synapses everyStep = rule(Teacher.SOMATIC_VOLTAGE).at(view(false));
        once.begin();
        everyStep.begin();
        draw();
        double[] rates = trace.clone();
        for (int step = 0; step < STEPS; step++) {
            draw();
            System.arraycopy(rates, 0, trace, 0, rates.length);
            once.step(true);
            everyStep.step(true);
        }
        double[][] first = change(once, 1);
        double[][] second = change(everyStep, 1);
        assertThat(first[0]).containsExactly(second[0], within(1e-13));
        assertThat(first[1]).isEqualTo(second[1]);
    }

    @Test
    void nothingIsLearnedWhereTheDendritePredictsTheSoma() {
        LocalRule.Synapses rule = rule(Teacher.SOMATIC_VOLTAGE).at(view(false));
        rule.begin();
        draw();
        for (int k = 0; k < soma.length; k++) {
            basal[k] = -65 + 12 * k / 8.0;
            soma[k] = -60 + 5 * k / 8.0;
        }
        rule.step(true);
        assertThat(change(rule, 1)[0]).containsExactly(new double[UNITS * PRE], within(1e-14));
    }

    @Test
    void potentialsAboveThePredictionPotentiate() {
        LocalRule.Synapses rule = rule(Teacher.SOMATIC_VOLTAGE).at(view(false));
        rule.begin();
        java.util.Arrays.fill(trace, 1);
        java.util.Arrays.fill(soma, -57);
        java.util.Arrays.fill(basal, -65);
        rule.step(true);
        double[][] change = change(rule, 0.5);
        // factor x lanes x tanh(3/5)
        assertThat(change[0][0]).isCloseTo(0.5 * LANES * Math.tanh(0.6), within(1e-14));
        assertThat(change[1][0]).isCloseTo(0.5 * LANES * Math.tanh(0.6), within(1e-14));
    }

    @Test
    void readingTheChangeAddsToWhatIsThereAndBeginsAnew() {
        LocalRule.Synapses rule = rule(Teacher.SOMATIC_VOLTAGE).at(view(false));
        rule.begin();
        draw();
        rule.step(true);
        double[] dW = new double[UNITS * PRE];
        double[] db = new double[UNITS];
        rule.addTo(dW, db, 1);
        double[] once = dW.clone();
        rule.addTo(dW, db, 1);
        assertThat(dW).isEqualTo(once);
        rule.step(true);
        rule.addTo(dW, db, 1);
        for (int k = 0; k < dW.length; k++) {
            assertThat(dW[k]).isEqualTo(2 * once[k]);
        }
    }

    /** The teacher that is not asked for is poisoned. */
    @Test
    void theUnusedTeacherCannotMatter() {
        for (Teacher teacher : Teacher.values()) {
            LocalRule.Synapses rule = rule(teacher).at(view(false));
            rule.begin();
            draw();
            java.util.Arrays.fill(teacher == Teacher.OWN_SPIKES ? soma : output, Double.NaN);
            rule.step(true);
            for (double x : change(rule, 1)[0]) {
                assertThat(x).isFinite();
            }
        }
    }

    @Test
    void theRuleWritesNothingItReads() {
        LocalRule.Synapses rule = new DendriticPrediction(
                        Teacher.SOMATIC_VOLTAGE, new Prediction.ThroughSoma(20, 0.5), PRODUCT)
                .at(view(false));
        rule.begin();
        draw();
        double[][] before = {trace.clone(), soma.clone(), basal.clone(), output.clone()};
        rule.step(true);
        rule.step(true);
        change(rule, 1);
        assertThat(new double[][] {trace, soma, basal, output}).isDeepEqualTo(before);
    }

    /** v(t) = v_0 exp(-t/tau) + sum over steps of v*_k (exp(-(t - t_k)/tau) - exp(-(t - t_{k-1})/tau)): the soma's own solution. */
    @Test
    void predictionThroughTheSomaIsExactForAStepwiseConstantCourse() {
        double tau = 20;
        double dt = 0.7;
        PredictionFilter filter = new PredictionFilter(new Prediction.ThroughSoma(tau, dt), 2);
        filter.begin();
        double[] first = new double[200];
        double[] second = new double[200];
        for (int step = 0; step < 200; step++) {
            first[step] = random.nextDouble(-1, 1);
            second[step] = random.nextDouble(-1, 1);
            double[] filtered = filter.step(new double[] {first[step], second[step]});
            assertThat(filtered[0]).isCloseTo(exact(first, step, tau, dt), within(1e-13));
            assertThat(filtered[1]).isCloseTo(exact(second, step, tau, dt), within(1e-13));
        }
    }

    private static double exact(double[] course, int last, double tau, double dt) {
        double v = course[0] * Math.exp(-last * dt / tau);
        for (int k = 1; k <= last; k++) {
            v += course[k] * (Math.exp(-(last - k) * dt / tau) - Math.exp(-(last - k + 1) * dt / tau));
        }
        return v;
    }

    /**
     * Given the means of a linear course b t the prediction lags by (dt/2) coth(dt/(2 tau)) rather than tau: off by dt^2 / (12 tau), the next
     * order (dt/tau)^2 / 60 of that. Given its values at the ends of steps it would be off by dt/2.
     */
    @Test
    void predictionThroughTheSomaOfALinearCourseIsOfSecondOrder() {
        double tau = 20;
        double dt = 0.7;
        double b = -0.04;
        PredictionFilter filter = new PredictionFilter(new Prediction.ThroughSoma(tau, dt), 1);
        filter.begin();
        double filtered = 0;
        int steps = 1500;
        for (int step = 0; step <= steps; step++) {
            filtered = filter.step(new double[] {b * (step - 0.5) * dt})[0];
        }
        // 1500 steps are 52 tau
        double error = filtered - b * (steps * dt - tau);
        assertThat(error / (-b * dt * dt / (12 * tau))).isCloseTo(1, within(1e-4));
    }

    @Test
    void predictionThroughTheSomaFollowsAStepExponentially() {
        PredictionFilter filter = new PredictionFilter(new Prediction.ThroughSoma(20, 0.5), 1);
        filter.begin();
        filter.step(new double[] {0});
        double atRamp = filter.step(new double[] {1})[0];
        assertThat(atRamp).isCloseTo(-Math.expm1(-0.5 / 20), within(1e-15));
        double now = atRamp;
        for (int step = 0; step < 100; step++) {
            now = filter.step(new double[] {1})[0];
        }
        assertThat(1 - now).isCloseTo((1 - atRamp) * Math.exp(-100 * 0.5 / 20), within(1e-14));
        filter.begin();
        assertThat(filter.step(new double[] {5})[0]).isEqualTo(5);
    }

    @Test
    void aFilteredPredictionFollowsTheDendriteWhileNothingIsPlastic() {
        NeuronConstants linear = new NeuronConstants(0, 1, 0, 1, new Linear());
        SynapseView view = new SynapseView(new Presynaptic(1, new double[] {1}, false), post(1, linear), 1);
        LocalRule.Synapses rule =
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.ThroughSoma(20, 1), PRODUCT).at(view);
        rule.begin();
        double b = 0.1;
        for (int step = 0; step <= 30; step++) {
            basal[0] = b * step;
            soma[0] = 0;
            rule.step(step == 30);
        }
        double[] dW = new double[1];
        rule.addTo(dW, new double[1], 1);
        // f_k = keep f_{k-1} + (1 - keep) b k summed up
        double keep = Math.exp(-1.0 / 20);
        assertThat(dW[0]).isCloseTo(-b * (30 - keep * (1 - Math.exp(-1.5)) / (1 - keep)), within(1e-13));
    }

    /** All = active + silenced, and a silenced neuron's v is 0, so that its synapses are told -phi(v*) x. */
    @Test
    void silencedAndActiveNeuronsLearnApart() {
        double[] inhibited = new double[UNITS * LANES];
        SynapseView view = new SynapseView(
                new Presynaptic(PRE, trace, false),
                Postsynaptic.graded(UNITS, soma, basal, output, inhibited, neuron),
                LANES);
        LocalRule.Synapses all = rule(Teacher.SOMATIC_VOLTAGE).at(view);
        LocalRule.Synapses active =
                rule(Teacher.SOMATIC_VOLTAGE).only(Eligible.ACTIVE).at(view);
        LocalRule.Synapses silenced =
                rule(Teacher.SOMATIC_VOLTAGE).only(Eligible.SILENCED).at(view);
        double[] told = new double[UNITS * PRE];
        double[] toldBias = new double[UNITS];
        for (LocalRule.Synapses s : new LocalRule.Synapses[] {all, active, silenced}) {
            s.begin();
        }
        for (int step = 0; step < STEPS; step++) {
            draw();
            for (int k = 0; k < inhibited.length; k++) {
                inhibited[k] = random.nextDouble() < 0.4 ? 1 : 0;
                output[k] = inhibited[k] == 1 ? 0 : output[k];
                double error = inhibited[k] * -Math.tanh((basal[k] + 65) / 12);
                toldBias[k / LANES] += error;
                for (int j = 0; j < PRE; j++) {
                    told[k / LANES * PRE + j] += error * trace[j * LANES + k % LANES];
                }
            }
            all.step(true);
            active.step(true);
            silenced.step(true);
        }
        double[] dW = new double[UNITS * PRE];
        double[] db = new double[UNITS];
        silenced.addTo(dW, db, 1);
        assertThat(dW).containsExactly(told, within(1e-13));
        assertThat(db).containsExactly(toldBias, within(1e-13));
        active.addTo(dW, db, 1);
        double[] together = new double[UNITS * PRE];
        double[] togetherBias = new double[UNITS];
        all.addTo(together, togetherBias, 1);
        assertThat(dW).containsExactly(together, within(1e-13));
        assertThat(db).containsExactly(togetherBias, within(1e-13));
    }

    @Test
    void timeConstantsMustBePositive() {
        assertThatThrownBy(() -> new Prediction.ThroughSoma(0, 0.5)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new Prediction.ThroughSoma(20, Double.NaN)).isInstanceOf(ParameterException.class);
    }

    private static DendriticPrediction rule(Teacher teacher) {
        return new DendriticPrediction(teacher, new Prediction.Instantaneous(), PRODUCT);
    }

    private SynapseView view(boolean constant) {
        return new SynapseView(new Presynaptic(PRE, trace, constant), post(UNITS, neuron), LANES);
    }

    private Postsynaptic post(int units, NeuronConstants constants) {
        return Postsynaptic.spiking(units, soma, basal, output, null, constants);
    }

    private void draw() {
        fill(trace, 0, 1);
        fill(soma, -60, 5);
        fill(basal, -65, 12);
        fill(output, 0, 1);
    }

    private void fill(double[] x, double origin, double scale) {
        for (int k = 0; k < x.length; k++) {
            x[k] = origin + scale * random.nextDouble(-1, 1);
        }
    }

    private static double[][] change(LocalRule.Synapses rule, double factor) {
        double[][] change = {new double[UNITS * PRE], new double[UNITS]};
        rule.addTo(change[0], change[1], factor);
        return change;
    }
}
