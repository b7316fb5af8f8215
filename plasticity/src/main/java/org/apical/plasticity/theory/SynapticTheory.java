package org.apical.plasticity.theory;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A theory of credit assignment in two parts: {@link #present} computes the activity of the network, with whatever signals it needs; at each moment of it {@link #change} computes the change of the synapses onto each layer, to
 * which nothing is handed out that they do not declare ({@link #reads}). Mean over the samples of a batch, in blocks of lanes of which any width has the same bits; synapses that do not exist do not change. Not thread-safe.
 */
public abstract class SynapticTheory implements ForwardSignal {
    /** Samples that are presented side by side. */
    protected static final int LANES = 64;

    /** The chain. */
    protected final NetworkDescription network;

    /** Products of matrices and transfer functions. */
    protected final MatrixProduct product;

    private final int lanesPerBlock;
    private double meanSteps;
    private long steps;

    /** @param network a chain */
    protected SynapticTheory(NetworkDescription network, MatrixProduct product, int lanesPerBlock) {
        network.requireChain(getClass().getSimpleName());
        this.network = network;
        this.product = product;
        this.lanesPerBlock = lanesPerBlock;
    }

    /** What exists at synapses onto a layer and changes them; of backward and feedback weights, too, where they change beside it. */
    public abstract Set<SynapticReading> reads(int layer);

    /** Of that, quantities of earlier phases or passes, which have to be kept until the synapse changes. */
    public Set<String> earlier() {
        return Set.of();
    }

    /**
     * Presents a block of samples.
     *
     * @param weights not modified
     * @param of samples of the batch
     * @param trial number of the presentation of the first sample
     * @param moments told what exists in the network at each moment at which synapses change: the last one, or all steps; live
     */
    public abstract void present(
            NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments);

    /**
     * Adds what synapses onto a layer change by, the share of the block in the mean over the batch.
     *
     * @param here what they read
     * @param of samples of the batch
     * @param update modified in this layer and its feedback weights, and in the backward weights between it and the one below
     */
    protected abstract void change(SynapseActivity here, int of, WeightUpdate update);

    /** Adds post pre^T to dW and post to db of a layer, summed over lanes. */
    protected final void add(SynapseActivity here, double[] post, double[] pre, WeightUpdate update) {
        BatchInputs inputs = new BatchInputs(network, here.lanes(), product);
        inputs.addProduct(here.layer(), post, pre, update.forward(here.layer()));
        inputs.addSum(post, update.bias(here.layer()));
    }

    /**
     * Outputs of all samples, [sample][output].
     *
     * @param block outputs of a block of samples, [output][lane]
     */
    protected final double[][] answers(SampleSet samples, Function<Samples, double[]> block) {
        double[][] answers = new double[samples.size()][network.outputs()];
        for (int first = 0; first < answers.length; first += LANES) {
            int lanes = Math.min(LANES, answers.length - first);
            double[] r = block.apply(samples.range(first, lanes));
            for (int k = 0; k < r.length; k++) {
                answers[first + k % lanes][k / lanes] = r[k];
            }
        }
        return answers;
    }

    /** factor x. */
    protected static double[] scaled(double[] x, double factor) {
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = factor * x[k];
        }
        return y;
    }

    /** No change yet. */
    protected WeightUpdate none() {
        return new WeightUpdate(network);
    }

    @Override
    public final WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = none();
        List<Set<SynapticReading>> reads =
                IntStream.range(0, network.layers()).mapToObj(this::reads).toList();
        steps = 0;
        for (int first = 0; first < samples.size(); first += lanesPerBlock) {
            Samples block = samples.range(first, Math.min(lanesPerBlock, samples.size() - first));
            present(weights, block, samples.size(), trial + first, now -> {
                steps += now.steps();
                for (int l = 0; l < network.layers(); l++) {
                    change(new SynapseActivity(l, now, weights, reads.get(l)), samples.size(), update);
                }
            });
        }
        for (int l = 0; l < network.layers(); l++) {
            weights.maskForward(l, update.forward(l));
        }
        meanSteps = (double) steps / samples.size();
        return update;
    }

    @Override
    public final double settlingSteps() {
        return meanSteps;
    }
}
