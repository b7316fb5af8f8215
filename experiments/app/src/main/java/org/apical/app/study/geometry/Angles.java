package org.apical.app.study.geometry;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.reference.UpdateAngles;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Where control leads a {@link Conditioned} network, alpha -> 0, and what it learns there.
 *
 * @param toMinimumNorm angle of the update to that of the minimum norm (degrees)
 * @param toGaussNewton the same to Gauss–Newton
 * @param potentials angle of Delta v, all layers stacked, to J^+ delta (degrees)
 * @param size |Delta v| / |J^+ delta|
 * @param missed |J Delta v - delta| / |delta|
 * @param predicted angle of Delta v that follows from condition 2, c, where J Q = J J^T and R is normal: tan = sqrt(1/c^2 - 1) |J|_F |u| / (sqrt(n_L) |J^T u|) (degrees)
 * @param eigenvalue largest real part of A_PI under the published controller (1/tau_u)
 * @param unstable 1 where that is above 0, else 0
 */
record Angles(
        double toMinimumNorm,
        double toGaussNewton,
        double potentials,
        double size,
        double missed,
        double predicted,
        double eigenvalue,
        double unstable) {
    /** Numbers of one. */
    static final int COUNT = 8;

    private static final double ALPHA = 1e-9;
    private static final double PUBLISHED_ALPHA = 1.5e-3;
    private static final double PUBLISHED_K_P = 1.5;
    private static final double PUBLISHED_TAU_V = 0.2;

    /** @param shift norm of delta, whose direction is random */
    static Angles of(Conditioned at, double shift, RandomGenerator random) {
        double[] delta = new double[at.network().outputs()];
        Arrays.setAll(delta, o -> random.nextGaussian());
        double norm = norm(delta);
        Arrays.setAll(delta, o -> shift * delta[o] / norm);
        OutputTarget nudge = (free, target, outputs, lanes) -> Arrays.setAll(target, o -> free[o] + delta[o]);
        AlignmentProbe probe = new AlignmentProbe(
                at.network(),
                new ControllerParams(ALPHA, 0, Leak.ON_CONTROL),
                1,
                0,
                new double[][] {at.input()},
                nudge);
        UpdateAngles angles = probe.angles(at.weights(), probe.analytic(at.weights()));

        LinearisedNetwork linear = at.linearised();
        double[] target = linear.state().output().clone();
        Arrays.setAll(target, o -> target[o] + delta[o]);
        SampleState steady = SteadyState.analytic(at.network(), at.weights(), at.input(), target, ALPHA)
                .state();
        double[] moved = control(at, steady);
        double[] least = least(linear, delta);
        DMatrixRMaj reached = CommonOps_DDRM.mult(linear.jacobian(), DMatrixRMaj.wrap(moved.length, 1, moved), null);
        double[] miss = new double[delta.length];
        Arrays.setAll(miss, o -> reached.data[o] - delta[o]);
        double eigenvalue = linear.largestRealEigenvalue(PUBLISHED_ALPHA, PUBLISHED_K_P, PUBLISHED_TAU_V);
        return new Angles(
                angles.minimumNorm(),
                angles.gaussNewton(),
                degrees(moved, least),
                norm(moved) / norm(least),
                norm(miss) / shift,
                predicted(linear, LinearisedNetwork.solve(linear.loopGain(ALPHA), delta)),
                eigenvalue,
                eigenvalue > 0 ? 1 : 0);
    }

    private static double predicted(LinearisedNetwork linear, double[] u) {
        double c = linear.conditionTwo();
        DMatrixRMaj inside = new DMatrixRMaj(linear.jacobian().numCols, 1);
        CommonOps_DDRM.multTransA(linear.jacobian(), DMatrixRMaj.wrap(u.length, 1, u), inside);
        double outside = Math.sqrt(Math.max(0, 1 / (c * c) - 1)) * norm(linear.jacobian().data) * norm(u);
        return Math.toDegrees(Math.atan(outside / (Math.sqrt(u.length) * norm(inside.data))));
    }

    /** Delta v_i = v_i - W_i r_{i-1} - b_i = Q_i u of all layers. */
    private static double[] control(Conditioned at, SampleState steady) {
        double[] all = new double[at.linearised().jacobian().numCols];
        int k = 0;
        for (int l = 0; l < at.network().layers(); l++) {
            double[] drive = steady.drive(at.network(), at.weights(), l);
            for (int i = 0; i < drive.length; i++) {
                all[k++] = steady.potential(l)[i] - drive[i];
            }
        }
        return all;
    }

    /** J^+ delta. */
    static double[] least(LinearisedNetwork linear, double[] delta) {
        DMatrixRMaj inverse = new DMatrixRMaj(linear.jacobian().numCols, delta.length);
        CommonOps_DDRM.pinv(linear.jacobian(), inverse);
        return CommonOps_DDRM.mult(inverse, DMatrixRMaj.wrap(delta.length, 1, delta), null).data;
    }

    static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** By the difference of unit vectors, which tells angles down to rounding. */
    private static double degrees(double[] x, double[] y) {
        double[] apart = new double[x.length];
        Arrays.setAll(apart, k -> x[k] / norm(x) - y[k] / norm(y));
        return Math.toDegrees(2 * Math.asin(Math.min(1, norm(apart) / 2)));
    }

    double[] numbers() {
        return new double[] {toMinimumNorm, toGaussNewton, potentials, size, missed, predicted, eigenvalue, unstable};
    }

    /** Means of several, geometric of the size. */
    static Angles mean(Angles... all) {
        double[] mean = new double[COUNT];
        double logs = 0;
        for (Angles one : all) {
            double[] n = one.numbers();
            for (int k = 0; k < mean.length; k++) {
                mean[k] += n[k] / all.length;
            }
            logs += Math.log(one.size) / all.length;
        }
        return new Angles(mean[0], mean[1], mean[2], Math.exp(logs), mean[4], mean[5], mean[6], mean[7]);
    }

    static Angles of(double[] n, int at) {
        return new Angles(n[at], n[at + 1], n[at + 2], n[at + 3], n[at + 4], n[at + 5], n[at + 6], n[at + 7]);
    }
}
