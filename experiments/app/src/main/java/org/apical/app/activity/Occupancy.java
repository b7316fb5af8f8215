package org.apical.app.activity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apical.app.experiment.PotentialRanges.Range;

/** How often the potentials of a compartment were where: counts of neurons and steps in bins of {@value #BIN_MV} mV, and how many lie outside a range. */
public final class Occupancy {
    private static final double BIN_MV = 0.5;
    /** Bins span +- this (mV): membranes break down at 1 V from rest. Potentials beyond are outside, and in no bin. */
    private static final double SPAN_MV = 1200;

    private final Range range;
    private final long[] counts = new long[(int) (2 * SPAN_MV / BIN_MV)];
    private long all;
    private long outside;
    private double lowestMv = Double.POSITIVE_INFINITY;
    private double highestMv = Double.NEGATIVE_INFINITY;

    public Occupancy(Range range) {
        this.range = range;
    }

    /** Counts potentials (mV). */
    public void add(double[] mv) {
        for (double v : mv) {
            lowestMv = Math.min(lowestMv, v);
            highestMv = Math.max(highestMv, v);
            outside += range.contains(v) ? 0 : 1;
            if (v >= -SPAN_MV && v < SPAN_MV) {
                counts[bin(v)]++;
            }
        }
        all += mv.length;
    }

    /** Counts what another one has counted. */
    public void add(Occupancy other) {
        Arrays.setAll(counts, bin -> counts[bin] + other.counts[bin]);
        all += other.all;
        outside += other.outside;
        lowestMv = Math.min(lowestMv, other.lowestMv);
        highestMv = Math.max(highestMv, other.highestMv);
    }

    public Range range() {
        return range;
    }

    /** The lowest potential (mV). */
    public double lowestMv() {
        return lowestMv;
    }

    /** The highest potential (mV). */
    public double highestMv() {
        return highestMv;
    }

    /** Share of neurons and time outside the range. */
    public double outside() {
        return (double) outside / all;
    }

    /** Middles of the bins (mV) of the range, and on to the last that is not empty at either end. */
    public double[] middlesMv() {
        return shown().mapToDouble(bin -> (bin + 0.5) * BIN_MV - SPAN_MV).toArray();
    }

    /** Share of neurons and time in those bins, per mV. */
    public double[] densityPerMv() {
        return shown().mapToDouble(bin -> counts[bin] / (all * BIN_MV)).toArray();
    }

    private IntStream shown() {
        int[] bins =
                IntStream.range(0, counts.length).filter(k -> counts[k] > 0).toArray();
        int from = bin(range.lowestMv()) - 1;
        int to = bin(range.highestMv()) + 1;
        return bins.length == 0
                ? IntStream.empty()
                : IntStream.rangeClosed(
                        Math.max(0, Math.min(from, bins[0] - 1)),
                        Math.min(counts.length - 1, Math.max(to, bins[bins.length - 1] + 1)));
    }

    /** The bin of a potential (mV), which may be none. */
    private static int bin(double mv) {
        return (int) Math.floor((mv + SPAN_MV) / BIN_MV);
    }
}
