package org.apical.neuron.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Currents into compartments, SIMD; loaded with {@link VectorKernels}, whose remarks hold here. What is left of whole vectors goes to the reference. */
final class VectorCurrents implements CurrentKernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private final CurrentKernels reference = new ScalarCurrents();

    private static int bound(int first, int n) {
        return first + SPECIES.loopBound(n - first);
    }

    @Override
    public void leak(double leakNanoS, double restMv, double[] v, int from, double[] current, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            broadcast(SPECIES, restMv)
                    .sub(DoubleVector.fromArray(SPECIES, v, from + i))
                    .mul(leakNanoS)
                    .intoArray(current, i);
        }
        reference.leak(leakNanoS, restMv, v, from, current, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector here = DoubleVector.fromArray(SPECIES, v, from + i);
            DoubleVector inner = broadcast(SPECIES, restMv)
                    .sub(here)
                    .mul(leakNanoS)
                    .add(DoubleVector.fromArray(SPECIES, child1, from + i)
                            .sub(here)
                            .mul(g1));
            inner.add(DoubleVector.fromArray(SPECIES, child2, from + i)
                            .sub(here)
                            .mul(g2))
                    .intoArray(current, i);
        }
        reference.leak(leakNanoS, restMv, g1, g2, v, child1, child2, from, current, bound, n);
    }

    @Override
    public void axial(double g, double[] v, double[] other, int from, double[] current, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector difference =
                    DoubleVector.fromArray(SPECIES, other, from + i).sub(DoubleVector.fromArray(SPECIES, v, from + i));
            DoubleVector.fromArray(SPECIES, current, i).add(difference.mul(g)).intoArray(current, i);
        }
        reference.axial(g, v, other, from, current, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector here = DoubleVector.fromArray(SPECIES, v, from + i);
            DoubleVector leak = broadcast(SPECIES, restMv).sub(here).mul(leakNanoS);
            leak.add(DoubleVector.fromArray(SPECIES, parent, from + i).sub(here).mul(g))
                    .intoArray(current, i);
        }
        reference.dendrite(leakNanoS, restMv, g, v, parent, from, current, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector here = DoubleVector.fromArray(SPECIES, v, from + i);
            DoubleVector passive = broadcast(SPECIES, restMv)
                    .sub(here)
                    .mul(leakNanoS)
                    .add(DoubleVector.fromArray(SPECIES, parent, from + i)
                            .sub(here)
                            .mul(g));
            passive.add(DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(part)).intoArray(current, i);
        }
        reference.dendrite(leakNanoS, restMv, g, v, parent, from, part, x, xFrom, current, bound, n);
    }

    @Override
    public void add(double part, double[] x, int xFrom, double[] y, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, y, i)
                    .add(DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(part))
                    .intoArray(y, i);
        }
        reference.add(part, x, xFrom, y, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(part);
            DoubleVector drive = broadcast(SPECIES, reversalMv).sub(DoubleVector.fromArray(SPECIES, v, from + i));
            DoubleVector.fromArray(SPECIES, current, i).add(g.mul(drive)).intoArray(current, i);
        }
        reference.conductance(part, reversalMv, v, from, x, xFrom, current, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(part);
            DoubleVector drive = broadcast(SPECIES, reversalMv).sub(DoubleVector.fromArray(SPECIES, v, from + i));
            DoubleVector.fromArray(SPECIES, current, i).add(g.mul(drive)).intoArray(current, i);
            DoubleVector.fromArray(SPECIES, slope, i).add(g).intoArray(slope, i);
        }
        reference.conductance(part, reversalMv, v, from, x, xFrom, current, slope, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector here = DoubleVector.fromArray(SPECIES, v, from + i);
            DoubleVector one = DoubleVector.fromArray(SPECIES, x1, xFrom + i)
                    .mul(part1)
                    .mul(broadcast(SPECIES, reversal1Mv).sub(here));
            DoubleVector two = DoubleVector.fromArray(SPECIES, x2, xFrom + i)
                    .mul(part2)
                    .mul(broadcast(SPECIES, reversal2Mv).sub(here));
            DoubleVector.fromArray(SPECIES, current, i).add(one).add(two).intoArray(current, i);
        }
        reference.conductances(part1, reversal1Mv, x1, part2, reversal2Mv, x2, xFrom, v, from, current, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector here = DoubleVector.fromArray(SPECIES, v, from + i);
            DoubleVector g1 = DoubleVector.fromArray(SPECIES, x1, xFrom + i).mul(part1);
            DoubleVector g2 = DoubleVector.fromArray(SPECIES, x2, xFrom + i).mul(part2);
            DoubleVector one = g1.mul(broadcast(SPECIES, reversal1Mv).sub(here));
            DoubleVector two = g2.mul(broadcast(SPECIES, reversal2Mv).sub(here));
            DoubleVector.fromArray(SPECIES, current, i).add(one).add(two).intoArray(current, i);
            DoubleVector.fromArray(SPECIES, slope, i).add(g1).add(g2).intoArray(slope, i);
        }
        reference.conductances(
                part1, reversal1Mv, x1, part2, reversal2Mv, x2, xFrom, v, from, current, slope, bound, n);
    }

    @Override
    public void scale(double factor, double[] v, int from, double[] y, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, v, from + i).mul(factor).intoArray(y, i);
        }
        reference.scale(factor, v, from, y, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector b = broadcast(SPECIES, 1)
                    .div(DoubleVector.fromArray(SPECIES, e, i).mul(m).add(1));
            DoubleVector drive = broadcast(SPECIES, reversalMv).sub(DoubleVector.fromArray(SPECIES, v, from + i));
            DoubleVector g =
                    DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(part).mul(b);
            DoubleVector.fromArray(SPECIES, current, i).add(g.mul(drive)).intoArray(current, i);
        }
        reference.blocked(part, reversalMv, m, v, from, x, xFrom, e, current, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector b = broadcast(SPECIES, 1)
                    .div(DoubleVector.fromArray(SPECIES, e, i).mul(m).add(1));
            DoubleVector drive = DoubleVector.fromArray(SPECIES, v, from + i).sub(reversalMv);
            DoubleVector g = DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(part);
            DoubleVector open = g.mul(b);
            DoubleVector bend = b.mul(k).mul(broadcast(SPECIES, 1).sub(b)).mul(drive);
            DoubleVector.fromArray(SPECIES, current, i).sub(open.mul(drive)).intoArray(current, i);
            DoubleVector.fromArray(SPECIES, slope, i).add(b.add(bend).mul(g)).intoArray(slope, i);
            DoubleVector.fromArray(SPECIES, chord, i).add(open).intoArray(chord, i);
        }
        reference.blocked(part, reversalMv, m, k, v, from, x, xFrom, e, current, slope, chord, bound, n);
    }

    @Override
    public void from(double origin, double unit, double r, double[] x, double[] y, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector distance = DoubleVector.fromArray(SPECIES, x, i).sub(origin);
            DoubleVector quotient = distance.mul(r);
            quotient.fma(broadcast(SPECIES, -unit), distance)
                    .fma(broadcast(SPECIES, r), quotient)
                    .intoArray(y, i);
        }
        reference.from(origin, unit, r, x, y, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector own = DoubleVector.fromArray(SPECIES, w, i);
            DoubleVector.fromArray(SPECIES, current, i)
                    .add(DoubleVector.fromArray(SPECIES, rate, i).mul(gain).sub(own))
                    .intoArray(current, i);
            DoubleVector towards =
                    DoubleVector.fromArray(SPECIES, v, i).sub(restMv).mul(a).sub(own);
            DoubleVector quotient = towards.mul(r);
            quotient.fma(broadcast(SPECIES, -tauMs), towards)
                    .fma(broadcast(SPECIES, r), quotient)
                    .intoArray(rate, i);
        }
        reference.adapt(gain, restMv, a, tauMs, r, v, w, current, rate, bound, n);
    }
}
