package org.apical.neuron.model;

import java.util.List;
import java.util.random.RandomGenerator;

/** Units whose somata differ, each with a mechanism of its own. */
final class UnitMechanisms implements SpikeMechanism {
    private final SpikeMechanism[] units;
    private final int elements;

    /** @param elements that belong to a unit */
    UnitMechanisms(List<SpikeMechanism> units, int elements) {
        this.units = units.toArray(SpikeMechanism[]::new);
        this.elements = elements;
    }

    @Override
    public void fire(int from, int n, double now, RandomGenerator[] random, SpikeList spikes) {
        int done = 0;
        while (done < n) {
            int at = from + done;
            int part = Math.min(n - done, elements - at % elements);
            units[at / elements].fire(at, part, now, random, spikes);
            done += part;
        }
    }

    @Override
    public void reset() {
        for (SpikeMechanism unit : units) {
            unit.reset();
        }
    }
}
