package org.apical.neuron.kernel;

/** The reference: plain loops. */
final class ScalarSchemes implements SchemeKernels {

    @Override
    public void pivots(double diagonal, double[] slope, int first, int n) {
        for (int i = first; i < n; i++) {
            slope[i] = diagonal + slope[i] / 2;
        }
    }

    @Override
    public void pivots(double diagonal, double leaving, double[] slope, double[] chord, int first, int n) {
        for (int i = first; i < n; i++) {
            double pivot = diagonal + slope[i] / 2;
            double least = leaving + chord[i];
            slope[i] = least > pivot ? least : pivot;
        }
    }

    @Override
    public void eliminateLeaf(
            double diagonal,
            double up,
            double down,
            double[] pivot,
            double[] right,
            double[] parentPivot,
            double[] parentRight,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double reciprocal = 1 / (diagonal + pivot[i] / 2);
            double factor = up * reciprocal;
            pivot[i] = reciprocal;
            parentPivot[i] -= factor * down;
            parentRight[i] -= factor * right[i];
        }
    }

    @Override
    public void eliminate(
            double up,
            double down,
            double[] pivot,
            double[] right,
            double[] parentPivot,
            double[] parentRight,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            pivot[i] = 1 / pivot[i];
            double factor = up * pivot[i];
            parentPivot[i] -= factor * down;
            parentRight[i] -= factor * right[i];
        }
    }

    @Override
    public void root(double[] pivot, double[] change, double[] v, int from, int first, int n) {
        for (int i = first; i < n; i++) {
            change[i] /= pivot[i];
            v[from + i] += change[i];
        }
    }

    @Override
    public void root(
            double[] pivot, double[] change, double[] until, double now, double[] v, int from, int first, int n) {
        for (int i = first; i < n; i++) {
            change[i] = until[from + i] > now ? 0 : change[i] / pivot[i];
            v[from + i] += change[i];
        }
    }

    @Override
    public void substitute(
            double down,
            double[] reciprocalPivot,
            double[] change,
            double[] parent,
            double[] v,
            int from,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            change[i] = (change[i] - down * parent[i]) * reciprocalPivot[i];
            v[from + i] += change[i];
        }
    }

    @Override
    public void hold(double[] until, int from, double now, double[] y, int first, int n) {
        for (int i = first; i < n; i++) {
            y[i] = until[from + i] > now ? 0 : y[i];
        }
    }

    @Override
    public void divide(double[] y, double[] c, int first, int n) {
        for (int i = first; i < n; i++) {
            y[i] /= c[i];
        }
    }

    @Override
    public void stage(
            double[] y,
            double c,
            double r,
            double w,
            double h,
            double highest,
            double[] base,
            double[] x,
            int from,
            double[] stage,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double quotient = y[i] * r;
            double rate = Math.fma(Math.fma(quotient, -c, y[i]), r, quotient);
            double next = base[i] + h * rate;
            x[from + i] += w * rate;
            stage[i] = next > highest ? highest : next;
        }
    }

    @Override
    public void stage(
            double[] y, double w, double h, double[] base, double[] x, int from, double[] stage, int first, int n) {
        for (int i = first; i < n; i++) {
            x[from + i] += w * y[i];
            stage[i] = base[i] + h * y[i];
        }
    }

    @Override
    public void atMost(double highest, double[] x, int first, int n) {
        for (int i = first; i < n; i++) {
            x[i] = x[i] > highest ? highest : x[i];
        }
    }
}
