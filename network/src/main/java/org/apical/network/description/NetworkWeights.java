package org.apical.network.description;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * Weights of a network in the abstract (dimensionless) units of physics.md 1, whatever it is run as. Layers count from 0; matrices are
 * row-major: W (units x presynaptic units), b (units), Q (units x outputs), and one matrix for each other projection. A network may also have pathways of its own
 * between neighbouring layers ({@link OwnPathway}), of which S goes backwards (presynaptic units x units); it begins without. The arrays are live.
 */
public final class NetworkWeights {
    private static final double[] NONE = {};

    private final double[][] forward;
    private final double[][] bias;
    private final double[][] feedback;
    private final double[][] other;
    private final Map<OwnPathway, Own> own;
    /** Existing synapses of the forward projections, then of the others, null where all exist; never written. */
    private final double[][] mask;
    /** Existing feedback synapses, likewise. */
    private final double[][] feedbackMask;

    private NetworkWeights(
            double[][] forward,
            double[][] bias,
            double[][] feedback,
            double[][] other,
            Map<OwnPathway, Own> own,
            double[][] mask,
            double[][] feedbackMask) {
        this.forward = forward;
        this.bias = bias;
        this.feedback = feedback;
        this.other = other;
        this.own = own;
        this.mask = mask;
        this.feedbackMask = feedbackMask;
    }

    /** All weights zero, every synapse in existence. */
    public static NetworkWeights zero(NetworkDescription network) {
        Sizes.requireRoom("weights of the network", network.weights());
        int layers = network.layers();
        double[][] w = new double[layers][];
        double[][] b = new double[layers][];
        double[][] q = new double[layers][];
        for (int l = 0; l < layers; l++) {
            w[l] = new double[network.units(l) * network.presynapticUnits(l)];
            b[l] = new double[network.units(l)];
            q[l] = new double[network.units(l) * network.outputs()];
        }
        double[][] others = network.others().stream()
                .map(p -> new double[network.unitsOf(p.to()) * network.unitsOf(p.from())])
                .toArray(double[][]::new);
        return new NetworkWeights(
                w, b, q, others, new LinkedHashMap<>(), new double[layers + others.length][], new double[layers][]);
    }

    /**
     * All weights zero.
     *
     * @param masks existing synapses of the forward projections (1; others 0), by layer; null where all exist
     */
    public static NetworkWeights masked(NetworkDescription network, double[][] masks) {
        NetworkWeights weights = zero(network);
        for (int l = 0; l < network.layers(); l++) {
            if (masks[l] != null) {
                requireLength("mask", l, masks[l], weights.forward[l].length);
                weights.mask[l] = masks[l].clone();
            }
        }
        return weights;
    }

    /** Copies of given weights, by layer. */
    public static NetworkWeights of(
            NetworkDescription network,
            IntFunction<double[]> forward,
            IntFunction<double[]> bias,
            IntFunction<double[]> feedback) {
        NetworkWeights weights = zero(network);
        for (int l = 0; l < network.layers(); l++) {
            copy("forward", l, forward.apply(l), weights.forward[l]);
            copy("bias", l, bias.apply(l), weights.bias[l]);
            copy("feedback", l, feedback.apply(l), weights.feedback[l]);
        }
        return weights;
    }

    private static void copy(String what, int layer, double[] from, double[] to) {
        requireLength(what, layer, from, to.length);
        System.arraycopy(from, 0, to, 0, to.length);
    }

    private static void requireLength(String what, int layer, double[] array, int expected) {
        Require.that(
                array.length == expected,
                "NetworkWeights." + what + " of layer " + (layer + 1),
                "must be " + expected + " numbers",
                array.length);
    }

    /** {@link #drawForward} with the fixed feedback Q_i = (W_L ... W_{i+1})^T of those weights: weights copied, once. */
    public static NetworkWeights draw(NetworkDescription network, RandomStreams streams) {
        NetworkWeights weights = drawForward(network, streams);
        weights.setFeedbackToWeightProduct(network);
        return weights;
    }

    /** {@link #drawForward} with random feedback ({@link #setFeedbackToRandom}): no weight is copied. */
    public static NetworkWeights drawWithRandomFeedback(NetworkDescription network, RandomStreams streams) {
        NetworkWeights weights = drawForward(network, streams);
        weights.setFeedbackToRandom(network, streams);
        return weights;
    }

