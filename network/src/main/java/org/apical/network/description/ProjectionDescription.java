package org.apical.network.description;

import java.util.Objects;
import org.apical.neuron.parameter.Require;

/**
 * Synapses from one population onto another.
 *
 * @param from presynaptic population
 * @param to postsynaptic layer
 * @param delayMs time between a spike (or a rate) and its effect (ms); in F3 at least one step passes
 */
public record ProjectionDescription(
        String from, String to, Site site, Connectivity connectivity, double delayMs, InitialWeights weights) {
    public ProjectionDescription {
        Objects.requireNonNull(from, "ProjectionDescription.from");
        Objects.requireNonNull(to, "ProjectionDescription.to");
        Objects.requireNonNull(site, "ProjectionDescription.site");
        Objects.requireNonNull(connectivity, "ProjectionDescription.connectivity");
        Objects.requireNonNull(weights, "ProjectionDescription.weights");
        Require.notNegative("ProjectionDescription.delayMs", delayMs, "ms");
    }

    /** All to all onto basal dendrites, without delay, Xavier-normal: the forward projection of a plain network. */
    public static ProjectionDescription dense(String from, String to) {
        return new ProjectionDescription(
                from, to, Site.BASAL, new Connectivity.Dense(), 0, new InitialWeights.Xavier());
    }

    /** Steps from a spike to its effect, the delay rounded to the grid. */
    public int delaySteps(double dtMs) {
        return (int) Math.round(delayMs / dtMs);
    }
}
