package org.apical.app.experiment;

import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.neuron.parameter.Key;

/** Synapses from one population onto another. */
public record Pathway(
        @Key("presynaptic population") String from,
        @Key("postsynaptic layer") String to,
        @Key(value = "where its synapses sit", or = "basal") Site site,

        @Key(value = "which pairs of units are connected", or = "dense")
        Connectivity connectivity,

        @Key(value = "from a spike to its effect", or = "0", least = 0)
        double delayMs,

        @Key(value = "how weights are drawn, dimensionless", or = "xavier")
        InitialWeights weights,

        @Key(value = "whether weights learn, where it stands beside the chain", or = "false")
        boolean plastic) {

    /** All to all, without delay. */
    static Pathway dense(String from, String to) {
        return new Pathway(from, to, Site.BASAL, new Connectivity.Dense(), 0, new InitialWeights.Xavier(), false);
    }

    ProjectionDescription description() {
        return new ProjectionDescription(from, to, site, connectivity, delayMs, weights, plastic);
    }
}
