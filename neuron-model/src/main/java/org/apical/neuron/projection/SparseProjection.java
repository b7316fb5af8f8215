package org.apical.neuron.projection;

import java.util.Arrays;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/**
 * Spikes of presynaptic neurons onto an input of a population through the synapses that exist. A spike labelled n adds the weight of a synapse with a delay of d steps at the end of step n + d, as with
 * {@link Projection}: I += sum of w over what arrives, summed in the order of the steps the spikes left in, then of their sources.
 *
 * <p>What is under way is kept in a ring of inputs, one for each delay: 2 flop a synaptic event, one addition a unit and step. Not thread-safe; several projections may share the weights, each with
 * a population of its own that has some tiles of the units.
 */
public final class SparseProjection {
    private final SparseWeights weights;
    private final double[] input;
    private final int lanes;
    private final int firstTile;
    private final int tiles;
    private final int units;
    private final int tileUnits;
    /** [tile][lane][delay][unit], the delays of a lane in a ring. */
    private final double[][] ring;

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
        int length = Sizes.elements("SparseProjection: lanes x delays x units", lanes, weights.delays(), tileUnits);
        Sizes.requireRoom("SparseProjection", (double) tiles * length);
        this.ring = new double[tiles][length];
    }

    private void requireNotNegative(String name) {
        double[] w = weights.weight();
        for (int k = 0; k < w.length; k++) {
            Require.that(w[k] >= 0, "SparseWeights onto " + name + " (nS)", "must be >= 0", w[k]);
        }
    }

    /** Forgets the spikes that are under way. */
    public void reset() {
        for (double[] tile : ring) {
            Arrays.fill(tile, 0);
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
        for (int tile = 0; tile < tiles; tile++) {
            for (int k = 0; k < spikes.size(); k++) {
                int source = spikes.neuron(k);
                int from = weights.start(source, firstTile + tile);
                int to = weights.start(source, firstTile + tile + 1);
                send(ring[tile], spikes.lane(k) * weights.delays() * tileUnits, from, to);
            }
            arrive(tile);
        }
        now = (now + 1) % weights.delays();
    }

    /** The synapses of a row, in two parts: delays that end before the end of the ring, and those that go on at its beginning. */
    private void send(double[] to, int lane, int from, int end) {
        int[] at = weights.at();
        double[] weight = weights.weight();
        int length = weights.delays() * tileUnits;
        int ahead = now * tileUnits;
        int turn = firstAtLeast(at, from, end, length - ahead);
        add(at, weight, from, turn, to, lane + ahead);
        add(at, weight, turn, end, to, lane + ahead - length);
    }

    private static int firstAtLeast(int[] at, int from, int end, int bound) {
        int low = from;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void add(int[] at, double[] weight, int from, int end, double[] to, int offset) {
        for (int k = from; k < end; k++) {
            to[offset + at[k]] += weight[k];
        }
    }

    /** Adds what is due to the input, and empties its place in the ring. */
    private void arrive(int tile) {
        int first = tile * tileUnits;
        int count = Math.min(tileUnits, units - first);
        for (int lane = 0; lane < lanes; lane++) {
            int due = (lane * weights.delays() + now) * tileUnits;
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
