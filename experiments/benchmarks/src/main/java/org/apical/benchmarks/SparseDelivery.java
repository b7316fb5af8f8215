package org.apical.benchmarks;

import java.util.List;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.projection.SparseProjection;
import org.apical.neuron.projection.SparseWeights;

/** What a synaptic event costs by itself: recorded spikes delivered once more, onto neurons that do not move, against as many steps without spikes. */
final class SparseDelivery {
    private final SparseProjection projection;
    private final SparseWeights weights;

    SparseDelivery(SparseWeights weights, NeuronPopulation neurons, String input) {
        this.weights = weights;
        this.projection = new SparseProjection(neurons, input, weights);
    }

    /** Nanoseconds of CPU time an event. */
    double nanosPerEvent(List<SpikeList> spikes) {
        long events = 0;
        for (SpikeList step : spikes) {
            for (int k = 0; k < step.size(); k++) {
                events += weights.synapses(step.neuron(k));
            }
        }
        SpikeList none = new SpikeList(1);
        double with = CpuTime.seconds(() -> spikes.forEach(projection::transmit));
        double without = CpuTime.seconds(() -> spikes.forEach(step -> projection.transmit(none)));
        return (with - without) * 1e9 / events;
    }
}
