package org.apical.plasticity.optimiser;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Another optimiser on directions whose mean over the synapses that a unit has in one projection is taken away: d_ij := d_ij - mean_j d_ij, j over the synapses that exist
 * (Lässig et al. 2023, released code). What a dendrite gains at some synapses it loses at others, as in heterosynaptic plasticity; biases are left alone.
 */
public final class Centred implements Optimiser {
    private final Optimiser optimiser;
    private final int[] otherUnits;
    private final WeightUpdate centred;
    /** 1 where a synapse exists. */
    private final WeightUpdate exists;

    public Centred(Optimiser optimiser, NetworkDescription network) {
        this.optimiser = optimiser;
        this.otherUnits =
                network.others().stream().mapToInt(p -> network.unitsOf(p.to())).toArray();
        this.centred = new WeightUpdate(network);
        this.exists = new WeightUpdate(network);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        for (int l = 0; l < direction.layers(); l++) {
            Arrays.fill(exists.forward(l), 1);
            weights.maskForward(l, exists.forward(l));
            centre(direction.forward(l), exists.forward(l), direction.bias(l).length, centred.forward(l));
            System.arraycopy(direction.bias(l), 0, centred.bias(l), 0, centred.bias(l).length);
        }
        for (int k = 0; k < direction.others(); k++) {
            if (direction.other(k).length > 0) {
                Arrays.fill(exists.other(k), 1);
                weights.maskOther(k, exists.other(k));
                centre(direction.other(k), exists.other(k), otherUnits[k], centred.other(k));
            }
        }
        optimiser.step(weights, centred);
    }

    @Override
    public void state(StateVisitor visitor) {
        optimiser.state(visitor);
    }

    private static void centre(double[] d, double[] exists, int units, double[] to) {
        int presynaptic = d.length / units;
        for (int i = 0; i < units; i++) {
            double sum = 0;
            double count = 0;
            for (int k = i * presynaptic; k < (i + 1) * presynaptic; k++) {
                sum += exists[k] * d[k];
                count += exists[k];
            }
            for (int k = i * presynaptic; k < (i + 1) * presynaptic; k++) {
                to[k] = exists[k] == 0 ? 0 : d[k] - sum / count;
            }
        }
    }
}
