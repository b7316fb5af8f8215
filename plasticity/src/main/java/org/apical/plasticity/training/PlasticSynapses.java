package org.apical.plasticity.training;

import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Simulation;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.update.WeightUpdate;

/** The local rules at all synapses of one simulation that learn: those of the chain, then those of plastic projections outside of it. Not thread-safe. */
final class PlasticSynapses {
    private final LocalRule.Synapses[] chain;
    /** Null where a projection does not learn. */
    private final LocalRule.Synapses[] others;
    /** Where the change of biases goes that synapses outside the chain ask for: units have one bias, and the chain's rule moves it. */
    private final double[] unused;

    PlasticSynapses(Simulation simulation, NetworkDescription network, LayerRules ofChain, LayerRules ofOthers) {
        this.chain = new LocalRule.Synapses[simulation.layers()];
        int widest = 0;
        for (int l = 0; l < chain.length; l++) {
            chain[l] = ofChain.of(l).at(simulation.synapses(l));
            widest = Math.max(widest, simulation.layer(l).units());
        }
        this.others = new LocalRule.Synapses[network.others().size()];
        for (int k = 0; k < others.length; k++) {
            int to = network.layer(network.others().get(k).to());
            others[k] =
                    simulation.otherSynapses(k) == null ? null : ofOthers.of(to).at(simulation.otherSynapses(k));
        }
        this.unused = new double[widest];
    }

    void begin() {
        for (LocalRule.Synapses s : chain) {
            s.begin();
        }
        for (LocalRule.Synapses s : others) {
            if (s != null) {
                s.begin();
            }
        }
    }

    void step(boolean plastic) {
        for (LocalRule.Synapses s : chain) {
            s.step(plastic);
        }
        for (LocalRule.Synapses s : others) {
            if (s != null) {
                s.step(plastic);
            }
        }
    }

    void hold(int[] lanes, int steps) {
        for (LocalRule.Synapses s : chain) {
            s.hold(lanes, steps);
        }
        for (LocalRule.Synapses s : others) {
            if (s != null) {
                s.hold(lanes, steps);
            }
        }
    }

    void take(PlasticSynapses from, int[] lanes) {
        for (int l = 0; l < chain.length; l++) {
            chain[l].take(from.chain[l], lanes);
        }
        for (int k = 0; k < others.length; k++) {
            if (others[k] != null) {
                others[k].take(from.others[k], lanes);
            }
        }
    }

    void addTo(WeightUpdate update, double factor) {
        for (int l = 0; l < chain.length; l++) {
            chain[l].addTo(update.forward(l), update.bias(l), factor);
        }
        for (int k = 0; k < others.length; k++) {
            if (others[k] != null) {
                others[k].addTo(update.other(k), unused, factor);
            }
        }
    }
}
