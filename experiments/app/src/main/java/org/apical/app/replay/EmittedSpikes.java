package org.apical.app.replay;

import org.apical.app.UserError;
import org.apical.neuron.model.SpikeList;

/** Recorded spikes {@code NAME_step}, ascending, of the trains {@code NAME_index}, emitted step by step. */
final class EmittedSpikes {
    private final int[] index;
    private final int[] step;
    private final int finer;
    private final SpikeList spikes = new SpikeList(1);
    private int next;

    /**
     * @param trains number of trains
     * @param finer steps of the run in a recorded step k; its spikes are emitted at the end of it, in step (k + 1) finer - 1
     */
    EmittedSpikes(CompartmentCase recorded, String name, int trains, int finer) {
        CaseFile file = recorded.file();
        int size = file.length(name + "_step");
        this.step = file.integers(name + "_step", size, 0, recorded.steps());
        this.index = file.integers(name + "_index", size, 0, trains - 1);
        this.finer = finer;
        for (int k = 1; k < size; k++) {
            if (step[k] < step[k - 1]) {
                throw new UserError(file.path() + ": " + name + "_step: expected ascending steps, found " + step[k]
                        + " after " + step[k - 1]);
            }
        }
    }

    /** Those of the last {@link #emit}; the live list. */
    SpikeList spikes() {
        return spikes;
    }

    /** Goes on to a step of the run. */
    void emit(int runStep) {
        spikes.clear();
        for (; next < step.length && (step[next] + 1) * finer - 1 == runStep; next++) {
            spikes.add(index[next]);
        }
    }
}
