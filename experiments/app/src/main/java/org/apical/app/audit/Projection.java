package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.audit.PathwayFacts.Origin;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.OwnPathway.Way;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;

/**
 * A matrix of weights before and after learning.
 *
 * @param to with the site
 * @param units postsynaptic ones
 */
record Projection(String from, String to, int units, double delayMs, Origin origin, double[] before, double[] after) {

    SignFacts signs() {
        return SignFacts.of(from, to, before, after, units);
    }

    PathwayFacts pathway() {
        return new PathwayFacts(from, to, signs().weights(), delayMs, origin, TransportProbe.changed(before, after));
    }

    /** Forward, pathways of its own and feedback from the output back, and what is beside the chain. */
    static List<Projection> of(AuditedNetwork audited, NetworkWeights before, NetworkWeights after) {
        NetworkDescription network = audited.network();
        List<Projection> all = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            all.add(described(
                    audited, network.forward().get(l), Origin.LEARNED_LOCALLY, before.forward(l), after.forward(l)));
        }
        ErrorPath path = audited.learning().method().errorPath();
        for (OwnPathway pathway : before.own()) {
            for (int l = network.layers() - 1; l > 0; l--) {
                int to = pathway.way() == Way.UP ? l : l - 1;
                double[] drawn = before.own(pathway, l);
                double[] learned = after.own(pathway, l);
                all.add(new Projection(
                        network.chain().get(pathway.way() == Way.UP ? l - 1 : l).name(),
                        network.chain().get(to).name() + ", " + pathway.name(),
                        network.units(to),
                        0,
                        changed(drawn, learned),
                        drawn,
                        learned));
            }
        }
        Origin feedback =
                switch (audited.feedback().origin()) {
                    case COPIED -> Origin.COPIED;
                    case RANDOM -> changed(before.feedback(0), after.feedback(0));
                    case LEARNED -> Origin.LEARNED_FROM_NOISE;
                    case GIVEN -> Origin.GIVEN;
                };
        for (int l = network.layers() - 1; l >= 0 && path == ErrorPath.Q; l--) {
            all.add(new Projection(
                    audited.control() ? "controller" : "error of the output",
                    network.chain().get(l).name() + ", apical",
                    network.units(l),
                    audited.formulation().controller().delayMs(),
                    feedback,
                    before.feedback(l),
                    after.feedback(l)));
        }
        for (int k = 0; k < network.others().size(); k++) {
            Origin origin = network.others().get(k).plastic() ? Origin.LEARNED_LOCALLY : Origin.DRAWN;
            all.add(described(audited, network.others().get(k), origin, before.other(k), after.other(k)));
        }
        return all;
    }

    private static Origin changed(double[] before, double[] after) {
        return Arrays.equals(before, after) ? Origin.DRAWN : Origin.LEARNED_LOCALLY;
    }

    private static Projection described(
            AuditedNetwork audited, ProjectionDescription p, Origin origin, double[] before, double[] after) {
        String to = p.to() + (p.site() == Site.BASAL ? ", basal" : ", apical");
        double delayMs = p.delaySteps(audited.dtMs()) * audited.dtMs();
        return new Projection(p.from(), to, audited.network().unitsOf(p.to()), delayMs, origin, before, after);
    }

    /** The projections, and the error between forward and feedback ones. */
    static List<PathwayFacts> pathways(AuditedNetwork audited, List<Projection> projections) {
        NetworkDescription network = audited.network();
        int last = network.layers();
        List<PathwayFacts> pathways =
                new ArrayList<>(projections.stream().map(Projection::pathway).toList());
        if (!audited.control()) {
            return pathways;
        }
        Origin error = audited.formulation().controller().neurons() ? Origin.SOLVED : Origin.IDEAL;
        String from = network.chain().get(last - 1).name() + ", target";
        pathways.add(last, new PathwayFacts(from, "controller", network.outputs(), 0, error, 0));
        return pathways;
    }
}
