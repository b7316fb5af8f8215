package org.apical.plasticity.theory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.OwnPathway.Way;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.theory.BurstCcnParams.Bursts;
import org.apical.plasticity.theory.BurstCcnParams.Events;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Bursting cortico-cortical networks, BurstCCN (Greedy, Zhu, Pemberton, Mellor and Costa 2022), of rates: events go up, bursts come down through facilitating synapses Y, and events through depressing synapses Q, which cancel in apical dendrites
 * the input of bursts at their resting probability. One phase, for bursts change no events.
 *
 * <pre>
 * e_i = r_i + e_0        b_L = p_b (e_L + phi'_L o x)        x = r_L* - r_L
 * a_i = Y_{i+1} b_{i+1} - Q_{i+1} e_{i+1}        p_i = s(h_i o a_i)        h_i = phi'_i / e_i        b_i = p_i o e_i
 * d_i = (b_i - p_b e_i) r_{i-1}^T / p_b        db_i = (b_i - p_b e_i) / p_b        d(Q_{i+1}) = a_i e_{i+1}^T
 * </pre>
 *
 * e_i (n_i) events, b_i (n_i) bursts, a_i (n_i) apical potential, p_i (n_i) probability that an event becomes a burst, all dimensionless; Y_i, Q_i (n_{i-1} x n_i), s the logistic function with s(0) = p_b and s'(0) = 1. With Q = p_b Y, to first order in x,
 *
 * <pre>
 * b_i - p_b e_i = p_b g_i        g_L = phi'_L o x        g_{i-1} = phi'_{i-1} o (Y_i g_i)
 * </pre>
 *
 * which is backpropagation with Y = W^T. In the publication phi is logistic, e_0 = 0, h = 1 - e and p_b = 1/2; the division by p_b is a rate of learning. e_0 of hidden units whose rates have two signs is ours, and what is before the synapse is then events less e_0. The output may be any
 * transfer function: where its rates have two signs its events are numbers, of which b_L - p_b e_L alone comes down as long as Q is aligned. Equations as the authors' program has them, of which no code is here; the text of the publication was not seen beyond its beginning. Mean over samples; blocks of any width
 * have the same bits. Not thread-safe.
 */
public final class BurstCcn extends SynapticTheory {
    /** Q. */
    public static final OwnPathway EVENTS = new OwnPathway("events", Way.DOWN);

    private static final String RATE = "rate";
    private static final String EVENT = "events";
    private static final String SURPLUS = "bursts, less those at rest";
    private static final String APICAL = "apical potential";

    /** A potential at which a hidden unit has the least rate that it can have. */
    private static final double SILENT = -1e3;

    private final Targets targets;
    private final BurstCcnParams params;

    /**
     * @param network a chain, hidden units of which have no fewer events than none
     * @param targets r_L*
     */
    public BurstCcn(NetworkDescription network, Targets targets, MatrixProduct product, BurstCcnParams params) {
        super(network, product, LANES);
        for (int l = 0; l < network.layers() - 1; l++) {
            double least = network.transfer(l).value(SILENT) + params.offset();
            Require.that(
                    least >= 0,
                    "BurstCcn.offset",
                    "must make the least events of a hidden unit of "
                            + network.transfer(l).name() + " >= 0, not " + least,
                    params.offset());
        }
        this.targets = targets;
        this.params = params;
    }

    /** Enters Y and Q, where they are not those of other synapses at every step. */
    public static void enter(
            NetworkDescription network, BurstCcnParams params, NetworkWeights weights, RandomStreams streams) {
        if (params.bursts() == Bursts.OWN) {
            weights.setBackwardToRandom(network, streams);
        }
        if (params.events() == Events.LEARNED) {
            weights.setOwnToRandom(EVENTS, network, streams, Purpose.EVENT_FEEDBACK);
        }
    }

    private boolean learned() {
        return params.events() == Events.LEARNED;
    }

    @Override
    protected WeightUpdate none() {
        return new WeightUpdate(network, learned() ? List.of(EVENTS) : List.of());
    }

    /** Of W, and of Q, to which pre- and postsynaptic are the other way round. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new HashSet<>(Set.of(SynapticReading.pre(RATE), SynapticReading.post(SURPLUS)));
        if (learned() && layer > 0) {
            reads.addAll(Set.of(SynapticReading.pre(APICAL), SynapticReading.post(EVENT)));
        }
        return reads;
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        Bursting now = bursting(weights, block);
        double[][] events =
                IntStream.range(0, network.layers()).mapToObj(now::events).toArray(double[][]::new);
        moments.accept(new BatchActivity(block.size(), 0)
                .with(RATE, now.input, now.rate)
                .with(EVENT, events)
                .with(SURPLUS, now.surplus)
                .with(APICAL, now.apical));
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        add(here, scaled(here.post(SURPLUS), 1 / (params.burstProbability() * of)), here.pre(RATE), update);
        if (learned() && l > 0) {
            double[] apical = scaled(here.pre(APICAL), 1.0 / of);
            new BatchInputs(network, here.lanes(), product)
                    .addProduct(
                            l,
                            here.post(EVENT),
                            apical,
                            update.own(EVENTS).orElseThrow().forward(l));
        }
    }

    /** The activity of a block of samples. */
    Bursting bursting(NetworkWeights weights, Samples samples) {
        return new Bursting(weights, samples);
    }

    /** Activity of a block, [unit][lane], by layer. */
    final class Bursting {
        private final double[] input;
        private final BatchInputs inputs;
        private final double[][] rate;
        private final double[][] apical;
        /** b - p_b e. */
        private final double[][] surplus;

        private Bursting(NetworkWeights weights, Samples samples) {
            int lanes = samples.size();
            int last = network.layers() - 1;
            this.input = samples.lanes(0, lanes);
            this.inputs = new BatchInputs(network, lanes, product);
            this.rate = inputs.layers();
            this.apical = inputs.layers();
            this.surplus = inputs.layers();
            double[][] slope = inputs.layers();
            for (int l = 0; l <= last; l++) {
                double[] v = new double[rate[l].length];
                inputs.fill(weights, l, l == 0 ? input : rate[l - 1], v);
                network.transfer(l).apply(product.kernels(), v, rate[l], v.length);
                network.transfer(l).slopes(v, rate[l], slope[l], v.length);
            }
            double[] target = new double[rate[last].length];
            targets.of(samples).fill(rate[last], target, network.outputs(), lanes);
            for (int k = 0; k < target.length; k++) {
                surplus[last][k] = params.burstProbability() * slope[last][k] * (target[k] - rate[last][k]);
            }
            for (int l = last - 1; l >= 0; l--) {
                receive(weights, l, lanes);
                for (int k = 0; k < surplus[l].length; k++) {
                    double e = events(l, k);
                    surplus[l][k] = e == 0 ? 0 : (probability(slope[l][k] / e * apical[l][k]) - baseline()) * e;
                }
            }
        }

        private double baseline() {
            return params.burstProbability();
        }

        /** s. */
        private double probability(double x) {
            double p = baseline();
            return p / (p + (1 - p) * StrictMath.exp(-x / (p * (1 - p))));
        }

        private double events(int l, int k) {
            return rate[l][k] + params.offset();
        }

        /** a: Y (b - p_b e), and (p_b Y - Q) e where Q is not aligned. */
        private void receive(NetworkWeights weights, int l, int lanes) {
            int units = network.units(l);
            int above = network.units(l + 1);
            double[] y = weights.backward(l + 1);
            if (params.bursts() == Bursts.TRANSPOSED) {
                y = new double[units * above];
                MatrixProduct.transpose(above, units, weights.forward(l + 1), y);
            }
            product.multiplyAdd(units, above, lanes, y, surplus[l + 1], apical[l]);
            if (params.events() == Events.LEARNED) {
                double[] difference = weights.own(EVENTS, l + 1).clone();
                for (int k = 0; k < difference.length; k++) {
                    difference[k] = baseline() * y[k] - difference[k];
                }
                product.multiplyAdd(units, above, lanes, difference, events(l + 1), apical[l]);
            }
        }

        private double[] events(int l) {
            double[] e = new double[rate[l].length];
            for (int k = 0; k < e.length; k++) {
                e[k] = events(l, k);
            }
            return e;
        }

        /** a of a hidden layer; live. */
        double[] apical(int l) {
            return apical[l];
        }
    }
}
