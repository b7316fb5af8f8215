package org.apical.plasticity.feedback;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apical.network.synapse.ApicalConstants;
import org.apical.network.synapse.ApicalSite;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;

/** Apical synapses of a small layer whose every quantity a test sets. */
final class ApicalRig {
    private final SplittableRandom random = new SplittableRandom(12);
    private final int units;
    private final int outputs;
    private final int lanes;
    private final Map<Quantity, double[]> arrays = new EnumMap<>(Quantity.class);
    private ApicalConstants constants;

    ApicalRig(int units, int outputs, int lanes, ApicalConstants constants) {
        this.units = units;
        this.outputs = outputs;
        this.lanes = lanes;
        this.constants = constants;
        arrays.put(Quantity.PRESYNAPTIC_TRACE, new double[outputs * lanes]);
        arrays.put(Quantity.PRESYNAPTIC_SPIKES, new double[outputs * lanes]);
        arrays.put(Quantity.LOCAL_POTENTIAL, new double[units * lanes]);
        arrays.put(Quantity.WEIGHT, random.doubles(units * outputs, -1, 1).toArray());
    }

    double[] control() {
        return arrays.get(Quantity.PRESYNAPTIC_TRACE);
    }

    double[] potential() {
        return arrays.get(Quantity.LOCAL_POTENTIAL);
    }

    /** Draws everything but the weights anew. */
    void draw() {
        arrays.forEach((quantity, array) -> {
            if (quantity != Quantity.WEIGHT) {
                Arrays.setAll(array, k -> random.nextDouble(-1, 1));
            }
        });
    }

    /** NaN into all of one quantity. */
    void poison(Quantity quantity) {
        if (quantity == Quantity.POPULATION_CONSTANTS) {
            constants = new ApicalConstants(Double.NaN, constants.layersAbove());
        } else {
            Arrays.fill(arrays.get(quantity), Double.NaN);
        }
    }

    ApicalSynapseView view() {
        return new ApicalSynapseView(
                new Presynaptic(outputs, control(), arrays.get(Quantity.PRESYNAPTIC_SPIKES), false),
                new ApicalSite(units, potential(), constants),
                arrays.get(Quantity.WEIGHT),
                lanes);
    }

    /** dQ of so many random steps, NaN in what is poisoned. */
    double[] course(FeedbackRule.Synapses synapses, int steps, Quantity... poisoned) {
        synapses.begin();
        for (int step = 0; step < steps; step++) {
            draw();
            for (Quantity quantity : poisoned) {
                poison(quantity);
            }
            synapses.step(step >= steps / 4);
        }
        double[] dQ = new double[units * outputs];
        synapses.addTo(dQ, 1);
        return dQ;
    }
}
