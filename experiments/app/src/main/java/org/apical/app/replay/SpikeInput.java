package org.apical.app.replay;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.UserError;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.projection.Projection;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.simulation.Stimulus;

/** Recorded spike trains that arrive through projections. */
final class SpikeInput implements Stimulus {
    private static final int MAX_DELAY_STEPS = 1000;

    private final CompartmentCase recorded;
    private final int finer;
    private final List<Train> trains = new ArrayList<>();

    private record Train(Projection projection, int[] index, int[] step, SpikeList spikes, int[] next) {}

    /** @param finer steps of the run in a recorded step k; its spikes are emitted at the end of it, in step (k + 1) finer - 1 */
    SpikeInput(CompartmentCase recorded, int finer) {
        this.recorded = recorded;
        this.finer = finer;
    }

    /** Adds the recorded spikes {@code input_SITE_index/step}. */
    SpikeInput add(String site, Weights weights, NeuronPopulation target) {
        CaseFile file = recorded.file();
        String name = "input_" + site;
        int spikes = file.length(name + "_step");
        int[] step = file.integers(name + "_step", spikes, 0, recorded.steps());
        int[] index = file.integers(name + "_index", spikes, 0, weights.presynaptic() - 1);
        for (int k = 0; k < spikes; k++) {
            if (k > 0 && step[k] < step[k - 1]) {
                throw new UserError(file.path() + ": " + name + "_step: expected ascending steps, found " + step[k]
                        + " after " + step[k - 1]);
            }
        }
        int delay = recorded.attributes().integer("synaptic_delay_steps", 0, MAX_DELAY_STEPS);
        Projection projection = new Projection(target, weights, delay * finer);
        trains.add(new Train(projection, index, step, new SpikeList(1), new int[1]));
        return this;
    }

    @Override
    public void spikes(int step, NeuronPopulation neurons) {
        for (Train train : trains) {
            train.spikes.clear();
            int k = train.next[0];
            for (; k < train.step.length && (train.step[k] + 1) * finer - 1 == step; k++) {
                train.spikes.add(train.index[k]);
            }
            train.next[0] = k;
            train.projection.transmit(train.spikes);
        }
    }
}
