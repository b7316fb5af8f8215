package org.apical.network.dynamics;

import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What is made {@link Ahead} of the steps in which it is sent: of each lane the kicks of all steps of a block, whenever one begins; in each step a row of them is added. Cost: (units) loads and stores a step.
 *
 * <p>Of Poisson counts, against {@link SpikeDelivery}: c + (w_1 x_1 + w_2 x_2 + ..) in place of ((c + w_1 x_1) + w_2 x_2) + .., which differ by at most 2^-52 (n + 1) (|c| + sum |w_j x_j|) of n sources. A lane has the
 * same bits beside any others.
 */
final class AheadDelivery {
    private static final int STEPS = Ahead.STEPS;

    private final MatrixProduct product;
    private final int lanes;
    /** K of each lane, [step][unit]. */
    private final double[][] kicks;

    AheadDelivery(MatrixProduct product, int lanes) {
        this.product = product;
        this.lanes = lanes;
        this.kicks = new double[lanes][0];
    }

    /** drive := drive + W x for the present step, in lanes that are drawn ahead. Called in every step of a block, from its first on. */
    void deliver(SynapseMatrix weights, Ahead sources, double[] drive) {
        int units = weights.units();
        if (sources.step() == 0) {
            block(weights, sources);
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (sources.draws(lane)) {
                double[] kick = kicks[lane];
                int from = sources.step() * units;
                for (int unit = 0; unit < units; unit++) {
                    drive[unit * lanes + lane] += kick[from + unit];
                }
            }
        }
    }

    private void block(SynapseMatrix weights, Ahead sources) {
        int length = STEPS * weights.units();
        for (int lane = 0; lane < lanes; lane++) {
            if (sources.draws(lane)) {
                if (kicks[lane].length != length) {
                    kicks[lane] = new double[length];
                }
                sources.kicks(lane, weights, product, kicks[lane]);
            }
        }
    }
}
