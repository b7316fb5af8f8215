package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.theory.EquilibriumParams.Backward;
import org.apical.plasticity.theory.EquilibriumParams.Nudges;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Equilibrium propagation (Scellier and Bengio 2017), with finite nudges on one side or on both (centred; Laborieux et al. 2021) and, with backward weights S of their own, Jacobian homeostasis (Laborieux and Zenke 2023).
 * r^0, v^0 are the free fixed point of {@link RecurrentChain}, whose output is also what the network answers, and r^beta, v^beta a nudged one. D f is (f^beta - f^-beta)/(2 beta), centred, or (f^beta - f^0)/beta.
 *
 * <p>With S_i = gamma W_i^T (gamma 1 in both publications; a gain of top-down weights below 1 is that of Xie and Seung 2003) the fixed points are those of the energy sum_i gamma^{i-1} [G_i(r_i) - b_i.r_i - r_i.W_i r_{i-1}],
 * G_i' = phi_i^{-1} (Hopfield 1984), and
 *
 * <pre>
 * d_i = gamma^{i-L} D (r_i r_{i-1}^T)        db_i = gamma^{i-L} D r_i
 * </pre>
 *
 * is minus the gradient of the loss C at the free fixed point, -dC/dr_L = x, but for O(beta^2), or O(beta); for gamma -> 0 that is backpropagation. With S of its own there is no energy; the nudge is x = -dC/dv_L, and in the
 * vector field F_i = -v_i + W_i r_{i-1} + b_i + S_{i+1} r_{i+1}
 *
 * <pre>
 * d_i = gamma^{i-L} (D v_i) (r_{i-1}^0)^T + h H(W_i)        d(S_{i+1}) = gamma^{i-L} (D v_i) (r_{i+1}^0)^T + h H(S_{i+1})        db_i = gamma^{i-L} D v_i
 * H = -d/d. of 1/2 sum_{i,jk} (S_{i+1,jk} phi'_{i+1,k} - gamma W_{i+1,kj} phi'_{i,j})^2    at v^0 as it is, 1/4 |J - J^T|_F^2 for gamma = 1
 * </pre>
 *
 * with J = dF/dv; where H rests at 0 d is the gradient again (Laborieux and Zenke 2023: the error -J^{-1} dC/dv of equilibrium propagation beside -J^{-T} dC/dv of recurrent backpropagation). They estimate |J - J^T|^2 by random vectors; here
 * it is taken in closed form, which reads the weight of the synapse between the same two units in the other direction. Mean over samples; blocks of any width have the same bits. Not thread-safe.
 */
public final class EquilibriumPropagation implements ForwardSignal {
    private static final int LANES = 64;
    private static final OutputTarget NONE = OutputTarget.ownOutput();

    private final NetworkDescription network;
    private final Targets targets;
    private final MatrixProduct product;
    private final EquilibriumParams params;
    private final double[][] transposed;
    private double meanSteps;

    /**
     * @param network a chain
     * @param targets r_L*, x = r_L* - r_L
     */
    public EquilibriumPropagation(
            NetworkDescription network, Targets targets, MatrixProduct product, EquilibriumParams params) {
        network.requireChain("EquilibriumPropagation");
        this.network = network;
        this.targets = targets;
        this.product = product;
        this.params = params;
        this.transposed = new double[network.layers()][];
        Arrays.setAll(transposed, l -> new double[own() ? 0 : network.units(l) * network.presynapticUnits(l)]);
    }

    private boolean own() {
        return params.backward() == Backward.OWN;
    }

