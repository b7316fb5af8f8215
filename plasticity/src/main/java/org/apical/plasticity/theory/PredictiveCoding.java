package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Predictive coding with inference to equilibrium before plasticity (Whittington and Bogacz 2017; Millidge, Tschantz and Buckley 2022), which is prospective configuration (Song et al. 2024):
 *
 * <pre>
 * E = 1/2 sum_i |e_i|^2        e_i = x_i - phi_i(v_i)        v_i = W_i x_{i-1} + b_i        x_0 = r_0        x_L = r_L*
 * dx_i/dt = -dE/dx_i = -e_i + W_{i+1}^T (phi'_{i+1} o e_{i+1})        d_i = -dE/dW_i = (phi'_i o e_i) x_{i-1}^T    at the equilibrium
 * </pre>
 *
 * x_i (n_i) activity of value units, e_i (n_i) that of error units, dimensionless. The nonlinearity stands behind the weights, as everywhere here; Whittington and Bogacz have it before them. By the envelope theorem d is minus
 * the gradient with respect to W of the energy at equilibrium. The output is clamped to r_L*, or weakly nudged: then x_L moves, E has beta/2 |r_L* - x_L|^2 beside it, r_L* that of the free output, and d is divided by beta.
 *
 * <p>With delta = r_L* - r_L^-, G_i = dr_L/dr_i at the free state and e_i = G_i^T e_L to first order,
 *
 * <pre>
 * clamped: e_L = (I + sum_{i &lt; L} G_i G_i^T)^-1 delta        nudged: e_L/beta = delta + O(beta)
 * </pre>
 *
 * the least change of activity that brings the output to its target, which is minimum norm and DFC under full control where hidden transfer is linear; and backpropagation.
 *
 * <p>Of these publications abstracts were at hand, not the numbers of their equations. The equilibrium does not depend on how it is reached. Inference is gradient descent whose step is, lane by lane, that of Barzilai and Borwein (1988), gamma = s.s/s.y with s, y the last changes of x and of dE/dx; a lane
 * stops where no element of dE/dx exceeds the tolerance. 8 sum_{i>1} n_i n_{i-1} flop a lane and step. Blocks of any width have the same bits. Not thread-safe.
 */
public final class PredictiveCoding extends SynapticTheory {
    private static final String VALUE = "value";
    private static final String ERROR = "error, times the slope of the rate";

    private static final double FIRST_STEP = 0.5;
    private static final double SHORTEST_STEP = 1e-3;
    private static final double LONGEST_STEP = 2;

    private final Targets targets;
    private final Settling settling;
    private final OptionalDouble nudge;
    private final double[][] transposed;

    /**
     * @param network a chain
     * @param targets r_L*
     * @param nudge beta; nothing: the output is clamped
     * @param settling the tolerance is of dE/dx
     */
    public PredictiveCoding(
            NetworkDescription network,
            Targets targets,
            OptionalDouble nudge,
            MatrixProduct product,
            Settling settling) {
        this(network, targets, nudge, product, settling, LANES);
    }

    PredictiveCoding(
            NetworkDescription network,
            Targets targets,
            OptionalDouble nudge,
            MatrixProduct product,
            Settling settling,
            int lanesPerBlock) {
        super(network, product, lanesPerBlock);
        nudge.ifPresent(beta -> Require.positive("PredictiveCoding.nudge", beta, "(dimensionless)"));
        this.nudge = nudge;
        this.targets = targets;
        this.settling = settling;
        this.transposed = new double[network.layers()][];
        for (int l = 0; l < network.layers(); l++) {
            transposed[l] = new double[l > 0 ? network.units(l) * network.presynapticUnits(l) : 0];
        }
    }

    @Override
    public Set<SynapticReading> reads(int layer) {
        return Set.of(SynapticReading.pre(VALUE), SynapticReading.post(ERROR));
    }

