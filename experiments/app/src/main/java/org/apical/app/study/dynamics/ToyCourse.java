package org.apical.app.study.dynamics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.Postsynaptic;

/** Records one lane of a presentation in abstract units: output, control, and of the first units of each layer v and its prediction v*. */
final class ToyCourse implements StepObserver {
    /** Units of a layer that are recorded. */
    static final int UNITS = 2;

    private final int lane;
    private final int layers;
    private final int steps;
    private final double[][] columns;

    /**
     * @param lane the sample that is recorded
     * @param steps controlled steps that are recorded
     */
    ToyCourse(int lane, int layers, int steps) {
        this.lane = lane;
        this.layers = layers;
        this.steps = steps;
        this.columns = new double[UNITS * (2 + 2 * layers)][steps];
    }

    private ToyCourse(int layers, double[] numbers) {
        this(0, layers, numbers.length / (UNITS * (2 + 2 * layers)));
        for (int c = 0; c < columns.length; c++) {
            System.arraycopy(numbers, c * steps, columns[c], 0, steps);
        }
    }

    /** Of its {@link #numbers}. */
    static ToyCourse of(int layers, double[] numbers) {
        return new ToyCourse(layers, numbers);
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        if (!controlled || step >= steps) {
            return;
        }
        int lanes = state.lanes();
        double[] output = state.layer(layers - 1).trace();
        for (int i = 0; i < UNITS; i++) {
            columns[i][step] = output[i * lanes + lane];
            columns[UNITS + i][step] = state.control()[i * lanes + lane];
            for (int l = 0; l < layers; l++) {
                Postsynaptic unit = state.layer(l).postsynaptic();
                var neuron = unit.constants();
                soma(l, i)[step] = (unit.soma()[i * lanes + lane] - neuron.somaOrigin()) / neuron.somaScale();
                prediction(l, i)[step] = (unit.basal()[i * lanes + lane] - neuron.basalOrigin()) / neuron.basalScale();
            }
        }
    }

    /** r of an output. */
    double[] output(int unit) {
        return columns[unit];
    }

    /** The same, the mean over so many steps up to each. */
    double[] output(int unit, int over) {
        double[] mean = new double[steps];
        for (int k = 0; k < steps; k++) {
            int from = Math.max(0, k + 1 - over);
            mean[k] = Arrays.stream(columns[unit], from, k + 1).average().orElseThrow();
        }
        return mean;
    }

    /** u of an output. */
    double[] control(int unit) {
        return columns[UNITS + unit];
    }

    /** v of a unit. */
    double[] soma(int layer, int unit) {
        return columns[UNITS * (2 + 2 * layer) + unit];
    }

    /** v* of a unit. */
    double[] prediction(int layer, int unit) {
        return columns[UNITS * (3 + 2 * layer) + unit];
    }

    /** Its numbers in a row, to be kept. */
    double[] numbers() {
        return Arrays.stream(columns).flatMapToDouble(Arrays::stream).toArray();
    }

    /** 0, 1, .. steps - 1 times the step (ms). */
    double[] timeMs(double dtMs) {
        return IntStream.range(0, steps).mapToDouble(k -> k * dtMs).toArray();
    }
}
