package org.apical.network.formulation;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.synapse.NeuronConstants;
import org.apical.neuron.reduction.RateReduction;

/** The potentials of a running network in abstract units, for observers that compare formulations. */
public final class AbstractPotentials {
    /** Of the cell of each unit, layer by layer; one where all are alike. */
    private final List<List<RateReduction>> reductions;

    public AbstractPotentials(NetworkDescription network, NeuronSet neurons) {
        this.reductions = IntStream.range(0, network.layers())
                .mapToObj(l -> neurons.layer(network, l))
                .map(layer -> layer.own().isEmpty()
                        ? List.of(layer.reduction())
                        : layer.own().stream()
                                .map(unit -> RateReduction.of(
                                        unit.cell(), layer.reduction().code()))
                                .toList())
                .toList();
    }

    /**
     * sum += factor v of a layer as it is now; of somata that spike and reset, the potential they would have without (physics.md 5).
     *
     * @param sum [unit][lane], modified
     */
    public void add(Simulation state, int l, double factor, double[] sum) {
        Layer layer = state.layer(l);
        if (layer.resets()) {
            List<RateReduction> of = reductions.get(l);
            int lanes = sum.length / layer.units();
            double[] basal = layer.postsynaptic().basal();
            double[] apical = layer.apical();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += factor * of.get(of.size() == 1 ? 0 : k / lanes).freePotential(basal[k], apical[k]);
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
