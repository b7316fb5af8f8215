package org.apical.plasticity.optimiser;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Another optimiser whose step is taken f_l times in layer l, and in plastic projections onto it from outside the chain. It is the step that is scaled,
 * not the direction: Adam would not notice the latter.
 */
public final class LayerRates implements Optimiser {
    private final Optimiser optimiser;
    private final double[] factors;
    private final double[] otherFactors;
    private final WeightUpdate before;

    /** @param factors f_l of each layer, >= 0 */
    public LayerRates(Optimiser optimiser, NetworkDescription network, double... factors) {
        Require.that(
                factors.length == network.layers(),
                "LayerRates.factors",
                "must be one for each of " + network.layers() + " layers",
                factors.length);
        for (double factor : factors) {
            Require.notNegative("LayerRates.factors", factor, "(dimensionless)");
        }
        this.optimiser = optimiser;
        this.factors = Arrays.copyOf(factors, factors.length);
        this.otherFactors = network.others().stream()
                .mapToDouble(p -> factors[network.layer(p.to())])
                .toArray();
        this.before = new WeightUpdate(network);
    }

    /** The same factor in every layer. */
    public static LayerRates all(double factor, Optimiser optimiser, NetworkDescription network) {
        double[] factors = new double[network.layers()];
        Arrays.fill(factors, factor);
        return new LayerRates(optimiser, network, factors);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        for (int l = 0; l < factors.length; l++) {
            copy(weights.forward(l), before.forward(l));
            copy(weights.bias(l), before.bias(l));
        }
        for (int k = 0; k < otherFactors.length; k++) {
            copy(weights.other(k), before.other(k));
        }
        optimiser.step(weights, direction);
        for (int l = 0; l < factors.length; l++) {
            scaleStep(factors[l], before.forward(l), weights.forward(l));
            scaleStep(factors[l], before.bias(l), weights.bias(l));
        }
        for (int k = 0; k < otherFactors.length; k++) {
            scaleStep(otherFactors[k], before.other(k), weights.other(k));
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        optimiser.state(visitor);
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    private static void scaleStep(double factor, double[] from, double[] to) {
        for (int k = 0; k < from.length; k++) {
            to[k] = from[k] + factor * (to[k] - from[k]);
        }
    }
}
