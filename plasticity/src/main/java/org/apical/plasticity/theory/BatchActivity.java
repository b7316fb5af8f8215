package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Quantities of all neurons after a block of samples has been presented, by name and population: 0 the input, then the layers; each [unit][lane]. */
public final class BatchActivity {
    private static final double[] NOTHING = {};

    private final Map<String, double[][]> quantities = new LinkedHashMap<>();
    private final int lanes;
    private final long steps;

    /**
     * Nothing yet.
     *
     * @param lanes samples
     * @param steps in which activity settled, of all lanes together; 0 where none has to
     */
    public BatchActivity(int lanes, long steps) {
        this.lanes = lanes;
        this.steps = steps;
    }

    /**
     * With a quantity of all populations.
     *
     * @param layers [layer][unit x lane]; kept, not copied
     */
    public BatchActivity with(String quantity, double[] input, double[][] layers) {
        double[][] all = new double[layers.length + 1][];
        all[0] = input;
        System.arraycopy(layers, 0, all, 1, layers.length);
        quantities.put(quantity, all);
        return this;
    }

    /** With a quantity that the input does not have. */
    public BatchActivity with(String quantity, double[][] layers) {
        return with(quantity, NOTHING, layers);
    }

    /** Samples. */
    public int lanes() {
        return lanes;
    }

    /** Steps in which activity settled, of all lanes together. */
    public long steps() {
        return steps;
    }

    /** Names of what exists. */
    public Set<String> quantities() {
        return quantities.keySet();
    }

    /** Whether neurons of a population have a quantity. */
    boolean has(String quantity, int population) {
        double[][] all = quantities.get(quantity);
        return all != null && all[population].length > 0;
    }

    /**
     * A quantity, live.
     *
     * @param population 0: the input, l + 1: layer l
     */
    double[] of(String quantity, int population) {
        if (!has(quantity, population)) {
            throw new IllegalStateException("there is no " + quantity + " in population " + population);
        }
        return quantities.get(quantity)[population];
    }

    /** Which values stay. */
    @FunctionalInterface
    public interface Keeps {
        /** Whether those of a population do. */
        boolean of(String quantity, int population);
    }

    /** A copy in which everything else is not a number. */
    public BatchActivity only(Keeps keeps) {
        BatchActivity copy = new BatchActivity(lanes, steps);
        quantities.forEach((quantity, all) -> {
            double[][] values = new double[all.length][];
            for (int p = 0; p < all.length; p++) {
                values[p] = all[p].clone();
                if (!keeps.of(quantity, p)) {
                    Arrays.fill(values[p], Double.NaN);
                }
            }
            copy.quantities.put(quantity, values);
        });
        return copy;
    }
}
