package org.apical.plasticity.update;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.OwnPathway;
import org.apical.neuron.parameter.Sizes;
import org.apical.plasticity.state.HasState;
import org.apical.plasticity.state.StateVisitor;

/**
 * A direction of change of all weights and biases of a network that learn, to be added to them; layers count from 0, matrices (units x presynaptic
 * units). Projections outside the chain that do not learn have arrays of length 0. The arrays are live.
 */
public final class WeightUpdate implements HasState {
    private final double[][] forward;
    private final double[][] bias;
    private final double[][] other;
    private final Map<OwnPathway, WeightUpdate> own = new LinkedHashMap<>();
    private final Optional<FeedbackUpdate> feedback;

    /** No change. */
    public WeightUpdate(NetworkDescription network) {
        this(network, List.of());
    }

    /** No change, with one of each of these pathways beside it. */
    public WeightUpdate(NetworkDescription network, List<OwnPathway> pathways) {
        this(network, pathways, Optional.empty());
    }

    /** No change, with one of direct feedback weights beside it. */
    public static WeightUpdate withFeedback(NetworkDescription network) {
        return new WeightUpdate(network, List.of(), Optional.of(new FeedbackUpdate(network)));
    }

    private WeightUpdate(NetworkDescription network, List<OwnPathway> pathways, Optional<FeedbackUpdate> feedback) {
        this.feedback = feedback;
        pathways.forEach(pathway -> own.put(pathway, new WeightUpdate(network)));
        Sizes.requireRoom("update of the weights", network.weights());
        int layers = network.layers();
        forward = new double[layers][];
        bias = new double[layers][];
        for (int l = 0; l < layers; l++) {
            forward[l] = new double[network.units(l) * network.presynapticUnits(l)];
            bias[l] = new double[network.units(l)];
        }
        other = network.others().stream()
                .map(p -> new double[p.plastic() ? network.unitsOf(p.to()) * network.unitsOf(p.from()) : 0])
                .toArray(double[][]::new);
    }

    /** Number of layers. */
    public int layers() {
        return forward.length;
    }

    /** dW of a layer. */
    public double[] forward(int layer) {
        return forward[layer];
    }

    /** db of a layer. */
    public double[] bias(int layer) {
        return bias[layer];
    }

    /** Number of projections outside the chain. */
    public int others() {
        return other.length;
    }

    /** Change of the weights of a projection outside the chain, in the order of the description; of length 0 if it does not learn. */
    public double[] other(int projection) {
        return other[projection];
    }

    /** Change of a pathway of its own, where a theory has one: in the shape of dW and db, transposed where the pathway goes down. */
    public Optional<WeightUpdate> own(OwnPathway pathway) {
        return Optional.ofNullable(own.get(pathway));
    }

    /** Pathways of its own of which there is a change. */
    public Set<OwnPathway> own() {
        return own.keySet();
    }

    /** dQ, where a theory has a change of direct feedback weights. */
    public Optional<FeedbackUpdate> feedback() {
        return feedback;
    }

    /** Sets every element to zero. */
    public void clear() {
        own.values().forEach(WeightUpdate::clear);
        feedback.ifPresent(FeedbackUpdate::clear);
        for (int l = 0; l < forward.length; l++) {
            Arrays.fill(forward[l], 0);
            Arrays.fill(bias[l], 0);
        }
        for (double[] w : other) {
            Arrays.fill(w, 0);
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        for (int l = 0; l < forward.length; l++) {
            visitor.numbers("forward/" + l, forward[l]);
            visitor.numbers("bias/" + l, bias[l]);
        }
        for (int k = 0; k < other.length; k++) {
            visitor.numbers("other/" + k, other[k]);
        }
        own.forEach((pathway, of) -> of.state(visitor.in(pathway.name())));
        feedback.ifPresent(f -> f.state(visitor.in("feedback")));
    }

    /** this += factor other; in pathways of their own and feedback weights where both have them. */
    public void add(double factor, WeightUpdate other) {
        for (int l = 0; l < forward.length; l++) {
            add(factor, other.forward[l], forward[l]);
            add(factor, other.bias[l], bias[l]);
        }
        for (int k = 0; k < this.other.length; k++) {
            add(factor, other.other[k], this.other[k]);
        }
        own.forEach((pathway, of) -> other.own(pathway).ifPresent(o -> of.add(factor, o)));
        feedback.ifPresent(f -> other.feedback.ifPresent(o -> f.add(factor, o)));
    }

    /** Turns the sign of what W, b and projections outside the chain change by; pathways of their own and feedback weights stay. */
    public void turn() {
        Stream.of(forward, bias, other).flatMap(Arrays::stream).forEach(x -> Arrays.setAll(x, k -> -x[k]));
    }

    private static void add(double factor, double[] x, double[] y) {
        for (int k = 0; k < x.length; k++) {
            y[k] += factor * x[k];
        }
    }

    /** Adds post pre^T of one sample to a layer, and post to its bias. */
    public void addOuter(int layer, double[] post, double[] pre, double factor) {
        double[] w = forward[layer];
        for (int i = 0; i < post.length; i++) {
            double p = factor * post[i];
            for (int j = 0; j < pre.length; j++) {
                w[i * pre.length + j] += p * pre[j];
            }
            bias[layer][i] += p;
        }
    }

    /** Cosine of the angle to another update, all layers, biases and plastic projections outside the chain stacked. */
    public double cosine(WeightUpdate other) {
        double dot = 0;
        double here = 0;
        double there = 0;
        for (int l = 0; l < forward.length; l++) {
            dot += dot(l, other);
            here += dot(l, this);
            there += other.dot(l, other);
        }
        for (int k = 0; k < this.other.length; k++) {
            dot += dot(this.other[k], other.other[k]);
            here += dot(this.other[k], this.other[k]);
            there += dot(other.other[k], other.other[k]);
        }
        return dot / Math.sqrt(here * there);
    }

    /** Cosine of the angle to another update in one layer, weights and biases stacked. */
    public double cosine(int layer, WeightUpdate other) {
        return dot(layer, other) / Math.sqrt(dot(layer, this) * other.dot(layer, other));
    }

    /** Cosine of the angle to another update in one plastic projection outside the chain. */
    public double otherCosine(int projection, WeightUpdate that) {
        double[] x = other[projection];
        double[] y = that.other[projection];
        return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    }

    /** Angle (degrees) to another update, all stacked. */
    public double angleDegrees(WeightUpdate other) {
        return degrees(cosine(other));
    }

    /** Angle (degrees) to another update in one layer, weights and biases stacked. */
    public double angleDegrees(int layer, WeightUpdate other) {
        return degrees(cosine(layer, other));
    }

    private static double degrees(double cosine) {
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
    }

    private double dot(int layer, WeightUpdate other) {
        return dot(forward[layer], other.forward[layer]) + dot(bias[layer], other.bias[layer]);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
