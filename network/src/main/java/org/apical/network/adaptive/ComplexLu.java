package org.apical.network.adaptive;

/** Factors of complex matrices n x n, one a place, by Gaussian elimination with partial pivoting: 8/3 n^3 flop, and 8 n^2 for each solution. Allocates nothing after construction. */
final class ComplexLu {
    private final int n;
    private final double[] re;
    private final double[] im;
    private final int[] pivot;

    ComplexLu(int n, int places) {
        this.n = n;
        this.re = new double[places * n * n];
        this.im = new double[places * n * n];
        this.pivot = new int[places * n];
    }

    /** Real parts of all matrices, row-major; that of a place, n^2 long, is to be filled before {@link #factor}. */
    double[] re() {
        return re;
    }

    /** The same of imaginary parts. */
    double[] im() {
        return im;
    }

    /** Factors the matrix of a place in place; a singular one makes solutions that are not finite. */
    void factor(int place) {
        int at = place * n * n;
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k + 1; i < n; i++) {
                if (size(at + i * n + k) > size(at + best * n + k)) {
                    best = i;
                }
            }
            pivot[place * n + k] = best;
            for (int j = 0; j < n && best != k; j++) {
                swap(re, at + best * n + j, at + k * n + j);
                swap(im, at + best * n + j, at + k * n + j);
            }
            int d = at + k * n + k;
            double inverseRe = re[d] / size(d);
            double inverseIm = -im[d] / size(d);
            for (int i = k + 1; i < n; i++) {
                int f = at + i * n + k;
                double factorRe = re[f] * inverseRe - im[f] * inverseIm;
                double factorIm = re[f] * inverseIm + im[f] * inverseRe;
                re[f] = factorRe;
                im[f] = factorIm;
                for (int j = k + 1; j < n; j++) {
                    int x = at + i * n + j;
                    int y = at + k * n + j;
                    re[x] -= factorRe * re[y] - factorIm * im[y];
                    im[x] -= factorRe * im[y] + factorIm * re[y];
                }
            }
        }
    }

    /**
     * b := A^-1 b for the matrix of a place.
     *
     * @param bRe modified
     * @param bIm modified
     */
    void solve(int place, double[] bRe, double[] bIm) {
        int at = place * n * n;
        for (int k = 0; k < n; k++) {
            int best = pivot[place * n + k];
            swap(bRe, best, k);
            swap(bIm, best, k);
        }
        for (int i = 0; i < n; i++) {
            subtract(at + i * n, 0, i, bRe, bIm, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            subtract(at + i * n, i + 1, n, bRe, bIm, i);
            int d = at + i * n + i;
            double x = (bRe[i] * re[d] + bIm[i] * im[d]) / size(d);
            bIm[i] = (bIm[i] * re[d] - bRe[i] * im[d]) / size(d);
            bRe[i] = x;
        }
    }

    private void subtract(int row, int from, int to, double[] bRe, double[] bIm, int i) {
        double sumRe = bRe[i];
        double sumIm = bIm[i];
        for (int j = from; j < to; j++) {
            sumRe -= re[row + j] * bRe[j] - im[row + j] * bIm[j];
            sumIm -= re[row + j] * bIm[j] + im[row + j] * bRe[j];
        }
        bRe[i] = sumRe;
        bIm[i] = sumIm;
    }

    /** |z|^2. */
    private double size(int k) {
        return re[k] * re[k] + im[k] * im[k];
    }

    private static void swap(double[] x, int i, int j) {
        double y = x[i];
        x[i] = x[j];
        x[j] = y;
    }
}
