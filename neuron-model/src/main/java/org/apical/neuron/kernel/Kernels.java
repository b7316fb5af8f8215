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
     * C := C + A B^T, with A (rows x inner), B (columns x inner), C (rows x columns): the contraction over the lanes of two arrays [unit][lane]. The sum
     * runs in ascending order, one fused multiply-add per term. Cost: 2 rows inner columns flop.
     *
     * @param c modified; must not be {@code a} or {@code b}
     */
    void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c);

    /**
     * C := C + A B where of the rows of B (inner x lanes) all but the listed ones are zero, A given source by source: a_source (inner x rows). To the last
     * bit what {@link #multiplyAdd} does with A, as long as no element of A is infinite. Cost: 2 rows count lanes flop.
     *
     * @param source rows of B that are not zero, in ascending order
     * @param count how many
     * @param c (rows x lanes), modified
     */
    void multiplyAddRows(int rows, int lanes, double[] bySource, double[] b, int[] source, int count, double[] c);

    /**
     * y := y + sum over k of b_k a_(row_k), rows of A (any number x n) added to the n elements of y from {@code from} on, in the order of the list, one fused
     * multiply-add each. Cost: 2 n count flop; y, which may lie far away, is loaded and stored once.
     *
     * @param row rows of A
     * @param b their factors
     * @param count how many
     * @param y modified; must not be {@code a} or {@code b}
     */
    void addRows(int n, double[] a, int[] row, double[] b, int count, double[] y, int from);

    /**
     * y := tanh(x) for the first n elements, error below 3 ulp; {@code x == y} is allowed.
     *
     * <p>p, m, m + 2 and the quotient are rounded once each. That is 2.5 ulp where m and m + 2 lie just above a power of two and the quotient
     * just below one (|x| = 0.0156), and the same near |x| = 0.21, where 2^k - 1 = 1 cancels a part of 2 p; elsewhere it is below 2.
     *
     * <p>tanh|x| = m / (m + 2), m = exp(2|x|) - 1 = 2^k p + (2^k - 1), 2|x| = k ln 2 + f, p = exp(f) - 1 by its Taylor polynomial.
     */
    void tanh(double[] x, double[] y, int n);

    /** Magnitude beyond which an argument of {@link #exp} is read as this: exp(700) = 1e304 is still a number. */
    double LARGEST_EXPONENT = 700;

    /** y := exp(x) for the first n elements, relative error below 4e-16, x clamped to [-700, 700]; {@code x == y} is allowed. */
    void exp(double[] x, double[] y, int n);

    /**
     * Poisson-distributed counts by sequential inversion (Devroye 1986, X.3.3), one uniform number each, for the first n elements: the smallest
     * count whose cumulative probability exceeds the uniform number, at most {@value #MAX_COUNT}. The
     * terms may sum to less than the largest uniform number, 1 - 2^-53, so the search ends where they no longer count against it.
     *
     * @param uniform numbers in [0, 1)
     * @param mean expected counts, at most 32 (larger means are split by {@link org.apical.neuron.random.PoissonSampler})
     * @param expMinusMean exp(-mean)
     * @param counts written
     */
    void poisson(double[] uniform, double[] mean, double[] expMinusMean, double[] counts, int n);

    /** Largest count that {@link #poisson} returns; its probability under the largest mean is below 1e-100. */
    int MAX_COUNT = 256;

    /**
     * One step of a linear system; in each row the constant first, then the states, then the inputs, one fused multiply-add each. Cost: 2 rows
     * (states + inputs) flop, (states + rows + inputs) loads or stores an element.
     *
     * @param x state arrays, modified at xFrom .. xFrom + n - 1
     * @param y input arrays, read at yFrom .. yFrom + n - 1; modified if the map says that they decay
     * @param until element i is held if {@code until[xFrom + i] > now}; null if none is
     * @param buffer of {@link AffineMap#buffer}
     */
    void advance(
            AffineMap map,
            double[][] x,
            int xFrom,
            double[][] y,
            int yFrom,
            int n,
            double[] until,
            double now,
            AffineMap.Buffer buffer);

    /**
     * Appends the positions from .. from + n - 1 at which x >= threshold, in ascending order, to {@code found} from {@code count} on.
     *
     * @return the new count
     */
    int atLeast(double[] x, int from, int n, double threshold, int[] found, int count);

    /** The first of the positions from .. from + n - 1 at which x is no finite number; -1 if there is none. */
    int firstNotFinite(double[] x, int from, int n);

    /** The loops of the currents into compartments. */
    CurrentKernels currents();

    /** The loops of the schemes that advance compartments. */
    SchemeKernels schemes();

    /** Checks shapes and aliasing of a product at the door; both implementations call it. */
    static void checkProduct(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
        boolean negative = rows < 0 || inner < 0 || lanes < 0;
        if (negative
                || a.length < (long) rows * inner
                || b.length < (long) inner * lanes
                || c.length < (long) rows * lanes) {
            throw new IllegalArgumentException("product of (" + rows + " x " + inner + ") and (" + inner + " x " + lanes
                    + ") given arrays of " + a.length + ", " + b.length + " and " + c.length + " elements");
        }
        if (c == a || c == b) {
            throw new IllegalArgumentException("the result of a product must not be one of its factors");
        }
    }

    /** The same for a product with a transposed second factor, (columns x inner). */
    static void checkTransposedProduct(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
        // B and its transpose have the same number of elements
        checkProduct(rows, inner, columns, a, b, c);
    }
}
