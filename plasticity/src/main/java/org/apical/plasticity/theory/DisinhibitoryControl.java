package org.apical.plasticity.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Dis-inhibitory control of plasticity (Rossbroich and Zenke 2023): each hidden unit has an interneuron that it excites and that inhibits it; control of the output comes to interneurons as dis-inhibition, and recurrent inhibition enters a Hebbian
 * rule. Steady states of
 *
 * <pre>
 * tau_E du_i/dt = -u_i + W_i r_{i-1} + b_i - s_i        r_i = phi_i(u_i)        s_i = phi_I(y_i)        tau_I dy_i/dt = -y_i + r_i - f_i        f_i = Q_i c   (i &lt; L)
 * u_L = W_L r_{L-1} + b_L + c        c = k (r_L* - r_L)
 * d_i = (phi'_i o (r_i - phi_I^-1(s_i))) r_{i-1}^T / k        d_L = (phi'_L o c) r_{L-1}^T / k        biases likewise
 * </pre>
 *
 * u_i, y_i (n_i) potentials of unit and interneuron, s_i (n_i) recurrent inhibition, f_i (n_i) dis-inhibition, c (n_L) control, all dimensionless; Q_i (n_i x n_L) the feedback weights; r_L* the target of the output without control. As y_i = r_i - f_i at rest, the factor r_i - phi_I^-1(s_i) is f_i: the rule is
 * the error-modulated one, d_i = (phi'_i o Q_i c) r_{i-1}^T, though it reads activity on both sides of the synapse and inhibition. {@link DisinhibitionParams.Rule#LINEAR_THRESHOLD} has the tangent of phi_I in place of it, r_i - theta_i - s_i/phi_I'(y_0) at the unit's mean inhibition without control, and is the same where phi_I is linear; without
 * inhibition it is Hebbian with a threshold. For k -&gt; 0 it is direct feedback alignment (Nøkland 2016) at the state without control, for large k the output is at its target.
 *
 * <p>Equations by way of the authors' description of their program; the numbering of the publication was not seen. It takes the feedback weights from the Jacobian at each sample, here they are those of the network. Control is carried on by c := c + step (k (r_L* - r_L) - c), potentials of
 * units by Newton's method in a sweep, which converges where phi_i' and phi_I' are at most 1. Mean over samples; blocks of any width have the same bits. Not thread-safe.
 */
public final class DisinhibitoryControl implements ForwardSignal {
    private static final int LANES = 64;

    private final NetworkDescription network;
    private final Targets targets;
    private final MatrixProduct product;
    private final DisinhibitionParams params;
    private double meanSteps;

    /**
     * @param network a chain
     * @param targets r_L*
     */
    public DisinhibitoryControl(
            NetworkDescription network, Targets targets, MatrixProduct product, DisinhibitionParams params) {
        network.requireChain("DisinhibitoryControl");
        this.network = network;
        this.targets = targets;
        this.product = product;
        this.params = params;
    }

    /** r_L without control, [sample][output]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        double[][] outputs = new double[samples.size()][network.outputs()];
        for (int first = 0; first < outputs.length; first += LANES) {
            int lanes = Math.min(LANES, outputs.length - first);
            Circuit circuit = new Circuit(weights, samples.range(first, lanes));
            circuit.settle(false);
            double[] r = circuit.rate[network.layers() - 1];
            for (int k = 0; k < r.length; k++) {
                outputs[first + k % lanes][k / lanes] = r[k];
            }
        }
        return outputs;
    }

    /** Sweeps, with and without control. */
    @Override
    public double settlingSteps() {
        return meanSteps;
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        List<Circuit> blocks = controlled(weights, samples);
        WeightUpdate update = new WeightUpdate(network);
        double[][] usual = usual(blocks, samples.size());
        long steps = 0;
        for (Circuit circuit : blocks) {
            circuit.addTo(update, usual, samples.size());
            steps += circuit.sweeps.steps();
        }
        meanSteps = (double) steps / samples.size();
        return update;
    }

    /** Steady states under control, block by block. */
    List<Circuit> controlled(NetworkWeights weights, Samples samples) {
        List<Circuit> blocks = new ArrayList<>();
        for (int first = 0; first < samples.size(); first += LANES) {
            Samples some = samples.range(first, Math.min(LANES, samples.size() - first));
            Circuit circuit = new Circuit(weights, some);
            circuit.settle(false);
            circuit.aim(targets.of(some));
            circuit.settle(true);
            blocks.add(circuit);
        }
        return blocks;
    }

    /** Recurrent inhibition without control, the mean over samples, by hidden layer and unit. */
    private double[][] usual(List<Circuit> blocks, int of) {
        double[][] usual = new double[network.layers() - 1][];
        for (int l = 0; l < usual.length; l++) {
            usual[l] = new double[network.units(l)];
            for (Circuit circuit : blocks) {
                circuit.inputs.addSum(circuit.free[l], usual[l]);
            }
            for (int i = 0; i < usual[l].length; i++) {
                usual[l][i] /= of;
            }
        }
        return usual;
    }

    /** Activity of a block, [unit][lane], by layer. */
    final class Circuit {
        private final NetworkWeights weights;
        private final int last = network.layers() - 1;
        private final int lanes;
        private final double[] input;
        private final Sweeps sweeps;
        private final BatchInputs inputs;
        private final double[] target;
        private final double[] control;
        private final double[] nextControl;
        private final double[][] soma;
        private final double[][] rate;
        private final double[][] disinhibition;
        private final double[][] next;
        /** s without control. */
        private final double[][] free;

        /** At silence. */
        private Circuit(NetworkWeights weights, Samples samples) {
            this.weights = weights;
            this.lanes = samples.size();
            this.input = samples.lanes(0, lanes);
            this.sweeps = new Sweeps(lanes, params.settling());
            this.inputs = new BatchInputs(network, lanes, product);
            this.target = new double[network.outputs() * lanes];
            this.control = new double[target.length];
            this.nextControl = new double[target.length];
            this.soma = inputs.layers();
            this.rate = inputs.layers();
            this.disinhibition = inputs.layers();
            this.next = inputs.layers();
            this.free = inputs.layers();
            for (int l = 0; l <= last; l++) {
                network.transfer(l).apply(product.kernels(), soma[l], rate[l], rate[l].length);
            }
        }

        private void aim(OutputTarget towards) {
            towards.fill(rate[last], target, network.outputs(), lanes);
            for (int l = 0; l < last; l++) {
                for (int k = 0; k < free[l].length; k++) {
                    free[l][k] = params.inhibition().value(rate[l][k]);
                }
            }
        }

        private void settle(boolean controlled) {
            sweeps.settle("dis-inhibitory control, gain " + (controlled ? params.gain() : 0), () -> sweep(controlled));
            disinhibit();
        }

        private void disinhibit() {
            for (int l = 0; l < last; l++) {
                Arrays.fill(disinhibition[l], 0);
                product.multiplyAdd(
                        network.units(l), network.outputs(), lanes, weights.feedback(l), control, disinhibition[l]);
            }
        }

        private void sweep(boolean controlled) {
            if (controlled) {
                for (int k = 0; k < control.length; k++) {
                    double asked = params.gain() * (target[k] - rate[last][k]);
                    nextControl[k] = control[k] + params.step() * (asked - control[k]);
                }
                sweeps.move(control, nextControl);
                disinhibit();
            }
            for (int l = 0; l <= last; l++) {
                inputs.fill(weights, l, presynaptic(l), next[l]);
                if (l < last) {
                    step(l);
                } else {
                    for (int k = 0; k < control.length; k++) {
                        next[l][k] += control[k];
                    }
                }
                sweeps.move(soma[l], next[l]);
                network.transfer(l).apply(product.kernels(), soma[l], rate[l], rate[l].length);
            }
        }

        /** One step of Newton's method on u + phi_I(phi(u) - f) = v; next is v before and u after it. */
        private void step(int l) {
            double[] slope = slopes(l);
            for (int k = 0; k < soma[l].length; k++) {
                double y = rate[l][k] - disinhibition[l][k];
                double residual = soma[l][k] + params.inhibition().value(y) - next[l][k];
                next[l][k] = soma[l][k] - residual / (1 + params.inhibition().derivative(y) * slope[k]);
            }
        }

        private double[] presynaptic(int l) {
            return l == 0 ? input : rate[l - 1];
        }

        private double[] slopes(int l) {
            double[] slope = new double[soma[l].length];
            network.transfer(l).slopes(soma[l], rate[l], slope, slope.length);
            return slope;
        }

        /** u of a layer; live. */
        double[] soma(int l) {
            return soma[l];
        }

        /** r of a layer; live. */
        double[] rate(int l) {
            return rate[l];
        }

        /** f of a hidden layer; live. */
        double[] disinhibition(int l) {
            return disinhibition[l];
        }

        /** c; live. */
        double[] control() {
            return control;
        }

        private void addTo(WeightUpdate update, double[][] usual, int of) {
            for (int l = 0; l <= last; l++) {
                double[] factor = slopes(l);
                for (int k = 0; k < factor.length; k++) {
                    factor[k] *= (l == last ? control[k] : error(l, k, usual)) / (params.gain() * of);
                }
                inputs.addProduct(l, factor, presynaptic(l), update.forward(l));
                inputs.addSum(factor, update.bias(l));
            }
        }

        /** What activity and recurrent inhibition of a unit say of its error. */
        private double error(int l, int k, double[][] usual) {
            double inhibition = params.inhibition().value(rate[l][k] - disinhibition[l][k]);
            return params.factor(rate[l][k], inhibition, usual[l][k / lanes]);
        }
    }
}
