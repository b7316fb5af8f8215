package org.apical.neuron.model;

import java.util.Arrays;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;

/**
 * Runge–Kutta for neurons with a conductance that is fast against the step: {@value #PARTS} parts h of it, with the capacitance max(C_c, h A_c) in each compartment, A_c its leak, axial and
 * synaptic conductance at the beginning of the step. Up to dt A_c / C_c = {@value #PARTS} that is the scheme itself, of fourth order. Beyond, a compartment goes to where its currents balance
 * as fast as the parts can follow, 4e-4 of the way being left after the step, with no potential beyond the interval of reversals and rest but for what currents bring about. Gated channels count as open.
 */
final class StiffNeurons {
    /** Parts of the step. */
    static final int PARTS = 8;

    private final PyramidalCell cell;
    private final Kernels kernels;
    private final double dtMs;
    private final RungeKutta part;
    private final double[] leaving;
    /** Share of each conductance in each compartment, [input][compartment]; null where the input is a current. */
    private final double[][] share;
    /** Largest value (nS) of each conductance up to which, whatever the others below theirs, none is fast. */
    private final double[] harmless;

    private final boolean always;
    private final int[] found = new int[Stepper.SMALL_BLOCK];
    private int size;
    private final double[][] x;
    private final double[][] input;
    private final double[][] picoF;
    private final double[] busyUntil = new double[Stepper.SMALL_BLOCK];

    StiffNeurons(NeuronModel model, boolean holds, double dtMs, Kernels kernels) {
        this.cell = model.cell();
        this.kernels = kernels;
        this.dtMs = dtMs;
        this.part = new RungeKutta(model, holds, dtMs / PARTS, kernels);
        int compartments = cell.compartments();
        share = model.inputs().stream()
                .map(i -> i.unit().equals("nS") ? cell.share(i.site()) : null)
                .toArray(double[][]::new);
        double[][] g = cell.conductanceMatrixNanoS();
        leaving = new double[compartments];
        harmless = new double[share.length];
        Arrays.fill(harmless, Double.POSITIVE_INFINITY);
        boolean fast = false;
        for (int c = 0; c < compartments; c++) {
            leaving[c] = g[c][c];
            double room = cell.membrane(c).capacitancePicoF() / dtMs - leaving[c];
            fast |= room < 0;
            double shares = 0;
            for (double[] of : share) {
                shares += of == null ? 0 : of[c];
            }
            for (int k = 0; k < share.length; k++) {
                if (share[k] != null && share[k][c] > 0) {
                    harmless[k] = Math.min(harmless[k], room / shares);
                }
            }
        }
        always = fast;
        int own = model.output().current().map(o -> o.variables().size()).orElse(0);
        x = new double[compartments + own][Stepper.SMALL_BLOCK];
        input = new double[share.length][Stepper.SMALL_BLOCK];
        picoF = new double[compartments][Stepper.SMALL_BLOCK];
    }

    /** Finds such neurons among n elements; returns how many. */
    int find(double[][] inputs, int inputFrom, int n) {
        boolean some = always;
        for (int k = 0; k < share.length && !some; k++) {
            some = share[k] != null && kernels.atLeast(inputs[k], inputFrom, n, harmless[k], found, 0) > 0;
        }
        size = 0;
        for (int i = 0; some && i < n; i++) {
            if (fast(inputs, inputFrom + i)) {
                found[size++] = i;
            }
        }
        return size;
    }

    private boolean fast(double[][] inputs, int at) {
        for (int c = 0; c < leaving.length; c++) {
            if (dtMs * conductance(c, inputs, at) > cell.membrane(c).capacitancePicoF()) {
                return true;
            }
        }
        return false;
    }

    /** A_c (nS). */
    private double conductance(int c, double[][] inputs, int at) {
        double sum = leaving[c];
        for (int k = 0; k < share.length; k++) {
            sum += share[k] == null ? 0 : share[k][c] * inputs[k][at];
        }
        return sum;
    }

    /** Advances the neurons found; the state stays as it is until {@link #store}. */
    void advance(double[][] from, int first, double[][] inputs, int inputFrom, double[] until, double now) {
        for (int j = 0; j < size; j++) {
            int at = first + found[j];
            for (int k = 0; k < x.length; k++) {
                x[k][j] = from[k][at];
            }
            for (int k = 0; k < input.length; k++) {
                input[k][j] = inputs[k][inputFrom + found[j]];
            }
            for (int c = 0; c < picoF.length; c++) {
                picoF[c][j] = Math.max(
                        cell.membrane(c).capacitancePicoF(),
                        dtMs / PARTS * conductance(c, inputs, inputFrom + found[j]));
            }
            busyUntil[j] = until.length == 0 ? Double.NEGATIVE_INFINITY : until[at];
        }
        for (int p = 0; p < PARTS; p++) {
            part.advance(x, 0, input, 0, size, picoF, busyUntil, now);
            for (int k = 0; k < input.length; k++) {
                for (int j = 0; j < size; j++) {
                    input[k][j] *= part.decay[k];
                }
            }
        }
    }

    /** Writes what has been advanced into the state. */
    void store(double[][] to, int first) {
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < x.length; k++) {
                to[k][first + found[j]] = x[k][j];
            }
        }
    }
}
