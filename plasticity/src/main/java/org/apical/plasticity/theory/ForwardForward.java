package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Forward-forward (Hinton 2022, arXiv 2212.13345): each hidden layer tells inputs with their label from inputs with another by the length of its own activity. With y the label, one of n_L,
 *
 * <pre>
 * n_0 = r_0 + F y        v_i = W_i n_{i-1} + b_i        r_i = phi_i(v_i)        n_i = sqrt(n_i) r_i/|r_i|        g_i = |r_i|^2 - theta n_i
 * C_i = -ln s(g_i^+) - ln s(-g_i^-)        d_i = -dC_i/dW_i = 2 s(-g_i^+) (phi'_i o r_i)^+ (n_{i-1}^+)^T - 2 s(g_i^-) (phi'_i o r_i)^- (n_{i-1}^-)^T
 * </pre>
 *
 * + the pass with the label of the sample, - that with another, drawn evenly from the others; s(g) = 1/(1 + e^-g) the probability that the label is right; activity is brought to one length between layers, so that goodness is not
 * handed on. The answer is the class whose label has the largest sum of |r_i|^2 over hidden layers. The output layer, which has no part in that, learns to read the last hidden layer off in a third pass with the neutral label
 * y = 1/n_L: d_L = (phi'_L o x) n_{L-1}^T, the second way to answer of the publication.
 *
 * <p>Published otherwise: labels take the place of the first pixels; here they are added to all inputs through F (n_0 x n_L), fixed, normal with standard deviation {@code scale}/sqrt(n_0), which asks nothing of the data. Transfer is
 * rectified, wrong labels are drawn by what the output layer takes for likely, and the first hidden layer does not count for the answer ({@code counted} 2). Equations from accounts of the publication, whose own text and numbers were
 * not read.
 *
 * <p>Mean over samples; 12 sum n_i n_{i-1} flop a sample. Not thread-safe.
 */
public final class ForwardForward implements ForwardSignal {
    private static final int LANES = 64;
    private static final long EMBEDDING = 0;
    private static final long WRONG = 1;

    private final NetworkDescription network;
    private final Targets targets;
    private final MatrixProduct product;
    private final Goodness goodness;
    private final RandomStreams streams;
    private final double[] embedding;

    /**
     * How activity is judged.
     *
     * @param theta share of a layer's units above which its squared length means that the label is right, > 0
     * @param scale of F, > 0
     * @param counted first hidden layer that counts for an answer, from 1
     */
    public record Goodness(double theta, double scale, int counted) {
        public Goodness {
            Require.positive("Goodness.theta", theta, "(dimensionless)");
            Require.positive("Goodness.scale", scale, "(dimensionless)");
            Require.atLeast("Goodness.counted", counted, 1);
        }
    }

    /**
     * @param network a chain with a hidden layer, its outputs classes
     * @param targets r_L*, x = r_L* - r_L
     */
    public ForwardForward(
            NetworkDescription network,
            Targets targets,
            MatrixProduct product,
            Goodness goodness,
            RandomStreams streams) {
        network.requireChain("ForwardForward");
        Require.that(
                goodness.counted() < network.layers(),
                "Goodness.counted",
                "must be a hidden layer, of which there are " + (network.layers() - 1),
                goodness.counted());
        Require.atLeast("ForwardForward.classes", network.outputs(), 2);
        this.network = network;
        this.targets = targets;
        this.product = product;
        this.goodness = goodness;
        this.streams = streams;
        this.embedding = new double[network.inputs() * network.outputs()];
        RandomGenerator random = streams.stream(Purpose.LABEL, EMBEDDING);
        double deviation = goodness.scale() / Math.sqrt(network.inputs());
        Arrays.setAll(embedding, k -> deviation * random.nextGaussian());
    }

    /** Another class than that of each sample; of its number alone. */
    int[] wrong(Samples samples, long trial) {
        int[] wrong = new int[samples.size()];
        int others = network.outputs() - 1;
        for (int k = 0; k < wrong.length; k++) {
            int drawn = streams.stream(Purpose.LABEL, WRONG, trial + k).nextInt(others);
            wrong[k] = drawn < samples.labels()[k] ? drawn : drawn + 1;
        }
        return wrong;
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        samples.requireClasses(network.outputs());
        WeightUpdate update = new WeightUpdate(network);
        for (int first = 0; first < samples.size(); first += LANES) {
            Samples some = samples.range(first, Math.min(LANES, samples.size() - first));
            double factor = 2.0 / samples.size();
            Pass pass = new Pass(weights, some.size());
            pass.run(some, some.labels(), last());
            pass.learn(factor, update);
            pass.run(some, wrong(some, trial + first), last());
            pass.learn(-factor, update);
            pass.runNeutral(some);
            pass.learnOutput(targets.of(some), 1.0 / samples.size(), update);
        }
        return update;
    }

    private int last() {
        return network.layers() - 1;
    }

    /** The sum of |r_i|^2 over the hidden layers that count with the label of each class, [sample][class]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        double[][] outputs = new double[samples.size()][network.outputs()];
        for (int first = 0; first < outputs.length; first += LANES) {
            Samples some = samples.range(first, Math.min(LANES, outputs.length - first));
            Pass pass = new Pass(weights, some.size());
            for (int c = 0; c < network.outputs(); c++) {
                int[] label = new int[some.size()];
                Arrays.fill(label, c);
                pass.run(some, label, last());
                for (int l = goodness.counted() - 1; l < last(); l++) {
                    double[] squares = pass.squares(l);
                    for (int k = 0; k < squares.length; k++) {
                        outputs[first + k][c] += squares[k];
                    }
                }
            }
        }
        return outputs;
    }

    /** A pass of a block of samples. */
    private final class Pass {
        private final NetworkWeights weights;
        private final int lanes;
        private final BatchInputs inputs;
        private final double[][] presynaptic;
        private final double[][] potential;
        private final double[][] rate;

        Pass(NetworkWeights weights, int lanes) {
            this.weights = weights;
            this.lanes = lanes;
            this.inputs = new BatchInputs(network, lanes, product);
            this.presynaptic = new double[network.layers()][];
            this.potential = inputs.layers();
            this.rate = inputs.layers();
        }

        /** With these labels, that many layers. */
        void run(Samples samples, int[] labels, int layers) {
            double[] y = new double[network.outputs() * lanes];
            for (int k = 0; k < lanes; k++) {
                y[labels[k] * lanes + k] = 1;
            }
            run(samples, y, layers);
        }

        void runNeutral(Samples samples) {
            double[] y = new double[network.outputs() * lanes];
            Arrays.fill(y, 1.0 / network.outputs());
            run(samples, y, network.layers());
        }

        private void run(Samples samples, double[] y, int layers) {
            presynaptic[0] = samples.lanes(0, lanes);
            product.multiplyAdd(network.inputs(), network.outputs(), lanes, embedding, y, presynaptic[0]);
            for (int l = 0; l < layers; l++) {
                if (l > 0) {
                    presynaptic[l] = ofOneLength(l - 1);
                }
                inputs.fill(weights, l, presynaptic[l], potential[l]);
                network.transfer(l).apply(product.kernels(), potential[l], rate[l], rate[l].length);
            }
        }

        /** sqrt(n) r/|r|; nothing of a silent layer. */
        private double[] ofOneLength(int l) {
            double[] squares = squares(l);
            double[] r = rate[l].clone();
            for (int k = 0; k < r.length; k++) {
                double square = squares[k % lanes];
                r[k] *= square > 0 ? Math.sqrt(network.units(l) / square) : 0;
            }
            return r;
        }

        /** |r|^2 of each lane. */
        double[] squares(int l) {
            double[] squares = new double[lanes];
            for (int k = 0; k < rate[l].length; k++) {
                squares[k % lanes] += rate[l][k] * rate[l][k];
            }
            return squares;
        }

        /** @param factor its sign that of the pass */
        void learn(double factor, WeightUpdate update) {
            for (int l = 0; l < last(); l++) {
                double[] squares = squares(l);
                double[] post = new double[rate[l].length];
                network.transfer(l).slopes(potential[l], rate[l], post, post.length);
                for (int k = 0; k < post.length; k++) {
                    double g = squares[k % lanes] - goodness.theta() * network.units(l);
                    post[k] *= factor * rate[l][k] / (1 + StrictMath.exp(Math.signum(factor) * g));
                }
                inputs.addProduct(l, post, presynaptic[l], update.forward(l));
                inputs.addSum(post, update.bias(l));
            }
        }

        void learnOutput(OutputTarget target, double factor, WeightUpdate update) {
            int l = last();
            double[] wanted = new double[rate[l].length];
            target.fill(rate[l], wanted, network.outputs(), lanes);
            double[] post = new double[wanted.length];
            network.transfer(l).slopes(potential[l], rate[l], post, post.length);
            for (int k = 0; k < post.length; k++) {
                post[k] *= factor * (wanted[k] - rate[l][k]);
            }
            inputs.addProduct(l, post, presynaptic[l], update.forward(l));
            inputs.addSum(post, update.bias(l));
        }
    }
}
