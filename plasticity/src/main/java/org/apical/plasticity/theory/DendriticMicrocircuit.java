package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.OwnPathway.Way;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.theory.MicrocircuitParams.TopDown;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Dendritic error microcircuit (Sacramento, Costa, Bengio and Senn 2018): interneurons beside the pyramidal neurons of a hidden layer predict the layer above and cancel what they predict in apical dendrites, where the remainder is
 * the error. Steady states of the potentials, one phase:
 *
 * <pre>
 * v_i = W_i r_{i-1} + b_i        u_i = v_i + lambda_A a_i  (i &lt; L)        u_L = v_L + lambda (r_L* - phi_L(v_L))        r_i = phi_i(u_i)
 * a_i = B_{i+1} r_{i+1} + P_{i+1} q_{i+1}        z_i = K_i r_{i-1} + c_i        y_i = (1 - lambda_I) z_i + lambda_I u_i        q_i = phi_i(y_i)
 * d_i = (r_i - phi_i(v_i)) r_{i-1}^T / s_i        s_L = lambda        s_{i-1} = lambda_A (1 - lambda_I) s_i
 * d(K_i) = (q_i - phi_i(z_i)) r_{i-1}^T / lambda_I        d(P_i) = -a_{i-1} q_i^T        biases likewise
 * </pre>
 *
 * v_i (n_i) basal, a_i (n_i) apical and u_i (n_i) somatic potential of pyramidal neurons; y_i (n_i) somatic and z_i (n_i) dendritic potential of the interneurons of layer i - 1, one for each neuron of layer i; B_i, P_i (n_{i-1} x n_i), K_i (n_i x n_{i-1}).
 * In the publication du/dt = -g_lk u + g_B (v_B - u) + g_A (v_A - u), du^I/dt = -g_lk u^I + g_D (v^I - u^I) + g_som (u_above - u^I); here v and z are what these come to without the other inputs, so that W = g_B W^PP/(g_lk + g_B + g_A),
 * K = g_D W^IP/(g_lk + g_D), lambda_A = g_A/(g_lk + g_B + g_A), lambda_I = g_som/(g_lk + g_D + g_som). Biases, of interneurons too, and rates of learning 1/s_i that grow downwards are ours. Equations and steady states by way of a report on the model (Hill 2020); the numbering of the publication was not seen.
 *
 * <p>Self-predicting, K_i = W_i, c_i = b_i and P_i = -B_i, a_i = 0 without a nudge; with one, to first order in lambda at any lambda_A and lambda_I,
 *
 * <pre>
 * a_{i-1} = (1 - lambda_I) B_i (r_i - phi_i(v_i))        d_i = g_i r_{i-1}^T        g_{i-1} = phi'_{i-1} o (B_i g_i)        g_L = phi'_L o (r_L* - r_L)
 * </pre>
 *
 * which is backpropagation with B = W^T, feedback alignment with another. Mean over samples; blocks of any width have the same bits. Not thread-safe.
 */
public final class DendriticMicrocircuit extends SynapticTheory {
    /** K and c, of the layer above. */
    public static final OwnPathway INTERNEURONS = new OwnPathway("interneurons", Way.UP);
    /** P, likewise. */
    public static final OwnPathway INHIBITION = new OwnPathway("inhibition", Way.DOWN);

    private static final String RATE = "rate";
    private static final String PREDICTED = "rate that its basal dendrite predicts";
    private static final String INTER = "rate of the interneuron that predicts it";
    private static final String INTER_PREDICTED = "rate that the dendrite of that interneuron predicts";
    private static final String APICAL = "apical potential";

    private final Targets targets;
    private final MicrocircuitParams params;

    /**
     * @param network a chain
     * @param targets r_L*
     */
    public DendriticMicrocircuit(
            NetworkDescription network, Targets targets, MatrixProduct product, MicrocircuitParams params) {
        super(network, product, LANES);
        this.targets = targets;
        this.params = params;
    }

    /** The pathways of its own that learn. */
    static List<OwnPathway> plastic() {
        return List.of(INTERNEURONS, INHIBITION);
    }

