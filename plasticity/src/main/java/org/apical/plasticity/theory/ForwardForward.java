package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Forward-forward (Hinton 2022, arXiv 2212.13345): each hidden layer distinguishes inputs with their label from inputs with another by the squared length of its own activity, its goodness. With y the label, one of n_L,
 *
 * <pre>
 * n_0 = r_0 + F y        v_i = W_i n_{i-1} + b_i        r_i = phi_i(v_i)        n_i = sqrt(n_i) r_i/|r_i|        g_i = |r_i|^2 - theta n_i
 * C_i = -ln s(g_i^+) - ln s(-g_i^-)        d_i = -dC_i/dW_i = 2 s(-g_i^+) (phi'_i o r_i)^+ (n_{i-1}^+)^T - 2 s(g_i^-) (phi'_i o r_i)^- (n_{i-1}^-)^T
 * </pre>
 *
 * + the pass with the label of the sample, - that with another, drawn uniformly from the others; s(g) = 1/(1 + e^-g) the probability that the label is right; activity is normalised between layers, so that goodness is not
 * passed on. The answer is the class whose label has the largest sum of |r_i|^2 over hidden layers. The output layer, which has no part in that, learns a readout of the last hidden layer in a third pass with the neutral label
 * y = 1/n_L: d_L = (phi'_L o x) n_{L-1}^T, the second way to answer of the publication.
 *
 * <p>Published otherwise: labels take the place of the first pixels; here they are added to all inputs through F (n_0 x n_L), fixed, normal with standard deviation {@code scale}/sqrt(n_0), so that data of any kind can be learned. Transfer is
 * rectified, wrong labels are drawn by the probabilities of the output layer, and the first hidden layer does not count for the answer ({@code counted} 2). Equations from accounts of the publication, whose own text and numbers were
 * not read.
 *
 * <p>Mean over samples; 12 sum n_i n_{i-1} flop a sample. Not thread-safe.
 */
public final class ForwardForward extends SynapticTheory {
    private static final String ACTIVITY = "normalised activity";
    private static final String RATE = "rate, times its slope";
    private static final String LAYER_ERROR = "probability of error of its layer";
    private static final String RIGHT = ", with the label";
    private static final String WRONG_LABEL = ", with another";
    private static final String NEUTRAL = ", with none";
    private static final String ERROR = "error, times the slope of the rate";
    private static final long EMBEDDING = 0;
    private static final long WRONG = 1;

    private final Targets targets;
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
        super(network, product, LANES);
        Require.that(
                goodness.counted() < network.layers(),
                "Goodness.counted",
                "must be a hidden layer, of which there are " + (network.layers() - 1),
                goodness.counted());
        Require.atLeast("ForwardForward.classes", network.outputs(), 2);
        this.targets = targets;
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
    public Set<SynapticReading> reads(int layer) {
        return layer == last()
                ? Set.of(SynapticReading.pre(ACTIVITY + NEUTRAL), SynapticReading.post(ERROR))
                : Set.of(
                        SynapticReading.pre(ACTIVITY + RIGHT),
                        SynapticReading.post(RATE + RIGHT),
                        SynapticReading.post(LAYER_ERROR + RIGHT),
                        SynapticReading.pre(ACTIVITY + WRONG_LABEL),
                        SynapticReading.post(RATE + WRONG_LABEL),
                        SynapticReading.post(LAYER_ERROR + WRONG_LABEL));
    }

    /** Each pass changes synapses by itself: nothing has to be kept from one to the next. */
    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        block.requireClasses(network.outputs());
        Pass pass = new Pass(weights, block.size());
        BatchActivity activity = new BatchActivity(block.size(), 0);
        pass.run(block, block.labels());
        pass.show(RIGHT, 1, activity);
        pass.run(block, wrong(block, trial));
        pass.show(WRONG_LABEL, -1, activity);
        pass.runNeutral(block);
        moments.accept(pass.showOutput(targets.of(block), activity));
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        if (here.layer() == last()) {
            add(here, scaled(here.post(ERROR), 1.0 / of), here.pre(ACTIVITY + NEUTRAL), update);
        } else {
            learn(here, RIGHT, 2.0 / of, update);
            learn(here, WRONG_LABEL, -2.0 / of, update);
        }
    }

    private void learn(SynapseActivity here, String label, double factor, WeightUpdate update) {
        double[] post = scaled(here.post(RATE + label), factor);
        double[] layerError = here.post(LAYER_ERROR + label);
        for (int k = 0; k < post.length; k++) {
            post[k] *= layerError[k];
        }
        add(here, post, here.pre(ACTIVITY + label), update);
    }

    private int last() {
        return network.layers() - 1;
    }

    /** The sum of |r_i|^2 over the hidden layers that count with the label of each class, [sample][class]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        return answers(samples, some -> {
            int lanes = some.size();
            Pass pass = new Pass(weights, lanes);
            double[] sums = new double[network.outputs() * lanes];
            for (int c = 0; c < network.outputs(); c++) {
                int[] label = new int[lanes];
                Arrays.fill(label, c);
                pass.run(some, label);
                for (int l = goodness.counted() - 1; l < last(); l++) {
                    double[] squares = pass.squares(l);
                    for (int k = 0; k < lanes; k++) {
                        sums[c * lanes + k] += squares[k];
                    }
                }
            }
            return sums;
        });
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

        /** Hidden layers with these labels. */
        void run(Samples samples, int[] labels) {
            double[] y = new double[network.outputs() * lanes];
            for (int k = 0; k < lanes; k++) {
                y[labels[k] * lanes + k] = 1;
            }
            run(samples, y, last());
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

        /**
         * Keeps what hidden synapses read.
         *
         * @param sign 1 where the label is right, -1 where it is not
         */
        void show(String label, int sign, BatchActivity activity) {
            double[][] sloped = new double[network.layers()][0];
            double[][] layerError = new double[network.layers()][0];
            for (int l = 0; l < last(); l++) {
                double[] squares = squares(l);
                sloped[l] = slopes(l);
                layerError[l] = new double[sloped[l].length];
                for (int k = 0; k < sloped[l].length; k++) {
                    double g = squares[k % lanes] - goodness.theta() * network.units(l);
                    sloped[l][k] *= rate[l][k];
                    layerError[l][k] = 1 / (1 + StrictMath.exp(sign * g));
                }
            }
            activity.with(ACTIVITY + label, presynaptic[0], above(last() - 1))
                    .with(RATE + label, sloped)
                    .with(LAYER_ERROR + label, layerError);
        }

        /** Keeps what output synapses read. */
        BatchActivity showOutput(OutputTarget target, BatchActivity activity) {
            double[] wanted = new double[rate[last()].length];
            target.fill(rate[last()], wanted, network.outputs(), lanes);
            double[][] error = new double[network.layers()][0];
            error[last()] = slopes(last());
            for (int k = 0; k < wanted.length; k++) {
                error[last()][k] *= wanted[k] - rate[last()][k];
            }
            return activity.with(ACTIVITY + NEUTRAL, presynaptic[0], above(last()))
                    .with(ERROR, error);
        }

        private double[] slopes(int l) {
            double[] slopes = new double[rate[l].length];
            network.transfer(l).slopes(potential[l], rate[l], slopes, slopes.length);
            return slopes;
        }

        /** What the first layers send to those above them, that many. */
        private double[][] above(int layers) {
            double[][] sent = new double[network.layers()][0];
            System.arraycopy(presynaptic, 1, sent, 0, layers);
            return sent;
        }
    }
}
