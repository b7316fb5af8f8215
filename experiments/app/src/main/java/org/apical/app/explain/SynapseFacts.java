package org.apical.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apical.app.experiment.Formulations;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;

/**
 * The synapses of one projection.
 *
 * @param site where they end
 * @param weights pairs of units that are connected, expected where they are drawn: as many weights
 * @param synapses pairs of neurons in F3 that these stand for; equal to the weights for synapses of the ideal controller
 */
record SynapseFacts(
        String from, String to, String site, double weights, double synapses, double delayMs, boolean plastic) {

    static List<SynapseFacts> of(Formulations formulations) {
        NetworkDescription network = formulations.network();
        List<SynapseFacts> all = new ArrayList<>();
        Stream.concat(network.forward().stream(), network.others().stream()).forEach(p -> {
            boolean chain = network.forward().contains(p);
            double weights = weights(network, p);
            int source = network.source(p.from());
            int from = source >= 0 ? network.sources().get(source).neurons() : neurons(formulations, p.from());
            all.add(new SynapseFacts(
                    p.from(),
                    p.to(),
                    p.site().name().toLowerCase(java.util.Locale.ROOT),
                    weights,
                    weights * from * neurons(formulations, p.to()),
                    p.delayMs(),
                    chain || p.plastic()));
        });
        boolean learned =
                formulations.experiment().learning().feedback().learned().isPresent();
        boolean controlled = formulations.controller().acts()
                && formulations.experiment().learning().method().control();
        for (int l = 0; l < network.layers() && controlled; l++) {
            double weights = (double) network.units(l) * network.outputs();
            all.add(new SynapseFacts(
                    "controller",
                    network.chain().get(l).name(),
                    "apical",
                    weights,
                    weights * formulations.neuronsPerUnit(l),
                    formulations.controller().delayMs(),
                    learned));
        }
        return all;
    }

    /** Neurons of a unit of a layer, or of the input. */
    private static int neurons(Formulations formulations, String population) {
        return formulations.neuronsPerUnit(formulations.network().layer(population));
    }

    private static double weights(NetworkDescription network, ProjectionDescription projection) {
        int to = network.unitsOf(projection.to());
        int from = network.unitsOf(projection.from());
        return projection.connectivity().density(to, from) * to * from;
    }
}
