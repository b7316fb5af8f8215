package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Backward weights that learn from noise that each hidden unit carries all the time, while forward weights learn: the rule for feedback of phaseless alignment learning (Max et al. 2024; arXiv 2212.10249), beside feedback
 * alignment in leaky rate units. Times in units of tau_v:
 *
 * <pre>
 * dv_i/dt = -v_i + W_i r_{i-1} + b_i + xi_i        r_i = phi_i(v_i)        xi_i Ornstein–Uhlenbeck, standard deviation sigma, time tau_xi; none at the output
 * d_i = mean_t g_i r_{i-1}^T        g_L = phi'_L o (r_L* - r_L)        g_i = phi'_i o (S_{i+1} g_{i+1})
 * dS_{i+1} = mean_t xi_i (r_{i+1} - r_{i+1}^lp)^T / (c sigma^2) - rho S_{i+1}        tau_hp dr^lp/dt = -r^lp + r
 * </pre>
 *
 * Noise of other layers is independent of xi_i, so that only xi_i contributes; where it is small, E dS_{i+1} = phi'_i W_{i+1}^T phi'_{i+1} - rho S_{i+1} with
 *
 * <pre>
 * c = (tau_xi / (tau_xi + 1))^2 tau_hp / (tau_hp + tau_xi)
 * </pre>
 *
 * the transfer of two leaky units and of the high pass at the rate 1/tau_xi, after the first few tau_v. Division by c sigma^2 may as well stand in the rate.
 *
 * <p>Of the publication this is the rule for feedback alone: its neurons look ahead (latent equilibrium), for which a patent is announced, and which is not here. Without that c is smaller, errors are of rates that lag behind their input,
 * and a presentation begins where its input leads to without noise. Steps are forward Euler, layers 1 .. L each on the new output of the one below, as in F1; c is that of these steps. Mean over samples; noise of a trial is its
 * own. Not thread-safe.
 *
 * <p>Of the publication only abstract and introduction were at hand: noise in each layer, what of it is carried forward high-passed, all weights plastic at all times. The equations are those of this principle, written down
 * here, and have no numbers.
 */
public final class PhaselessAlignment extends SynapticTheory {
    private static final String RATE = "rate";
    private static final String ERROR = "error, times the slope of the rate";
    private static final String NOISE = "noise";
    private static final String FAST = "high-passed rate";
    /** Of a presentation. */
    private static final int MOST_STEPS = 10_000_000;

    private final Targets targets;
    private final Params params;
    private final RandomStreams streams;

    /**
     * Noise, times (units of tau_v) and decay.
     *
     * @param deviation sigma, units of v
     * @param tauNoise tau_xi
     * @param tauHighPass tau_hp
     * @param duration of a presentation
     * @param step dt
     * @param decay rho, >= 0
     */
    public record Params(
            double deviation, double tauNoise, double tauHighPass, double duration, double step, double decay) {
        public Params {
            Require.positive("PhaselessAlignment.deviation", deviation, "(units of v)");
            Require.positive("PhaselessAlignment.tauNoise", tauNoise, "(units of tau_v)");
            Require.positive("PhaselessAlignment.tauHighPass", tauHighPass, "(units of tau_v)");
            Require.that(
                    step > 0 && step <= 1, "PhaselessAlignment.step", "must be above 0 and at most 1 (tau_v)", step);
            Require.that(
                    duration >= step && duration / step <= MOST_STEPS,
                    "PhaselessAlignment.duration",
                    "must be of 1 to " + MOST_STEPS + " steps of " + step + " (tau_v)",
                    duration);
            Require.notNegative("PhaselessAlignment.decay", decay, "(dimensionless)");
        }

        int steps() {
            return (int) Math.round(duration / step);
        }

        /** What is left of xi after a step. */
        double noiseKept() {
            return Math.exp(-step / tauNoise);
        }

        /** What is left of r^lp after a step. */
        double lowPassKept() {
            return Math.exp(-step / tauHighPass);
        }

        /** c of these steps: their transfer at z = 1/{@link #noiseKept}. */
        public double carried() {
            double kept = noiseKept();
            double leaky = step / (1 - (1 - step) * kept);
            return leaky * leaky * lowPassKept() * (1 - kept) / (1 - lowPassKept() * kept);
        }
    }

    /**
     * @param network a chain
     * @param targets r_L*
     */
    public PhaselessAlignment(
            NetworkDescription network, Targets targets, Params params, MatrixProduct product, RandomStreams streams) {
        super(network, product, LANES);
        // S learns in units of it
        double carried = params.carried() * params.deviation() * params.deviation();
        Require.that(
                carried >= Double.MIN_NORMAL && carried < Double.POSITIVE_INFINITY,
                "PhaselessAlignment.deviation",
                "must leave something of the noise that is carried forward, with tauNoise = " + params.tauNoise()
                        + " and tauHighPass = " + params.tauHighPass() + " (tau_v) not " + carried,
                params.deviation());
        this.targets = targets;
        this.params = params;
        this.streams = streams;
    }

    @Override
    protected WeightUpdate none() {
        return new WeightUpdate(network, List.of(OwnPathway.BACKWARD));
    }

