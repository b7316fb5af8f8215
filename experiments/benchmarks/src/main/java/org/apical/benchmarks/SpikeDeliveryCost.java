package org.apical.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apical.neuron.kernel.MatrixProduct;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From which share of firing sources on is a dense product cheaper than rows of weights, source by source? 256 sources onto 256 units. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpikeDeliveryCost {
    private static final int UNITS = 256;
    private static final int SOURCES = 256;

    @Param({"1", "8", "32"})
    public int lanes;

    @Param({"0.02", "0.1", "0.3", "0.5", "0.7", "0.9", "1"})
    public double activeShare;

    private final MatrixProduct product = MatrixProduct.detect();
    private double[] byUnit;
    private double[] bySource;
    private double[] counts;
    private int[] active;
    private double[] drive;

    /** Active sources spread evenly, one spike in each lane. */
    @Setup
    public void draw() {
        byUnit = new SplittableRandom(1).doubles(UNITS * SOURCES, -1, 1).toArray();
        bySource = new double[byUnit.length];
        MatrixProduct.transpose(UNITS, SOURCES, byUnit, bySource);
        counts = new double[SOURCES * lanes];
        active = new int[(int) Math.round(activeShare * SOURCES)];
        for (int k = 0; k < active.length; k++) {
            active[k] = k * SOURCES / active.length;
            for (int lane = 0; lane < lanes; lane++) {
                counts[active[k] * lanes + lane] = 1;
            }
        }
        drive = new double[UNITS * lanes];
    }

    @Benchmark
    public double[] sourceBySource() {
        product.kernels().multiplyAddRows(UNITS, lanes, bySource, counts, active, active.length, drive);
        return drive;
    }

    @Benchmark
    public double[] denseProduct() {
        product.multiplyAdd(UNITS, SOURCES, lanes, byUnit, counts, drive);
        return drive;
    }
}
