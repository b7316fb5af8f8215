package org.apical.network.theory;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.complex.Complex;
import org.apical.network.formulation.ControlLoop;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The eigenvalues of L(z) = C(z) z^-d K(z), K = sum_i p_i(z) J_i Q_i, followed over frequency. Those of K are followed from the real K(1): each next one is the nearest, and intervals of
 * frequency are halved until no argument changes by more than {@value #TURN} and no modulus by more than {@value #FACTOR}. The argument of C z^-d is known without.
 */
final class EigenLoci {
    private static final int POINTS_A_DECADE = 12;
    private static final double LOWEST = 1e-6;
    private static final int HALVINGS = 12;
    private static final double TURN = 0.3;
    private static final double FACTOR = 2;
    /** Eigenvalues this small against the largest are noise, and no part of any crossing. */
    private static final double SILENT = 1e-9;

    private static final double REAL = 1e-9;
    private static final int BISECTIONS = 20;

    private final List<DMatrixRMaj> gains;
    private final ControlLoop loop;
    private final int n;
    private final double[] norms;
    private final ComplexEigenvalues solver;

    /** Of each locus whole turns, to be added to its margin. */
    private final double[] ignored;

    private double phase = Math.PI;
    private double crossing;
    private double gain = Double.POSITIVE_INFINITY;
    private double smallest = Double.POSITIVE_INFINITY;
    private double delay = Double.POSITIVE_INFINITY;

    EigenLoci(List<DMatrixRMaj> gains, ControlLoop loop) {
        this.gains = gains;
        this.loop = loop;
        this.n = gains.get(0).numRows;
        this.norms = gains.stream().mapToDouble(NormOps_DDRM::normF).toArray();
        this.ignored = new double[n];
        this.solver = new ComplexEigenvalues(n);
    }

    /** All loci at one frequency (radians per ms). */
    private static final class Point {
        final double omega;
        final double controller;
        final double controllerPhase;
        /** Mean of p_i, each weighted by |J_i Q_i|. */
        final Complex path;

        final double[] re;
        final double[] im;
        final double[] phase;
        final double silent;

        Point(Point other) {
            this(other.omega, other.controller, other.controllerPhase, other.path, other.re.clone(), other.im.clone());
        }

        Point(double omega, double controller, double controllerPhase, Complex path, double[] re, double[] im) {
            this.omega = omega;
            this.controller = controller;
            this.controllerPhase = controllerPhase;
            this.path = path;
            this.re = re;
            this.im = im;
            this.phase = new double[re.length];
            double largest = 0;
            for (int k = 0; k < re.length; k++) {
                largest = Math.max(largest, of(k));
            }
            this.silent = SILENT * largest;
        }

        /** |kappa_k| of K. */
        double of(int k) {
            return Math.hypot(re[k], im[k]);
        }

        boolean silent(int k) {
            return of(k) <= silent;
        }

        /** log |lambda_k|. */
        double logModulus(int k) {
            return Math.log(controller * of(k));
        }

        /** pi + arg lambda_k. */
        double margin(int k) {
            return Math.PI + controllerPhase + phase[k];
        }
    }

    LoopMargin margin() {
        if (gains.stream().allMatch(k -> Arrays.stream(k.data).allMatch(x -> x == 0))) {
            // nothing comes back: the outputs are saturated or silent, or there is no feedback
            return new LoopMargin(180, gain, delay, 0);
        }
        double dt = loop.dtMs();
        double top = Math.PI / dt;
        double from = LOWEST * loop.dtOverTauU() / dt;
        int points = (int) Math.ceil(POINTS_A_DECADE * Math.log10(top / from));
        Point before = at(from, start());
        for (int k = 0; k < n; k++) {
            if (!before.silent(k) && before.margin(k) <= 0) {
                reversal(before, k);
            }
        }
        for (int k = 1; k <= points; k++) {
            before = follow(before, from * Math.pow(top / from, (double) k / points), HALVINGS);
        }
        for (int k = 0; k < n; k++) {
            last(before, k);
        }
        boolean rings = !(phase > 0);
        return new LoopMargin(
                Math.toDegrees(phase), rings ? smallest : gain, rings ? 0 : delay, 1000 * crossing / (2 * Math.PI));
    }

    /** K(1) is real: its eigenvalues are, or come in pairs; a negative one lies at -pi, behind which it will go. */
    private Point start() {
        Point zero = raw(0);
        for (int k = 0; k < n; k++) {
            boolean negative = zero.re[k] < 0 && Math.abs(zero.im[k]) <= REAL * zero.of(k);
            zero.phase[k] = negative ? -Math.PI : Math.atan2(zero.im[k], zero.re[k]);
        }
        return zero;
    }

    /** From a point to a frequency, in steps as small as it takes; crossings on the way are noted. */
    private Point follow(Point a, double omega, int halvings) {
        Point b = at(omega, a);
        if (halvings > 0 && !smooth(a, b)) {
            return follow(follow(a, Math.sqrt(a.omega * omega), halvings - 1), omega, halvings - 1);
        }
        search(a, b, BISECTIONS);
        return b;
    }

    /** Halves an interval that holds a crossing of any locus: two that are close may have been taken for one another over a long step, and are told apart over short ones. */
    private void search(Point a, Point b, int halvings) {
        boolean found = false;
        for (int k = 0; k < n && !found; k++) {
            found = !a.silent(k) && !b.silent(k) && (unity(a, b, k) || reversal(a, b, k));
        }
        if (found && halvings > 0) {
            Point middle = at(Math.sqrt(a.omega * b.omega), a);
            search(a, middle, halvings - 1);
            search(middle, matched(b, middle), halvings - 1);
        } else if (found) {
            note(a, b);
        }
    }

    private static boolean unity(Point a, Point b, int k) {
        return a.logModulus(k) >= 0 != b.logModulus(k) >= 0;
    }

    private static boolean reversal(Point a, Point b, int k) {
        return Math.ceil(a.margin(k) / (2 * Math.PI)) != Math.ceil(b.margin(k) / (2 * Math.PI));
    }

    private void note(Point a, Point b) {
        for (int k = 0; k < n; k++) {
            if (a.silent(k) || b.silent(k)) {
                continue;
            }
            if (reversal(a, b, k)) {
                reversal(a, k);
            }
            if (unity(a, b, k)) {
                unity(a, k, b.logModulus(k) >= 0);
            }
        }
    }

    /** At pi/dt loci are real, or come in pairs: one at -pi has arrived where others cross. */
    private void last(Point top, int k) {
        if (top.silent(k)) {
            return;
        }
        double turns = top.margin(k) / (2 * Math.PI);
        boolean arrived = Math.abs(turns - Math.rint(turns)) <= REAL;
        if (arrived) {
            reversal(top, k);
        }
        if (top.logModulus(k) >= 0) {
            smallest(top.omega, top.margin(k) + ignored[k] - (arrived ? REAL : 0));
        }
    }

    /** The modulus passes one. What a locus turned inside the unit circle, where it could not go round -1, is no part of its margin. */
    private void unity(Point at, int k, boolean rising) {
        double margin = at.margin(k);
        if (rising) {
            ignored[k] = -2 * Math.PI * Math.floor(margin / (2 * Math.PI));
        }
        double found = margin + ignored[k];
        smallest(at.omega, rising ? Math.min(found, 2 * Math.PI - found) : found);
    }

    private void smallest(double omega, double margin) {
        if (margin < phase || crossing == 0) {
            phase = Math.min(phase, margin);
            crossing = omega;
        }
        delay = Math.min(delay, Math.max(0, margin) / omega);
    }

    /** The argument passes -pi, or that and whole turns. */
    private void reversal(Point at, int k) {
        double factor = Math.exp(-at.logModulus(k));
        smallest = Math.min(smallest, factor);
        if (factor > 1) {
            gain = Math.min(gain, factor);
        }
    }

    private static boolean smooth(Point a, Point b) {
        for (int k = 0; k < a.re.length; k++) {
            if (!a.silent(k) && !b.silent(k)) {
                double factor = b.of(k) / a.of(k);
                if (Math.abs(b.phase[k] - a.phase[k]) > TURN || factor > FACTOR || factor < 1 / FACTOR) {
                    return false;
                }
            }
        }
        return true;
    }

    private Point raw(double omega) {
        double turn = omega * loop.dtMs();
        Complex zInverse = new Complex(Math.cos(turn), -Math.sin(turn));
        double[] re = solver.re();
        double[] im = solver.im();
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        Complex[] path = loop.layers(zInverse);
        Complex mean = Complex.ZERO;
        for (int l = 0; l < path.length; l++) {
            double[] gainOfLayer = gains.get(l).data;
            mean = mean.add(path[l].multiply(norms[l]));
            for (int e = 0; e < n * n; e++) {
                re[e] += path[l].getReal() * gainOfLayer[e];
                im[e] += path[l].getImaginary() * gainOfLayer[e];
            }
        }
        double[] valueRe = new double[n];
        double[] valueIm = new double[n];
        solver.solve(valueRe, valueIm);
        Complex c = omega > 0 ? loop.law().response(zInverse, loop.dtOverTauU()) : Complex.ONE;
        return new Point(omega, c.abs(), c.getArgument() - loop.feedbackSteps() * turn, mean, valueRe, valueIm);
    }

    private Point at(double omega, Point before) {
        return matched(raw(omega), before);
    }

    /** The loci, each as the successor of the nearest before, the nearest pair first; what all of them turn and shrink alike is known. */
    private Point matched(Point found, Point before) {
        Complex common = found.path.divide(before.path);
        Point next = new Point(found);
        boolean[] taken = new boolean[n];
        boolean[] placed = new boolean[n];
        for (int pair = 0; pair < n; pair++) {
            int from = -1;
            int to = -1;
            double nearest = Double.POSITIVE_INFINITY;
            for (int k = 0; k < n; k++) {
                double expectedRe = before.re[k] * common.getReal() - before.im[k] * common.getImaginary();
                double expectedIm = before.re[k] * common.getImaginary() + before.im[k] * common.getReal();
                for (int j = 0; j < n && !placed[k]; j++) {
                    double distance = Math.hypot(found.re[j] - expectedRe, found.im[j] - expectedIm);
                    if (!taken[j] && distance < nearest) {
                        nearest = distance;
                        from = k;
                        to = j;
                    }
                }
            }
            if (from < 0) {
                throw new ArithmeticException("eigenvalues of the loop at " + found.omega + " rad/ms are not finite");
            }
            placed[from] = true;
            taken[to] = true;
            next.re[from] = found.re[to];
            next.im[from] = found.im[to];
            double turned = Math.atan2(found.im[to], found.re[to]) - before.phase[from];
            next.phase[from] = before.phase[from] + Math.IEEEremainder(turned, 2 * Math.PI);
        }
        return next;
    }
}
