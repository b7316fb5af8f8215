package org.apical.neuron.kernel;

import org.apical.neuron.parameter.Require;

/**
 * The step of a linear system, element by element: x_r := c_r0 + sum_j c_r(1+j) x_j + sum_k c_r(1+states+k) y_k for the rows r, all from the old x.
 * Rows beyond the states are only written. Elements that are held keep x_0, and take other coefficients in the rows after it.
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

    /**
     * Held elements keep x_0 and go on in all other rows as if they were free.
     *
     * @param free rows x (1 + states + inputs) coefficients, row-major
     */
    public AffineMap(int rows, int states, int inputs, double[] free) {
        this(rows, states, inputs, free, free, 1);
    }

    /**
     * Held elements keep x_0 and take other coefficients in all other rows.
     *
     * @param held the same for held elements
     */
    public AffineMap(int rows, int states, int inputs, double[] free, double[] held) {
        this(rows, states, inputs, free, held, rows);
    }

    private AffineMap(int rows, int states, int inputs, double[] free, double[] held, int heldRows) {
        this.states = Require.atLeast("AffineMap.states", states, 1);
        this.rows = Require.atLeast("AffineMap.rows", rows, states);
        this.inputs = Require.atLeast("AffineMap.inputs", inputs, 0);
        this.stride = 1 + states + inputs;
        Require.length("AffineMap.free", free, rows * stride);
        Require.length("AffineMap.held", held, rows * stride);
        this.free = free.clone();
        this.held = held.clone();
        this.heldRows = heldRows;
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
