package org.apical.plasticity.theory;

import java.util.Set;
import org.apical.network.description.NetworkWeights;

/** What exists at the synapses onto a layer, of which only what their theory declares is handed out. */
public final class SynapseActivity {
    private final int layer;
    private final BatchActivity activity;
    private final NetworkWeights weights;
    private final Set<SynapticReading> reads;

    SynapseActivity(int layer, BatchActivity activity, NetworkWeights weights, Set<SynapticReading> reads) {
        this.layer = layer;
        this.activity = activity;
        this.weights = weights;
        this.reads = reads;
    }

    /** The layer of the postsynaptic neurons. */
    public int layer() {
        return layer;
    }

    /** Samples. */
    public int lanes() {
        return activity.lanes();
    }

    /** Whether there is something of what is declared now. */
    public boolean has(SynapticReading reading) {
        require(reading);
        return activity.has(reading.quantity(), reading.site() == SynapticReading.Site.PRESYNAPTIC ? layer : layer + 1);
    }

    /** Of presynaptic neurons, [unit][lane]; live. */
    public double[] pre(String quantity) {
        return declared(SynapticReading.pre(quantity), layer);
    }

    /** Of postsynaptic neurons, [unit][lane]; live. */
    public double[] post(String quantity) {
        return declared(SynapticReading.post(quantity), layer + 1);
    }

    private double[] declared(SynapticReading reading, int population) {
        require(reading);
        return activity.of(reading.quantity(), population);
    }

    private void require(SynapticReading reading) {
        if (!reads.contains(reading)) {
            throw new IllegalStateException("the theory does not declare that it reads the " + reading.words());
        }
    }

    /** W of the layer; live. */
    public double[] weight() {
        require(SynapticReading.WEIGHT);
        return weights.forward(layer);
    }

    /** S of the layer, of the synapses between the same neurons in the other direction; live. */
    public double[] reciprocal() {
        require(SynapticReading.RECIPROCAL_WEIGHT);
        return weights.backward(layer);
    }
}
