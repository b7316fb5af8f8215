package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.util.MathArrays;
import org.apical.app.audit.TransportFacts.Alignment;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.Samples;

/**
 * Compares feedback weights with the transposed forward path. A Q drawn at random is isotropic, so that its cosine c to whatever matrix of d entries does not depend on that matrix: c^2 is
 * Beta(1/2, (d - 1)/2) distributed.
 */
record TransportProbe(NetworkDescription network, Samples samples) {

    /**
     * Of Q.
     *
     * @param copies whether the method copies weights
     */
    TransportFacts measure(Origin origin, boolean copies, NetworkWeights before, NetworkWeights after) {
        double[][] productBefore = product(before);
        double[][] productAfter = product(after);
        double[] jacobianBefore = jacobian(before);
        double[] jacobianAfter = jacobian(after);
        List<Alignment> layers = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            layers.add(alignment(
                    network.chain().get(l).name(),
                    before.feedback(l),
                    after.feedback(l),
                    productBefore[l],
                    productAfter[l],
                    jacobianBefore[l],
                    jacobianAfter[l]));
        }
        int all = network.layers();
        Alignment total = alignment(
                "all layers",
                stacked(before),
                stacked(after),
                MathArrays.concatenate(productBefore),
                MathArrays.concatenate(productAfter),
                jacobianBefore[all],
                jacobianAfter[all]);
        return new TransportFacts(origin, copies, ErrorPath.Q, layers, total);
    }

    /**
     * The same of S, layer by layer: of weights of its own, or of the forward ones themselves.
     *
     * @param path S or W^T; of anything else there is nothing to compare
     */
    TransportFacts measure(ErrorPath path, Origin origin, boolean copies, NetworkWeights before, NetworkWeights after) {
        List<Alignment> layers = new ArrayList<>();
        List<double[][]> all = new ArrayList<>();
        for (int l = 1; l < network.layers() && path != ErrorPath.OTHER; l++) {
            double[] forwardBefore = transposed(before, l);
            double[] forwardAfter = transposed(after, l);
            boolean own = path == ErrorPath.S;
            double[] start = own ? before.backward(l) : forwardBefore;
            double[] end = own ? after.backward(l) : forwardAfter;
            all.add(new double[][] {start, end, forwardBefore, forwardAfter});
            layers.add(backward(network.chain().get(l - 1).name(), all.subList(l - 1, l)));
        }
        return new TransportFacts(origin, copies, path, layers, backward("all layers", all));
    }

    private static Alignment backward(String name, List<double[][]> layers) {
        double[][] stacked = IntStream.range(0, 4)
                .mapToObj(k -> MathArrays.concatenate(
                        layers.stream().map(layer -> layer[k]).toArray(double[][]::new)))
                .toArray(double[][]::new);
        return alignment(name, stacked[0], stacked[1], stacked[2], stacked[3], Double.NaN, Double.NaN);
    }

    private double[] transposed(NetworkWeights weights, int layer) {
        double[] w = weights.forward(layer);
        double[] t = new double[w.length];
        MatrixProduct.transpose(network.units(layer), network.presynapticUnits(layer), w, t);
        return t;
    }

    private static Alignment alignment(
            String name,
            double[] start,
            double[] end,
            double[] productStart,
            double[] productEnd,
            double jacobianBefore,
            double jacobianAfter) {
        double productBefore = cosine(start, productStart);
        return new Alignment(
                name,
                productBefore,
                jacobianBefore,
                cosine(end, productEnd),
                jacobianAfter,
                1 / Math.sqrt(start.length),
                chance(productBefore, start.length),
                changed(start, end));
    }

    /** ||end - start|| / ||start||. */
    static double changed(double[] start, double[] end) {
        double change = 0;
        double size = 0;
        for (int k = 0; k < start.length; k++) {
            change += (end[k] - start[k]) * (end[k] - start[k]);
            size += start[k] * start[k];
        }
        return Math.sqrt(change / size);
    }

    /** P(|c| of a random matrix of so many entries is at least |cosine|). */
    static double chance(double cosine, int entries) {
        if (entries < 2) {
            return 1;
        }
        double square = Math.min(1, cosine * cosine);
        return 1 - new BetaDistribution(0.5, (entries - 1) / 2.0).cumulativeProbability(square);
    }

    private double[][] product(NetworkWeights weights) {
        NetworkWeights copy = weights.copy();
        copy.setFeedbackToWeightProduct(network);
        return feedback(copy);
    }

    /** Mean over samples of the cosines of Q_i to J_i^T; last, of all layers stacked. */
    private double[] jacobian(NetworkWeights weights) {
        int layers = network.layers();
        double[] mean = new double[layers + 1];
        if (!network.others().isEmpty()) {
            Arrays.fill(mean, Double.NaN);
            return mean;
        }
        for (double[] input : samples.rates()) {
            LinearisedNetwork linear =
                    new LinearisedNetwork(network, weights, SampleState.feedforward(network, weights, input));
            double[][] transposed = new double[layers][];
            for (int l = 0; l < layers; l++) {
                int outputs = network.outputs();
                transposed[l] = new double[network.units(l) * outputs];
                for (int k = 0; k < transposed[l].length; k++) {
                    transposed[l][k] = linear.jacobian().get(k % outputs, linear.offset(l) + k / outputs);
                }
                mean[l] += cosine(weights.feedback(l), transposed[l]) / samples.size();
            }
            mean[layers] += cosine(stacked(weights), MathArrays.concatenate(transposed)) / samples.size();
        }
        return mean;
    }

    private double[] stacked(NetworkWeights weights) {
        return MathArrays.concatenate(feedback(weights));
    }

    private double[][] feedback(NetworkWeights weights) {
        double[][] q = new double[network.layers()][];
        Arrays.setAll(q, weights::feedback);
        return q;
    }

    private static double cosine(double[] x, double[] y) {
        double dot = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < x.length; k++) {
            dot += x[k] * y[k];
            xx += x[k] * x[k];
            yy += y[k] * y[k];
        }
        return xx == 0 || yy == 0 ? 0 : dot / Math.sqrt(xx * yy);
    }
}
