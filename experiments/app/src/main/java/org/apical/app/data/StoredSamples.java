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
    private final int[] labels;
    private final double[][] wanted;

    /**
     * @param rows of the samples, in their order; not to be written
     * @param targets of a regression
     */
    public StoredSamples(DataSet data, int[] rows, Scale inputs, Optional<Scale> targets) {
        this.data = data;
        this.rows = rows;
        this.inputs = inputs;
        this.labels = data.labels()
                .map(all -> IntStream.of(rows).map(k -> all.of()[k]).toArray())
                .orElse(new int[0]);
        this.wanted = targets.map(scale -> IntStream.of(rows)
                        .mapToObj(k -> scale.row(data.targets().orElseThrow(), k))
                        .toArray(double[][]::new))
                .orElse(new double[0][]);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int[] labels() {
        return labels;
    }

    @Override
    public double[][] wanted() {
        return wanted;
    }

    @Override
    public Samples select(int[] indices) {
        double[][] rates = IntStream.of(indices)
                .mapToObj(k -> inputs.row(data.inputs(), rows[k]))
                .toArray(double[][]::new);
        return wanted.length == 0
                ? new Samples(rates, IntStream.of(indices).map(k -> labels[k]).toArray())
                : Samples.regression(
                        rates, IntStream.of(indices).mapToObj(k -> wanted[k]).toArray(double[][]::new));
    }
}
