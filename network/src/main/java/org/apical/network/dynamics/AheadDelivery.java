package org.apical.network.dynamics;

import java.util.Arrays;
import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What sources that are drawn ahead send through weights: of each lane the kicks of all steps of a block, K = X W^T, X (steps x sources that can fire), by one product whenever a block begins; in each step a row
 * of K is added. Cost: 2 units flop a source that can fire and step, at the speed of a dense product; (units) loads and stores a step.
 *
 * <p>Against {@link SpikeDelivery}: c + (w_1 x_1 + w_2 x_2 + ..) in place of ((c + w_1 x_1) + w_2 x_2) + .., which differ by at most 2^-53 n (|c| + sum |w_j x_j|) of n sources. A lane has the same bits beside any others.
 */
final class AheadDelivery {
    private static final int STEPS = PoissonBlocks.STEPS;

    private final MatrixProduct product;
    private final int lanes;
    /** K, [lane][step][unit]. */
    private double[] kicks = {};

    private double[] kick = {};
    private double[] rows = {};

    AheadDelivery(MatrixProduct product, int lanes) {
        this.product = product;
        this.lanes = lanes;
    }

    /** drive := drive + W x for the present step, in lanes that are drawn ahead. Called in every step of a block, from its first on. */
    void deliver(SynapseMatrix weights, PoissonBlocks sources, double[] drive) {
        int units = weights.units();
        if (sources.step() == 0) {
            block(weights, sources);
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (sources.draws(lane)) {
                int from = (lane * STEPS + sources.step()) * units;
                for (int unit = 0; unit < units; unit++) {
                    drive[unit * lanes + lane] += kicks[from + unit];
                }
            }
        }
    }

    private void block(SynapseMatrix weights, PoissonBlocks sources) {
        int units = weights.units();
        if (kick.length != STEPS * units) {
            kick = new double[STEPS * units];
            kicks = new double[lanes * STEPS * units];
            rows = new double[weights.sources() * units];
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (sources.draws(lane)) {
                int[] source = sources.sources(lane);
                for (int k = 0; k < source.length; k++) {
                    System.arraycopy(weights.bySource(), source[k] * units, rows, k * units, units);
                }
                Arrays.fill(kick, 0);
                product.multiplyAdd(STEPS, source.length, units, sources.counts(lane), rows, kick);
                System.arraycopy(kick, 0, kicks, lane * kick.length, kick.length);
            }
        }
    }
}
