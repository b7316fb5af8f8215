package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * C := C + x e^T of those sources of each lane whose traces move, for {@value #STEPS} steps at a time. Traces rest at 0, so the others contribute nothing. Cost: 2 units flop a moving source and step, at the speed of a
 * dense product, and its share of one load and store of its row a block.
 *
 * <p>A lane takes its steps in their order, lanes one after the other; {@link PlainChange} adds all lanes step by step. The sums differ by at most 2^-53 n times the sum of the magnitudes of their n terms.
 */
final class BlockedChange {
    /** Steps that are multiplied together. */
    static final int STEPS = 32;

    private final SynapseView view;
    private final MatrixProduct product;
    private final double[] bySource;
    private final int units;
    private final int lanes;
    /** x, [lane][moving source][step of the block]. */
    private final double[][] traces;
    /** e, [lane][step of the block][unit]. */
    private final double[] errors;

    private final double[] rows;
    private double[] part = {};
    private int steps;

    /** @param bySource C, (sources x units), modified */
    BlockedChange(SynapseView view, MatrixProduct product, double[] bySource) {
        this.view = view;
        this.product = product;
        this.bySource = bySource;
        this.units = view.post().units();
        this.lanes = view.lanes();
        this.traces = new double[lanes][0];
        this.errors = new double[lanes * STEPS * units];
        this.rows = new double[STEPS * units];
    }

    /** Whether it can take the present presentation. */
    boolean takes() {
        TraceDecay decay = view.pre().decay();
        boolean known = decay.resting() == 0;
        for (int lane = 0; lane < lanes && known; lane++) {
            known = decay.jumps().moving(lane) != null;
        }
        return known;
    }

    void begin() {
        steps = 0;
    }

    /** @param error e, [unit][lane] */
    void step(double[] error) {
        Presynaptic pre = view.pre();
        double[] trace = pre.trace();
        for (int lane = 0; lane < lanes; lane++) {
            int[] moving = pre.decay().jumps().moving(lane);
            if (traces[lane].length < moving.length * STEPS) {
                traces[lane] = new double[moving.length * STEPS];
            }
            double[] x = traces[lane];
            for (int k = 0; k < moving.length; k++) {
                x[k * STEPS + steps] = trace[moving[k] * lanes + lane];
            }
            int from = (lane * STEPS + steps) * units;
            for (int unit = 0; unit < units; unit++) {
                errors[from + unit] = error[unit * lanes + lane];
            }
        }
        steps++;
        if (steps == STEPS) {
            end();
        }
    }

    /** Adds what has been gathered. */
    void end() {
        for (int lane = 0; lane < lanes && steps > 0; lane++) {
            int[] moving = view.pre().decay().jumps().moving(lane);
            if (part.length < moving.length * units) {
                part = new double[moving.length * units];
            }
            for (int k = 0; k < moving.length; k++) {
                System.arraycopy(bySource, moving[k] * units, part, k * units, units);
                // what is left of an earlier block
                Arrays.fill(traces[lane], k * STEPS + steps, (k + 1) * STEPS, 0);
            }
            System.arraycopy(errors, lane * rows.length, rows, 0, rows.length);
            product.multiplyAdd(moving.length, STEPS, units, traces[lane], rows, part);
            for (int k = 0; k < moving.length; k++) {
                System.arraycopy(part, k * units, bySource, moving[k] * units, units);
            }
        }
        steps = 0;
    }
}
