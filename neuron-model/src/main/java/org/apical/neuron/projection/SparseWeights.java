package org.apical.neuron.projection;

import java.util.Arrays;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/**
 * The synapses that exist between presynaptic neurons and units, each with a weight and a delay of its own, in compressed rows by source. Units are cut into tiles; of the synapses of a source those
 * onto one tile are together, in the order of delay, then unit, then listing. 12 bytes a synapse, 4 a source and tile.
 *
 * <p>A tile is what the spikes of a step write to at a time: its inputs are to fit into a near cache, and a source is to have many synapses on each tile. No result depends on it.
 */
public final class SparseWeights {
    private final int presynaptic;
    private final int units;
    private final int tileUnits;
    private final int tiles;
    private final int delays;
    /** Where the synapses of a source onto a tile begin, [source][tile], and the end of all. */
    private final int[] start;
    /** delay x units of a tile + unit within it. */
    private final int[] at;

    private final double[] weight;

    private SparseWeights(int presynaptic, int units, int tileUnits, int largestDelay, long synapses) {
        this.presynaptic = Require.atLeast("SparseWeights.presynaptic", presynaptic, 1);
        this.units = Require.atLeast("SparseWeights.units", units, 1);
        this.tileUnits = Math.min(units, Require.atLeast("SparseWeights.tileUnits", tileUnits, 1));
        this.tiles = (units - 1) / this.tileUnits + 1;
        this.delays = Require.atLeast("SparseWeights.largestDelay", largestDelay, 0) + 1;
        Require.that(
                synapses >= 0 && synapses <= Sizes.MOST,
                "SparseWeights.synapses",
                "must be >= 0 and at most " + Sizes.MOST,
                synapses);
        Sizes.elements("SparseWeights: delays x units", delays, Sizes.elements("", tiles, this.tileUnits));
        int rows = Sizes.elements("SparseWeights: sources x tiles", presynaptic, tiles);
        // a double and an int a synapse, an int a row
        Sizes.requireRoom("SparseWeights", 1.5 * synapses + 0.5 * rows);
        this.start = new int[rows + 1];
        this.at = new int[(int) synapses];
        this.weight = new double[(int) synapses];
    }

    /** Presynaptic neurons. */
    public int presynaptic() {
        return presynaptic;
    }

    /** Units that synapses end on. */
    public int units() {
        return units;
    }

    /** Units of a tile; the last may have fewer. */
    public int tileUnits() {
        return tileUnits;
    }

    /** Largest delay that there may be, and one (steps). */
    public int delays() {
        return delays;
    }

    /** Number of synapses. */
    public int synapses() {
        return weight.length;
    }

    /** Synapses of one source. */
    public int synapses(int source) {
        return start[(source + 1) * tiles] - start[source * tiles];
    }

    /** Where the synapses of a source onto a tile begin; those of the next row begin where they end. */
    int start(int source, int tile) {
        return start[source * tiles + tile];
    }

    /** delay x units of a tile + unit within it, of every synapse. */
    int[] at() {
        return at;
    }

    /** pA or nS, of every synapse. */
    double[] weight() {
        return weight;
    }

    /** Takes the synapses source by source. */
    public static final class Builder {
        private final SparseWeights made;
        private int source;
        private int size;
        /** Tile, delay and unit of a synapse, and its place in the listing. */
        private long[] key = {};

        /**
         * Makes room.
         *
         * @param presynaptic sources
         * @param units that synapses end on
         * @param tileUnits units of a tile
         * @param largestDelay that there may be (steps), >= 0
         * @param synapses of all sources together
         * @throws ParameterException if they do not fit into memory or into an array
         */
        public Builder(int presynaptic, int units, int tileUnits, int largestDelay, long synapses) {
            made = new SparseWeights(presynaptic, units, tileUnits, largestDelay, synapses);
        }

        /**
         * The synapses of the next source, in any order; several may end on one unit.
         *
         * @param unit where each ends
         * @param delaySteps of each
         * @param weight of each, as it is added to the input's variable: pA or nS
         * @param count how many there are
         */
        public void row(int[] unit, int[] delaySteps, double[] weight, int count) {
            String row = "SparseWeights row " + source;
            Require.that(source < made.presynaptic, row, "must be of one of " + made.presynaptic + " sources", source);
            int left = made.weight.length - size;
            Require.that(count >= 0 && count <= left, row, "must have at most the " + left + " synapses left", count);
            if (key.length < count) {
                key = new long[Math.max(count, 2 * key.length)];
            }
            for (int k = 0; k < count; k++) {
                check(k, unit[k], delaySteps[k], weight[k]);
                int tile = unit[k] / made.tileUnits;
                int place = (tile * made.delays + delaySteps[k]) * made.tileUnits + unit[k] % made.tileUnits;
                key[k] = (long) place << Integer.SIZE | k;
            }
            Arrays.sort(key, 0, count);
            int tile = 0;
            for (int k = 0; k < count; k++) {
                int from = (int) key[k];
                int place = (int) (key[k] >>> Integer.SIZE);
                for (int reached = unit[from] / made.tileUnits; tile < reached; ) {
                    made.start[source * made.tiles + ++tile] = size;
                }
                made.at[size] = place - tile * made.delays * made.tileUnits;
                made.weight[size++] = weight[from];
            }
            while (tile < made.tiles) {
                made.start[source * made.tiles + ++tile] = size;
            }
            source++;
        }

        private void check(int k, int unit, int delay, double weight) {
            if (unit < 0 || unit >= made.units || delay < 0 || delay >= made.delays || !Double.isFinite(weight)) {
                throw new ParameterException(
                        "SparseWeights row " + source + ", synapse " + k + ",",
                        "must end on a unit of 0 to " + (made.units - 1) + " after 0 to " + (made.delays - 1)
                                + " steps with a finite weight",
                        unit + ", " + delay + ", " + weight);
            }
        }

        /** The weights, once every source has its row. */
        public SparseWeights build() {
            Require.that(
                    source == made.presynaptic && size == made.weight.length,
                    "SparseWeights",
                    "must be given the rows of " + made.presynaptic + " sources with " + made.weight.length
                            + " synapses",
                    source + " with " + size);
            return made;
        }
    }
}
