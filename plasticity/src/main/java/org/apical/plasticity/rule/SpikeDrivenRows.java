package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.SpikeList;

/**
 * w_ij := w_ij + eta sum over steps of e_i x_j, looked at when j fires: between its spikes x_j decays by itself, and {@link DiscountedErrors} say what a decaying
 * trace has met. Exact on the time grid. What is stored is w less what is still under way,
 *
 * <pre>
 * w_ij(n) = row_ji + eta (sum over blocks of a_b R_i^b(n) + x_0 sum of e_i)
 * </pre>
 *
 * so a spike costs one pass over its row, and a source between spikes nothing. Cost: 2 flop a unit and step; per spike 2 flop a target for each block since the last
 * spike and one more, with one load and store of a row; per block of 7 tau a look at every source.
 */
abstract class SpikeDrivenRows {
    private final Kernels kernels;
    private final int units;
    private final int lanes;
    private final double resting;
    private final double eta;
    final DiscountedErrors errors;
    private final double[] rows;
    /** a_b of the block of the last spike, and that block, [source][lane]. */
    private final double[] scale;

    private final int[] block;
    private final int[] term = new int[DiscountedErrors.BLOCKS + 3];
    private final double[] factor = new double[term.length];
    private int terms;
    private boolean begun;

    /** @param rows (sources x units), modified */
    SpikeDrivenRows(Kernels kernels, int units, int lanes, TraceDecay decay, double eta, double[] rows) {
        this.kernels = kernels;
        this.units = units;
        this.lanes = lanes;
        this.resting = decay.resting();
        this.eta = eta;
        this.errors = new DiscountedErrors(units, lanes, decay.keep(), decay.resting() != 0);
        this.rows = rows;
        this.scale = new double[rows.length / units * lanes];
        this.block = new int[scale.length];
    }

    /** Nothing is under way. */
    void begin() {
        errors.begin();
        Arrays.fill(scale, 0);
        Arrays.fill(block, 0);
        begun = false;
    }

    /** Whether a step has been taken since. */
    boolean begun() {
        return begun;
    }

    /**
     * Enters a step; false: nothing has changed yet, and nothing changes in it.
     *
     * @param error e, [unit][lane]; null: nothing changes in this step
     */
    final boolean enter(double[] error) {
        if (!begun && error == null) {
            return false;
        }
        if (errors.next()) {
            catchUp();
            errors.open();
        }
        return true;
    }

    /**
     * Looks at the synapses whose traces have jumped in this step; at all of them in the first.
     *
     * @param trace x at the end of the step, [source][lane]
     * @param jumps where; null: anywhere
     */
    final void visit(double[] trace, SpikeList jumps) {
        if (!begun || jumps == null) {
            for (int at = 0; at < scale.length; at++) {
                jump(at, trace[at]);
            }
        } else {
            int before = -1;
            for (int k = 0; k < jumps.size(); k++) {
                int at = jumps.element(k);
                if (at != before) {
                    jump(at, trace[at]);
                }
                before = at;
            }
        }
        begun = true;
    }

    /** The trace is x from this step on; up to the last it decayed. */
    private void jump(int at, double x) {
        double decayed = past(at, errors.block());
        scale[at] = (x - resting) * errors.inverse();
        block[at] = errors.block();
        arrive(at, decayed, scale[at]);
    }

    /** Completes the terms of the past by those of the present block, for a trace that is a_b = decayed before this step and next from it on. */
    abstract void arrive(int at, double decayed, double next);

    /** Collects the terms of the blocks before one since the last spike; returns a of that block. */
    private double past(int at, int until) {
        double a = scale[at];
        int lane = at % lanes;
        for (int b = block[at]; a != 0 && b < until; b++) {
            add(errors.integral(lane, b), a);
            a *= errors.blockDiscount();
        }
        return a;
    }

    /** Sources that have been silent for as long as blocks are remembered. */
    private void catchUp() {
        for (int at = 0; at < scale.length; at++) {
            if (scale[at] != 0 && block[at] <= errors.forgotten()) {
                scale[at] = past(at, errors.block());
                block[at] = errors.block();
                toRow(at);
            }
        }
    }

    /** The term of the integral of the present block. */
    final void addPresent(int lane, double a) {
        add(errors.integral(lane, errors.block()), a);
    }

    /** The term of the trace's resting value. */
    final void addResting(int lane, double share) {
        if (resting != 0) {
            add(errors.sum(lane), share * resting);
        }
    }

    final void add(int row, double a) {
        term[terms] = row;
        factor[terms++] = eta * a;
    }

    /** Adds all terms. */
    final void toRow(int at) {
        kernels.addRows(units, errors.rows(), term, factor, terms, rows, at / lanes * units);
        terms = 0;
    }

    /** Takes back from a row what is still under way, counted from its last spike on. */
    final void hide(int at) {
        int lane = at % lanes;
        add(errors.integral(lane, block[at]), -scale[at]);
        addResting(lane, -1);
        toRow(at);
    }

    /** Adds to a row all that is under way; nothing is then left but to {@link #begin}. */
    final void show(int at) {
        int lane = at % lanes;
        addPresent(lane, past(at, errors.block()));
        addResting(lane, 1);
        toRow(at);
    }
}
