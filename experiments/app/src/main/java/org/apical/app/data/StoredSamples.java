package org.apical.app.data;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apical.app.data.Scaling.Scale;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;

/** Some samples of a data set, which stay as they were read until a batch is taken out, scaled. */
public final class StoredSamples implements SampleSet {
    private final DataSet data;
    private final int[] rows;
    private final Scale inputs;
    private final Optional<Scale> targets;
    private final int[] labels;

    /**
     * @param rows of the samples, in their order; not to be written
     * @param targets of a regression
     */
    public StoredSamples(DataSet data, int[] rows, Scale inputs, Optional<Scale> targets) {
        this.data = data;
        this.rows = rows;
        this.inputs = inputs;
        this.targets = targets;
        this.labels = data.labels()
                .map(all -> IntStream.of(rows).map(k -> all.of()[k]).toArray())
                .orElse(new int[0]);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int[] labels() {
        return labels;
    }

    /** Scaled anew at each call. */
    @Override
    public double[][] wanted() {
        return targets.map(scale -> wanted(scale, IntStream.range(0, rows.length)))
                .orElse(new double[0][]);
    }

    private double[][] wanted(Scale scale, IntStream indices) {
        return indices.mapToObj(k -> scale.row(data.targets().orElseThrow(), rows[k]))
                .toArray(double[][]::new);
    }

    @Override
    public Samples select(int[] indices) {
        double[][] rates = IntStream.of(indices)
                .mapToObj(k -> inputs.row(data.inputs(), rows[k]))
                .toArray(double[][]::new);
        return targets.map(scale -> Samples.regression(rates, wanted(scale, IntStream.of(indices))))
                .orElseGet(() -> new Samples(
                        rates, IntStream.of(indices).map(k -> labels[k]).toArray()));
    }
}
