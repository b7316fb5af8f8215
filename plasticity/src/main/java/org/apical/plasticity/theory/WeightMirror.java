package org.apical.plasticity.theory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Backward weights that learn the transposed forward ones from noise in a phase of their own, the weight mirror (Akrout, Wilson, Humphreys, Lillicrap and Tweed 2019; arXiv 1904.05391), beside feedback alignment. After a
 * presentation each layer in its turn discharges at random, xi, and the layer above answers, biases blocked:
 *
 * <pre>
 * xi ~ N(0, sigma^2 I)        r_i = phi_i(W_i xi)        dS_i = xi r_i^T / sigma^2 - rho S_i
 * </pre>
 *
 * whose mean is E[xi r_i^T] / sigma^2 = W_i^T diag(E phi'_i) (Stein's lemma), W_i^T where phi_i is linear; so S_i comes to rest about W_i^T diag(E phi'_i) / rho. Division by sigma^2 may as
 * well stand in the rate. Mean over samples and discharges; noise of a trial is its own. Not thread-safe.
 *
 * <p>Of the publication only abstract and introduction were at hand: the equations are those of its principle, written down here, and have no numbers.
 */
public final class WeightMirror extends SynapticTheory {
    private static final String DISCHARGE = "discharge";
    private static final String ANSWER = "answer to a discharge";

    private final SynapticTheory forward;
    private final Params params;
    private final RandomStreams streams;

    /**
     * How S learns.
     *
     * @param deviation sigma, units of r
     * @param discharges of each layer after a presentation
     * @param decay rho, >= 0
     */
    public record Params(double deviation, int discharges, double decay) {
        public Params {
            double variance = deviation * deviation;
            Require.that(
                    deviation > 0 && variance >= Double.MIN_NORMAL && variance < Double.POSITIVE_INFINITY,
                    "WeightMirror.deviation",
                    "must be > 0 (units of r), and its square a number",
                    deviation);
            Require.atLeast("WeightMirror.discharges", discharges, 1);
            Require.notNegative("WeightMirror.decay", decay, "(dimensionless)");
        }
    }

    /**
     * @param network a chain
     * @param forward what forward weights learn by, feedback alignment
     */
    public WeightMirror(
            NetworkDescription network,
            SynapticTheory forward,
            Params params,
            MatrixProduct product,
            RandomStreams streams) {
        super(network, product, LANES);
        this.forward = forward;
        this.params = params;
        this.streams = streams;
    }

    @Override
    protected WeightUpdate none() {
        return new WeightUpdate(network, List.of(OwnPathway.BACKWARD));
    }

    /** Of W those of feedback alignment; of S, to which pre- and postsynaptic are the other way round, the others. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new HashSet<>(forward.reads(layer));
        if (layer > 0) {
            reads.addAll(Set.of(
                    SynapticReading.pre(DISCHARGE), SynapticReading.post(ANSWER), SynapticReading.RECIPROCAL_WEIGHT));
        }
        return reads;
    }

    /** The presentation, then discharges of one layer after the other. */
    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        forward.present(weights, block, of, trial, moments);
        for (int l = 1; l < network.layers(); l++) {
            RandomGenerator[] noise = new RandomGenerator[block.size()];
            for (int lane = 0; lane < noise.length; lane++) {
                noise[lane] = streams.stream(Purpose.MEMBRANE_NOISE, l - 1, Phase.FEEDBACK.ordinal(), trial + lane);
            }
            for (int k = 0; k < params.discharges(); k++) {
                moments.accept(discharge(l, weights, noise));
            }
        }
    }

    /** The layer below discharges, this one answers. */
    private BatchActivity discharge(int layer, NetworkWeights weights, RandomGenerator[] noise) {
        int lanes = noise.length;
        int units = network.units(layer);
        int below = network.presynapticUnits(layer);
        double[] xi = new double[below * lanes];
        double[] answer = new double[units * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            for (int j = 0; j < below; j++) {
                xi[j * lanes + lane] = params.deviation() * noise[lane].nextGaussian();
            }
        }
        product.multiplyAdd(units, below, lanes, weights.forward(layer), xi, answer);
        network.transfer(layer).apply(product.kernels(), answer, answer, answer.length);
        return new BatchActivity(lanes, 0).with(DISCHARGE, alone(layer - 1, xi)).with(ANSWER, alone(layer, answer));
    }

    private double[][] alone(int layer, double[] values) {
        double[][] layers = new double[network.layers()][0];
        layers[layer] = values;
        return layers;
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        if (forward.reads(l).stream().allMatch(here::has)) {
            forward.change(here, of, update);
        } else if (l > 0 && here.has(SynapticReading.pre(DISCHARGE))) {
            mirror(here, of, update.own(OwnPathway.BACKWARD).orElseThrow().forward(l));
        }
    }

    /** Adds r_i xi^T / sigma^2 - rho S^T, d(S^T). */
    private void mirror(SynapseActivity here, int of, double[] change) {
        int l = here.layer();
        double share = 1.0 / ((double) of * params.discharges());
        double factor = share / (params.deviation() * params.deviation());
        double[] answer = scaled(here.post(ANSWER), factor);
        product.multiplyTransposedAdd(
                network.units(l), here.lanes(), network.presynapticUnits(l), answer, here.pre(DISCHARGE), change);
        decay(here.reciprocal(), network.units(l), params.decay() * share * here.lanes(), change);
    }

    /** Adds -rho S^T. */
    static void decay(double[] s, int units, double rho, double[] change) {
        int below = s.length / units;
        for (int k = 0; k < s.length; k++) {
            change[k % units * below + k / units] -= rho * s[k];
        }
    }
}
