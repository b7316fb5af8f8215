package org.apical.neuron.kernel;

/** The reference: plain loops. */
final class ScalarCurrents implements CurrentKernels {

    @Override
    public void leak(double leakNanoS, double restMv, double[] v, int from, double[] current, int first, int n) {
        for (int i = first; i < n; i++) {
            current[i] = leakNanoS * (restMv - v[from + i]);
        }
    }

    @Override
    public void leak(
            double leakNanoS,
            double restMv,
            double g1,
            double g2,
            double[] v,
            double[] child1,
            double[] child2,
            int from,
            double[] current,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double here = v[from + i];
            double inner = leakNanoS * (restMv - here) + g1 * (child1[from + i] - here);
            current[i] = inner + g2 * (child2[from + i] - here);
        }
    }

    @Override
    public void axial(double g, double[] v, double[] other, int from, double[] current, int first, int n) {
        for (int i = first; i < n; i++) {
            current[i] += g * (other[from + i] - v[from + i]);
        }
    }

    @Override
    public void dendrite(
            double leakNanoS,
            double restMv,
            double g,
            double[] v,
            double[] parent,
            int from,
            double[] current,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            current[i] = leakNanoS * (restMv - v[from + i]) + g * (parent[from + i] - v[from + i]);
        }
    }

    @Override
    public void dendrite(
            double leakNanoS,
            double restMv,
            double g,
            double[] v,
            double[] parent,
            int from,
            double part,
            double[] x,
            int xFrom,
            double[] current,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double passive = leakNanoS * (restMv - v[from + i]) + g * (parent[from + i] - v[from + i]);
            current[i] = passive + part * x[xFrom + i];
        }
    }

    @Override
    public void add(double part, double[] x, int xFrom, double[] y, int first, int n) {
        for (int i = first; i < n; i++) {
            y[i] += part * x[xFrom + i];
        }
    }

    @Override
    public void conductance(
            double part,
            double reversalMv,
            double[] v,
            int from,
            double[] x,
            int xFrom,
            double[] current,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            current[i] += part * x[xFrom + i] * (reversalMv - v[from + i]);
        }
    }

    @Override
    public void conductance(
            double part,
            double reversalMv,
            double[] v,
            int from,
            double[] x,
            int xFrom,
            double[] current,
            double[] slope,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double g = part * x[xFrom + i];
            current[i] += g * (reversalMv - v[from + i]);
            slope[i] += g;
        }
    }

    @Override
    public void conductances(
            double part1,
            double reversal1Mv,
            double[] x1,
            double part2,
            double reversal2Mv,
            double[] x2,
            int xFrom,
            double[] v,
            int from,
            double[] current,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double one = part1 * x1[xFrom + i] * (reversal1Mv - v[from + i]);
            current[i] = current[i] + one + part2 * x2[xFrom + i] * (reversal2Mv - v[from + i]);
        }
    }

    @Override
    public void conductances(
            double part1,
            double reversal1Mv,
            double[] x1,
            double part2,
            double reversal2Mv,
            double[] x2,
            int xFrom,
            double[] v,
            int from,
            double[] current,
            double[] slope,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double g1 = part1 * x1[xFrom + i];
            double g2 = part2 * x2[xFrom + i];
            current[i] = current[i] + g1 * (reversal1Mv - v[from + i]) + g2 * (reversal2Mv - v[from + i]);
            slope[i] = slope[i] + g1 + g2;
        }
    }

    @Override
    public void scale(double factor, double[] v, int from, double[] y, int first, int n) {
        for (int i = first; i < n; i++) {
            y[i] = factor * v[from + i];
        }
    }

    @Override
    public void blocked(
            double part,
            double reversalMv,
            double m,
            double[] v,
            int from,
            double[] x,
            int xFrom,
            double[] e,
            double[] current,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double b = 1 / (1 + m * e[i]);
            current[i] += part * x[xFrom + i] * b * (reversalMv - v[from + i]);
        }
    }

    @Override
    public void blocked(
            double part,
            double reversalMv,
            double m,
            double k,
            double[] v,
            int from,
            double[] x,
            int xFrom,
            double[] e,
            double[] current,
            double[] slope,
            double[] chord,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            double b = 1 / (1 + m * e[i]);
            double g = part * x[xFrom + i];
            double drive = v[from + i] - reversalMv;
            double bend = k * b * (1 - b) * drive;
            current[i] -= g * b * drive;
            slope[i] += g * (b + bend);
            chord[i] += g * b;
        }
    }

    @Override
    public void from(double origin, double unit, double r, double[] x, double[] y, int first, int n) {
        for (int i = first; i < n; i++) {
            double distance = x[i] - origin;
            double quotient = distance * r;
            y[i] = Math.fma(Math.fma(quotient, -unit, distance), r, quotient);
        }
    }

    @Override
    public void adapt(
            double gain,
            double restMv,
            double a,
            double tauMs,
            double r,
            double[] v,
            double[] w,
            double[] current,
            double[] rate,
            int first,
            int n) {
        for (int i = first; i < n; i++) {
            current[i] += gain * rate[i] - w[i];
            double towards = a * (v[i] - restMv) - w[i];
            double quotient = towards * r;
            rate[i] = Math.fma(Math.fma(quotient, -tauMs, towards), r, quotient);
        }
    }
}
