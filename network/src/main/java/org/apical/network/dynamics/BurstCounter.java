package org.apical.network.dynamics;

import java.util.Arrays;
import org.apical.network.synapse.BurstCounts;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.population.SpikingPopulation;

/** Finds the events and bursts ({@link BurstCounts}) in the spikes of single neurons, once somebody has asked for them. Cost: a few flop a spike. */
final class BurstCounter {
    private static final double ROUNDING = 1e-9;

    private final SpikingPopulation population;
    private final int lanes;
    private final int size;
    private final int withinSteps;
    /** Step of the last spike, [unit][neuron][lane]; before all time without one. Null until somebody asks. */
    private long[] last;
    /** Whether that spike began an event. */
    private boolean[] single;

    private double[] events;
    private double[] bursts;
    private long now;

    /** @param size units times lanes */
    BurstCounter(SpikingPopulation population, int lanes, int size, double dtMs) {
        this.population = population;
        this.lanes = lanes;
        this.size = size;
        this.withinSteps = (int) (BurstCounts.WITHIN_MS / dtMs * (1 + ROUNDING));
    }

    /** What synapses see. */
    BurstCounts counts() {
        return new BurstCounts(
                () -> {
                    begin();
                    return events;
                },
                () -> {
                    begin();
                    return bursts;
                });
    }

    private void begin() {
        if (last != null || population.neuronSpikes() == null) {
            return;
        }
        int neurons = Sizes.elements("BurstCounter: neurons", size, population.neuronsPerUnit());
        last = new long[neurons];
        single = new boolean[neurons];
        events = new double[size];
        bursts = new double[size];
        forget();
        count();
    }

    /** No neuron has fired. */
    void reset() {
        now = 0;
        if (last != null) {
            forget();
        }
    }

    private void forget() {
        Arrays.fill(last, -withinSteps - 1L);
        Arrays.fill(events, 0);
        Arrays.fill(bursts, 0);
    }

    /** Takes the spikes of the step just taken. */
    void step() {
        now++;
        if (last != null) {
            Arrays.fill(events, 0);
            Arrays.fill(bursts, 0);
            count();
        }
    }

    private void count() {
        SpikeList spikes = population.neuronSpikes();
        for (int k = 0; k < spikes.size(); k++) {
            int at = spikes.element(k);
            int unit = spikes.neuron(k) / population.neuronsPerUnit() * lanes + spikes.lane(k);
            boolean begins = now - last[at] > withinSteps;
            if (begins) {
                events[unit]++;
            } else if (single[at]) {
                bursts[unit]++;
            }
            single[at] = begins;
            last[at] = now;
        }
    }
}
