package org.apical.plasticity.theory;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
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
 * whose mean is E[xi r_i^T] / sigma^2 = W_i^T diag(E phi'_i) (Stein's lemma), W_i^T where phi_i is linear; so S_i comes to rest about W_i^T diag(E phi'_i) / rho. Division by sigma^2 is in the rate of the publication, decay what
 * bounds S there. Mean over samples and discharges; noise of a trial is its own. Not thread-safe.
 */
public final class WeightMirror extends SynapticTheory {
    private static final String DISCHARGE = "discharge";
    private static final String ANSWER = "answer to the discharges of the layer below";

    private final SynapticTheory forward;
    private final Params params;
    private final RandomStreams streams;

    /**
     * How S learns.
     *
     * @param deviation sigma, units of r
     * @param discharges of each layer after a presentation
     * @param decay rho, > 0
     */
    public record Params(double deviation, int discharges, double decay) {
        public Params {
            Require.positive("WeightMirror.deviation", deviation, "(units of r)");
            Require.atLeast("WeightMirror.discharges", discharges, 1);
            Require.positive("WeightMirror.decay", decay, "(dimensionless)");
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
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new HashSet<>(forward.reads(layer));
        if (layer > 0) {
            reads.addAll(Set.of(
                    SynapticReading.pre(DISCHARGE), SynapticReading.post(ANSWER), SynapticReading.RECIPROCAL_WEIGHT));
        }
        return reads;
    }

    /** That of the forward phase, then of the discharges, [unit][lane and discharge]. */
    @Override
    public BatchActivity activity(NetworkWeights weights, Samples block, int of, long trial) {
        int width = block.size() * params.discharges();
        double[][] discharge = new double[network.layers()][0];
        double[][] answer = new double[network.layers()][0];
        for (int l = 1; l < network.layers(); l++) {
            double[] xi = new double[network.units(l - 1) * width];
            for (int lane = 0; lane < block.size(); lane++) {
                RandomGenerator noise =
                        streams.stream(Purpose.MEMBRANE_NOISE, l - 1, Phase.FEEDBACK.ordinal(), trial + lane);
                for (int k = lane * params.discharges(); k < (lane + 1) * params.discharges(); k++) {
                    for (int j = k; j < xi.length; j += width) {
                        xi[j] = params.deviation() * noise.nextGaussian();
                    }
                }
            }
            double[] r = new double[network.units(l) * width];
            product.multiplyAdd(network.units(l), network.units(l - 1), width, weights.forward(l), xi, r);
            network.transfer(l).apply(product.kernels(), r, r, r.length);
            discharge[l - 1] = xi;
            answer[l] = r;
        }
        return forward.activity(weights, block, of, trial)
                .with(DISCHARGE, discharge)
                .with(ANSWER, answer);
    }

    @Override
    protected WeightUpdate none() {
        return WeightUpdate.withBackward(network);
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        forward.change(here, of, update);
        if (here.layer() > 0) {
            double share = 1.0 / of / params.discharges() / (params.deviation() * params.deviation());
            double decay = params.decay() * here.lanes() / of;
            addBackward(this, here, new Pairing(here.post(ANSWER), here.pre(DISCHARGE), share, decay), update);
        }
    }

    /**
     * share pre post^T - decay S, what backward weights change by.
     *
     * @param post of the upper layer, [unit][column]
     * @param pre of the lower one
     */
    record Pairing(double[] post, double[] pre, double share, double decay) {}

    /** Adds it to d(S^T) of the synapses between a layer and the one below. */
    static void addBackward(SynapticTheory theory, SynapseActivity here, Pairing pairing, WeightUpdate update) {
        int units = theory.network.units(here.layer());
        int below = theory.network.presynapticUnits(here.layer());
        double[] change = update.backward().orElseThrow().forward(here.layer());
        double[] scaled = pairing.post().clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= pairing.share();
        }
        theory.product.multiplyTransposedAdd(units, scaled.length / units, below, scaled, pairing.pre(), change);
        double[] s = here.reciprocal();
        for (int k = 0; k < s.length; k++) {
            change[k % units * below + k / units] -= pairing.decay() * s[k];
        }
    }
}
