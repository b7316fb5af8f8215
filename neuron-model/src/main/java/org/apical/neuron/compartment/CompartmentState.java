package org.apical.neuron.compartment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.neuron.parameter.Require;

/**
 * Potentials of the compartments (mV), one array a compartment, [row][lane], and what is read of them: the potential of a site of several
 * dendrites, and the mean of V_b over a step.
 */
public final class CompartmentState {
    private final PyramidalCell cell;
    private final List<Readout> readouts = new ArrayList<>();
    private final double[][] arrays;
    private final int basal;
    private final int apical;
    private final int basalMean;

    /** A weighted mean of compartment potentials, at the end of a step or averaged over it. */
    record Readout(double[] share, boolean stepMean) {}

    private CompartmentState(PyramidalCell cell, int size, boolean withBasalMean) {
        this.cell = cell;
        basal = site(PyramidalCell.BASAL);
        apical = site(PyramidalCell.APICAL);
        if (withBasalMean) {
            basalMean = readout(PyramidalCell.BASAL, true);
        } else {
            basalMean = -1;
        }
        arrays = new double[cell.compartments() + readouts.size()][size];
        rest(Double.NaN);
    }

    /** {@code size} = rows x lanes; every potential starts at NaN until {@link #rest}. */
    public static CompartmentState of(PyramidalCell cell, int size) {
        return new CompartmentState(cell, size, false);
    }

    /** The same, with the mean of V_b over a step. */
    public static CompartmentState withBasalMean(PyramidalCell cell, int size) {
        return new CompartmentState(cell, size, true);
    }

    /** Without elements, of another cell, with the same readouts. */
    CompartmentState of(PyramidalCell other) {
        return other == cell ? this : new CompartmentState(other, 0, basalMean >= 0);
    }

    /** The array of a kind of dendrite: that of its one dendrite, a readout of several, or none. */
    private int site(String site) {
        int dendrites = 0;
        int only = -1;
        for (int c = 1; c < cell.compartments(); c++) {
            if (cell.dendrites().get(c - 1).kind().site().equals(site)) {
                dendrites++;
                only = c;
            }
        }
        return dendrites > 1 ? readout(site, false) : only;
    }

    private int readout(String site, boolean stepMean) {
        readouts.add(new Readout(cell.share(site), stepMean));
        return cell.compartments() + readouts.size() - 1;
    }

    private double[] existing(int array, String name) {
        Require.that(array >= 0, "CompartmentState." + name, "must be kept by this state", "none");
        return arrays[array];
    }

    /** Potential of a compartment (mV), [row][lane]; the live array. */
    public double[] potentialMv(int compartment) {
        return arrays[compartment];
    }

    /** V_s (mV), [row][lane]; the live array. */
    public double[] somaMv() {
        return arrays[0];
    }

    /** V_b (mV), [row][lane], the mean over membrane if there are several basal dendrites; the live array. */
    public double[] basalMv() {
        return existing(basal, "basalMv");
    }

    /** V_a (mV), [row][lane], the mean over membrane if there are several apical dendrites; the live array. */
    public double[] apicalMv() {
        return existing(apical, "apicalMv");
    }

    /**
     * V_b averaged over the last step (mV), [row][lane]; the live array. Between the spikes that arrive at its ends V_b moves by a good part of
     * its range, so the mean of V_b is not that of its values at the ends.
     */
    public double[] basalMeanMv() {
        return existing(basalMean, "basalMeanMv");
    }

    /** The cell whose state this is. */
    public PyramidalCell cell() {
        return cell;
    }

    /** All compartments, then all readouts. */
    public double[][] arrays() {
        return arrays;
    }

    /** The readouts by name, the live arrays: {@code V_basal}, {@code V_apical} of several dendrites, {@code mean V_basal}. */
    public Map<String, double[]> readoutsByName() {
        Map<String, double[]> named = new LinkedHashMap<>();
        if (basal >= cell.compartments()) {
            named.put("V_" + PyramidalCell.BASAL, arrays[basal]);
        }
        if (apical >= cell.compartments()) {
            named.put("V_" + PyramidalCell.APICAL, arrays[apical]);
        }
        if (basalMean >= 0) {
            named.put("mean V_" + PyramidalCell.BASAL, arrays[basalMean]);
        }
        return named;
    }

