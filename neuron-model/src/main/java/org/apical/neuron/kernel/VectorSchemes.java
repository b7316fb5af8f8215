package org.apical.neuron.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Elimination and stages, SIMD; loaded with {@link VectorKernels}, whose remarks hold here. What is left of whole vectors goes to the reference. */
final class VectorSchemes implements SchemeKernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private final SchemeKernels reference = new ScalarSchemes();

    private static int bound(int first, int n) {
        return first + SPECIES.loopBound(n - first);
    }

    @Override
    public void pivots(double diagonal, double[] slope, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, slope, i).mul(0.5).add(diagonal).intoArray(slope, i);
        }
        reference.pivots(diagonal, slope, bound, n);
    }

    @Override
    public void pivots(double diagonal, double leaving, double[] slope, double[] chord, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector pivot =
                    DoubleVector.fromArray(SPECIES, slope, i).mul(0.5).add(diagonal);
            DoubleVector least = DoubleVector.fromArray(SPECIES, chord, i).add(leaving);
            pivot.blend(least, least.compare(VectorOperators.GT, pivot)).intoArray(slope, i);
        }
        reference.pivots(diagonal, leaving, slope, chord, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector whole =
                    DoubleVector.fromArray(SPECIES, pivot, i).mul(0.5).add(diagonal);
            DoubleVector reciprocal = broadcast(SPECIES, 1).div(whole);
            DoubleVector factor = reciprocal.mul(up);
            reciprocal.intoArray(pivot, i);
            DoubleVector.fromArray(SPECIES, parentPivot, i)
                    .sub(factor.mul(down))
                    .intoArray(parentPivot, i);
            DoubleVector.fromArray(SPECIES, parentRight, i)
                    .sub(factor.mul(DoubleVector.fromArray(SPECIES, right, i)))
                    .intoArray(parentRight, i);
        }
        reference.eliminateLeaf(diagonal, up, down, pivot, right, parentPivot, parentRight, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector reciprocal = broadcast(SPECIES, 1).div(DoubleVector.fromArray(SPECIES, pivot, i));
            DoubleVector factor = reciprocal.mul(up);
            reciprocal.intoArray(pivot, i);
            DoubleVector.fromArray(SPECIES, parentPivot, i)
                    .sub(factor.mul(down))
                    .intoArray(parentPivot, i);
            DoubleVector.fromArray(SPECIES, parentRight, i)
                    .sub(factor.mul(DoubleVector.fromArray(SPECIES, right, i)))
                    .intoArray(parentRight, i);
        }
        reference.eliminate(up, down, pivot, right, parentPivot, parentRight, bound, n);
    }

    @Override
    public void root(double[] pivot, double[] change, double[] v, int from, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, change, i).div(DoubleVector.fromArray(SPECIES, pivot, i));
            d.intoArray(change, i);
            DoubleVector.fromArray(SPECIES, v, from + i).add(d).intoArray(v, from + i);
        }
        reference.root(pivot, change, v, from, bound, n);
    }

    @Override
    public void root(
            double[] pivot, double[] change, double[] until, double now, double[] v, int from, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            VectorMask<Double> held =
                    DoubleVector.fromArray(SPECIES, until, from + i).compare(VectorOperators.GT, now);
            DoubleVector d = DoubleVector.fromArray(SPECIES, change, i)
                    .div(DoubleVector.fromArray(SPECIES, pivot, i))
                    .blend(0, held);
            d.intoArray(change, i);
            DoubleVector.fromArray(SPECIES, v, from + i).add(d).intoArray(v, from + i);
        }
        reference.root(pivot, change, until, now, v, from, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, change, i)
                    .sub(DoubleVector.fromArray(SPECIES, parent, i).mul(down))
                    .mul(DoubleVector.fromArray(SPECIES, reciprocalPivot, i));
            d.intoArray(change, i);
            DoubleVector.fromArray(SPECIES, v, from + i).add(d).intoArray(v, from + i);
        }
        reference.substitute(down, reciprocalPivot, change, parent, v, from, bound, n);
    }

    @Override
    public void hold(double[] until, int from, double now, double[] y, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            VectorMask<Double> held =
                    DoubleVector.fromArray(SPECIES, until, from + i).compare(VectorOperators.GT, now);
            DoubleVector.fromArray(SPECIES, y, i).blend(0, held).intoArray(y, i);
        }
        reference.hold(until, from, now, y, bound, n);
    }

    @Override
    public void divide(double[] y, double[] c, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, y, i)
                    .div(DoubleVector.fromArray(SPECIES, c, i))
                    .intoArray(y, i);
        }
        reference.divide(y, c, bound, n);
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
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector dividend = DoubleVector.fromArray(SPECIES, y, i);
            DoubleVector quotient = dividend.mul(r);
            DoubleVector rate = quotient.fma(broadcast(SPECIES, -c), dividend).fma(broadcast(SPECIES, r), quotient);
            DoubleVector next = DoubleVector.fromArray(SPECIES, base, i).add(rate.mul(h));
            DoubleVector.fromArray(SPECIES, x, from + i).add(rate.mul(w)).intoArray(x, from + i);
            next.blend(highest, next.compare(VectorOperators.GT, highest)).intoArray(stage, i);
        }
        reference.stage(y, c, r, w, h, highest, base, x, from, stage, bound, n);
    }

    @Override
    public void stage(
            double[] y, double w, double h, double[] base, double[] x, int from, double[] stage, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector rate = DoubleVector.fromArray(SPECIES, y, i);
            DoubleVector.fromArray(SPECIES, x, from + i).add(rate.mul(w)).intoArray(x, from + i);
            DoubleVector.fromArray(SPECIES, base, i).add(rate.mul(h)).intoArray(stage, i);
        }
        reference.stage(y, w, h, base, x, from, stage, bound, n);
    }

    @Override
    public void atMost(double highest, double[] x, int first, int n) {
        int bound = bound(first, n);
        for (int i = first; i < bound; i += WIDTH) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, x, i);
            value.blend(highest, value.compare(VectorOperators.GT, highest)).intoArray(x, i);
        }
        reference.atMost(highest, x, bound, n);
    }
}
