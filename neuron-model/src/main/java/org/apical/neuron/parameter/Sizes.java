package org.apical.neuron.parameter;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sizes of what is to be held in memory, computed without overflow and checked before anything is allocated. */
public final class Sizes {
    /** Longest array. */
    public static final int MOST = Integer.MAX_VALUE - 8;

    private static final double SMALL = 1 << 17;
    private static final double BYTES = 8;
    private static final double GIGA = 1e9;

    private Sizes() {}

    /**
     * The product of some numbers, as the length of an array.
     *
     * @param factors >= 0
     * @throws ParameterException if no array is so long
     */
    public static int elements(String name, int... factors) {
        double product = 1;
        for (int factor : factors) {
            product *= factor;
        }
        if (!(product <= MOST)) {
            String found = Arrays.stream(factors).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
            throw new ParameterException(
                    name,
                    "must be at most " + MOST + " numbers",
                    found + String.format(Locale.ROOT, " = %.0f", product));
        }
        return (int) product;
    }

    /**
     * Throws unless so many numbers of 8 bytes fit into what this JVM may still take; for what may be large.
     *
     * @throws ParameterException if they do not
     */
    public static void requireRoom(String name, double numbers) {
        if (numbers <= SMALL || numbers * BYTES <= room()) {
            return;
        }
        System.gc();
        double left = room();
        if (numbers * BYTES > left) {
            throw new ParameterException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "must fit into the %.1f GB of memory that are left to this JVM (java -Xmx)",
                            left / GIGA),
                    String.format(Locale.ROOT, "%.0f numbers = %.1f GB", numbers, numbers * BYTES / GIGA));
        }
    }

    private static double room() {
        Runtime jvm = Runtime.getRuntime();
        return jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory());
    }
}