    /** Weights drawn as the description says, where it says that synapses exist; zero biases, no feedback. */
    public static NetworkWeights drawForward(NetworkDescription network, RandomStreams streams) {
        NetworkWeights weights = zero(network);
        int layers = network.layers();
        for (int l = 0; l < layers; l++) {
            weights.mask[l] = draw(network.forward().get(l), network, streams, l, weights.forward[l])
                    .orElse(null);
        }
        for (int k = 0; k < weights.other.length; k++) {
            weights.mask[layers + k] = draw(network.others().get(k), network, streams, layers + k, weights.other[k])
                    .orElse(null);
        }
        return weights;
    }

    private static Optional<double[]> draw(
            ProjectionDescription projection,
            NetworkDescription network,
            RandomStreams streams,
            int number,
            double[] weight) {
        int units = network.unitsOf(projection.to());
        int presynaptic = network.unitsOf(projection.from());
        Connectivity connectivity = projection.connectivity();
        Optional<double[]> mask = connectivity.mask(units, presynaptic, streams.stream(Purpose.CONNECTIVITY, number));
        double mean = projection.weights().mean();
        double deviation = projection.weights().deviation(units, presynaptic, connectivity.density(units, presynaptic));
        RandomGenerator random = streams.stream(Purpose.WEIGHTS, number);
        for (int k = 0; k < weight.length; k++) {
            weight[k] = mean + deviation * random.nextGaussian();
        }
        mask.ifPresent(exists -> multiply(weight, exists));
        return mask;
    }

    private static void multiply(double[] x, double[] factor) {
        for (int k = 0; k < x.length; k++) {
            x[k] *= factor[k];
        }
    }

    /** Sets to zero what a change of W of a layer would do to synapses that do not exist. */
    public void maskForward(int layer, double[] change) {
        mask(layer, change);
    }

    /** The same for a projection outside the chain. */
    public void maskOther(int projection, double[] change) {
        mask(forward.length + projection, change);
    }

    private void mask(int number, double[] change) {
        if (mask[number] != null) {
            multiply(change, mask[number]);
        }
    }

    /**
     * Leaves of the feedback synapses of every layer each with probability {@code kept}, independently; with the same streams fewer are a part of more.
     *
     * @param kept in (0, 1]
     */
    public void thinFeedback(double kept, RandomStreams streams) {
        Connectivity sparse = new Connectivity.Probability(kept);
        for (int l = 0; l < feedback.length; l++) {
            int units = bias[l].length;
            RandomGenerator random = streams.stream(Purpose.FEEDBACK_CONNECTIVITY, l);
            feedbackMask[l] =
                    sparse.mask(units, feedback[l].length / units, random).orElse(null);
            maskFeedback(l, feedback[l]);
        }
    }

    /** Sets to zero what a change of Q of a layer would do to synapses that do not exist. */
    public void maskFeedback(int layer, double[] change) {
        if (feedbackMask[layer] != null) {
            multiply(change, feedbackMask[layer]);
        }
    }

    /** Q_i := (W_L ... W_{i+1})^T, Q_L := I. */
    public void setFeedbackToWeightProduct(NetworkDescription network) {
        int outputs = network.outputs();
        int last = network.layers() - 1;
        Arrays.fill(feedback[last], 0);
        for (int o = 0; o < outputs; o++) {
            feedback[last][o * outputs + o] = 1;
        }
        for (int l = last - 1; l >= 0; l--) {
            int units = network.units(l);
            int above = network.units(l + 1);
            for (int i = 0; i < units; i++) {
                for (int o = 0; o < outputs; o++) {
                    double sum = 0;
                    for (int j = 0; j < above; j++) {
                        sum += forward[l + 1][j * units + i] * feedback[l + 1][j * outputs + o];
                    }
                    feedback[l][i * outputs + o] = sum;
                }
            }
        }
    }

    /** Q_i := Xavier-normal, variance 2 / (n_i + n_L) (Glorot and Bengio 2010): feedback before it has learned. */
    public void setFeedbackToRandom(NetworkDescription network, RandomStreams streams) {
        for (int l = 0; l < feedback.length; l++) {
            double deviation = new InitialWeights.Xavier().deviation(network.units(l), network.outputs(), 1);
            RandomGenerator random = streams.stream(Purpose.FEEDBACK_WEIGHTS, l);
            for (int k = 0; k < feedback[l].length; k++) {
                feedback[l][k] = deviation * random.nextGaussian();
            }
        }
    }

