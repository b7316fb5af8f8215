package org.apical.network.divergence;

import java.util.function.IntFunction;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.formulation.Formulation;

/**
 * Whether weights are numbers, and none that alone takes a potential out of its bounds ({@link org.apical.network.formulation.PotentialBounds#largestAbstract}): to be
 * asked after every step of an optimiser.
 */
public final class SoundWeights {
    private static final String REMEDY = "the learning rate is too high, or the direction of learning is wrong";

    private static final double[] NOTHING = {};

    private SoundWeights() {}

    /** Throws {@link DivergenceException} unless forward weights and biases, and pathways of a theory's own beside them, are sound. */
    public static void requireForward(Formulation formulation, NetworkWeights weights) {
        for (int l = 0; l < formulation.network().layers(); l++) {
            for (OwnPathway pathway : weights.own()) {
                boolean up = pathway.way() == OwnPathway.Way.UP;
                int columns =
                        up ? presynaptic(formulation, l) : formulation.network().units(l);
                check(formulation, l, pathway.name() + " weight", weights.own(pathway, l), columns);
            }
            check(formulation, l, "forward weight", weights.forward(l), presynaptic(formulation, l));
            check(formulation, l, "bias", weights.bias(l), 1);
        }
        NetworkDescription network = formulation.network();
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription other = network.others().get(k);
            if (other.plastic()) {
                int to = network.layer(other.to());
                check(formulation, to, "lateral weight", weights.other(k), network.unitsOf(other.from()));
            }
        }
    }

    /** Throws {@link DivergenceException} unless feedback weights are sound. */
    public static void requireFeedback(Formulation formulation, NetworkWeights weights) {
        int outputs = formulation.network().outputs();
        for (int l = 0; l < formulation.network().layers(); l++) {
            check(formulation, l, "feedback weight", weights.feedback(l), outputs);
        }
    }

    /**
     * Throws {@link DivergenceException} unless a change of weights is finite.
     *
     * @param quantity what it changes, in the plural
     * @param change of each layer
     */
    public static void requireFinite(Formulation formulation, String quantity, IntFunction<double[]> change) {
        for (int l = 0; l < formulation.network().layers(); l++) {
            for (double x : change.apply(l)) {
                if (!Double.isFinite(x)) {
                    throw new DivergenceException(
                            formulation.id(),
                            "the update of the " + quantity + " of " + name(formulation.network(), l) + " is " + x
                                    + ", expected finite numbers; the controller or the learning rate is unstable");
                }
            }
        }
    }

    /** The same for plastic projections outside the chain. */
    public static void requireFiniteOthers(Formulation formulation, IntFunction<double[]> change) {
        NetworkDescription network = formulation.network();
        for (int k = 0; k < network.others().size(); k++) {
            int projection = k;
            int to = network.layer(network.others().get(k).to());
            requireFinite(formulation, "lateral weights", l -> l == to ? change.apply(projection) : NOTHING);
        }
    }

    private static int presynaptic(Formulation formulation, int l) {
        return formulation.network().presynapticUnits(l);
    }

    private static void check(Formulation formulation, int l, String quantity, double[] weights, int columns) {
        double largest = formulation.potentialBounds(l).largestAbstract();
        for (int k = 0; k < weights.length; k++) {
            if (!(Math.abs(weights[k]) <= largest)) {
                String from = columns == 1 ? "" : " from unit " + (k % columns + 1);
                throw new DivergenceException(
                        formulation.id(),
                        String.format(
                                java.util.Locale.ROOT,
                                "%s of %s, unit %d%s, is %.4g, expected at most %.4g in magnitude (dimensionless); %s",
                                quantity,
                                name(formulation.network(), l),
                                k / columns + 1,
                                from,
                                weights[k],
                                largest,
                                REMEDY));
            }
        }
    }

    /** Number, from 1, and name of a layer. */
    static String name(NetworkDescription network, int layer) {
        return "layer " + (layer + 1) + " (" + network.chain().get(layer).name() + ")";
    }
}
