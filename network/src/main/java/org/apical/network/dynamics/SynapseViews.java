package org.apical.network.dynamics;

import java.util.List;
import java.util.function.Supplier;
import org.apical.network.control.Controller;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.synapse.ApicalConstants;
import org.apical.network.synapse.ApicalSite;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;

/** What the synapses of each layer see; nothing in networks built without plasticity. */
final class SynapseViews {
    private final SynapseView[] basal;
    private final ApicalSynapseView[] apical;

    SynapseViews(
            InputSource input,
            List<Layer> layers,
            Controller controller,
            boolean controlBySpikes,
            Supplier<SynapticWeights> weights,
            int lanes) {
        int count = layers.get(layers.size() - 1).postsynaptic() == null ? 0 : layers.size();
        basal = new SynapseView[count];
        apical = new ApicalSynapseView[count];
        if (count == 0) {
            return;
        }
        Presynaptic below = presynaptic(input, input.trace(), input.constant(), lanes);
        Presynaptic control = new Presynaptic(
                controller.control().length / lanes,
                controller.control(),
                controlBySpikes ? controller.transmitted() : null,
                false);
        for (int l = 0; l < count; l++) {
            Layer layer = layers.get(l);
            int at = l;
            basal[l] = new SynapseView(
                    below, layer.postsynaptic(), () -> weights.get().forward(at).byUnit(), lanes);
            below = presynaptic(layer, layer.trace(), false, lanes);
            ApicalConstants constants = new ApicalConstants(layer.apicalPerFeedback(), count - 1 - l);
            apical[l] = new ApicalSynapseView(
                    control, new ApicalSite(layer.units(), layer.apical(), constants), null, lanes);
        }
    }

    private static Presynaptic presynaptic(Emitter emitter, double[] trace, boolean constant, int lanes) {
        double[] spikes = emitter.spikes() ? emitter.transmitted() : null;
        return new Presynaptic(trace.length / lanes, trace, spikes, constant, emitter.traceDecay());
    }

    /** What the synapses of projections outside the chain see; null where they do not learn. */
    static SynapseView[] others(
            NetworkDescription network,
            List<Layer> layers,
            Pathways pathways,
            Supplier<SynapticWeights> weights,
            int lanes) {
        SynapseView[] views = new SynapseView[network.others().size()];
        for (int k = 0; k < views.length; k++) {
            DelayedTrace arriving = pathways.arrivedTrace(k);
            if (arriving != null) {
                double[] trace = arriving.arrived();
                Layer to = layers.get(network.layer(network.others().get(k).to()));
                int at = k;
                views[k] = new SynapseView(
                        new Presynaptic(trace.length / lanes, trace, arriving.arrivedSpikes(), false),
                        to.postsynaptic(),
                        () -> weights.get().other(at).byUnit(),
                        lanes);
            }
        }
        return views;
    }

    SynapseView basal(int layer) {
        return basal[layer];
    }

    ApicalSynapseView apical(int layer) {
        return apical[layer];
    }
}
