package org.apical.plasticity.theory;

import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Error-driven input modulation, PEPITA (Dellaferrera and Kreiman 2022): a second forward pass of an input that the error of the first has changed,
 *
 * <pre>
 * e = r_L - r_L*        r_0' = r_0 + F e        r_i' = phi_i(W_i r_{i-1}' + b_i)
 * d_i = -(r_i - r_i') (r_{i-1}')^T  for i &lt; L        d_L = -e (r_{L-1}')^T
 * </pre>
 *
 * r of the first pass, r' of the second, F (n_0 x n_L) fixed, normal with standard deviation {@code scale} sqrt(2/n_0). Biases, which the publication does without, follow the same factors with 1 before the synapse. It is
 * published with dropout and a rate that falls in steps, which are none of the rule and not here. Not thread-safe.
 */
public final class InputModulation implements ForwardSignal {
    private static final int LANES = 64;

    private final NetworkDescription network;
    private final Targets targets;
    private final MatrixProduct product;
    private final double[] projection;

    /**
     * @param network a chain
     * @param targets r_L*
     * @param projection F, (n_0 x n_L); not modified
     */
    public InputModulation(NetworkDescription network, Targets targets, MatrixProduct product, double[] projection) {
        network.requireChain("InputModulation");
        Require.that(
                projection.length == network.inputs() * network.outputs(),
                "InputModulation.projection",
                "must be " + network.inputs() + " inputs x " + network.outputs() + " outputs",
                projection.length);
        this.network = network;
        this.targets = targets;
        this.product = product;
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
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = new WeightUpdate(network);
        for (int first = 0; first < samples.size(); first += LANES) {
            learn(weights, samples.range(first, Math.min(LANES, samples.size() - first)), samples.size(), update);
        }
        return update;
    }

    private void learn(NetworkWeights weights, Samples samples, int of, WeightUpdate update) {
        int lanes = samples.size();
        int last = network.layers() - 1;
        BatchInputs inputs = new BatchInputs(network, lanes, product);
        double[] input = samples.lanes(0, lanes);
        double[][] plain = pass(weights, inputs, input);
        // r_L* - r_L = -e
        double[] wanted = new double[plain[last].length];
        targets.of(samples).fill(plain[last], wanted, network.outputs(), lanes);
        double[] error = new double[wanted.length];
        for (int k = 0; k < error.length; k++) {
            error[k] = plain[last][k] - wanted[k];
        }
        product.multiplyAdd(network.inputs(), network.outputs(), lanes, projection, error, input);
        double[][] modulated = pass(weights, inputs, input);
        for (int l = 0; l <= last; l++) {
            double[] factor = new double[plain[l].length];
            for (int k = 0; k < factor.length; k++) {
                factor[k] = -(l == last ? error[k] : plain[l][k] - modulated[l][k]) / of;
            }
            inputs.addProduct(l, factor, l == 0 ? input : modulated[l - 1], update.forward(l));
            inputs.addSum(factor, update.bias(l));
        }
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
