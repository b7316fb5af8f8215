package org.apical.app.replay;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;
import org.apical.network.description.NetworkDescription;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Compares what cases of abstract DFC hold in common shapes.
 *
 * @param samples B
 */
record DfcDeviations(Deviations all, NetworkDescription network, int samples) {

    /** One row a sample. */
    void samples(String name, int columns, IntFunction<double[]> row) {
        double[][] rows = IntStream.range(0, samples).mapToObj(row).toArray(double[][]::new);
        all.relative(name, MathArrays.concatenate(rows), samples, columns);
    }

    /** One row a sample, of the units of a layer; layers count from 1 in names. */
    void layer(String name, int layer, IntFunction<double[]> row) {
        samples(name + (layer + 1), network.units(layer), row);
    }

    /** dW and db of every layer. */
    void update(String group, WeightUpdate update) {
        for (int l = 0; l < network.layers(); l++) {
            String number = String.valueOf(l + 1);
            all.relative(group + "dW" + number, update.forward(l), network.units(l), network.presynapticUnits(l));
            all.relative(group + "db" + number, update.bias(l), network.units(l));
        }
    }

    /** Everything that was recorded of a presentation. */
    void traces(String group, Recorder recorder) {
        recorder.traces().forEach((name, trace) -> {
            int perRow = trace.length / recorder.rows() / samples;
            int[] shape = name.equals("error_norm")
                    ? new int[] {recorder.rows(), samples}
                    : new int[] {recorder.rows(), samples, perRow};
            all.relative(group + name, trace, shape);
        });
    }
}
