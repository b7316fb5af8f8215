package org.apical.neuron.kernel;

/**
 * The inner loops of the simulator. Arrays are row-major; the last index is the contiguous one (lanes of a batch).
 *
 * <p>Every implementation performs the same floating-point operations in the same order ({@link Math#fma} included), so that scalar and
 * SIMD results are equal to the last bit; {@code KernelParityTest} holds them to it.
 */
public interface Kernels {

    /** Name shown in logs and run descriptions. */
    String name();

    /**
     * C := C + A B, with A (rows x inner), B (inner x lanes), C (rows x lanes). The sum over the inner index runs in ascending order, one
     * fused multiply-add per term. Cost: 2 rows inner lanes flop.
     *
     * @param c modified; must not be {@code a} or {@code b}
     */
    void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c);

    /**
     * y := tanh(x) for the first n elements, error below 2 ulp; {@code x == y} is allowed.
     *
     * <p>tanh|x| = m / (m + 2), m = exp(2|x|) - 1 = 2^k p + (2^k - 1), 2|x| = k ln 2 + f, p = exp(f) - 1 by its Taylor polynomial.
     */
    void tanh(double[] x, double[] y, int n);

    /** y := exp(x) for the first n elements, relative error below 4e-16, x clamped to [-700, 700]; {@code x == y} is allowed. */
    void exp(double[] x, double[] y, int n);

    /** Checks shapes and aliasing of a product at the door; both implementations call it. */
    static void checkProduct(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
        if (a.length < rows * inner || b.length < inner * lanes || c.length < rows * lanes) {
            throw new IllegalArgumentException("product of (" + rows + " x " + inner + ") and (" + inner + " x " + lanes
                    + ") given arrays of " + a.length + ", " + b.length + " and " + c.length + " elements");
        }
        if (c == a || c == b) {
            throw new IllegalArgumentException("the result of a product must not be one of its factors");
        }
    }
}