    /** What is read of the compartments, in the order of the arrays that follow theirs. */
    List<Readout> readouts() {
        return readouts;
    }

    /** Before a step that does not itself keep the readouts: notes where they start. */
    public void beginStep(int from, int n) {
        for (int r = 0; r < readouts.size(); r++) {
            if (readouts.get(r).stepMean()) {
                Arrays.fill(arrays[cell.compartments() + r], from, from + n, 0);
                addShares(r, 1, from, n);
            }
        }
    }

    /** After such a step: readouts at the end, and step means by the trapezoidal rule (second order). */
    public void endStep(int from, int n) {
        for (int r = 0; r < readouts.size(); r++) {
            boolean mean = readouts.get(r).stepMean();
            double[] to = arrays[cell.compartments() + r];
            for (int k = from; k < from + n; k++) {
                to[k] = mean ? to[k] / 2 : 0;
            }
            addShares(r, mean ? 0.5 : 1, from, n);
        }
    }

    /** Brings the readouts up to date with potentials that were set. */
    public void read(int from, int n) {
        beginStep(from, n);
        endStep(from, n);
    }

    private void addShares(int readout, double factor, int from, int n) {
        double[] share = readouts.get(readout).share();
        double[] to = arrays[cell.compartments() + readout];
        for (int c = 0; c < share.length; c++) {
            double part = factor * share[c];
            for (int k = from; part != 0 && k < from + n; k++) {
                to[k] += part * arrays[c][k];
            }
        }
    }

    /**
     * Takes the means of groups of rows of another state of the same cell and readouts.
     *
     * @param other [group][member][lane]
     * @param members rows of a group
     */
    public void average(CompartmentState other, int members, int lanes) {
        for (int a = 0; a < arrays.length; a++) {
            double[] from = other.arrays[a];
            double[] to = arrays[a];
            int fours = to.length - to.length % 4;
            for (int k = 0; k < fours; k += 4) {
                meansOfFour(from, members, lanes, to, k);
            }
            for (int k = fours; k < to.length; k++) {
                double sum = 0;
                for (int m = 0, at = first(k, members, lanes); m < members; m++, at += lanes) {
                    sum += from[at] / members;
                }
                to[k] = sum;
            }
        }
    }

    /** Four sums under way at once; x / members as its product with the reciprocal, corrected, which are the bits of the quotient (Markstein 1990). */
    private static void meansOfFour(double[] from, int members, int lanes, double[] to, int k) {
        double r = 1.0 / members;
        int i0 = first(k, members, lanes);
        int i1 = first(k + 1, members, lanes);
        int i2 = first(k + 2, members, lanes);
        int i3 = first(k + 3, members, lanes);
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int at = 0; at < members * lanes; at += lanes) {
            double q0 = from[i0 + at] * r;
            double q1 = from[i1 + at] * r;
            double q2 = from[i2 + at] * r;
            double q3 = from[i3 + at] * r;
            s0 += Math.fma(Math.fma(q0, -members, from[i0 + at]), r, q0);
            s1 += Math.fma(Math.fma(q1, -members, from[i1 + at]), r, q1);
            s2 += Math.fma(Math.fma(q2, -members, from[i2 + at]), r, q2);
            s3 += Math.fma(Math.fma(q3, -members, from[i3 + at]), r, q3);
        }
        to[k] = s0;
        to[k + 1] = s1;
        to[k + 2] = s2;
        to[k + 3] = s3;
    }

    /** Where the first member of an element's group stands. */
    private static int first(int element, int members, int lanes) {
        return element / lanes * members * lanes + element % lanes;
    }

    /** Sets every compartment to one potential (mV). */
    public void rest(double potentialMv) {
        for (double[] array : arrays) {
            Arrays.fill(array, potentialMv);
        }
    }
}
