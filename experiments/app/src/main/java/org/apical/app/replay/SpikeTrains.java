package org.apical.app.replay;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.simulation.SpikeRecorder;

/** Steps of the spikes of each neuron, ascending. */
final class SpikeTrains {
    private final List<List<Integer>> steps = new ArrayList<>();

    private SpikeTrains(int neurons) {
        for (int n = 0; n < neurons; n++) {
            steps.add(new ArrayList<>());
        }
    }

    /** What a run of one lane recorded. */
    static SpikeTrains of(SpikeRecorder recorder, int neurons) {
        SpikeTrains trains = new SpikeTrains(neurons);
        for (int k = 0; k < recorder.size(); k++) {
            trains.steps.get(recorder.neuron(k)).add(recorder.step(k));
        }
        return trains;
    }

    /**
     * The recorded lists {@code output_spike_step} and, for more than one neuron, {@code output_spike_index}.
     *
     * @param prefix before the names
     * @param most largest step
     */
    static SpikeTrains read(CaseFile file, String prefix, int neurons, int most) {
        SpikeTrains trains = new SpikeTrains(neurons);
        int size = file.length(prefix + "output_spike_step");
        int[] step = file.integers(prefix + "output_spike_step", size, 0, most);
        int[] index = new int[size];
        if (neurons > 1 || file.has(prefix + "output_spike_index")) {
            index = file.integers(prefix + "output_spike_index", size, 0, neurons - 1);
        }
        for (int k = 0; k < size; k++) {
            trains.steps.get(index[k]).add(step[k]);
        }
        return trains;
    }

    /** Steps of one neuron. */
    List<Integer> of(int neuron) {
        return steps.get(neuron);
    }

    /** Number of all spikes. */
    int size() {
        return steps.stream().mapToInt(List::size).sum();
    }

    /** Rows of a trace up to and with the one that shows the first reset: all, without a spike. */
    int rowsBeforeFirst(int neuron, int rows, int everySteps) {
        List<Integer> train = steps.get(neuron);
        return train.isEmpty() ? rows : Math.min(rows, train.get(0) / everySteps + 1);
    }

    /** Number of positions at which trains differ, one neuron after another. */
    int differing(SpikeTrains expected) {
        int differing = 0;
        for (int neuron = 0; neuron < steps.size(); neuron++) {
            for (int shift : shifts(expected, neuron, Integer.MAX_VALUE)) {
                differing += shift == 0 ? 0 : 1;
            }
        }
        return differing;
    }

    /**
     * By how many steps each spike of a neuron is earlier or later than the other's of the same number; one that the other has not, or has alone, counts as
     * at the end.
     */
    int[] shifts(SpikeTrains other, int neuron, int end) {
        List<Integer> own = steps.get(neuron);
        List<Integer> others = other.steps.get(neuron);
        int[] shifts = new int[Math.max(own.size(), others.size())];
        for (int k = 0; k < shifts.length; k++) {
            shifts[k] = Math.abs((k < own.size() ? own.get(k) : end) - (k < others.size() ? others.get(k) : end));
        }
        return shifts;
    }
}
