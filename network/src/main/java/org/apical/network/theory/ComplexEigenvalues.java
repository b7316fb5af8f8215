package org.apical.network.theory;

/**
 * Eigenvalues of complex matrices by the QR algorithm: Householder reflections to Hessenberg form, then steps H - mu I = Q R, H := R Q + mu I by Givens rotations with Wilkinson's shift mu, the
 * eigenvalue of the last 2 x 2 block nearest to its last element (Golub and Van Loan, Matrix Computations, 7.4, 7.5). Not thread-safe; allocates once.
 */
final class ComplexEigenvalues {
    private static final int MOST_STEPS = 60;

    private final int n;
    private final double[] re;
    private final double[] im;
    private final double[] cosine;
    private final double[] sineRe;
    private final double[] sineIm;

    ComplexEigenvalues(int n) {
        this.n = n;
        this.re = new double[n * n];
        this.im = new double[n * n];
        this.cosine = new double[n];
        this.sineRe = new double[n];
        this.sineIm = new double[n];
    }

    /** Real parts of the matrix to be decomposed, row by row; overwritten. */
    double[] re() {
        return re;
    }

    /** Imaginary parts. */
    double[] im() {
        return im;
    }

    /**
     * Decomposes.
     *
     * @param valueRe filled, with n numbers
     * @throws ArithmeticException if it does not converge, as where a number is not finite
     */
    void solve(double[] valueRe, double[] valueIm) {
        hessenberg();
        int steps = 0;
        for (int last = n - 1; last > 0; ) {
            int first = last;
            while (first > 0 && !negligible(first)) {
                first--;
            }
            if (first == last) {
                last--;
                steps = 0;
            } else if (++steps > MOST_STEPS) {
                throw new ArithmeticException("eigenvalues of a complex matrix did not converge");
            } else {
                step(first, last, steps);
            }
        }
        for (int k = 0; k < n; k++) {
            valueRe[k] = re[k * n + k];
            valueIm[k] = im[k * n + k];
            if (!Double.isFinite(valueRe[k]) || !Double.isFinite(valueIm[k])) {
                throw new ArithmeticException("eigenvalues of a complex matrix are not finite");
            }
        }
    }

    private double magnitude(int row, int column) {
        return Math.hypot(re[row * n + column], im[row * n + column]);
    }

    /** Whether the element below the diagonal, left of a row, is lost in rounding; it is then set to zero. */
    private boolean negligible(int row) {
        double scale = magnitude(row - 1, row - 1) + magnitude(row, row);
        double below = magnitude(row, row - 1);
        if (below <= Math.ulp(scale) || below < Double.MIN_NORMAL) {
            re[row * n + row - 1] = 0;
            im[row * n + row - 1] = 0;
            return true;
        }
        return false;
    }

    /** (I - 2 v v^H / |v|^2) H (I - 2 v v^H / |v|^2) for one column after the other. */
    private void hessenberg() {
        double[] vRe = new double[n];
        double[] vIm = new double[n];
        for (int k = 0; k < n - 2; k++) {
            double squares = 0;
            for (int i = k + 1; i < n; i++) {
                vRe[i] = re[i * n + k];
                vIm[i] = im[i * n + k];
                squares += vRe[i] * vRe[i] + vIm[i] * vIm[i];
            }
            double norm = Math.sqrt(squares);
            double head = Math.hypot(vRe[k + 1], vIm[k + 1]);
            if (norm == 0 || norm == head) {
                continue;
            }
            vRe[k + 1] += head == 0 ? norm : norm * vRe[k + 1] / head;
            vIm[k + 1] += head == 0 ? 0 : norm * vIm[k + 1] / head;
            double factor = 1 / (norm * (norm + head));
            reflect(vRe, vIm, k + 1, factor, true);
            reflect(vRe, vIm, k + 1, factor, false);
        }
    }

