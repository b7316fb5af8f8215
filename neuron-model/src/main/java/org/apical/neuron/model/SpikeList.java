package org.apical.neuron.model;

import java.util.Arrays;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;

/** Spikes of one step, as positions neuron * lanes + lane. Those of a population are in ascending order. */
public final class SpikeList {
    private final int lanes;
    private int[] element = new int[16];
    private int size;

    /** No spikes. */
    public SpikeList(int lanes) {
        this.lanes = Require.atLeast("SpikeList.lanes", lanes, 1);
    }

    /** Number of spikes. */
    public int size() {
        return size;
    }

    /** Position of a spike in arrays [neuron][lane]. */
    public int element(int spike) {
        return element[spike];
    }

    /** Neuron of a spike. */
    public int neuron(int spike) {
        return element[spike] / lanes;
    }

    /** Lane of a spike. */
    public int lane(int spike) {
        return element[spike] % lanes;
    }

    /** Forgets all spikes. */
    public void clear() {
        size = 0;
    }

    /** Appends a spike at a position neuron * lanes + lane. */
    public void add(int at) {
        room(1);
        element[size++] = at;
    }

    /** Takes every position 0 .. n - 1. */
    public void all(int n) {
        size = 0;
        int[] to = room(n);
        for (int k = 0; k < n; k++) {
            to[k] = k;
        }
        size = n;
    }

    /** Puts the spikes in ascending order of position. */
    void sort() {
        Arrays.sort(element, 0, size);
    }

    /** Takes the spikes of another list of as many lanes in place of its own. */
    public void copy(SpikeList other) {
        if (other.lanes != lanes) {
            throw new ParameterException("SpikeList.lanes", "must be " + lanes, other.lanes);
        }
        size = 0;
        System.arraycopy(other.element, 0, room(other.size), 0, other.size);
        size = other.size;
    }

    /** The positions, with room for {@code more} beyond {@link #size}. */
    int[] room(int more) {
        if (size + more > element.length) {
            element = Arrays.copyOf(element, Math.max(size + more, 2 * element.length));
        }
        return element;
    }

    void size(int newSize) {
        size = newSize;
    }
}
