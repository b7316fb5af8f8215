package org.apical.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apical.app.UserError;

/** The type of the numbers of a binary file. */
enum Element {
    U1(1) {
        @Override
        double next(ByteBuffer from) {
            return from.get() & 0xff;
        }
    },
    I1(1) {
        @Override
        double next(ByteBuffer from) {
            return from.get();
        }
    },
    U2(2) {
        @Override
        double next(ByteBuffer from) {
            return from.getShort() & 0xffff;
        }
    },
    I2(2) {
        @Override
        double next(ByteBuffer from) {
            return from.getShort();
        }
    },
    U4(4) {
        @Override
        double next(ByteBuffer from) {
            return from.getInt() & 0xffffffffL;
        }
    },
    I4(4) {
        @Override
        double next(ByteBuffer from) {
            return from.getInt();
        }
    },
    U8(8) {
        @Override
        double next(ByteBuffer from) {
            long x = from.getLong();
            return x < 0 ? Double.NaN : exact(x);
        }
    },
    I8(8) {
        @Override
        double next(ByteBuffer from) {
            return exact(from.getLong());
        }
    },
    F4(4) {
        @Override
        double next(ByteBuffer from) {
            return from.getFloat();
        }
    },
    F8(8) {
        @Override
        double next(ByteBuffer from) {
            return from.getDouble();
        }
    };

    private static final int CHUNK = 1 << 16;
    private static final long EXACT = 1L << 53;

    private final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    /** The next number; NaN if it has none as a double. */
    abstract double next(ByteBuffer from);

    private static double exact(long x) {
        return Math.abs(x) <= EXACT && x != Long.MIN_VALUE ? x : Double.NaN;
    }

    /** Whether float holds every one of them. */
    private boolean narrow() {
        return this == F4 || bytes < 4;
    }

    /** How it is called. */
    String words() {
        return switch (name().charAt(0)) {
            case 'U' -> "uint" + 8 * bytes;
            case 'I' -> "int" + 8 * bytes;
            default -> "float" + 8 * bytes;
        };
    }

    /**
     * A table of numbers up to the end of the file.
     *
     * @param rows at least 0
     * @param shape of a row, each at least 0
     */
    Matrix read(BoundedInput in, ByteOrder order, long rows, long... shape) throws IOException {
        long columns = product(in, shape);
        long count = product(in, rows, columns);
        if (count == 0) {
            throw new UserError(in.name() + ": expected at least one sample of at least one number, found " + rows
                    + " of " + columns);
        }
        if (count * bytes > in.left() || count > Matrix.MOST) {
            throw new UserError(in.name() + ": expected at most " + Math.min(in.left() / bytes, Matrix.MOST)
                    + " numbers in a file of this size, found a header that promises " + count + " (" + words() + ")");
        }
        Matrix matrix = this == U1
                ? new Matrix.Bytes(in.exactly((int) count, "numbers"), (int) columns, 255)
                : numbers(in, order, (int) count, (int) columns);
        in.ended();
        return matrix;
    }

    private static long product(BoundedInput in, long... factors) {
        long product = 1;
        for (long factor : factors) {
            if (factor != 0 && product > Long.MAX_VALUE / 16 / factor) {
                throw new UserError(
                        in.name() + ": expected sizes that a file can have, found " + Arrays.toString(factors));
            }
            product *= factor;
        }
        return product;
    }

    private Matrix numbers(BoundedInput in, ByteOrder order, int count, int columns) throws IOException {
        float[] floats = narrow() ? new float[count] : null;
        double[] doubles = narrow() ? null : new double[count];
        for (int done = 0; done < count; ) {
            int some = Math.min(CHUNK, count - done);
            ByteBuffer chunk =
                    ByteBuffer.wrap(in.exactly(some * bytes, "numbers")).order(order);
            for (int k = done; k < done + some; k++) {
                double x = next(chunk);
                if (!Double.isFinite(x)) {
                    throw new UserError(in.name() + ": row " + (k / columns + 1) + ", column " + (k % columns + 1)
                            + ": expected a finite number"
                            + (this == I8 || this == U8 ? " up to 2^53" : "") + ", found "
                            + (this == F4 || this == F8 ? x : "one beyond it"));
                }
                if (floats != null) {
                    floats[k] = (float) x;
                } else {
                    doubles[k] = x;
                }
            }
            done += some;
        }
        return floats == null ? new Matrix.Doubles(doubles, columns) : new Matrix.Floats(floats, columns);
    }
}
