package org.apical.network.description;

import java.util.Objects;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Require;

/**
 * Synapses from one population onto another.
 *
 * @param from presynaptic population
 * @param to postsynaptic layer
 * @param delayMs time between a spike (or a rate) and its effect (ms); in F3 at least one step passes
 * @param plastic whether its weights learn, for projections outside the chain; those of the chain do
 */
public record ProjectionDescription(
        String from,
        String to,
        Site site,
        Connectivity connectivity,
        double delayMs,
        InitialWeights weights,
        boolean plastic) {
    public ProjectionDescription {
        Objects.requireNonNull(from, "ProjectionDescription.from");
        Objects.requireNonNull(to, "ProjectionDescription.to");
        Objects.requireNonNull(site, "ProjectionDescription.site");
        Objects.requireNonNull(connectivity, "ProjectionDescription.connectivity");
        Objects.requireNonNull(weights, "ProjectionDescription.weights");
        Require.notNegative("ProjectionDescription.delayMs", delayMs, "ms");
    }

    /** Whose weights stay as they are, unless it belongs to the chain. */
    public ProjectionDescription(
            String from, String to, Site site, Connectivity connectivity, double delayMs, InitialWeights weights) {
        this(from, to, site, connectivity, delayMs, weights, false);
    }

    /**
     * Plastic lateral synapses in a layer, from every unit onto the basal dendrites of every other, weights zero at first; no unit onto itself.
     *
     * @param delayMs > 0
     */
    public static ProjectionDescription lateral(String layer, int units, double delayMs) {
        return new ProjectionDescription(
                layer,
                layer,
                Site.BASAL,
                Connectivity.Pairs.butSelf(units),
                delayMs,
                new InitialWeights.Normal(0, 0),
                true);
    }

    /** All to all onto basal dendrites, without delay, Xavier-normal: the forward projection of a plain network. */
    public static ProjectionDescription dense(String from, String to) {
        return new ProjectionDescription(
                from, to, Site.BASAL, new Connectivity.Dense(), 0, new InitialWeights.Xavier());
    }

    /**
     * Steps from a spike to its effect.
     *
     * @throws org.apical.neuron.parameter.ParameterException if the delay is no multiple of the step
     */
    public int delaySteps(double dtMs) {
        return Grid.steps(name() + ".delayMs", delayMs, dtMs);
    }

    /** How messages call it. */
    public String name() {
        return "projection " + from + " to " + to;
    }
}
