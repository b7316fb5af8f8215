package org.apical.network.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/** Which pairs of units a projection connects. */
public sealed interface Connectivity {

    /**
     * 1 where a synapse exists and 0 elsewhere, (units x presynaptic units) row-major; empty where every pair is connected.
     *
     * @param random decides random connectivity; pairs are asked row after row
     */
    Optional<double[]> mask(int units, int presynapticUnits, RandomGenerator random);

    /** Whether every pair is connected, whatever is drawn. */
    default boolean dense() {
        return false;
    }

    /** Throws unless every unit that it names exists. */
    default void check(int units, int presynapticUnits) {}

    /** Expected share of the pairs that are connected. */
    double density(int units, int presynapticUnits);

    /** All to all. */
    record Dense() implements Connectivity {
        @Override
        public boolean dense() {
            return true;
        }

        @Override
        public Optional<double[]> mask(int units, int presynapticUnits, RandomGenerator random) {
            return Optional.empty();
        }

        @Override
        public double density(int units, int presynapticUnits) {
            return 1;
        }
    }

    /**
     * Each pair with the same probability, independently.
     *
     * @param probability in (0, 1]
     */
    record Probability(
            @Key(value = "of each pair, independently", above = 0, most = 1)
            double probability) implements Connectivity {
        public Probability {
            Require.that(
                    probability > 0 && probability <= 1,
                    "connectivity.probability",
                    "must be above 0 and at most 1",
                    probability);
        }

        @Override
        public Optional<double[]> mask(int units, int presynapticUnits, RandomGenerator random) {
            double[] mask = new double[Sizes.elements("connectivity", units, presynapticUnits)];
            Arrays.setAll(mask, k -> random.nextDouble() < probability ? 1 : 0);
            return Optional.of(mask);
        }

        @Override
        public double density(int units, int presynapticUnits) {
            return probability;
        }
    }

    /** The pairs of a list, each listed once. */
    record Pairs(List<Pair> pairs) implements Connectivity {
        public Pairs {
            pairs = List.copyOf(pairs);
            Require.atLeast("connectivity.pairs.length", pairs.size(), 1);
            long[] sorted = pairs.stream()
                    .mapToLong(pair -> (long) pair.from << Integer.SIZE | pair.to)
                    .sorted()
                    .toArray();
            for (int k = 1; k < sorted.length; k++) {
                Require.that(
                        sorted[k] != sorted[k - 1],
                        "connectivity.pairs",
                        "must list every pair once",
                        "[" + (sorted[k] >> Integer.SIZE) + ", " + (int) sorted[k] + "] twice");
            }
        }

        @Override
        public Optional<double[]> mask(int units, int presynapticUnits, RandomGenerator random) {
            double[] mask = new double[Sizes.elements("connectivity", units, presynapticUnits)];
            for (Pair pair : pairs) {
                mask[pair.to * presynapticUnits + pair.from] = 1;
            }
            return Optional.of(mask);
        }

        @Override
        public double density(int units, int presynapticUnits) {
            return pairs.size() / ((double) units * presynapticUnits);
        }

        /** Each of n units from all others. */
        public static Pairs butSelf(int units) {
            List<Pair> pairs = new ArrayList<>(Sizes.elements("connectivity.pairs", units, units - 1));
            for (int to = 0; to < units; to++) {
                for (int from = 0; from < units; from++) {
                    if (from != to) {
                        pairs.add(new Pair(from, to));
                    }
                }
            }
            return new Pairs(pairs);
        }

        @Override
        public void check(int units, int presynapticUnits) {
            for (Pair pair : pairs) {
                Require.that(
                        pair.from < presynapticUnits && pair.to < units,
                        "connectivity.pairs",
                        "must be below [" + presynapticUnits + ", " + units + "]",
                        "[" + pair.from + ", " + pair.to + "]");
            }
        }
    }

    /**
     * A synapse.
     *
     * @param from presynaptic unit, from 0
     * @param to postsynaptic unit, from 0
     */
    record Pair(int from, int to) {
        public Pair {
            Require.atLeast("connectivity.pairs.from", from, 0);
            Require.atLeast("connectivity.pairs.to", to, 0);
        }
    }
}