    /** Existing synapses of W of a layer (1; others 0), if not all exist; not to be written. */
    public Optional<double[]> forwardMask(int layer) {
        return Optional.ofNullable(mask[layer]);
    }

    /** S_i := W_i^T for every layer but the first: weight transport. */
    public void setBackwardToTranspose(NetworkDescription network) {
        for (int l = 1; l < forward.length; l++) {
            double[] s = new double[forward[l].length];
            MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), forward[l], s);
            put(OwnPathway.BACKWARD, l, s);
        }
    }

    /** S_i := Xavier-normal for every layer but the first, drawn independently of W. */
    public void setBackwardToRandom(NetworkDescription network, RandomStreams streams) {
        setOwnToRandom(OwnPathway.BACKWARD, network, streams, Purpose.BACKWARD_WEIGHTS);
    }

    /** Weights of a pathway of its own := Xavier-normal for every layer but the first, drawn independently of W; biases 0. */
    public void setOwnToRandom(OwnPathway pathway, NetworkDescription network, RandomStreams streams, Purpose purpose) {
        for (int l = 1; l < forward.length; l++) {
            double deviation = new InitialWeights.Xavier().deviation(network.units(l), network.presynapticUnits(l), 1);
            RandomGenerator random = streams.stream(purpose, l);
            double[] drawn = new double[forward[l].length];
            for (int k = 0; k < drawn.length; k++) {
                drawn[k] = deviation * random.nextGaussian();
            }
            put(pathway, l, drawn);
        }
    }

    /** S of a layer := a copy of given weights, (presynaptic units x units). */
    public void setBackward(int layer, double[] weights) {
        setOwn(OwnPathway.BACKWARD, layer, weights);
    }

    /** Weights of a pathway of its own := a copy of given ones; biases 0. */
    public void setOwn(OwnPathway pathway, int layer, double[] weights) {
        requireLength(pathway.name(), layer, weights, forward[layer].length);
        put(pathway, layer, weights.clone());
    }

    private void put(OwnPathway pathway, int layer, double[] weights) {
        Own of = own.computeIfAbsent(
                pathway, p -> new Own(new double[forward.length][0], new double[forward.length][0]));
        of.weight[layer] = weights;
        of.bias[layer] = new double[pathway.way() == OwnPathway.Way.UP ? bias[layer].length : 0];
    }

    /** W of a layer. */
    public double[] forward(int layer) {
        return forward[layer];
    }

    /** b of a layer. */
    public double[] bias(int layer) {
        return bias[layer];
    }

    /** Q of a layer. */
    public double[] feedback(int layer) {
        return feedback[layer];
    }

    /** S of a layer, (presynaptic units x units); empty if it has none, as the first. */
    public double[] backward(int layer) {
        return own(OwnPathway.BACKWARD, layer);
    }

    /** The pathways of its own. */
    public Set<OwnPathway> own() {
        return Collections.unmodifiableSet(own.keySet());
    }

    /** Weights of a pathway of its own; empty if a layer has none. */
    public double[] own(OwnPathway pathway, int layer) {
        Own of = own.get(pathway);
        return of == null ? NONE : of.weight[layer];
    }

    /** Biases of a pathway of its own; empty if a layer has none. */
    public double[] ownBias(OwnPathway pathway, int layer) {
        Own of = own.get(pathway);
        return of == null ? NONE : of.bias[layer];
    }

    /** Weights of a projection outside the chain, in the order of {@link NetworkDescription#others}. */
    public double[] other(int projection) {
        return other[projection];
    }

    /** A deep copy. */
    public NetworkWeights copy() {
        Map<OwnPathway, Own> owned = new LinkedHashMap<>();
        own.forEach((pathway, of) -> owned.put(pathway, new Own(clone(of.weight), clone(of.bias))));
        return new NetworkWeights(
                clone(forward), clone(bias), clone(feedback), clone(other), owned, mask, feedbackMask.clone());
    }

    /** By layer. */
    private record Own(double[][] weight, double[][] bias) {}

    private static double[][] clone(double[][] arrays) {
        double[][] copy = new double[arrays.length][];
        for (int l = 0; l < arrays.length; l++) {
            copy[l] = arrays[l].clone();
        }
        return copy;
    }
}