    /** S of a layer. */
    private IntFunction<double[]> backward(NetworkWeights weights) {
        if (own()) {
            return weights::backward;
        }
        for (int l = 1; l < network.layers(); l++) {
            MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), weights.forward(l), transposed[l]);
            for (int k = 0; k < transposed[l].length; k++) {
                transposed[l][k] *= params.gain();
            }
        }
        return l -> transposed[l];
    }

    /** The network without a nudge. */
    RecurrentChain free(NetworkWeights weights, Samples samples) {
        RecurrentChain chain = new RecurrentChain(
                network,
                weights,
                backward(weights),
                own(),
                samples.lanes(0, samples.size()),
                product,
                params.settling());
        chain.settle(0, NONE);
        return chain;
    }

    /** r_L of the free fixed point, [sample][output]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        double[][] outputs = new double[samples.size()][network.outputs()];
        for (int first = 0; first < outputs.length; first += LANES) {
            int lanes = Math.min(LANES, outputs.length - first);
            double[] r = free(weights, samples.range(first, lanes)).rate(network.layers() - 1);
            for (int k = 0; k < r.length; k++) {
                outputs[first + k % lanes][k / lanes] = r[k];
            }
        }
        return outputs;
    }

    /** Sweeps of all phases. */
    @Override
    public double settlingSteps() {
        return meanSteps;
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update =
                own() ? new WeightUpdate(network, List.of(OwnPathway.BACKWARD)) : new WeightUpdate(network);
        long steps = 0;
        for (int first = 0; first < samples.size(); first += LANES) {
            Samples some = samples.range(first, Math.min(LANES, samples.size() - first));
            RecurrentChain chain = free(weights, some);
            if (own()) {
                learnOfVectorField(chain, weights, targets.of(some), samples.size(), update);
            } else {
                learnOfEnergy(chain, targets.of(some), samples.size(), update);
            }
            steps += chain.steps();
        }
        meanSteps = (double) steps / samples.size();
        return update;
    }

    private double width() {
        return params.nudges() == Nudges.CENTRED ? 2 * params.beta() : params.beta();
    }

    /** gamma^{i-L} of a layer. */
    private double share(int layer) {
        return Math.pow(params.gain(), layer + 1 - network.layers());
    }

    private void learnOfEnergy(RecurrentChain chain, OutputTarget target, int of, WeightUpdate update) {
        double factor = 1 / (width() * of);
        if (params.nudges() == Nudges.ONE) {
            addProducts(chain, -factor, update);
        }
        chain.settle(params.beta(), target);
        addProducts(chain, factor, update);
        if (params.nudges() == Nudges.CENTRED) {
            chain.settle(-params.beta(), target);
            addProducts(chain, -factor, update);
        }
    }

    /** factor r_i r_{i-1}^T. */
    private void addProducts(RecurrentChain chain, double factor, WeightUpdate update) {
        for (int l = 0; l < network.layers(); l++) {
            double[] post = scaled(chain.rate(l), factor * share(l));
            chain.inputs().addProduct(l, post, chain.presynaptic(l), update.forward(l));
            chain.inputs().addSum(post, update.bias(l));
        }
    }

    private static double[] scaled(double[] x, double factor) {
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = factor * x[k];
        }
        return y;
    }

    private void learnOfVectorField(
            RecurrentChain chain, NetworkWeights weights, OutputTarget target, int of, WeightUpdate update) {
        int layers = network.layers();
        double factor = 1 / (width() * of);
        double[][] rate = new double[layers][];
        double[][] moved = new double[layers][];
        for (int l = 0; l < layers; l++) {
            rate[l] = chain.rate(l).clone();
            moved[l] = params.nudges() == Nudges.ONE ? scaled(chain.potential(l), -factor) : new double[rate[l].length];
        }
        if (params.homeostasis() > 0) {
            addHomeostasis(chain, weights, params.homeostasis() / of, update);
        }
        chain.settle(params.beta(), target);
        add(chain, factor, moved);
        if (params.nudges() == Nudges.CENTRED) {
            chain.settle(-params.beta(), target);
            add(chain, -factor, moved);
        }
        WeightUpdate back = update.own(OwnPathway.BACKWARD).orElseThrow();
        for (int l = 0; l < layers; l++) {
            moved[l] = scaled(moved[l], share(l));
            chain.inputs().addProduct(l, moved[l], l == 0 ? chain.presynaptic(0) : rate[l - 1], update.forward(l));
            chain.inputs().addSum(moved[l], update.bias(l));
            if (l > 0) {
                chain.inputs().addProduct(l, rate[l], moved[l - 1], back.forward(l));
            }
        }
    }

    private void add(RecurrentChain chain, double factor, double[][] moved) {
        for (int l = 0; l < moved.length; l++) {
            for (int k = 0; k < moved[l].length; k++) {
                moved[l][k] += factor * chain.potential(l)[k];
            }
        }
    }

    /** h H of W and S of the layers above the first, from the slopes of the free phase. */
    private void addHomeostasis(RecurrentChain chain, NetworkWeights weights, double factor, WeightUpdate update) {
        WeightUpdate back = update.own(OwnPathway.BACKWARD).orElseThrow();
        for (int l = 1; l < network.layers(); l++) {
            int units = network.units(l);
            int below = network.units(l - 1);
            double[] upper = chain.slopes(l);
            double[] lower = chain.slopes(l - 1);
            double[] both = new double[units * below];
            chain.inputs().addProduct(l, upper, lower, both);
            double[] ofUpper = squares(upper, units);
            double[] ofLower = squares(lower, below);
            double[] w = weights.forward(l);
            double[] s = weights.backward(l);
            for (int k = 0; k < units; k++) {
                for (int j = 0; j < below; j++) {
                    int at = k * below + j;
                    double sJk = s[j * units + k];
                    double gain = params.gain();
                    update.forward(l)[at] += factor * gain * (sJk * both[at] - gain * w[at] * ofLower[j]);
                    back.forward(l)[at] += factor * (gain * w[at] * both[at] - sJk * ofUpper[k]);
                }
            }
        }
    }

    /** The sum over lanes of the squares of each unit. */
    private static double[] squares(double[] x, int units) {
        int lanes = x.length / units;
        double[] sums = new double[units];
        for (int k = 0; k < x.length; k++) {
            sums[k / lanes] += x[k] * x[k];
        }
        return sums;
    }
}