    /** Of W, and of S, to which pre- and postsynaptic are the other way round. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new HashSet<>(Set.of(SynapticReading.pre(RATE), SynapticReading.post(ERROR)));
        if (layer > 0) {
            reads.addAll(
                    Set.of(SynapticReading.pre(NOISE), SynapticReading.post(FAST), SynapticReading.RECIPROCAL_WEIGHT));
        }
        return reads;
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        new Block(weights, block, trial).present(moments);
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        double share = 1.0 / of / params.steps();
        add(here, scaled(here.post(ERROR), share), here.pre(RATE), update);
        if (l > 0) {
            double[] back = update.own(OwnPathway.BACKWARD).orElseThrow().forward(l);
            double[] fast =
                    scaled(here.post(FAST), share / (params.carried() * params.deviation() * params.deviation()));
            new BatchInputs(network, here.lanes(), product).addProduct(l, fast, here.pre(NOISE), back);
            WeightMirror.decay(here.reciprocal(), network.units(l), params.decay() * share * here.lanes(), back);
        }
    }

    /** Samples side by side; arrays [unit][lane]. */
    private final class Block {
        final NetworkWeights weights;
        final int lanes;
        final int last = network.layers() - 1;
        final BatchInputs inputs;
        final double[] input;
        final OutputTarget target;
        final RandomGenerator[][] random;
        final double[][] noise;
        final double[][] potential;
        final double[][] rate;
        final double[][] lowPass;
        final double[][] fast;
        final double[][] drive;
        final double[][] error;
        final double[][] slope;
        final double[] fromInput;

        /** Where its input leads to without noise. */
        Block(NetworkWeights weights, Samples samples, long trial) {
            this.weights = weights;
            this.lanes = samples.size();
            this.inputs = new BatchInputs(network, lanes, product);
            this.input = samples.lanes(0, lanes);
            this.target = targets.of(samples);
            this.random = new RandomGenerator[last][lanes];
            this.noise = inputs.layers();
            this.potential = inputs.layers();
            this.rate = inputs.layers();
            this.lowPass = inputs.layers();
            this.fast = inputs.layers();
            this.drive = inputs.layers();
            this.error = inputs.layers();
            this.slope = inputs.layers();
            for (int l = 0; l <= last; l++) {
                inputs.fill(weights, l, presynaptic(l), potential[l]);
                fire(l);
                System.arraycopy(rate[l], 0, lowPass[l], 0, rate[l].length);
            }
            this.fromInput = potential[0].clone();
            for (int l = 0; l < last; l++) {
                for (int lane = 0; lane < lanes; lane++) {
                    random[l][lane] = streams.stream(Purpose.MEMBRANE_NOISE, l, Phase.TRAINING.ordinal(), trial + lane);
                }
                draw(l, 0, params.deviation());
            }
        }

        double[] presynaptic(int layer) {
            return layer == 0 ? input : rate[layer - 1];
        }

        void fire(int layer) {
            double[] r = rate[layer];
            network.transfer(layer).apply(product.kernels(), potential[layer], r, r.length);
        }

        /** xi := kept xi + amplitude N(0, 1). */
        void draw(int layer, double kept, double amplitude) {
            double[] xi = noise[layer];
            for (int lane = 0; lane < lanes; lane++) {
                for (int k = lane; k < xi.length; k += lanes) {
                    xi[k] = kept * xi[k] + amplitude * random[layer][lane].nextGaussian();
                }
            }
        }

        void present(Consumer<BatchActivity> moments) {
            double kept = params.noiseKept();
            double amplitude = params.deviation() * Math.sqrt(1 - kept * kept);
            BatchActivity now = new BatchActivity(lanes, 0)
                    .with(RATE, input, rate)
                    .with(ERROR, error)
                    .with(NOISE, noise)
                    .with(FAST, fast);
            for (int n = 0; n < params.steps(); n++) {
                for (int l = 0; l < last && n > 0; l++) {
                    draw(l, kept, amplitude);
                }
                for (int l = 0; l <= last; l++) {
                    advance(l);
                }
                sendBack();
                moments.accept(now);
            }
        }

        /** A step of v, r and r^lp. */
        void advance(int layer) {
            double[] v = potential[layer];
            double[] wanted = drive[layer];
            if (layer == 0) {
                System.arraycopy(fromInput, 0, wanted, 0, wanted.length);
            } else {
                inputs.fill(weights, layer, rate[layer - 1], wanted);
            }
            double[] xi = noise[layer];
            for (int k = 0; k < v.length; k++) {
                v[k] += params.step() * (wanted[k] + xi[k] - v[k]);
            }
            fire(layer);
            double[] low = lowPass[layer];
            double[] r = rate[layer];
            double lowKept = params.lowPassKept();
            for (int k = 0; k < low.length; k++) {
                low[k] = lowKept * low[k] + (1 - lowKept) * r[k];
                fast[layer][k] = r[k] - low[k];
            }
        }

        /** g of every layer. */
        void sendBack() {
            double[] r = rate[last];
            target.fill(r, error[last], network.outputs(), lanes);
            for (int k = 0; k < r.length; k++) {
                error[last][k] -= r[k];
            }
            for (int l = last; l >= 0; l--) {
                double[] g = error[l];
                network.transfer(l).slopes(potential[l], rate[l], slope[l], g.length);
                for (int k = 0; k < g.length; k++) {
                    g[k] *= slope[l][k];
                }
                if (l > 0) {
                    Arrays.fill(error[l - 1], 0);
                    product.multiplyAdd(
                            network.presynapticUnits(l), network.units(l), lanes, weights.backward(l), g, error[l - 1]);
                }
            }
        }
    }
}
