package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apical.network.synapse.BurstCounts;
import org.apical.network.synapse.DrivingForce;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.transfer.Tanh;

/** Synapses of a small spiking layer whose every quantity a test sets. Potentials range over what the rules care for. */
final class SynapseRig {
    static final int UNITS = 3;
    static final int PRE = 4;
    static final int LANES = 2;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<Quantity, double[]> arrays = new EnumMap<>(Quantity.class);
    private NeuronConstants constants =
            new NeuronConstants(-60, 5, -65, 12, new Tanh(), Optional.of(new DrivingForce(0, -80, -50)));

    SynapseRig() {
        for (Quantity q : new Quantity[] {Quantity.PRESYNAPTIC_TRACE, Quantity.PRESYNAPTIC_SPIKES}) {
            arrays.put(q, new double[PRE * LANES]);
        }
        for (Quantity q : new Quantity[] {
            Quantity.SOMATIC_POTENTIAL,
            Quantity.LOCAL_POTENTIAL,
            Quantity.OUTPUT,
            Quantity.OWN_SPIKES,
            Quantity.OWN_EVENTS,
            Quantity.OWN_BURSTS,
            Quantity.SOMATIC_INHIBITION
        }) {
            arrays.put(q, new double[UNITS * LANES]);
        }
        arrays.put(Quantity.WEIGHT, new double[2 * UNITS * PRE]);
    }

    double[] array(Quantity quantity) {
        return arrays.get(quantity);
    }

    /** Draws everything anew: spikes in three of ten steps. */
    void draw() {
        arrays.forEach((quantity, array) -> {
            for (int k = 0; k < array.length; k++) {
                double x = random.nextDouble(-1, 1);
                array[k] = switch (quantity) {
                    case SOMATIC_POTENTIAL, LOCAL_POTENTIAL -> -45 + 30 * x;
                    case PRESYNAPTIC_SPIKES, OWN_SPIKES, OWN_EVENTS, OWN_BURSTS, SOMATIC_INHIBITION -> x > 0.4 ? 1 : 0;
                    default -> x;
                };
            }
        });
    }

    /** NaN into all of one quantity. */
    void poison(Quantity quantity) {
        if (arrays.containsKey(quantity)) {
            Arrays.fill(arrays.get(quantity), Double.NaN);
        } else if (quantity == Quantity.POPULATION_CONSTANTS) {
            constants = new NeuronConstants(Double.NaN, Double.NaN, Double.NaN, Double.NaN, new Tanh());
        }
    }

    SynapseView view() {
        return new SynapseView(
                new Presynaptic(PRE, array(Quantity.PRESYNAPTIC_TRACE), array(Quantity.PRESYNAPTIC_SPIKES), false),
                new Postsynaptic(
                        UNITS,
                        array(Quantity.SOMATIC_POTENTIAL),
                        array(Quantity.LOCAL_POTENTIAL),
                        array(Quantity.OUTPUT),
                        array(Quantity.OWN_SPIKES),
                        new BurstCounts(() -> array(Quantity.OWN_EVENTS), () -> array(Quantity.OWN_BURSTS)),
                        array(Quantity.SOMATIC_INHIBITION),
                        constants,
                        Postsynaptic.Output.SPIKES),
                () -> array(Quantity.WEIGHT),
                LANES);
    }

    /** dW, then db. */
    static double[] change(LocalRule.Synapses rule) {
        double[] dW = new double[UNITS * PRE];
        double[] db = new double[UNITS];
        rule.addTo(dW, db, 1);
        double[] both = Arrays.copyOf(dW, dW.length + db.length);
        System.arraycopy(db, 0, both, dW.length, db.length);
        return both;
    }
}
