package org.apical.neuron.projection;

import java.util.Arrays;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/**
 * Spikes of presynaptic neurons onto an input of a population through the synapses that exist. A spike labelled n adds the weight of a synapse with a delay of d steps at the end of step n + d, as with
 * {@link Projection}: I += sum of w over what arrives. The order of the sum is that of delivery, which depends neither on tiles nor on how units are cut.
 *
 * <p>A row is delivered piece by piece, four delays at a time or, where synapses are few, so many that it has 64 of them on average, when the first of them is due, into a ring of as many inputs: what is written to stays small. 1 flop a synaptic event, 1 a unit and
 * step. Not thread-safe; several projections may share the weights, each with a population of its own that has some tiles of the units.
 */
public final class SparseProjection {
    /** Delays of a piece at least. */
    private static final int FEWEST = 4;
    /** Synapses that a piece is to have on average: to begin another is a read from far memory. */
    private static final int PIECE = 64;

    /** Delays of a piece. */
    private final int ahead;

    private final SparseWeights weights;
    private final double[] input;
    private final int lanes;
    private final int firstTile;
    private final int tiles;
    private final int units;
    private final int tileUnits;
    /** What arrives in this step and the next, [tile][lane][step][unit], the steps in a ring. */
    private final double[][] ring;
    /** Rows that are under way, by tile and by the step in which their spikes left, the steps in a ring. */
    private final Rows[][] rows;

    private int now;

    /** Onto all units, which are the population's. */
    public SparseProjection(NeuronPopulation target, String input, SparseWeights weights) {
        this(target, input, weights, 0);
        Require.that(units == weights.units(), "SparseWeights.units", "must be " + units, weights.units());
    }

    /**
     * Onto the units from {@code firstUnit} on, which are the population's.
     *
     * @param firstUnit first of a tile; the population ends where another tile does
     */
    public SparseProjection(NeuronPopulation target, String input, SparseWeights weights, int firstUnit) {
        this.weights = weights;
        this.input = target.input(input);
        this.lanes = target.layout().lanes();
        this.units = target.layout().units();
        this.tileUnits = weights.tileUnits();
        int end = firstUnit + units;
        Require.that(
                firstUnit >= 0
                        && firstUnit % tileUnits == 0
                        && end <= weights.units()
                        && (end % tileUnits == 0 || end == weights.units()),
                "SparseProjection units",
                "must be whole tiles of " + tileUnits + " of " + weights.units(),
                firstUnit + " to " + (end - 1));
        this.firstTile = firstUnit / tileUnits;
        this.tiles = (units - 1) / tileUnits + 1;
        if (target.model().inputs().get(target.model().input(input)).unit().equals("nS")) {
            requireNotNegative(input);
        }
        int whole = FEWEST;
        while (whole < weights.delays()
                && (double) weights.synapses() / weights.presynaptic() * whole < (double) PIECE * weights.delays()) {
            whole *= 2;
        }
        this.ahead = whole;
        int length = Sizes.elements("SparseProjection: lanes x steps x units", lanes, ahead, tileUnits);
        Sizes.requireRoom("SparseProjection", (double) tiles * length);
        this.ring = new double[tiles][length];
        this.rows = new Rows[tiles][((weights.delays() - 1) / ahead + 1) * ahead];
        for (Rows[] tile : rows) {
            Arrays.setAll(tile, step -> new Rows());
        }
    }

    /** What is left of the rows of the spikes of one step. */
    private static final class Rows {
        int[] next = {};
        int[] end = {};
        int[] lane = {};
        int size;

        void take(SpikeList spikes, SparseWeights weights, int tile) {
            size = spikes.size();
            if (next.length < size) {
                next = new int[2 * size];
                end = new int[2 * size];
                lane = new int[2 * size];
            }
            for (int k = 0; k < size; k++) {
                next[k] = weights.start(spikes.neuron(k), tile);
                end[k] = weights.start(spikes.neuron(k), tile + 1);
                lane[k] = spikes.lane(k);
            }
        }
    }

    private void requireNotNegative(String name) {
        double[] w = weights.weight();
        for (int k = 0; k < w.length; k++) {
            Require.that(w[k] >= 0, "SparseWeights onto " + name + " (nS)", "must be >= 0", w[k]);
        }
    }

    /** Forgets the spikes that are under way. */
    public void reset() {
        for (int tile = 0; tile < tiles; tile++) {
            Arrays.fill(ring[tile], 0);
            for (Rows step : rows[tile]) {
                step.size = 0;
            }
        }
    }

    /** Takes the spikes of this step and delivers what arrives at its end. To be called after every step of the target. */
    public void transmit(SpikeList spikes) {
        for (int k = 0; k < spikes.size(); k++) {
            if (spikes.neuron(k) >= weights.presynaptic() || spikes.lane(k) >= lanes) {
                throw new ParameterException(
                        "SparseProjection spike",
                        "must be of one of " + weights.presynaptic() + " presynaptic neurons in " + lanes + " lanes",
                        spikes.neuron(k) + " in lane " + spikes.lane(k));
            }
        }
        int steps = rows[0].length;
        for (int tile = 0; tile < tiles; tile++) {
            rows[tile][now].take(spikes, weights, firstTile + tile);
            for (int delay = steps - ahead; delay >= 0; delay -= ahead) {
                send(rows[tile][(now - delay + steps) % steps], delay, ring[tile]);
            }
            arrive(tile);
        }
        now = (now + 1) % steps;
    }

    /** The pieces that begin with a delay, of rows whose spikes left so many steps ago. */
    private void send(Rows left, int delay, double[] to) {
        for (int k = 0; k < left.size; k++) {
            int at = left.next[k];
            for (int d = 0; d < ahead && at < left.end[k]; d++) {
                int due = (left.lane[k] * ahead + (now + d) % ahead) * tileUnits;
                at = add(weights.at(), weights.weight(), at, left.end[k], (delay + d) * tileUnits, tileUnits, to, due);
            }
            left.next[k] = at;
        }
    }

    /** Adds the synapses of one delay, whose places begin at {@code begin}; where those of the next do. */
    private static int add(int[] at, double[] weight, int from, int end, int begin, int units, double[] to, int due) {
        int k = from;
        while (k < end && at[k] < begin + units) {
            to[due - begin + at[k]] += weight[k];
            k++;
        }
        return k;
    }

    /** Adds what is due to the input, and empties its place in the ring. */
    private void arrive(int tile) {
        int first = tile * tileUnits;
        int count = Math.min(tileUnits, units - first);
        for (int lane = 0; lane < lanes; lane++) {
            int due = (lane * ahead + now % ahead) * tileUnits;
            arrive(ring[tile], due, input, first * lanes + lane, lanes, count);
        }
    }

    private static void arrive(double[] ring, int due, double[] input, int first, int stride, int count) {
        if (stride == 1) {
            for (int unit = 0; unit < count; unit++) {
                input[first + unit] += ring[due + unit];
            }
        } else {
            for (int unit = 0; unit < count; unit++) {
                input[first + unit * stride] += ring[due + unit];
            }
        }
        Arrays.fill(ring, due, due + count, 0);
    }
}
