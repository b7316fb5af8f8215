package org.apical.neuron.kernel;

/** Constants of the exponential shared by the scalar and the SIMD kernels. */
final class ExpPolynomial {
    private ExpPolynomial() {}

    /** Adding and subtracting 1.5 * 2^52 rounds to an integer, which then stands in the low bits of the sum. */
    static final double ROUND = 0x1.8p52;

    static final double INV_LN2 = 1.4426950408889634;
    /** ln 2 split in two (the high part has 32 trailing zero bits, so that k times it is exact). */
    static final double LN2_HIGH = 0x1.62e42feep-1;

    static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    /** Beyond this argument of exp(2|x|) - 1 the hyperbolic tangent is 1 in double precision. */
    static final double TANH_LIMIT = 44;

    static final double EXP_LIMIT = Kernels.LARGEST_EXPONENT;

    /** 1/14!, 1/13!, ..., 1/2!: exp(f) - 1 = f + f^2 (1/2 + f/6 + ...), |f| <= ln(2)/2, truncation below 3e-19. */
    static final double[] COEFFICIENTS = coefficients();

    private static double[] coefficients() {
        double[] c = new double[13];
        double factorial = 1;
        for (int n = 2; n <= 14; n++) {
            factorial *= n;
            c[14 - n] = 1 / factorial;
        }
        return c;
    }
}