    /** Enters weights that the circuit has beside those of the network: S, K, c and P, where they are not those of other synapses at every step. */
    public static void enter(
            NetworkDescription network, MicrocircuitParams params, NetworkWeights weights, RandomStreams streams) {
        if (params.topDown() == TopDown.OWN) {
            weights.setBackwardToRandom(network, streams);
        }
        switch (params.interneurons()) {
            case SELF_PREDICTING -> {}
            case DRAWN -> {
                weights.setOwnToRandom(INTERNEURONS, network, streams, Purpose.INTERNEURON_WEIGHTS);
                weights.setOwnToRandom(INHIBITION, network, streams, Purpose.INHIBITION_WEIGHTS);
            }
            case COPIED -> {
                for (int l = 1; l < network.layers(); l++) {
                    weights.setOwn(INTERNEURONS, l, weights.forward(l));
                    System.arraycopy(weights.bias(l), 0, weights.ownBias(INTERNEURONS, l), 0, network.units(l));
                    weights.setOwn(INHIBITION, l, negative(topDown(network, params, weights, l)));
                }
            }
        }
    }

    /** B of a layer. */
    private static double[] topDown(
            NetworkDescription network, MicrocircuitParams params, NetworkWeights weights, int l) {
        if (params.topDown() == TopDown.OWN) {
            return weights.backward(l);
        }
        double[] transposed = new double[weights.forward(l).length];
        MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), weights.forward(l), transposed);
        return transposed;
    }

    private static double[] negative(double[] x) {
        return Arrays.stream(x).map(w -> -w).toArray();
    }

    /** r_L without a nudge, [sample][output]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        return answers(samples, some -> settled(weights, some, 0).rate[network.layers() - 1]);
    }

    private boolean lateral() {
        return params.interneurons().plastic();
    }

    @Override
    protected WeightUpdate none() {
        return new WeightUpdate(network, lateral() ? plastic() : List.of());
    }

    /** Of W; of K, whose neurons stand beside those before W; and of P, from these to the apical dendrites there. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new HashSet<>(
                Set.of(SynapticReading.pre(RATE), SynapticReading.post(RATE), SynapticReading.post(PREDICTED)));
        if (lateral() && layer > 0) {
            reads.addAll(Set.of(
                    SynapticReading.post(INTER), SynapticReading.post(INTER_PREDICTED), SynapticReading.pre(APICAL)));
        }
        return reads;
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        moments.accept(settled(weights, block, params.nudge()).activity());
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        double scale = params.nudge();
        for (int above = network.layers() - 1; above > l; above--) {
            scale *= params.apical() * (1 - params.teaching());
        }
        add(here, difference(here.post(RATE), here.post(PREDICTED), 1 / (scale * of)), here.pre(RATE), update);
        if (lateral() && l > 0) {
            add(
                    here,
                    difference(here.post(INTER), here.post(INTER_PREDICTED), 1 / (params.teaching() * of)),
                    here.pre(RATE),
                    update.own(INTERNEURONS).orElseThrow());
            new BatchInputs(network, here.lanes(), product)
                    .addProduct(
                            l,
                            here.post(INTER),
                            scaled(here.pre(APICAL), -1.0 / of),
                            update.own(INHIBITION).orElseThrow().forward(l));
        }
    }

    private static double[] difference(double[] rate, double[] predicted, double factor) {
        double[] error = new double[rate.length];
        for (int k = 0; k < error.length; k++) {
            error[k] = factor * (rate[k] - predicted[k]);
        }
        return error;
    }

    /** The steady state of a block of samples. */
    Circuit settled(NetworkWeights weights, Samples samples, double nudge) {
        Circuit circuit = new Circuit(weights, samples, nudge);
        circuit.sweeps.settle("dendritic microcircuit, nudge " + nudge, circuit::sweep);
        for (int l = 0; l < network.layers() - 1; l++) {
            circuit.receive(l);
        }
        return circuit;
    }

    /** Potentials of a block, [unit][lane], by layer; those of interneurons by the layer that they predict. */
    final class Circuit {
        private final NetworkWeights weights;
        private final double nudge;
        private final int last = network.layers() - 1;
        private final int lanes;
        private final double[] input;
        private final OutputTarget towards;
        private final Sweeps sweeps;
        private final BatchInputs inputs;
        private final double[][] topDown = new double[network.layers()][];
        private final double[][] inhibition = new double[network.layers()][];
        private final double[][] basal;
        private final double[][] apical;
        private final double[][] soma;
        private final double[][] rate;
        private final double[][] dendrite;
        private final double[][] inter;
        private final double[][] interRate;
        private final double[][] next;

        /** Begins at potentials of zero. */
        private Circuit(NetworkWeights weights, Samples samples, double nudge) {
            this.weights = weights;
            this.nudge = nudge;
            this.lanes = samples.size();
            this.input = samples.lanes(0, lanes);
            this.towards = targets.of(samples);
            this.sweeps = new Sweeps(lanes, params.settling());
            this.inputs = new BatchInputs(network, lanes, product);
            for (int l = 1; l <= last; l++) {
                topDown[l] = topDown(network, params, weights, l);
                inhibition[l] = params.interneurons().plastic() ? weights.own(INHIBITION, l) : negative(topDown[l]);
            }
            this.basal = inputs.layers();
            this.apical = inputs.layers();
            this.soma = inputs.layers();
            this.rate = inputs.layers();
            this.dendrite = inputs.layers();
            this.inter = inputs.layers();
            this.interRate = inputs.layers();
            this.next = inputs.layers();
        }

        /** a of a hidden layer; live. */
        double[] apical(int l) {
            return apical[l];
        }

        private double[] presynaptic(int l) {
            return l == 0 ? input : rate[l - 1];
        }

        private double[] phi(int l, double[] v) {
            double[] r = new double[v.length];
            network.transfer(l).apply(product.kernels(), v, r, r.length);
            return r;
        }

        private void sweep() {
            for (int l = 0; l <= last; l++) {
                inputs.fill(weights, l, presynaptic(l), basal[l]);
                if (l < last) {
                    receive(l);
                    for (int k = 0; k < next[l].length; k++) {
                        next[l][k] = basal[l][k] + params.apical() * apical[l][k];
                    }
                } else {
                    double[] predicted = phi(l, basal[l]);
                    double[] target = new double[predicted.length];
                    towards.fill(predicted, target, network.outputs(), lanes);
                    for (int k = 0; k < next[l].length; k++) {
                        next[l][k] = basal[l][k] + nudge * (target[k] - predicted[k]);
                    }
                }
                sweeps.move(soma[l], next[l]);
                network.transfer(l).apply(product.kernels(), soma[l], rate[l], rate[l].length);
            }
            for (int l = 1; l <= last; l++) {
                predict(l);
                for (int k = 0; k < next[l].length; k++) {
                    next[l][k] = (1 - params.teaching()) * dendrite[l][k] + params.teaching() * soma[l][k];
                }
                sweeps.move(inter[l], next[l]);
                network.transfer(l).apply(product.kernels(), inter[l], interRate[l], interRate[l].length);
            }
        }

        /** a. */
        private void receive(int l) {
            int units = network.units(l);
            int above = network.units(l + 1);
            Arrays.fill(apical[l], 0);
            product.multiplyAdd(units, above, lanes, topDown[l + 1], rate[l + 1], apical[l]);
            product.multiplyAdd(units, above, lanes, inhibition[l + 1], interRate[l + 1], apical[l]);
        }

        /** z. */
        private void predict(int l) {
            if (params.interneurons().plastic()) {
                inputs.fill(
                        weights.own(INTERNEURONS, l), weights.ownBias(INTERNEURONS, l), l, rate[l - 1], dendrite[l]);
            } else {
                inputs.fill(weights, l, rate[l - 1], dendrite[l]);
            }
        }

        private BatchActivity activity() {
            double[][] predicted = new double[last + 1][];
            double[][] interPredicted = new double[last + 1][];
            Arrays.setAll(predicted, l -> phi(l, basal[l]));
            Arrays.setAll(interPredicted, l -> phi(l, dendrite[l]));
            return new BatchActivity(lanes, sweeps.steps())
                    .with(RATE, input, rate)
                    .with(PREDICTED, predicted)
                    .with(INTER, interRate)
                    .with(INTER_PREDICTED, interPredicted)
                    .with(APICAL, apical);
        }
    }
}
