package org.apical.network.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.parallel.DelayLine;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * All projections of a network at work over a block of lanes.
 *
 * <p>In step n a projection with a delay of D steps carries what left in step n - D. D = 0 (the new output of the layer below) needs layers that advance
 * from the first to the last; D = 1 comes for free where they advance from the last to the first; everything else waits in a {@link DelayLine}.
 */
final class Pathways {
    private final Pathway[] forward;
    private final List<Other> others = new ArrayList<>();

    /** @param trace what plastic synapses see of it; null: they do not learn */
    private record Other(int number, int layer, Site site, Pathway pathway, DelayedTrace trace) {}

    Pathways(
            NetworkDescription network,
            Timing timing,
            InputSource input,
            List<? extends InputSource> sources,
            List<Layer> layers,
            MatrixProduct product,
            int lanes) {
        int least = timing.transmission() == Transmission.PREVIOUS_STEP ? 1 : 0;
        forward = new Pathway[layers.size()];
        for (int l = 0; l < forward.length; l++) {
            Emitter from = l == 0 ? input : layers.get(l - 1);
            int delay = Math.max(least, network.forward().get(l).delaySteps(timing.dtMs()));
            forward[l] = new Pathway(
                    from, delay, delay > least ? line(network.forward().get(l), delay, from) : null, product, lanes);
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription other = network.others().get(k);
            int source = network.source(other.from());
            Emitter from = source >= 0 ? sources.get(source) : layers.get(network.layer(other.from()));
            int delay = Math.max(1, other.delaySteps(timing.dtMs()));
            Pathway pathway = new Pathway(from, delay, line(other, delay, from), product, lanes);
            boolean learns =
                    other.plastic() && layers.get(network.layer(other.to())).postsynaptic() != null;
            DelayedTrace trace = learns ? new DelayedTrace(layers.get(network.layer(other.from())), delay) : null;
            others.add(new Other(k, network.layer(other.to()), other.site(), pathway, trace));
        }
    }

    private static DelayLine line(ProjectionDescription projection, int steps, Emitter from) {
        return new DelayLine(projection.name() + ".delayMs", steps, from.transmitted().length);
    }

    /** Whether a layer has more than its forward projection on these dendrites. */
    boolean others(int layer, Site site) {
        return others.stream().anyMatch(o -> o.layer == layer && o.site == site);
    }

    /** Adds what the forward projection of a layer carries in its steady state. */
    void settleForward(SynapticWeights weights, int layer, double[] drive) {
        forward[layer].settle(weights.forward(layer), drive);
    }

    /** Adds what the sources of a layer carry on average, and of lateral and recurrent projections what r = 0 sends, since no layer has fired yet. */
    void settleOthers(SynapticWeights weights, int layer, Site site, double[] drive) {
        for (Other other : others) {
            if (other.layer != layer || other.site != site) {
                continue;
            }
            if (other.pathway.constantOnAverage()) {
                other.pathway.settle(weights.other(other.number), drive);
            } else {
                other.pathway.settleAtZero(weights.other(other.number), drive);
            }
        }
    }

    /** The presynaptic trace of a projection outside the chain, with its spikes, as it arrives; null if it does not learn. */
    DelayedTrace arrivedTrace(int projection) {
        return others.get(projection).trace;
    }

    /** Fills the delay lines of lateral and recurrent projections with what their layers, now settled, send. */
    void settleRecurrent() {
        for (Other other : others) {
            if (!other.pathway.constantOnAverage()) {
                other.pathway.fill();
            }
            if (other.trace != null) {
                other.trace.fill();
            }
        }
    }

    /** Adds what the forward projection carries in this step. */
    void forward(SynapticWeights weights, int layer, double[] drive) {
        forward[layer].transmit(weights.forward(layer), drive);
    }

    /** Adds what the other projections carry in this step. */
    void others(SynapticWeights weights, int layer, Site site, double[] drive) {
        for (int k = 0; k < others.size(); k++) {
            Other other = others.get(k);
            if (other.layer == layer && other.site == site) {
                other.pathway.transmit(weights.other(other.number), drive);
            }
        }
    }

    /** Goes on with lanes of the same projections elsewhere. */
    void take(Pathways from, int[] lanes) {
        for (int l = 0; l < forward.length; l++) {
            forward[l].take(from.forward[l], lanes);
        }
        for (int k = 0; k < others.size(); k++) {
            others.get(k).pathway.take(from.others.get(k).pathway, lanes);
            if (others.get(k).trace != null) {
                others.get(k).trace.take(from.others.get(k).trace, lanes);
            }
        }
    }

    /** The step is over. */
    void push() {
        for (Pathway pathway : forward) {
            pathway.push();
        }
        for (int k = 0; k < others.size(); k++) {
            others.get(k).pathway.push();
            if (others.get(k).trace != null) {
                others.get(k).trace.push();
            }
        }
    }
}
