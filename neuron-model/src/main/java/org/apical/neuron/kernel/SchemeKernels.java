package org.apical.neuron.kernel;

/**
 * The elimination of a tree (Hines 1984) and the stages of Runge–Kutta, a block of elements at a time. Each loop takes the elements {@code first} .. n - 1; element i
 * stands at {@code from + i} of what the step advances and of ends of refractoriness, at i of all other arrays, which are those of the block. All arrays
 * of a call are different ones.
 *
 * <p>y / c by a constant is q + r (y - q c) with q = r y, where the caller gives r = 1 / c (Markstein 1990): the bits of the division, for as long as nothing
 * underflows or overflows, in less than its time.
 */
public interface SchemeKernels {

    /** J := diagonal + J / 2. */
    void pivots(double diagonal, double[] slope, int first, int n);

    /** J := diagonal + J / 2, at least leaving + chord. */
    void pivots(double diagonal, double leaving, double[] slope, double[] chord, int first, int n);

    /** pivots, then eliminate: a dendrite without children. */
    void eliminateLeaf(
            double diagonal,
            double up,
            double down,
            double[] pivot,
            double[] right,
            double[] parentPivot,
            double[] parentRight,
            int first,
            int n);

    /** Row parent -= (up / pivot) row child; the child's row is (down, pivot). Leaves 1 / pivot in place of the pivot. */
    void eliminate(
            double up,
            double down,
            double[] pivot,
            double[] right,
            double[] parentPivot,
            double[] parentRight,
            int first,
            int n);

    /** dV := right side / pivot, V += dV: the root. */
    void root(double[] pivot, double[] change, double[] v, int from, int first, int n);

    /** The same, dV = 0 where until > now. */
    void root(double[] pivot, double[] change, double[] until, double now, double[] v, int from, int first, int n);

    /** dV := (right side - down dV_parent) (1 / pivot), V += dV: a dendrite. */
    void substitute(
            double down,
            double[] reciprocalPivot,
            double[] change,
            double[] parent,
            double[] v,
            int from,
            int first,
            int n);

    /** y := 0 where until > now. */
    void hold(double[] until, int from, double now, double[] y, int first, int n);

    /** y := y / c. */
    void divide(double[] y, double[] c, int first, int n);

    /** x += w y / c and stage := min(base + h y / c, highest): one stage of Runge–Kutta for dx/dt = y / c, r = 1 / c. */
    void stage(
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
            int n);

    /** The same for dx/dt = y without a highest value. */
    void stage(double[] y, double w, double h, double[] base, double[] x, int from, double[] stage, int first, int n);

    /** x := min(x, highest). */
    void atMost(double highest, double[] x, int first, int n);
}
