package org.apical.network.formulation;

import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.synapse.NeuronConstants;
import org.apical.neuron.reduction.RateReduction;

/** The potentials of a running network in abstract units, for observers that compare formulations. */
public final class AbstractPotentials {
    private final NetworkDescription network;
    private final NeuronSet neurons;

    public AbstractPotentials(NetworkDescription network, NeuronSet neurons) {
        this.network = network;
        this.neurons = neurons;
    }

    /**
     * sum += factor v of a layer as it is now; of somata that spike and reset, the potential they would have without (physics.md 5).
     *
     * @param sum [unit][lane], modified
     */
    public void add(Simulation state, int l, double factor, double[] sum) {
        Layer layer = state.layer(l);
        if (layer.resets()) {
            RateReduction reduction = neurons.reduction(network, l);
            double[] basal = layer.postsynaptic().basal();
            double[] apical = layer.apical();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += factor * reduction.freePotential(basal[k], apical[k]);
            }
            return;
        }
        NeuronConstants neuron = state.layer(l).postsynaptic().constants();
        double[] soma = state.layer(l).postsynaptic().soma();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += factor * (soma[k] - neuron.somaOrigin()) / neuron.somaScale();
        }
    }
}
