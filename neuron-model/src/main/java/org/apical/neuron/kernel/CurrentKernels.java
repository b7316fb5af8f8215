package org.apical.neuron.kernel;

/**
 * Currents (pA) into compartments (physics.md 4), a block of elements at a time. Each loop takes the elements {@code first} .. n - 1; element i stands at {@code from + i}
 * of potentials V, at {@code xFrom + i} of inputs x, at i of all other arrays, which are those of the block. All arrays of a call are different ones.
 *
 * <p>y / c by a constant is q + r (y - q c) with q = r y, where the caller gives r = 1 / c (Markstein 1990): the bits of the division, for as long as nothing
 * underflows or overflows, in less than its time.
 */
public interface CurrentKernels {

    /** I := gL (E_L - V). */
    void leak(double leakNanoS, double restMv, double[] v, int from, double[] current, int first, int n);

    /** I := gL (E_L - V) + g_1 (V_1 - V) + g_2 (V_2 - V): leak, and what two children bring. */
    void leak(
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
            int n);

    /** I += g (V_other - V). */
    void axial(double g, double[] v, double[] other, int from, double[] current, int first, int n);

    /** I := gL (E_L - V) + g (V_parent - V). */
    void dendrite(
            double leakNanoS,
            double restMv,
            double g,
            double[] v,
            double[] parent,
            int from,
            double[] current,
            int first,
            int n);

    /** I := gL (E_L - V) + g (V_parent - V) + part x: with a current. */
    void dendrite(
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
            int n);

    /** y += part x: a current, or a conductance into a sum of such. */
    void add(double part, double[] x, int xFrom, double[] y, int first, int n);

    /** I += part x (E - V): a conductance. */
    void conductance(
            double part,
            double reversalMv,
            double[] v,
            int from,
            double[] x,
            int xFrom,
            double[] current,
            int first,
            int n);

    /** The same, and J += part x. */
    void conductance(
            double part,
            double reversalMv,
            double[] v,
            int from,
            double[] x,
            int xFrom,
            double[] current,
            double[] slope,
            int first,
            int n);

    /** I += part_1 x_1 (E_1 - V) + part_2 x_2 (E_2 - V), one after the other: two conductances. */
    void conductances(
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
            int n);

    /** The same, and J += part_1 x_1 + part_2 x_2. */
    void conductances(
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
            int n);

    /** y := factor V. */
    void scale(double factor, double[] v, int from, double[] y, int first, int n);

    /** I += part x B (E - V), B = 1 / (1 + m e): a conductance with magnesium block, e = exp(-k V). */
    void blocked(
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
            int n);

    /** The same, J += part x (B + k B (1 - B) (V - E)), and chord += part x B. */
    void blocked(
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
            int n);

    /** y := (x - origin) / unit, r = 1 / unit. */
    void from(double origin, double unit, double r, double[] x, double[] y, int first, int n);

    /** I += gain e - w and dw/dt := (a (V - E_L) - w) / tau: the adaptive exponential soma, e = exp((V - V_T) / Delta_T) standing where dw/dt goes, r = 1 / tau. */
    void adapt(
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
            int n);
}
