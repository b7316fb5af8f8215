package org.apical.network.ensemble;

import org.apical.neuron.parameter.Sizes;
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
    /** Fewest points on one side of zero; four times as many change the errors of a controller by less than 1 %. */
    private static final int FEWEST_POINTS = 250;

    private Decoders() {}

    /** m / 2: as many points on one side of zero, at least one a pair. */
    static int positivePoints(int neurons) {
        return Math.max(FEWEST_POINTS, neurons / 2);
    }

    /** The point k of 0 .. points - 1: midpoints of equal intervals of (0, radius). */
    static double point(int k, int points, double radius) {
        return radius * (k + 0.5) / points;
    }

    /** d_j, units of the represented number per Hz. */
    static double[] solve(TuningCurves curves, EnsembleParams params) {
        int pairs = curves.neurons() / 2;
        int points = positivePoints(curves.neurons());
        String name = "decoders of " + curves.neurons() + " neurons";
        // the curves, the normal equations, their decomposition
        double numbers = Sizes.elements(name, points, pairs) + 2.0 * Sizes.elements(name, pairs, pairs);
        Sizes.requireRoom(name, numbers);
        DMatrixRMaj odd = new DMatrixRMaj(points, pairs);
        DMatrixRMaj x = new DMatrixRMaj(points, 1);
        for (int k = 0; k < points; k++) {
            double value = point(k, points, params.radius());
            x.set(k, 0, value);
            for (int pair = 0; pair < pairs; pair++) {
                odd.set(k, pair, curves.rateHz(pair, value) - curves.rateHz(pair + pairs, value));
            }
        }
        DMatrixRMaj gram = new DMatrixRMaj(pairs, pairs);
        CommonOps_DDRM.multInner(odd, gram);
        double noise = params.decoderNoiseHz();
        for (int pair = 0; pair < pairs; pair++) {
            gram.add(pair, pair, 2 * points * noise * noise);
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
