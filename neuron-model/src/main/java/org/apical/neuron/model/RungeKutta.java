package org.apical.neuron.model;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.soma.SomaticCurrent;
import org.apical.neuron.synapse.Input;

/**
 * One step of the classical Runge–Kutta scheme on (V, variables of the soma, inputs) jointly. The inputs are linear, so what the stages see of them are fixed
 * polynomials of x = dt/tau, and the step leaves 1 - x + x^2/2 - x^3/6 + x^4/24. An input that the step does not resolve, x > 1, decays exactly, and the stages see
 * its mean over the step, (1 - exp(-x))/x.
 */
final class RungeKutta {
    private static final double[] NODE = {0, 0.5, 0.5, 1};
    private static final double[] WEIGHT = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

    /** What is left of each input after the step. */
    final double[] decay;

    private final double dtMs;
    private final PyramidalCell cell;
    private final SomaticCurrent own;
    private final boolean holds;
    private final Kernels kernels;
    private final MembraneCurrents currents;
    private final double[][] stageFactor = new double[4][];
    private final double[][] stage;
    private final double[][] slope;
    private final double[][] sum;
    private final double[][] ownStage;
    private final double[][] ownSlope;

    /** @param holds whether a busy neuron's soma is held */
    RungeKutta(NeuronModel model, boolean holds, double dtMs, Kernels kernels) {
        this.dtMs = dtMs;
        this.cell = model.cell();
        this.own = model.output().current().orElse(null);
        this.holds = holds;
        this.kernels = kernels;
        this.currents = new MembraneCurrents(model, kernels);
        int variables = cell.compartments() + (own == null ? 0 : own.variables().size());
        stage = new double[variables][Stepper.SMALL_BLOCK];
        slope = new double[variables][Stepper.SMALL_BLOCK];
        sum = new double[variables][Stepper.SMALL_BLOCK];
        ownStage = Arrays.copyOfRange(stage, cell.compartments(), variables);
        ownSlope = Arrays.copyOfRange(slope, cell.compartments(), variables);
        List<Input> inputs = model.inputs();
        for (int s = 0; s < 4; s++) {
            stageFactor[s] = new double[inputs.size()];
        }
        decay = new double[inputs.size()];
        for (int k = 0; k < decay.length; k++) {
            double t = dtMs * inputs.get(k).decayPerMs();
            boolean resolved = t <= 1;
            double left = 1;
            for (int s = 0; s < 4; s++) {
                left = 1 - NODE[s] * t * left;
                stageFactor[s][k] = resolved ? left : -Math.expm1(-t) / t;
            }
            decay[k] = resolved ? 1 - t + t * t / 2 - t * t * t / 6 + t * t * t * t / 24 : Math.exp(-t);
        }
    }

    /**
     * Advances n elements.
     *
     * @param x potentials, then the variables of the soma, from {@code from} on; modified
     * @param inputs of the same elements, from {@code inputFrom} on
     * @param picoF capacitances of the elements, [compartment][0 .. n - 1]; null: those of the cell
     * @param busyUntil element i is held if {@code busyUntil[from + i] > now}
     */
    void advance(
            double[][] x,
            int from,
            double[][] inputs,
            int inputFrom,
            int n,
            double[][] picoF,
            double[] busyUntil,
            double now) {
        for (int k = 0; k < stage.length; k++) {
            System.arraycopy(x[k], from, sum[k], 0, n);
        }
        for (int s = 0; s < 4; s++) {
            for (int k = 0; k < stage.length; k++) {
                if (s == 0) {
                    System.arraycopy(x[k], from, stage[k], 0, n);
                } else {
                    multiplyAdd(x[k], from, NODE[s] * dtMs, slope[k], stage[k], n);
                }
            }
            currents(inputs, inputFrom, stageFactor[s], n);
            for (int c = 0; c < cell.compartments(); c++) {
                if (picoF == null) {
                    divide(slope[c], cell.membrane(c).capacitancePicoF(), n);
                } else {
                    divide(slope[c], picoF[c], n);
                }
            }
            hold(busyUntil, from, n, now);
            for (int k = 0; k < stage.length; k++) {
                multiplyAdd(sum[k], 0, WEIGHT[s] * dtMs, slope[k], sum[k], n);
            }
        }
        for (int k = 0; k < stage.length; k++) {
            System.arraycopy(sum[k], 0, x[k], from, n);
        }
    }

    /** z := x + h y. */
    private static void multiplyAdd(double[] x, int from, double h, double[] y, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[from + i] + h * y[i];
        }
    }

    private static void divide(double[] current, double picoF, int n) {
        for (int i = 0; i < n; i++) {
            current[i] /= picoF;
        }
    }

    private static void divide(double[] current, double[] picoF, int n) {
        for (int i = 0; i < n; i++) {
            current[i] /= picoF[i];
        }
    }

    /** Currents into the compartments at the stage, and slopes of the variables of the soma. */
    private void currents(double[][] inputs, int inputFrom, double[] factor, int n) {
        if (own != null) {
            double[] soma = stage[0];
            double highest = own.highestMv();
            for (int i = 0; i < n; i++) {
                soma[i] = Math.min(soma[i], highest);
            }
        }
        currents.evaluate(stage, 0, inputs, inputFrom, factor, n, slope, null, null);
        if (own != null) {
            own.add(cell, kernels, stage[0], ownStage, n, slope[0], ownSlope);
        }
    }

    private void hold(double[] busyUntil, int from, int n, double now) {
        double[] dv = slope[0];
        for (int i = 0; holds && i < n; i++) {
            dv[i] = busyUntil[from + i] > now ? 0 : dv[i];
        }
    }
}
