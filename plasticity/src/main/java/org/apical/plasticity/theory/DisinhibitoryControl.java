package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.theory.DisinhibitionParams.Rule;
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
 * the error-modulated one, d_i = (phi'_i o Q_i c) r_{i-1}^T, though it reads activity on both sides of the synapse and inhibition. {@link DisinhibitionParams.Rule#LINEAR_THRESHOLD} has the tangent of phi_I in place of it, r_i - theta_i - s_i/phi_I'(y_0) at the unit's mean inhibition without control, which is f_i, too, where phi_I is linear; without
 * inhibition it is Hebbian with a threshold. For k -&gt; 0 it is direct feedback alignment (Nøkland 2016) at the state without control, for large k the output is at its target.
 *
 * <p>Equations as the authors' program has them, of which no code is here; the text of the publication was not seen beyond its beginning. It takes the feedback weights from the Jacobian at each sample, here they are those of the network. Control is carried on by c := c + step (k (r_L* - r_L) - c), potentials of
 * units by Newton's method in a sweep, which converges where phi_i' and phi_I' are at most 1. A batch is one block, of which every sample has the bits that it has alone. Not thread-safe.
 */
public final class DisinhibitoryControl extends SynapticTheory {
    private static final String RATE = "rate";
    private static final String SLOPE = "slope of the rate";
    private static final String INHIBITION = "recurrent inhibition";
    private static final String USUAL = "recurrent inhibition without control, mean over the batch";
    private static final String CONTROL = "control";

    private final Targets targets;
    private final DisinhibitionParams params;

    /**
     * @param network a chain
     * @param targets r_L*
     */
    public DisinhibitoryControl(
            NetworkDescription network, Targets targets, MatrixProduct product, DisinhibitionParams params) {
        // the mean over a batch is that over a block
        super(network, product, Integer.MAX_VALUE);
        this.targets = targets;
        this.params = params;
    }

    /** r_L without control, [sample][output]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        return answers(samples, some -> {
            Circuit circuit = new Circuit(weights, some);
            circuit.settle(false);
            return circuit.rate[network.layers() - 1];
        });
    }

    private boolean threshold() {
        return params.rule() == Rule.LINEAR_THRESHOLD;
    }

    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new HashSet<>(Set.of(SynapticReading.pre(RATE), SynapticReading.post(SLOPE)));
        if (layer == network.layers() - 1) {
            reads.add(SynapticReading.post(CONTROL));
            return reads;
        }
        reads.addAll(Set.of(SynapticReading.post(RATE), SynapticReading.post(INHIBITION)));
        if (threshold()) {
            reads.add(SynapticReading.post(USUAL));
        }
        return reads;
    }

    @Override
    public Set<String> earlier() {
        return threshold() ? Set.of(USUAL) : Set.of();
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        moments.accept(controlled(weights, block).activity());
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        double[] factor = here.post(SLOPE).clone();
        for (int k = 0; k < factor.length; k++) {
            factor[k] *= (l == network.layers() - 1 ? here.post(CONTROL)[k] : error(here, k)) / (params.gain() * of);
        }
        add(here, factor, here.pre(RATE), update);
    }

    /** The error of a unit, from its activity and recurrent inhibition. */
    private double error(SynapseActivity here, int k) {
        double inhibition = here.post(INHIBITION)[k];
        return params.factor(here.post(RATE)[k], inhibition, threshold() ? here.post(USUAL)[k] : inhibition);
    }

    /** The steady state under control of a block of samples. */
    Circuit controlled(NetworkWeights weights, Samples samples) {
        Circuit circuit = new Circuit(weights, samples);
        circuit.settle(false);
        circuit.aim(targets.of(samples));
        circuit.settle(true);
        return circuit;
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
        /** s without control, the mean over samples in each of them. */
        private final double[][] usual;

        /** At potentials of zero. */
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
            this.usual = new double[last + 1][0];
            for (int l = 0; l <= last; l++) {
                network.transfer(l).apply(product.kernels(), soma[l], rate[l], rate[l].length);
            }
        }

        private void aim(OutputTarget towards) {
            towards.fill(rate[last], target, network.outputs(), lanes);
            for (int l = 0; l < last; l++) {
                usual[l] = new double[rate[l].length];
                for (int i = 0; i < network.units(l); i++) {
                    double sum = 0;
                    for (int k = i * lanes; k < (i + 1) * lanes; k++) {
                        sum += params.inhibition().value(rate[l][k]);
                    }
                    Arrays.fill(usual[l], i * lanes, (i + 1) * lanes, sum / lanes);
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
                    double wanted = params.gain() * (target[k] - rate[last][k]);
                    nextControl[k] = control[k] + params.step() * (wanted - control[k]);
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

        private BatchActivity activity() {
            double[][] slope = inputs.layers();
            double[][] inhibition = inputs.layers();
            double[][] atOutput = new double[last + 1][0];
            for (int l = 0; l <= last; l++) {
                slope[l] = slopes(l);
                for (int k = 0; k < inhibition[l].length; k++) {
                    inhibition[l][k] = params.inhibition().value(rate[l][k] - disinhibition[l][k]);
                }
            }
            inhibition[last] = atOutput[0];
            atOutput[last] = control;
            return new BatchActivity(lanes, sweeps.steps())
                    .with(RATE, input, rate)
                    .with(SLOPE, slope)
                    .with(INHIBITION, inhibition)
                    .with(USUAL, usual)
                    .with(CONTROL, atOutput);
        }
    }
}
