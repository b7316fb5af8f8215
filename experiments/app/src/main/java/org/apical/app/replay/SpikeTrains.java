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

    /** Number of positions at which two trains differ, one neuron after another. */
    static int differing(List<Integer> found, List<Integer> expected) {
        int differing = Math.abs(found.size() - expected.size());
        for (int k = 0; k < Math.min(found.size(), expected.size()); k++) {
            differing += found.get(k).equals(expected.get(k)) ? 0 : 1;
        }
        return differing;
    }
}
