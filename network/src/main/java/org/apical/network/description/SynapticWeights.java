package org.apical.network.description;

import java.util.Arrays;
import org.apical.neuron.parameter.Require;

/**
 * The weights of a network in the units of one formulation: abstract, pA per Hz, or pA per spike; onto conductances in two halves, (2 units x presynaptic units). Shared by all blocks of lanes, not to be
 * written, except in a {@link #copy} by its one owner.
 */
public final class SynapticWeights {
    private final SynapseMatrix[] forward;
    private final double[][] bias;
    private final double[][] feedback;
    private final double[][] backward;
    private final SynapseMatrix[] others;

    /**
     * One array a layer each, and one for each projection outside the chain; not copied.
     *
     * @param network whose shapes they must have
     */
    public SynapticWeights(
            NetworkDescription network, double[][] forward, double[][] bias, double[][] feedback, double[][] others) {
        this(network, forward, bias, feedback, others, new double[network.layers()][0]);
    }

    /**
     * The same with weights between neighbouring layers, backwards.
     *
     * @param backward one array a layer, the first empty; all empty where there are none
     */
    public SynapticWeights(
            NetworkDescription network,
            double[][] forward,
            double[][] bias,
            double[][] feedback,
            double[][] others,
            double[][] backward) {
        int layers = network.layers();
        Require.that(forward.length == layers, "SynapticWeights.forward", "must be " + layers, forward.length);
        for (int l = 0; l < layers; l++) {
            requireLength("bias", l, bias[l], network.units(l));
            requireLength("feedback", l, feedback[l], (long) network.units(l) * network.outputs());
        }
        this.bias = bias;
        this.feedback = feedback;
        this.backward = backward;
        this.forward = new SynapseMatrix[layers];
        for (int l = 0; l < layers; l++) {
            this.forward[l] = matrix(forward[l], network.units(l), network.presynapticUnits(l));
        }
        int count = network.others().size();
        Require.that(others.length == count, "SynapticWeights.others", "must be " + count, others.length);
        this.others = new SynapseMatrix[count];
        for (int k = 0; k < count; k++) {
            ProjectionDescription projection = network.others().get(k);
            this.others[k] = matrix(others[k], network.unitsOf(projection.to()), network.unitsOf(projection.from()));
        }
    }

    /** Signed, or what excites all units, then what inhibits them. */
    private static SynapseMatrix matrix(double[] weights, int units, int sources) {
        boolean halves = weights.length == 2L * units * sources;
        return new SynapseMatrix(halves ? 2 * units : units, sources, weights);
    }

    private static void requireLength(String what, int layer, double[] array, long expected) {
        Require.that(
                array.length == expected,
                "SynapticWeights." + what + " of layer " + (layer + 1),
                "must be " + expected + " numbers",
                array.length);
    }

    private SynapticWeights(SynapticWeights from) {
        this.forward = copies(from.forward);
        this.bias = Arrays.stream(from.bias).map(double[]::clone).toArray(double[][]::new);
        this.feedback = Arrays.stream(from.feedback).map(double[]::clone).toArray(double[][]::new);
        this.backward = Arrays.stream(from.backward).map(double[]::clone).toArray(double[][]::new);
        this.others = copies(from.others);
    }

    private static SynapseMatrix[] copies(SynapseMatrix[] from) {
        return Arrays.stream(from).map(SynapseMatrix::copy).toArray(SynapseMatrix[]::new);
    }

    /** A deep copy. */
    public SynapticWeights copy() {
        return new SynapticWeights(this);
    }

    /** Basal weights of a layer, (units x presynaptic units), or of twice as many rows, first those that excite, then those that inhibit. */
    public SynapseMatrix forward(int layer) {
        return forward[layer];
    }

    /** Constant basal input of a layer. */
    public double[] bias(int layer) {
        return bias[layer];
    }

    /** Apical weights of a layer, (units x outputs). */
    public double[] feedback(int layer) {
        return feedback[layer];
    }

    /** Weights backwards from a layer to the one below, (presynaptic units x units); empty where there are none. */
    public double[] backward(int layer) {
        return backward[layer];
    }

    /** Weights of a projection outside the chain, in the order of the description. */
    public SynapseMatrix other(int projection) {
        return others[projection];
    }
}
