package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.theory.FastSlowNeuron.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control and learning at once, on the task of the publication: a teacher of the same kind, 20 inputs that are Fourier components of 1 s, steps of 1 ms. */
class FastSlowNeuronTest {
    private static final int SYNAPSES = 20;
    private static final int PERIOD = 1000;
    private static final int STEPS = 10_000;
    private static final double RATE = 1e-3;

    private static double[] drawn(long seed, int what) {
        RandomGenerator random = new RandomStreams(seed).stream(Purpose.TEACHER_WEIGHTS, what);
        double[] w = new double[SYNAPSES];
        for (int j = 0; j < w.length; j++) {
            w[j] = random.nextGaussian() / Math.sqrt(SYNAPSES);
        }
        return w;
    }

    private static double[] fourier(int t) {
        double[] x = new double[SYNAPSES];
        for (int j = 0; j < SYNAPSES / 2; j++) {
            double angle = 2 * Math.PI * (j + 1) * t / PERIOD;
            x[j] = 1 + Math.cos(angle);
            x[SYNAPSES / 2 + j] = 1 + Math.sin(angle);
        }
        return x;
    }

    /** Pairs that rise and fall together: the sum is always that of the means. */
    private static double[] balanced(int t) {
        double[] x = new double[SYNAPSES];
        for (int j = 0; j < SYNAPSES / 2; j++) {
            double change = Math.cos(2 * Math.PI * (j + 1) * t / PERIOD);
            x[2 * j] = 1 + change;
            x[2 * j + 1] = 1 - change;
        }
        return x;
    }

    private static double dot(double[] w, double[] x) {
        double sum = 0;
        for (int j = 0; j < w.length; j++) {
            sum += w[j] * x[j];
        }
        return sum;
    }

    private static FastSlowNeuron neuron(double rate, boolean controls, long seed) {
        return new FastSlowNeuron(new Params(rate, 1, controls), drawn(seed, 1));
    }

    /** Slow weights at rest: what is left of the error is its change in a step. */
    @Test
    void controlLeavesTheChangeOfTheError() {
        double[] teacher = drawn(1, 0);
        FastSlowNeuron controlled = neuron(0, true, 1);
        FastSlowNeuron free = neuron(0, false, 1);
        double before = 0;
        for (int t = 0; t < PERIOD; t++) {
            double[] x = balanced(t);
            double left = controlled.step(x, dot(teacher, x));
            double error = free.step(x, dot(teacher, x));
            assertThat(left).isCloseTo(error - before, within(1e-12));
            before = error;
        }
    }

    @Test
    void controlDoesNotDisturbLearning() {
        double[] teacher = drawn(1, 0);
        FastSlowNeuron controlled = neuron(RATE, true, 1);
        FastSlowNeuron delta = neuron(RATE, false, 1);
        for (int t = 0; t < 2 * PERIOD; t++) {
            double[] x = balanced(t);
            controlled.step(x, dot(teacher, x));
            delta.step(x, dot(teacher, x));
            assertThat(controlled.slow()).containsExactly(delta.slow(), within(1e-11));
        }
        assertThat(distance(controlled.slow(), teacher)).isLessThan(distance(drawn(1, 1), teacher));
    }

    /** Root mean square of a second. */
    private static final class Second {
        private double sum;

        void add(double error) {
            sum += error * error;
        }

        double value() {
            return Math.sqrt(sum / PERIOD);
        }
    }

    private static double distance(double[] w, double[] v) {
        double sum = 0;
        for (int j = 0; j < w.length; j++) {
            sum += (w[j] - v[j]) * (w[j] - v[j]);
        }
        return Math.sqrt(sum / w.length);
    }

    /** What the publication shows (figure 1): with fast weights the output follows the target from the beginning, slow ones find the teacher meanwhile, and as they do fast ones come to rest. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOutputFollowsTheTargetFromTheBeginningWhileSlowWeightsLearn(long seed) {
        double[] teacher = drawn(seed, 0);
        FastSlowNeuron both = neuron(RATE, true, seed);
        FastSlowNeuron delta = neuron(RATE, false, seed);
        Second controlled = new Second();
        Second learned = new Second();
        Second early = new Second();
        Second late = new Second();
        for (int t = 0; t < STEPS; t++) {
            double[] x = fourier(t);
            double f = both.step(x, dot(teacher, x));
            double e = delta.step(x, dot(teacher, x));
            // the first steps are those in which control gets hold of the output
            if (t >= 5 && t < PERIOD) {
                controlled.add(f);
                learned.add(e);
                early.add(both.fast());
            }
            if (t >= STEPS - PERIOD) {
                late.add(both.fast());
            }
        }
        assertThat(controlled.value()).isLessThan(learned.value() / 10);
        assertThat(distance(both.slow(), teacher))
                .isLessThan(1.25 * distance(delta.slow(), teacher))
                .isLessThan(distance(drawn(seed, 1), teacher) / 2);
        assertThat(late.value()).isLessThan(early.value() / 4);
    }

    @Test
    void inputsOfAnotherNumberAreRefused() {
        assertThatThrownBy(() -> neuron(RATE, true, 1).step(new double[3], 0))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("FastSlowNeuron.input");
    }
}
