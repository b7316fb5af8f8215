package org.apical.neuron.kernel;

import java.util.stream.IntStream;
import org.apical.neuron.parameter.Require;

/**
 * The step of a linear system, element by element: x_r := c_r0 + sum_j c_r(1+j) x_j + sum_k c_r(1+states+k) y_k for the rows r, all from the old x.
 * Rows beyond the states are only written. Elements that are held keep x_0, and take other coefficients in the rows after it; of these, zeros are not
 * multiplied. After the step the inputs may decay: y_k := d_k y_k.
 */
public final class AffineMap {
    /** Elements whose rows are formed before any is written back: all operands of a block stay in the first cache. */
    static final int BLOCK = 256;

    final int rows;
    final int states;
    final int inputs;
    final int stride;
    final double[] free;
    final double[] held;
    /** Rows in which held elements differ from free ones, from row 0 on. */
    final int heldRows;
    /** Columns of the coefficients of each held row that are not zero, counted from the first state. */
    final int[][] heldColumns;
    /** d_k; null where the inputs stay as they are. */
    final double[] decay;
    /**
     * Whether this is a soma with two dendrites and a current into each, which a held soma sets apart: of the other dendrite and its current each sees
     * nothing. There may be one readout, which of a held soma sees what the first dendrite sees.
     */
    final boolean threeApart;

    /**
     * Held elements keep x_0 and go on in all other rows as if they were free.
     *
     * @param free rows x (1 + states + inputs) coefficients, row-major
     */
    public AffineMap(int rows, int states, int inputs, double[] free) {
        this(rows, states, inputs, free, free, 1, null);
    }

    /**
     * Held elements keep x_0 and take other coefficients in all other rows.
     *
     * @param held the same for held elements
     */
    public AffineMap(int rows, int states, int inputs, double[] free, double[] held) {
        this(rows, states, inputs, free, held, rows, null);
    }

    /** The same with inputs that decay after the step by the given factors, one an input. */
    public AffineMap decaying(double[] factors) {
        Require.length("AffineMap.decaying", factors, inputs);
        return new AffineMap(rows, states, inputs, free, held, heldRows, factors.clone());
    }

    private AffineMap(int rows, int states, int inputs, double[] free, double[] held, int heldRows, double[] decay) {
        this.states = Require.atLeast("AffineMap.states", states, 1);
        this.rows = Require.atLeast("AffineMap.rows", rows, states);
        this.inputs = Require.atLeast("AffineMap.inputs", inputs, 0);
        this.stride = 1 + states + inputs;
        Require.length("AffineMap.free", free, rows * stride);
        Require.length("AffineMap.held", held, rows * stride);
        this.free = free.clone();
        this.held = held.clone();
        this.heldRows = heldRows;
        this.decay = decay;
        this.heldColumns = new int[rows][];
        for (int row = 0; row < rows; row++) {
            int r = row * stride;
            heldColumns[row] = IntStream.range(0, stride - 1)
                    .filter(j -> held[r + 1 + j] != 0)
                    .toArray();
        }
        this.threeApart = states == 3
                && inputs == 2
                && rows <= 4
                && heldRows == rows
                && (rows == 3 || held[3 * stride + 3] == 0 && held[3 * stride + 5] == 0)
                && held[stride + 3] == 0
                && held[stride + 5] == 0
                && held[2 * stride + 2] == 0
                && held[2 * stride + 4] == 0;
    }

    /** Whether this is a soma with two dendrites and two currents, without readouts. */
    boolean threeCompartments() {
        return rows == 3 && states == 3 && inputs == 2;
    }

    /** Whether this is a soma without dendrites and one current, without readouts. */
    boolean oneCompartment() {
        return rows == 1 && states == 1 && inputs == 1;
    }

    /** What a step needs besides its operands; one a thread. */
    public Buffer buffer() {
        return new Buffer(rows);
    }

    /** Rows of a block of elements, and which of its vectors hold a held element. */
    public static final class Buffer {
        final double[] free;
        final double[] held;
        final int[] heldAt = new int[BLOCK];
        int heldVectors;

        private Buffer(int rows) {
            free = new double[rows * BLOCK];
            held = new double[rows * BLOCK];
        }
    }
}
