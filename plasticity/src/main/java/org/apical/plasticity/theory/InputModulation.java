package org.apical.plasticity.theory;

import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Error-driven input modulation, PEPITA (Dellaferrera and Kreiman 2022): a second forward pass of an input that the error of the first has changed,
 *
 * <pre>
 * e = r_L - r_L*        r_0' = r_0 + F e        r_i' = phi_i(W_i r_{i-1}' + b_i)
 * d_i = -(r_i - r_i') (r_{i-1}')^T  for i &lt; L        d_L = -e' (r_{L-1}')^T        e' = r_L' - r_L*
 * </pre>
 *
 * r of the first pass, r' of the second, F (n_0 x n_L) fixed, normal with standard deviation {@code scale} sqrt(2/n_0); a target that follows the output follows that of either pass. The authors' code for fully connected networks has e' at the output and draws F uniformly
 * with the same deviation, 0.05 sqrt(2/n_0); equations from it, numbers of the publication were not read. Biases, which the publication does without, follow the same factors with 1 before the synapse. Dropout and
 * the stepwise decay of the rate of learning of the publication are not part of the rule and not here. Not thread-safe.
 */
public final class InputModulation extends SynapticTheory {
    private static final String FIRST = "rate in the first pass";
    private static final String SECOND = "rate in the second pass";
    private static final String ERROR = "error of the output";

    private final Targets targets;
    private final double[] projection;

    /**
     * @param network a chain
     * @param targets r_L*
     * @param projection F, (n_0 x n_L); not modified
     */
    public InputModulation(NetworkDescription network, Targets targets, MatrixProduct product, double[] projection) {
        super(network, product, LANES);
        Require.that(
                projection.length == network.inputs() * network.outputs(),
                "InputModulation.projection",
                "must be " + network.inputs() + " inputs x " + network.outputs() + " outputs",
                projection.length);
        this.targets = targets;
        this.projection = projection.clone();
    }

    /** F as it is drawn. */
    public static double[] draw(NetworkDescription network, double scale, RandomStreams streams) {
        double deviation = scale * Math.sqrt(2.0 / network.inputs());
        RandomGenerator random = streams.stream(Purpose.INPUT_FEEDBACK, 0);
        double[] f = new double[network.inputs() * network.outputs()];
        for (int k = 0; k < f.length; k++) {
            f[k] = deviation * random.nextGaussian();
        }
        return f;
    }

    @Override
    public Set<SynapticReading> reads(int layer) {
        return layer == network.layers() - 1
                ? Set.of(SynapticReading.pre(SECOND), SynapticReading.post(ERROR))
                : Set.of(SynapticReading.pre(SECOND), SynapticReading.post(FIRST), SynapticReading.post(SECOND));
    }

    @Override
    public Set<String> earlier() {
        return Set.of(FIRST);
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        int lanes = block.size();
        int last = network.layers() - 1;
        BatchInputs inputs = new BatchInputs(network, lanes, product);
        double[] input = block.lanes(0, lanes);
        double[][] plain = pass(weights, inputs, input);
        double[] modulated = input.clone();
        product.multiplyAdd(
                network.inputs(), network.outputs(), lanes, projection, error(block, plain[last]), modulated);
        double[][] second = pass(weights, inputs, modulated);
        double[][] error = new double[last + 1][0];
        error[last] = error(block, second[last]);
        moments.accept(new BatchActivity(lanes, 0)
                .with(FIRST, input, plain)
                .with(SECOND, modulated, second)
                .with(ERROR, error));
    }

    /** r_L - r_L*. */
    private double[] error(Samples block, double[] output) {
        double[] error = new double[output.length];
        targets.of(block).fill(output, error, network.outputs(), block.size());
        for (int k = 0; k < error.length; k++) {
            error[k] = output[k] - error[k];
        }
        return error;
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        boolean last = l == network.layers() - 1;
        double[] from = last ? here.post(ERROR) : here.post(FIRST);
        double[] factor = new double[from.length];
        for (int k = 0; k < factor.length; k++) {
            factor[k] = -(last ? from[k] : from[k] - here.post(SECOND)[k]) / of;
        }
        add(here, factor, here.pre(SECOND), update);
    }

    /** r of every layer. */
    private double[][] pass(NetworkWeights weights, BatchInputs inputs, double[] input) {
        double[][] rate = inputs.layers();
        for (int l = 0; l < rate.length; l++) {
            inputs.fill(weights, l, l == 0 ? input : rate[l - 1], rate[l]);
            network.transfer(l).apply(product.kernels(), rate[l], rate[l], rate[l].length);
        }
        return rate;
    }
}
