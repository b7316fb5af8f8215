package org.apical.network.adaptive;

/**
 * The Radau IIA method of three stages, of order 5 and L-stable (Hairer and Wanner, Solving Ordinary Differential Equations II, 1996, IV.5 and IV.8). With c its nodes and Y_j the stages of a step h from y:
 *
 * <pre>
 * Y_j = y + h sum_m A_jm f(Y_m)        y := Y_3        integral of g over the step = h sum_m A_3m g(Y_m), of order 5
 * </pre>
 *
 * Every function of A has its eigenvectors: A x = lambda x and A (p + iq) = (a + ib) (p + iq). Matrices are 3 x 3, row-major.
 */
final class Radau {
    static final int STAGES = 3;

    private static final double ROOT = StrictMath.sqrt(6);

    /** c_j. */
    static final double[] NODES = {(4 - ROOT) / 10, (4 + ROOT) / 10, 1};

    /** A. */
    static final double[] A = {
        (88 - 7 * ROOT) / 360, (296 - 169 * ROOT) / 1800, (-2 + 3 * ROOT) / 225,
        (296 + 169 * ROOT) / 1800, (88 + 7 * ROOT) / 360, (-2 - 3 * ROOT) / 225,
        (16 - ROOT) / 36, (16 + ROOT) / 36, 1.0 / 9
    };

    /** lambda, of trace 3/5 and determinant 1/60. */
    static final double REAL = (6 + StrictMath.cbrt(81) - StrictMath.cbrt(9)) / 30;

    /** a. */
    static final double RE = (0.6 - REAL) / 2;

    /** b. */
    static final double IM = StrictMath.sqrt(1 / (60 * REAL) - RE * RE);

    /** Columns x, p, q. */
    static final double[] VECTORS = vectors();

    /** Its inverse. */
    static final double[] INVERSE = new double[9];

    /** Weights that extrapolate the parabola through the stages back to the beginning of the step. */
    static final double[] BACK = new double[STAGES];

    static {
        invert(VECTORS, INVERSE);
        lagrange(0, BACK);
    }

    private Radau() {}

    /**
     * Weights of the stages in the parabola through them, s steps after the beginning.
     *
     * @param weight written
     */
    static void lagrange(double s, double[] weight) {
        for (int j = 0; j < STAGES; j++) {
            weight[j] = 1;
            for (int m = 0; m < STAGES; m++) {
                weight[j] *= m == j ? 1 : (s - NODES[m]) / (NODES[j] - NODES[m]);
            }
        }
    }

    /** The cross products of two rows of A - lambda I are null vectors of it. */
    private static double[] vectors() {
        double[] x = new double[STAGES];
        double[] p = new double[STAGES];
        double[] q = new double[STAGES];
        nullVector(REAL, 0, x, new double[STAGES]);
        nullVector(RE, IM, p, q);
        return new double[] {x[0], p[0], q[0], x[1], p[1], q[1], x[2], p[2], q[2]};
    }

    private static void nullVector(double re, double im, double[] p, double[] q) {
        for (int k = 0; k < STAGES; k++) {
            int i = (k + 1) % STAGES;
            int j = (k + 2) % STAGES;
            double ai = A[i] - (i == 0 ? re : 0);
            double aj = A[j] - (j == 0 ? re : 0);
            double bi = A[3 + i] - (i == 1 ? re : 0);
            double bj = A[3 + j] - (j == 1 ? re : 0);
            double aiIm = i == 0 ? -im : 0;
            double ajIm = j == 0 ? -im : 0;
            double biIm = i == 1 ? -im : 0;
            double bjIm = j == 1 ? -im : 0;
            p[k] = ai * bj - aiIm * bjIm - aj * bi + ajIm * biIm;
            q[k] = ai * bjIm + aiIm * bj - aj * biIm - ajIm * bi;
        }
    }

    /**
     * b := a^-1.
     *
     * @param b written; must not be {@code a}
     */
    static void invert(double[] a, double[] b) {
        for (int i = 0; i < STAGES; i++) {
            for (int j = 0; j < STAGES; j++) {
                int r = (j + 1) % STAGES;
                int s = (j + 2) % STAGES;
                int u = (i + 1) % STAGES;
                int v = (i + 2) % STAGES;
                b[STAGES * i + j] = a[STAGES * r + u] * a[STAGES * s + v] - a[STAGES * r + v] * a[STAGES * s + u];
            }
        }
        double determinant = a[0] * b[0] + a[1] * b[3] + a[2] * b[6];
        for (int k = 0; k < b.length; k++) {
            b[k] /= determinant;
        }
    }

    /**
     * c := a b.
     *
     * @param c written; must not be {@code a} or {@code b}
     */
    static void multiply(double[] a, double[] b, double[] c) {
        for (int i = 0; i < STAGES; i++) {
            for (int j = 0; j < STAGES; j++) {
                c[STAGES * i + j] = a[STAGES * i] * b[j]
                        + a[STAGES * i + 1] * b[STAGES + j]
                        + a[STAGES * i + 2] * b[2 * STAGES + j];
            }
        }
    }

    /** y := identity + x A. */
    static void onePlus(double x, double[] y) {
        for (int k = 0; k < y.length; k++) {
            y[k] = x * A[k] + (k % 4 == 0 ? 1 : 0);
        }
    }
}
