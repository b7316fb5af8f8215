package org.apical.plasticity.rule;

import java.util.Arrays;

/**
 * Running integrals of the postsynaptic errors of one layer, discounted as a presynaptic trace decays:
 *
 * <pre>
 * R_i^b(n) = sum over the steps m of block b, m &lt;= n, of e_i(m) keep^(m - b L)
 * sum over m = m_1 .. n of e_i(m) y keep^(m - m_1) = sum over blocks of a_b (R_i^b(n) - R_i^b(m_1 - 1)),   a_b = y keep^(b L - m_1)
 * </pre>
 *
 * for a trace that was y at m_1 and has not jumped since. One integral over all time would end in keep^-n; blocks of L steps, over which the discount falls by at
 * most exp({@value #BLOCK_TIME_CONSTANTS}), keep differences of R within 1100 roundings, 1.2e-13, of the whole, and the last {@value #BLOCKS} blocks are remembered.
 *
 * <p>Rows of one array, so that a synapse's change is one sum of rows (Kernels.addRows): for each lane the integrals of the remembered blocks and, if
 * asked for, the plain sum of all errors.
 */
final class DiscountedErrors {
    /** Blocks that are remembered. */
    static final int BLOCKS = 6;

    private static final int BLOCK_TIME_CONSTANTS = 7;
    /** Of a block; slow traces fall by less. */
    private static final int MOST_STEPS = 4096;

    private static final int ROWS = BLOCKS + 1;

    private final int units;
    private final int lanes;
    private final boolean summed;
    /** keep^o and its inverse, o = 0 .. L - 1, the step of the block. */
    private final double[] discount;

    private final double[] inverse;
    private final double blockDiscount;
    private final double[] rows;
    private int block;
    private int offset;

    /**
     * @param keep by how much the trace decays in a step, in (0, 1)
     * @param summed whether the plain sum is kept
     */
    DiscountedErrors(int units, int lanes, double keep, boolean summed) {
        this.summed = summed;
        this.units = units;
        this.lanes = lanes;
        int steps = (int) Math.max(1, Math.min(MOST_STEPS, BLOCK_TIME_CONSTANTS / -Math.log(keep)));
        this.discount = new double[steps];
        this.inverse = new double[steps];
        for (int o = 0; o < steps; o++) {
            discount[o] = Math.pow(keep, o);
            inverse[o] = 1 / discount[o];
        }
        this.blockDiscount = Math.pow(keep, steps);
        this.rows = new double[(lanes * ROWS + 1) * units];
    }

    /** Before the first step. */
    void begin() {
        Arrays.fill(rows, 0);
        block = -1;
        offset = discount.length - 1;
    }

    /** Enters the next step; true: a new block begins, and the integral of block {@link #forgotten} is about to be forgotten by {@link #open}. */
    boolean next() {
        offset++;
        if (offset < discount.length) {
            return false;
        }
        offset = 0;
        block++;
        return true;
    }

    /** The integral of the new block begins. */
    void open() {
        for (int lane = 0; lane < lanes; lane++) {
            int from = integral(lane, block) * units;
            Arrays.fill(rows, from, from + units, 0);
        }
    }

    /** Cost: 2 flop a unit and lane, 3 with their sum. */
    void add(double[] error) {
        for (int lane = 0; lane < lanes; lane++) {
            int row = integral(lane, block) * units;
            if (lanes == 1) {
                addContiguous(discount[offset], error, row);
            } else {
                add(discount[offset], error, lane, row);
            }
            if (summed && lanes == 1) {
                addContiguous(1, error, sum(lane) * units);
            } else if (summed) {
                add(1, error, lane, sum(lane) * units);
            }
        }
    }

    /** A loop in which the compiler sees that everything is contiguous. */
    private void addContiguous(double factor, double[] error, int row) {
        for (int unit = 0; unit < units; unit++) {
            rows[row + unit] += factor * error[unit];
        }
    }

    private void add(double factor, double[] error, int lane, int row) {
        for (int unit = 0; unit < units; unit++) {
            rows[row + unit] += factor * error[unit * lanes + lane];
        }
    }

    /** All rows, (any x units). */
    double[] rows() {
        return rows;
    }

    /** Row of the integral of a block. */
    int integral(int lane, int ofBlock) {
        return lane * ROWS + ofBlock % BLOCKS;
    }

    /** Row of the sum of all errors. */
    int sum(int lane) {
        return lane * ROWS + BLOCKS;
    }

    /** Makes the errors of this step a row of their own; a single lane. */
    void keep(double[] error) {
        System.arraycopy(error, 0, rows, lastOfOneLane() * units, units);
    }

    /** That row. */
    int lastOfOneLane() {
        return lanes * ROWS;
    }

    /** The block of this step. */
    int block() {
        return block;
    }

    /** The block whose integral the present one takes the place of. */
    int forgotten() {
        return block - BLOCKS;
    }

    /** keep^(step - begin of the block). */
    double discount() {
        return discount[offset];
    }

    /** Its inverse. */
    double inverse() {
        return inverse[offset];
    }

    /** keep^L. */
    double blockDiscount() {
        return blockDiscount;
    }
}
