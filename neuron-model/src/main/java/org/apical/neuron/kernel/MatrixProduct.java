package org.apical.neuron.kernel;

/**
 * Dense products C := C + A B: small ones in registers ({@link Kernels#multiplyAdd}), large ones through a BLAS.
 *
 * <p>The choice depends on the shape alone, never on threads, so results do not either. Copying the operands out of the Java heap is part of
 * the price of a BLAS: measured on one core with AVX-512, beside other work, the kernel reaches 45 GFLOP/s at 4 and at 17 Mflop (256 x 256 x 128), OpenBLAS
 * 30 and 44; EJML 2.
 */
public final class MatrixProduct {
    /** Products of at least this cost go to the BLAS. */
    static final long CROSSOVER_FLOP = 16_000_000;

    private final Kernels kernels;
    private final LargeProduct large;

    MatrixProduct(Kernels kernels, LargeProduct large) {
        this.kernels = kernels;
        this.large = large;
    }

    /** The product of this JVM: its kernels and OpenBLAS where its native library loads, EJML elsewhere. */
    public static MatrixProduct detect() {
        return new MatrixProduct(KernelProvider.kernels(), LargeProduct.detect());
    }

    /** The small-product kernels and the element-wise ones. */
    public Kernels kernels() {
        return kernels;
    }

    /** Names of the implementations in use. */
    public String describe() {
        return kernels.name() + ", " + large.name();
    }

    /**
     * C := C + A B, with A (rows x inner), B (inner x lanes), C (rows x lanes), row-major.
     *
     * @param c modified; must not be {@code a} or {@code b}
     */
    public void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
        if (2L * rows * inner * lanes < CROSSOVER_FLOP) {
            kernels.multiplyAdd(rows, inner, lanes, a, b, c);
        } else {
            Kernels.checkProduct(rows, inner, lanes, a, b, c);
            large.multiplyAdd(rows, inner, lanes, a, b, c);
        }
    }

    /**
     * C := C + A B^T, with A (rows x inner), B (columns x inner), C (rows x columns), row-major.
     *
     * @param c modified; must not be {@code a} or {@code b}
     */
    public void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
        if (2L * rows * inner * columns < CROSSOVER_FLOP) {
            kernels.multiplyTransposedAdd(rows, inner, columns, a, b, c);
        } else {
            Kernels.checkTransposedProduct(rows, inner, columns, a, b, c);
            large.multiplyTransposedAdd(rows, inner, columns, a, b, c);
        }
    }

    /**
     * B := A^T, with A (rows x columns) row-major and B (columns x rows).
     *
     * @param b modified; must not be {@code a}
     */
    public static void transpose(int rows, int columns, double[] a, double[] b) {
        if (a == b) {
            throw new IllegalArgumentException("the transpose must not be written over its argument");
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                b[j * rows + i] = a[i * columns + j];
            }
        }
    }
}
