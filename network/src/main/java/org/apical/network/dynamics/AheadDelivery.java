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
    /** K, [lane][step][unit]. */
    private double[] kicks = {};

    private double[] kick = {};

    AheadDelivery(MatrixProduct product, int lanes) {
        this.product = product;
        this.lanes = lanes;
    }

    /** drive := drive + W x for the present step, in lanes that are drawn ahead. Called in every step of a block, from its first on. */
    void deliver(SynapseMatrix weights, Ahead sources, double[] drive) {
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

    private void block(SynapseMatrix weights, Ahead sources) {
        int units = weights.units();
        if (kick.length != STEPS * units) {
            kick = new double[STEPS * units];
            kicks = new double[lanes * STEPS * units];
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (sources.draws(lane)) {
                sources.kicks(lane, weights, product, kick);
                System.arraycopy(kick, 0, kicks, lane * kick.length, kick.length);
            }
        }
    }
}