    /** H := H - factor v (v^H H), or H - factor (H v) v^H. */
    private void reflect(double[] vRe, double[] vIm, int from, double factor, boolean left) {
        for (int other = 0; other < n; other++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int i = from; i < n; i++) {
                int at = left ? i * n + other : other * n + i;
                double y = left ? -vIm[i] : vIm[i];
                sumRe += vRe[i] * re[at] - y * im[at];
                sumIm += vRe[i] * im[at] + y * re[at];
            }
            for (int i = from; i < n; i++) {
                int at = left ? i * n + other : other * n + i;
                double y = left ? vIm[i] : -vIm[i];
                re[at] -= factor * (vRe[i] * sumRe - y * sumIm);
                im[at] -= factor * (vRe[i] * sumIm + y * sumRe);
            }
        }
    }

    private void step(int first, int last, int count) {
        double[] mu = shift(last, count);
        addToDiagonal(first, last, -mu[0], -mu[1]);
        for (int k = first; k < last; k++) {
            rotation(k);
            for (int j = k; j <= last; j++) {
                rotate(k, k * n + j, (k + 1) * n + j, 1);
            }
        }
        for (int k = first; k < last; k++) {
            for (int i = first; i <= Math.min(k + 1, last); i++) {
                rotate(k, i * n + k, i * n + k + 1, -1);
            }
        }
        addToDiagonal(first, last, mu[0], mu[1]);
    }

    private void addToDiagonal(int first, int last, double x, double y) {
        for (int k = first; k <= last; k++) {
            re[k * n + k] += x;
            im[k * n + k] += y;
        }
    }

    /** c, s with [c s; -s* c] (x, y)^T = (.., 0)^T for x = H_kk, y = H_{k+1,k}; c real. */
    private void rotation(int k) {
        int at = k * n + k;
        int below = at + n;
        double x = magnitude(k, k);
        double norm = Math.hypot(x, magnitude(k + 1, k));
        if (x == 0) {
            cosine[k] = 0;
            sineRe[k] = 1;
            sineIm[k] = 0;
            return;
        }
        cosine[k] = x / norm;
        // s = (x/|x|) y* / norm
        double ur = re[at] / x;
        double ui = im[at] / x;
        sineRe[k] = (ur * re[below] + ui * im[below]) / norm;
        sineIm[k] = (ui * re[below] - ur * im[below]) / norm;
    }

    /**
     * Two elements of two rows (x, y) := (c x + s y, -s* x + c y), or, side -1, of two columns by the adjoint from the right: (c x + s* y, -s x + c y).
     */
    private void rotate(int k, int first, int second, int side) {
        double c = cosine[k];
        double sr = sineRe[k];
        double si = side * sineIm[k];
        double xr = re[first];
        double xi = im[first];
        double yr = re[second];
        double yi = im[second];
        re[first] = c * xr + sr * yr - si * yi;
        im[first] = c * xi + sr * yi + si * yr;
        re[second] = c * yr - (sr * xr + si * xi);
        im[second] = c * yi - (sr * xi - si * xr);
    }

    /** Every tenth shift is another one: a matrix may be one that the usual shift leaves as it is. */
    private double[] shift(int last, int count) {
        int d = last * n + last;
        int a = d - n - 1;
        if (count % 10 == 0) {
            return new double[] {re[d] + magnitude(last, last - 1), im[d]};
        }
        // t = (a - d)/2, root of t^2 + b c
        double tr = (re[a] - re[d]) / 2;
        double ti = (im[a] - im[d]) / 2;
        double br = re[a + 1];
        double bi = im[a + 1];
        double cr = re[d - 1];
        double ci = im[d - 1];
        double qr = tr * tr - ti * ti + br * cr - bi * ci;
        double qi = 2 * tr * ti + br * ci + bi * cr;
        double size = Math.hypot(qr, qi);
        double rr = Math.sqrt(Math.max(0, (size + qr) / 2));
        double ri = Math.copySign(Math.sqrt(Math.max(0, (size - qr) / 2)), qi);
        // d + t -+ root, the smaller distance from d
        double sign = tr * rr + ti * ri > 0 ? -1 : 1;
        return new double[] {re[d] + tr + sign * rr, im[d] + ti + sign * ri};
    }
}
