package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.PoissonTables;

/**
 * Poisson counts of the sources of a lane that can fire, for {@value Ahead#STEPS} steps at a time: rates hold during a presentation and ask nothing of the network, so what is sent to it can be
 * known ahead. Sources of rate zero cost nothing.
 *
 * <p>One uniform number a count ({@link PoissonTables}). Order of the draws of a lane: block by block, source by source, step by step.
 */
final class PoissonBlocks implements Ahead {
    /** Largest mean count of a source and step; a table has some 200 numbers then. */
    static final double LARGEST_MEAN = PoissonTables.LARGEST_MEAN;

    private final Lane[] lanes;
    private int step;
    private double[] others;
    private double[] rows = {};

    /** What is drawn in one lane. */
    private static final class Lane {
        /** Sources that can fire, in ascending order. */
        final int[] source;

        final RandomGenerator random;
        final PoissonTables tables;
        /** [step][source] */
        final double[] counts;

        Lane(int[] source, double[] mean, RandomGenerator random) {
            this.source = source;
            this.random = random;
            this.tables = new PoissonTables(mean, source.length);
            this.counts = new double[source.length * STEPS];
        }

        void draw() {
            int n = source.length;
            for (int k = 0; k < n; k++) {
                for (int step = 0; step < STEPS; step++) {
                    counts[step * n + k] = tables.count(k, random.nextDouble());
                }
            }
        }
    }

    PoissonBlocks(int lanes) {
        this.lanes = new Lane[lanes];
    }

    /** A new presentation: lanes draw nothing. */
    void begin() {
        Arrays.fill(lanes, null);
        others = null;
        step = STEPS - 1;
    }

    /**
     * A lane draws.
     *
     * @param mean expected counts of a step, [source][lane], at most {@value #LARGEST_MEAN}
     */
    void lane(int lane, double[] mean, RandomGenerator random) {
        int width = lanes.length;
        int[] source = new int[mean.length / width];
        double[] own = new double[source.length];
        int n = 0;
        for (int j = 0; j < source.length; j++) {
            if (mean[j * width + lane] > 0) {
                own[n] = mean[j * width + lane];
                source[n++] = j;
            }
        }
        lanes[lane] = new Lane(Arrays.copyOf(source, n), own, random);
    }

    @Override
    public boolean draws(int lane) {
        return lanes[lane] != null;
    }

    /** The next step. */
    void advance() {
        step = (step + 1) % STEPS;
        if (step == 0) {
            for (Lane lane : lanes) {
                if (lane != null) {
                    lane.draw();
                }
            }
        }
    }

    /** Where counts of lanes that do not draw here are, [source][lane], zero in the others. */
    void beside(double[] counts) {
        others = counts;
    }

    @Override
    public double[] others() {
        return others;
    }

    @Override
    public int step() {
        return step;
    }

    /** Sources of a lane that can fire, in ascending order; null: the lane does not draw. */
    int[] sources(int lane) {
        return lanes[lane] == null ? null : lanes[lane].source;
    }

    /** Their counts, [step of the block][source]. */
    double[] counts(int lane) {
        return lanes[lane].counts;
    }

    /** K = X W^T, X (steps x sources that can fire): 2 units flop a source and step, at the speed of a dense product. */
    @Override
    public void kicks(int lane, SynapseMatrix weights, MatrixProduct product, double[] kick) {
        int units = weights.units();
        int[] source = lanes[lane].source;
        if (rows.length < source.length * units) {
            rows = new double[source.length * units];
        }
        for (int k = 0; k < source.length; k++) {
            System.arraycopy(weights.bySource(), source[k] * units, rows, k * units, units);
        }
        Arrays.fill(kick, 0);
        product.multiplyAdd(STEPS, source.length, units, lanes[lane].counts, rows, kick);
    }

    /** Writes the counts of the present step where sources can fire, [source][lane]. */
    void write(double[] to) {
        for (int lane = 0; lane < lanes.length; lane++) {
            if (lanes[lane] == null) {
                continue;
            }
            int[] source = lanes[lane].source;
            double[] counts = lanes[lane].counts;
            for (int k = 0; k < source.length; k++) {
                to[source[k] * lanes.length + lane] = counts[step * source.length + k];
            }
        }
    }
}
