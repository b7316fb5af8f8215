package org.apical.neuron.simulation;

import java.util.Arrays;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;

/** Records every spike as (neuron, lane, step), in the order of time, then neuron, then lane. With step 0 another run begins, and the spikes of the one before are gone. */
public final class SpikeRecorder implements NeuronObserver {
    private int[] neuron = new int[64];
    private int[] lane = new int[64];
    private int[] step = new int[64];
    private int size;
    private double dtMs = Double.NaN;

    @Override
    public void before(int now, NeuronPopulation neurons) {
        if (now == 0) {
            size = 0;
        }
    }

    @Override
    public void after(int now, NeuronPopulation neurons) {
        dtMs = neurons.stepping().dtMs();
        SpikeList spikes = neurons.spikes();
        if (size + spikes.size() > neuron.length) {
            int length = Math.max(size + spikes.size(), 2 * neuron.length);
            neuron = Arrays.copyOf(neuron, length);
            lane = Arrays.copyOf(lane, length);
            step = Arrays.copyOf(step, length);
        }
        for (int k = 0; k < spikes.size(); k++) {
            neuron[size] = spikes.neuron(k);
            lane[size] = spikes.lane(k);
            step[size++] = now;
        }
    }

    /** Number of spikes. */
    public int size() {
        return size;
    }

    /** Neuron of a spike. */
    public int neuron(int spike) {
        return neuron[spike];
    }

    /** Lane of a spike. */
    public int lane(int spike) {
        return lane[spike];
    }

    /** Step that a spike is labelled with. */
    public int step(int spike) {
        return step[spike];
    }

    /** Time of a spike (ms): the beginning of its step. */
    public double timeMs(int spike) {
        return step[spike] * dtMs;
    }

    /** Steps of the spikes of one neuron in one lane. */
    public int[] steps(int ofNeuron, int ofLane) {
        return java.util.stream.IntStream.range(0, size)
                .filter(k -> neuron[k] == ofNeuron && lane[k] == ofLane)
                .map(k -> step[k])
                .toArray();
    }
}
