package org.apical.plasticity.theory;

import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.theory.BatchState;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Target propagation by regularised inversion (Roulet and Harchaoui 2023, arXiv 2112.01453): the target of a layer becomes one of the layer below by a regularised inverse of the layer,
 *
 * <pre>
 * t_L = r_L*        t_{i-1} = r_{i-1} + f_i(t_i) - f_i(r_i)        d_i = (phi'_i o (t_i - r_i)) r_{i-1}^T = -d/dW_i 1/2 |t_i - r_i|^2 with r_{i-1} and t_i as they are
 * f_i(y) = argmin_h 1/2 |W_i h + b_i - phi_i^-1(y)|^2 + rho/2 |h|^2 = G_i (phi_i^-1(y) - b_i)        G_i = (W_i^T W_i + rho I)^-1 W_i^T
 * </pre>
 *
 * Where layers can be inverted rho -> 0 gives targets from which the rest of the network reaches r_L*: of small steps those of Gauss–Newton, layer by layer (Meulemans et al. 2020). With rho -> infinity rho^{L-i} (t_i - r_i) goes to
 * the error of backpropagation, but for 1/phi' in place of phi' at each layer that it passes. The difference of inverses is that of Lee et al. (2015).
 *
 * <p>Where transfer is bounded f clips its argument to the range less {@code margin} of its width at each end. Transfer without an inverse is refused. The publication is on recurrent networks, its layers steps of time.
 * Equations from its abstract and from Lee et al.; its own text and numbers were not read. Mean over samples; 4 sum n_i n_{i-1} flop a sample and 4/3 n_{i-1}^3 a layer. Not thread-safe.
 */
public final class TargetPropagation extends SynapticTheory {
    private static final String RATE = "rate";
    private static final String ERROR = "target less rate, times the slope of the rate";

    private final Targets targets;
    private final double regularisation;
    private final double margin;

    /**
     * @param network a chain of layers whose transfer is linear, tanh or sigmoid
     * @param targets r_L*
     * @param regularisation rho, > 0
     * @param margin in (0, 0.5)
     */
    public TargetPropagation(
            NetworkDescription network, Targets targets, MatrixProduct product, double regularisation, double margin) {
        super(network, product, LANES);
        for (int l = 0; l < network.layers(); l++) {
            Require.that(
                    invertible(network.transfer(l)),
                    "TargetPropagation.transfer of layer " + (l + 1),
                    "must be linear, tanh or sigmoid",
                    network.transfer(l).name());
        }
        this.targets = targets;
        this.regularisation = Require.positive("TargetPropagation.regularisation", regularisation, "(dimensionless)");
        Require.that(margin > 0 && margin < 0.5, "TargetPropagation.margin", "must be > 0 and < 0.5", margin);
        this.margin = margin;
    }

    private static boolean invertible(TransferFunction transfer) {
        return transfer instanceof Linear || transfer instanceof Tanh || transfer instanceof Sigmoid;
    }

    /** phi^-1. */
    private double inverse(TransferFunction transfer, double y) {
        if (transfer instanceof Linear) {
            return y;
        }
        // share of the range that lies below
        double below = transfer instanceof Tanh ? (y + 1) / 2 : y;
        double inside = Math.max(margin, Math.min(1 - margin, below));
        double logit = StrictMath.log(inside / (1 - inside));
        return transfer instanceof Tanh ? logit / 2 : logit;
    }

    /**
     * G_i, (n_{i-1} x n_i).
     *
     * @throws DivergenceException if rounding leaves nothing of rho beside W^T W
     */
    double[] inverse(NetworkWeights weights, int l) {
        DMatrixRMaj w = DMatrixRMaj.wrap(network.units(l), network.presynapticUnits(l), weights.forward(l));
        DMatrixRMaj gram = new DMatrixRMaj(w.numCols, w.numCols);
        CommonOps_DDRM.multTransA(w, w, gram);
        for (int j = 0; j < w.numCols; j++) {
            gram.add(j, j, regularisation);
        }
        try {
            return LinearisedNetwork.solve(gram, CommonOps_DDRM.transpose(w, null)).data;
        } catch (ArithmeticException e) {
            throw new DivergenceException(
                    "F1",
                    "target propagation: W^T W + rho I of layer " + (l + 1)
                            + " is singular to rounding, rho = " + regularisation
                            + "; a larger regularisation, or smaller weights",
                    e);
        }
    }

    private double[][] inverses(NetworkWeights weights) {
        double[][] inverses = new double[network.layers()][];
        for (int l = 1; l < inverses.length; l++) {
            inverses[l] = inverse(weights, l);
        }
        return inverses;
    }

    @Override
    public Set<SynapticReading> reads(int layer) {
        return Set.of(SynapticReading.pre(RATE), SynapticReading.post(ERROR));
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        BatchState state = feedforward(weights, block);
        double[][] differences = differences(state, inverses(weights), block);
        double[][] rate = new double[network.layers()][];
        for (int l = 0; l < rate.length; l++) {
            rate[l] = state.rate(l);
            double[] slope = new double[rate[l].length];
            network.transfer(l).slopes(state.potential(l), rate[l], slope, slope.length);
            for (int k = 0; k < slope.length; k++) {
                differences[l][k] *= slope[k] / of;
            }
        }
        moments.accept(new BatchActivity(block.size(), 0)
                .with(RATE, state.presynaptic(0), rate)
                .with(ERROR, differences));
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        add(here, here.post(ERROR), here.pre(RATE), update);
    }

    private BatchState feedforward(NetworkWeights weights, Samples samples) {
        BatchState state = new BatchState(network, samples.size(), product);
        state.feedforward(weights, samples.lanes(0, samples.size()));
        return state;
    }

    /** t - r of every layer, [unit][lane]. */
    private double[][] differences(BatchState state, double[][] inverses, Samples samples) {
        int lanes = samples.size();
        int last = network.layers() - 1;
        double[][] differences = new double[network.layers()][];
        differences[last] = new double[network.outputs() * lanes];
        targets.of(samples).fill(state.output(), differences[last], network.outputs(), lanes);
        for (int k = 0; k < differences[last].length; k++) {
            differences[last][k] -= state.output()[k];
        }
        for (int l = last; l > 0; l--) {
            double[] potential = new double[differences[l].length];
            TransferFunction transfer = network.transfer(l);
            for (int k = 0; k < potential.length; k++) {
                double r = state.rate(l)[k];
                potential[k] = inverse(transfer, r + differences[l][k]) - inverse(transfer, r);
            }
            differences[l - 1] = new double[network.units(l - 1) * lanes];
            product.multiplyAdd(
                    network.units(l - 1), network.units(l), lanes, inverses[l], potential, differences[l - 1]);
        }
        return differences;
    }

    /** t of every layer for a block of samples. */
    double[][] targets(NetworkWeights weights, Samples samples) {
        BatchState state = feedforward(weights, samples);
        double[][] differences = differences(state, inverses(weights), samples);
        for (int l = 0; l < differences.length; l++) {
            for (int k = 0; k < differences[l].length; k++) {
                differences[l][k] += state.rate(l)[k];
            }
        }
        return differences;
    }
}
