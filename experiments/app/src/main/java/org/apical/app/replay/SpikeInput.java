package org.apical.app.replay;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.projection.Projection;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.simulation.Stimulus;

/** Recorded spike trains that arrive through projections. */
final class SpikeInput implements Stimulus {
    static final int MAX_DELAY_STEPS = 1000;

    private final CompartmentCase recorded;
    private final int finer;
    private final List<Train> trains = new ArrayList<>();

    private record Train(Projection projection, EmittedSpikes emitted) {}

    /** @param finer steps of the run in a recorded step */
    SpikeInput(CompartmentCase recorded, int finer) {
        this.recorded = recorded;
        this.finer = finer;
    }

    /** Adds the recorded spikes {@code input_SITE_index/step}. */
    SpikeInput add(String site, Weights weights, NeuronPopulation target) {
        EmittedSpikes emitted = new EmittedSpikes(recorded, "input_" + site, weights.presynaptic(), finer);
        int delay = recorded.attributes().integer("synaptic_delay_steps", 0, MAX_DELAY_STEPS);
        trains.add(new Train(new Projection(target, weights, delay * finer), emitted));
        return this;
    }

    @Override
    public void spikes(int step, NeuronPopulation neurons) {
        for (Train train : trains) {
            train.emitted.emit(step);
            train.projection.transmit(train.emitted.spikes());
        }
    }
}