    /** @throws DivergenceException if inference does not settle */
    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        Inference inference = infer(weights, block);
        moments.accept(new BatchActivity(block.size(), inference.steps)
                .with(VALUE, inference.input, inference.x)
                .with(ERROR, inference.driven));
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        add(here, scaled(here.post(ERROR), 1 / (nudge.orElse(1) * of)), here.pre(VALUE), update);
    }

    /** The equilibrium of a block of samples. */
    Inference infer(NetworkWeights weights, Samples samples) {
        for (int l = 1; l < network.layers(); l++) {
            MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), weights.forward(l), transposed[l]);
        }
        Inference inference = new Inference(weights, samples);
        inference.settle();
        return inference;
    }

    /** Inference of a block. */
    final class Inference {
        private final int lanes;
        private final int last = network.layers() - 1;
        /** Layers whose activity is inferred. */
        private final int inferred = nudge.isPresent() ? last + 1 : last;

        private final double[] target;
        private final BatchInputs inputs;
        private final NetworkWeights weights;
        private final double[] input;
        private final double[][] x;
        private final double[][] v;
        private final double[][] error;
        /** phi' o e. */
        private final double[][] driven;

        private final double[][] gradient;
        private final double[][] change;
        private final double[] step;
        private final boolean[] settled;
        /** Of all lanes. */
        private long steps;

        private Inference(NetworkWeights weights, Samples samples) {
            this.lanes = samples.size();
            this.weights = weights;
            this.input = samples.lanes(0, lanes);
            this.inputs = new BatchInputs(network, lanes, product);
            this.x = inputs.layers();
            this.v = inputs.layers();
            this.error = inputs.layers();
            this.driven = inputs.layers();
            this.gradient = inputs.layers();
            this.change = inputs.layers();
            this.step = new double[lanes];
            this.settled = new boolean[lanes];
            Arrays.fill(step, FIRST_STEP);
            for (int l = 0; l <= last; l++) {
                predict(l);
                System.arraycopy(error[l], 0, x[l], 0, x[l].length);
            }
            this.target = new double[x[last].length];
            targets.of(samples).fill(x[last], target, network.outputs(), lanes);
            if (nudge.isEmpty()) {
                System.arraycopy(target, 0, x[last], 0, target.length);
            }
        }

        /** v := W x + b, error := phi(v) for a moment. */
        private void predict(int l) {
            inputs.fill(weights, l, presynaptic(l), v[l]);
            network.transfer(l).apply(product.kernels(), v[l], error[l], error[l].length);
        }

        private double[] presynaptic(int l) {
            return l == 0 ? input : x[l - 1];
        }

        /** x of a layer, [unit][lane]; live. */
        double[] activity(int l) {
            return x[l];
        }

        private void settle() {
            descend(false);
            int left = unsettled();
            for (int k = 0; left > 0; k++) {
                if (k == settling.steps()) {
                    throw new DivergenceException(
                            "F1",
                            "inference of predictive coding: |dE/dx| of " + left + " samples is above "
                                    + settling.tolerance() + " after " + settling.steps()
                                    + " steps; a smaller learning rate, or more steps");
                }
                steps += left;
                move();
                descend(true);
                left = unsettled();
            }
        }

        /** e, phi' o e and dE/dx; the last of these moves the step of each lane on. */
        private void descend(boolean again) {
            for (int l = 0; l <= last; l++) {
                if (l > 0 || !again) {
                    predict(l);
                } else {
                    network.transfer(0).apply(product.kernels(), v[0], error[0], error[0].length);
                }
                network.transfer(l).slopes(v[l], error[l], driven[l], driven[l].length);
                for (int k = 0; k < x[l].length; k++) {
                    error[l][k] = x[l][k] - error[l][k];
                    driven[l][k] *= error[l][k];
                }
            }
            double[] moved = new double[lanes];
            double[] bent = new double[lanes];
            for (int l = 0; l < inferred; l++) {
                double[] above = pull(l);
                for (int i = 0; i < network.units(l); i++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        int k = i * lanes + lane;
                        double now = error[l][k] - above[k];
                        moved[lane] += change[l][k] * change[l][k];
                        bent[lane] += change[l][k] * (now - gradient[l][k]);
                        gradient[l][k] = now;
                    }
                }
            }
            for (int lane = 0; lane < lanes && again; lane++) {
                step[lane] = bent[lane] > 0
                        ? Math.max(SHORTEST_STEP, Math.min(LONGEST_STEP, moved[lane] / bent[lane]))
                        : FIRST_STEP;
            }
        }

        /** What draws the activity of a layer against its error: errors above, or the nudge. */
        private double[] pull(int l) {
            double[] pull = new double[x[l].length];
            if (l < last) {
                product.multiplyAdd(
                        network.units(l), network.units(l + 1), lanes, transposed[l + 1], driven[l + 1], pull);
            } else {
                for (int k = 0; k < pull.length; k++) {
                    pull[k] = nudge.orElseThrow() * (target[k] - x[l][k]);
                }
            }
            return pull;
        }

        private void move() {
            for (int l = 0; l < inferred; l++) {
                for (int i = 0; i < network.units(l); i++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        int k = i * lanes + lane;
                        change[l][k] = settled[lane] ? 0 : -step[lane] * gradient[l][k];
                        x[l][k] += change[l][k];
                    }
                }
            }
        }

        /** How many lanes have not settled. */
        private int unsettled() {
            double[] largest = new double[lanes];
            for (int l = 0; l < inferred; l++) {
                for (int i = 0; i < network.units(l); i++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        // a number that is none stays one
                        largest[lane] = Math.max(largest[lane], Math.abs(gradient[l][i * lanes + lane]));
                    }
                }
            }
            int left = 0;
            for (int lane = 0; lane < lanes; lane++) {
                settled[lane] = largest[lane] <= settling.tolerance();
                left += settled[lane] ? 0 : 1;
            }
            return left;
        }
    }
}
