package org.apical.neuron.reduction;

import java.util.Locale;

/**
 * One thing that the abstract equations take for granted about a neuron.
 *
 * @param name in a few words
 * @param violation by how much it fails, dimensionless; 0 where it holds exactly
 * @param tolerance up to which it is taken to hold
 * @param measure what the violation is the size of
 * @param consequence what follows where it fails
 */
public record Assumption(String name, double violation, double tolerance, String measure, String consequence) {

    /** Whether the violation is within its tolerance. */
    public boolean holds() {
        return violation <= tolerance;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-8s %s: %s = %.3g, taken to hold up to %.3g%s",
                holds() ? "holds" : "VIOLATED",
                name,
                measure,
                violation,
                tolerance,
                holds() ? "" : "; " + consequence);
    }
}
