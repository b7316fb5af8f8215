package org.apical.network.theory;

/** A x = b for a few unknowns, by Gaussian elimination with partial pivoting, in place; 2/3 n^3 flop, no allocation. */
final class SmallSystem {
    private final int n;
    private final double[] a;
    private final double[] b;

    SmallSystem(int n) {
        this.n = n;
        this.a = new double[n * n];
        this.b = new double[n];
    }

    /** A, row-major, to be filled before each solution, which destroys it. */
    double[] matrix() {
        return a;
    }

    /** b, to be filled before each solution, and x after it. */
    double[] rightHandSide() {
        return b;
    }

    /** Whether there is a solution: no pivot is zero or not a number. */
    boolean solve() {
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
                    pivot = i;
                }
            }
            if (!(Math.abs(a[pivot * n + k]) > 0)) {
                return false;
            }
            if (pivot != k) {
                swap(pivot, k);
            }
            for (int i = k + 1; i < n; i++) {
                double factor = a[i * n + k] / a[k * n + k];
                for (int j = k + 1; j < n; j++) {
                    a[i * n + j] -= factor * a[k * n + j];
                }
                b[i] -= factor * b[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = b[i];
            for (int j = i + 1; j < n; j++) {
                sum -= a[i * n + j] * b[j];
            }
            b[i] = sum / a[i * n + i];
        }
        return true;
    }

    private void swap(int i, int k) {
        for (int j = 0; j < n; j++) {
            double x = a[i * n + j];
            a[i * n + j] = a[k * n + j];
            a[k * n + j] = x;
        }
        double x = b[i];
        b[i] = b[k];
        b[k] = x;
    }
}
