package org.apical.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how fast does one core stream memory of the size of a population's state? The triad of STREAM (McCalpin 1995), a = b + s c, 24 bytes an
 * element, three arrays that together take as many bytes as the state of so many leaky integrate-and-fire neurons (48).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx4g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Stream {
    /** Elements of an array for each neuron: 48 bytes in three arrays of doubles. */
    static final int ELEMENTS_PER_NEURON = 2;
    /** Bytes that an element of the triad moves. */
    static final int BYTES_PER_ELEMENT = 24;

    @Param({"1", "64", "4096", "262144"})
    private int neurons;

    private double[] a;
    private double[] b;
    private double[] c;

    /** Arrays in memory. */
    @Setup
    public void prepare() {
        int n = ELEMENTS_PER_NEURON * neurons;
        a = new double[n];
        b = new double[n];
        c = new double[n];
        java.util.Arrays.fill(b, 1);
        java.util.Arrays.fill(c, 2);
    }

    /** One pass. */
    @Benchmark
    public double[] triad() {
        double[] to = a;
        double[] x = b;
        double[] y = c;
        for (int i = 0; i < to.length; i++) {
            to[i] = x[i] + 3 * y[i];
        }
        return to;
    }
}
