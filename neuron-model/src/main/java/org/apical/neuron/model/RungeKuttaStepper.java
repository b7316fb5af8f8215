package org.apical.neuron.model;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.soma.SomaticCurrent;
import org.apical.neuron.synapse.Input;

/**
 * The classical Runge–Kutta scheme on (V, variables of the soma, inputs) jointly: the inputs are linear, so what the stages see of them are fixed polynomials of dt/tau
 * (the whole step leaves 1 - x + x^2/2 - x^3/6 + x^4/24, x = dt/tau).
 */
final class RungeKuttaStepper implements Stepper {
    private static final double[] NODE = {0, 0.5, 0.5, 1};
    private static final double[] WEIGHT = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

    private final NeuronState state;
    private final boolean holds;
    private final double dtMs;
    private final PyramidalCell cell;
    private final SomaticCurrent own;
    private final Kernels kernels;
    private final MembraneCurrents currents;
    private final double[][] stageFactor = new double[4][];
    private final double[] decay;
    private final double[][] x;
    private final double[][] stage;
    private final double[][] slope;
    private final double[][] sum;
    private final double[][] ownStage;
    private final double[][] ownSlope;

    RungeKuttaStepper(NeuronState state, boolean holds, double dtMs, Kernels kernels) {
        this.state = state;
        this.holds = holds;
        this.dtMs = dtMs;
        this.cell = state.model.cell();
        this.own = state.current;
        this.kernels = kernels;
        this.currents = new MembraneCurrents(state.model, kernels);
        x = state.advanced();
        stage = new double[x.length][SMALL_BLOCK];
        slope = new double[x.length][SMALL_BLOCK];
        sum = new double[x.length][SMALL_BLOCK];
        ownStage = Arrays.copyOfRange(stage, cell.compartments(), x.length);
        ownSlope = Arrays.copyOfRange(slope, cell.compartments(), x.length);
        List<Input> inputs = state.model.inputs();
        for (int s = 0; s < 4; s++) {
            stageFactor[s] = new double[inputs.size()];
        }
        decay = new double[inputs.size()];
        for (int k = 0; k < decay.length; k++) {
            double t = dtMs * inputs.get(k).decayPerMs();
            double left = 1;
            for (int s = 0; s < 4; s++) {
                left = 1 - NODE[s] * t * left;
                stageFactor[s][k] = left;
            }
            decay[k] = 1 - t + t * t / 2 - t * t * t / 6 + t * t * t * t / 24;
        }
    }

    @Override
    public int block() {
        return SMALL_BLOCK;
    }

    @Override
    public void advance(int from, double[][] inputs, int inputFrom, int n, double now) {
        state.compartments.beginStep(from, n);
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
            derivatives(inputs, inputFrom, stageFactor[s], from, n, now);
            for (int k = 0; k < stage.length; k++) {
                multiplyAdd(sum[k], 0, WEIGHT[s] * dtMs, slope[k], sum[k], n);
            }
        }
        for (int k = 0; k < stage.length; k++) {
            System.arraycopy(sum[k], 0, x[k], from, n);
        }
        state.compartments.endStep(from, n);
    }

    /** z := x + h y. */
    private static void multiplyAdd(double[] x, int from, double h, double[] y, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[from + i] + h * y[i];
        }
    }

    /** Slopes of V and the variables of the soma at the stage. */
    private void derivatives(double[][] inputs, int inputFrom, double[] factor, int from, int n, double now) {
        if (own != null) {
            double[] soma = stage[0];
            double highest = own.highestMv();
            for (int i = 0; i < n; i++) {
                soma[i] = Math.min(soma[i], highest);
            }
        }
        currents.evaluate(stage, 0, inputs, inputFrom, factor, n, slope, null);
        if (own != null) {
            own.add(cell, kernels, stage[0], ownStage, n, slope[0], ownSlope);
        }
        for (int c = 0; c < cell.compartments(); c++) {
            double capacitance = cell.membrane(c).capacitancePicoF();
            double[] dv = slope[c];
            for (int i = 0; i < n; i++) {
                dv[i] /= capacitance;
            }
        }
        double[] dv = slope[0];
        for (int i = 0; holds && i < n; i++) {
            dv[i] = state.busyUntil[from + i] > now ? 0 : dv[i];
        }
    }

    @Override
    public double[] decay() {
        return decay;
    }
}
