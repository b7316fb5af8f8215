package org.apical.app.replay;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * What rounding may do to a run, by its own conditioning: the upswing of a spike amplifies it, and some neurons are chaotic. Beside the run stand two from
 * potentials {@value #AWAY_MV} mV away, a hundred to a thousand times the rounding of a potential; a deviation is allowed {@value #FACTOR} times the largest
 * that these made up to the same moment, as rounding enters at every step and not once. One is above and one below, since spikes fall on steps: rounding that
 * moves one by a step shows in the run that was moved the same way.
 *
 * @param run the run
 * @param away the two beside it
 */
record Conditioning(CompartmentRun run, List<CompartmentRun> away) {
    static final double AWAY_MV = 1e-11;
    private static final double FACTOR = 10;

    /** Rows before any of the runs has fired first. */
    int rowsBeforeFirst(int neuron, int rows, int everySteps) {
        return Stream.concat(Stream.of(run), away.stream())
                .mapToInt(one -> one.spikes().rowsBeforeFirst(neuron, rows, everySteps))
                .min()
                .getAsInt();
    }

    /** What is allowed of a variable in each of the first rows, in its unit. */
    double[] ofTrace(String variable, int neuron, int rows) {
        double[] here = run.trace(variable, neuron);
        List<double[]> there =
                away.stream().map(one -> one.trace(variable, neuron)).toList();
        return allowed(rows, k -> there.stream()
                .mapToDouble(one -> Math.abs(one[k] - here[k]))
                .max()
                .getAsDouble());
    }

    /** By how many steps each of the first spikes of a neuron may be shifted. */
    double[] ofSpikes(int neuron, int spikes, int end) {
        List<int[]> shifts = away.stream()
                .map(one -> run.spikes().shifts(one.spikes(), neuron, end))
                .toList();
        return allowed(spikes, k -> shifts.stream()
                .mapToInt(one -> k < one.length ? one[k] : 0)
                .max()
                .getAsInt());
    }

    private static double[] allowed(int length, IntToDoubleFunction deviation) {
        double[] allowed = new double[length];
        double largest = 0;
        for (int k = 0; k < length; k++) {
            largest = Math.max(largest, deviation.applyAsDouble(k));
            allowed[k] = FACTOR * largest;
        }
        return allowed;
    }
}
