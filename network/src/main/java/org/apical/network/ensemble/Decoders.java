package org.apical.network.ensemble;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Decoders of one dimension by regularised least squares on the tuning curves: (A^T A + m sigma^2 I) d = A^T x over m points x in [-radius,
 * radius], A the rates (Hz) at them (Eliasmith and Anderson 2003, chapter 2).
 *
 * <p>The tuning curves come in antithetic pairs and the points lie symmetrically about zero, so d_{j+} = -d_{j-}. With o_j(x) = a_j(x) - a_j(-x)
 * the system has half the unknowns and half the points, (O^T O + m sigma^2 I) d_+ = O^T x over x > 0, and the antisymmetry is exact.
 */
final class Decoders {
    /** m / 2: midpoints of as many equal intervals of (0, radius). */
    static final int POSITIVE_POINTS = 1000;

    private Decoders() {}

    /** The point k of 0 .. POSITIVE_POINTS - 1. */
    static double point(int k, double radius) {
        return radius * (k + 0.5) / POSITIVE_POINTS;
    }

    /** d_j, units of the represented number per Hz. */
    static double[] solve(TuningCurves curves, EnsembleParams params) {
        int pairs = curves.neurons() / 2;
        DMatrixRMaj odd = new DMatrixRMaj(POSITIVE_POINTS, pairs);
        DMatrixRMaj x = new DMatrixRMaj(POSITIVE_POINTS, 1);
        for (int k = 0; k < POSITIVE_POINTS; k++) {
            double value = point(k, params.radius());
            x.set(k, 0, value);
            for (int pair = 0; pair < pairs; pair++) {
                odd.set(k, pair, curves.rateHz(pair, value) - curves.rateHz(pair + pairs, value));
            }
        }
        DMatrixRMaj gram = new DMatrixRMaj(pairs, pairs);
        CommonOps_DDRM.multInner(odd, gram);
        double noise = params.decoderNoiseHz();
        for (int pair = 0; pair < pairs; pair++) {
            gram.add(pair, pair, 2 * POSITIVE_POINTS * noise * noise);
        }
        DMatrixRMaj projected = new DMatrixRMaj(pairs, 1);
        CommonOps_DDRM.multTransA(odd, x, projected);
        DMatrixRMaj positive = new DMatrixRMaj(pairs, 1);
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(pairs);
        if (!cholesky.setA(gram)) {
            throw new ArithmeticException(
                    "the normal equations of " + pairs + " pairs of neurons are not positive definite");
        }
        cholesky.solve(projected, positive);
        double[] decoders = new double[2 * pairs];
        for (int pair = 0; pair < pairs; pair++) {
            decoders[pair] = positive.get(pair, 0);
            decoders[pair + pairs] = -positive.get(pair, 0);
        }
        return decoders;
    }
}
