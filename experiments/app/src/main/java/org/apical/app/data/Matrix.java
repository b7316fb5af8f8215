package org.apical.app.data;

import java.util.OptionalDouble;

/** A table of finite numbers, [row][column], kept as small as the file they came from: bytes stay bytes. */
public sealed interface Matrix permits Matrix.Bytes, Matrix.Floats, Matrix.Doubles {
    /** Most numbers of one table: those of the longest array. */
    long MOST = Integer.MAX_VALUE - 8L;

    /** Number of rows. */
    int rows();

    /** Number of columns. */
    int columns();

    /** One number. */
    double at(int row, int column);

    /** The largest number that can stand here, where that is known. */
    OptionalDouble top();

    /**
     * Unsigned bytes.
     *
     * @param values row by row; not to be written
     * @param largest that stands for white
     */
    record Bytes(byte[] values, int columns, int largest) implements Matrix {
        @Override
        public int rows() {
            return values.length / columns;
        }

        @Override
        public double at(int row, int column) {
            return values[row * columns + column] & 0xff;
        }

        @Override
        public OptionalDouble top() {
            return OptionalDouble.of(largest);
        }
    }

    /** @param values row by row; not to be written */
    record Floats(float[] values, int columns) implements Matrix {
        @Override
        public int rows() {
            return values.length / columns;
        }

        @Override
        public double at(int row, int column) {
            return values[row * columns + column];
        }

        @Override
        public OptionalDouble top() {
            return OptionalDouble.empty();
        }
    }

    /** @param values row by row; not to be written */
    record Doubles(double[] values, int columns) implements Matrix {
        /** Rows of the same length, at least one. */
        public static Doubles of(double[][] rows) {
            int columns = rows[0].length;
            double[] values = new double[rows.length * columns];
            for (int k = 0; k < rows.length; k++) {
                System.arraycopy(rows[k], 0, values, k * columns, columns);
            }
            return new Doubles(values, columns);
        }

        @Override
        public int rows() {
            return values.length / columns;
        }

        @Override
        public double at(int row, int column) {
            return values[row * columns + column];
        }

        @Override
        public OptionalDouble top() {
            return OptionalDouble.empty();
        }
    }
}
