package org.apical.neuron.model;

import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.synapse.Input;

/**
 * The classical Runge–Kutta scheme on (V, w, inputs) jointly: the inputs are linear, so what the stages see of them are fixed polynomials of dt/tau
 * (the whole step leaves 1 - x + x^2/2 - x^3/6 + x^4/24, x = dt/tau).
 */
final class RungeKuttaStepper implements Stepper {
    private static final double[] NODE = {0, 0.5, 0.5, 1};
    private static final double[] WEIGHT = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

    private final NeuronState state;
    private final boolean holds;
    private final double dtMs;
    private final PyramidalCell cell;
    private final AdaptiveExponential exponential;
    private final Kernels kernels;
    private final MembraneCurrents currents;
    private final double[][] stageFactor = new double[4][];
    private final double[] decay;
    private final double[][] stage;
    private final double[][] slope;
    private final double[][] sum;
    private final double[] spike = new double[SMALL_BLOCK];

    RungeKuttaStepper(NeuronState state, boolean holds, double dtMs, Kernels kernels) {
        this.state = state;
        this.holds = holds;
        this.dtMs = dtMs;
        this.cell = state.model.cell();
        this.exponential = state.model.output().adaptive().orElse(null);
        this.kernels = kernels;
        this.currents = new MembraneCurrents(state.model, kernels);
        int variables = cell.compartments() + (exponential == null ? 0 : 1);
        stage = new double[variables][SMALL_BLOCK];
        slope = new double[variables][SMALL_BLOCK];
        sum = new double[variables][SMALL_BLOCK];
        List<Input> inputs = state.model.inputs();
        for (int s = 0; s < 4; s++) {
            stageFactor[s] = new double[inputs.size()];
        }
        decay = new double[inputs.size()];
        for (int k = 0; k < decay.length; k++) {
            double x = dtMs * inputs.get(k).decayPerMs();
            double left = 1;
            for (int s = 0; s < 4; s++) {
                left = 1 - NODE[s] * x * left;
                stageFactor[s][k] = left;
            }
            decay[k] = 1 - x + x * x / 2 - x * x * x / 6 + x * x * x * x / 24;
        }
    }

    @Override
    public int block() {
        return SMALL_BLOCK;
    }

    @Override
    public void advance(int from, double[][] inputs, int inputFrom, int n, double now) {
        double[][] v = state.potentials();
        int adaptation = cell.compartments();
        state.compartments.beginStep(from, n);
        for (int k = 0; k < stage.length; k++) {
            double[] x = k == adaptation ? state.adaptationPicoA : v[k];
            System.arraycopy(x, from, sum[k], 0, n);
        }
        for (int s = 0; s < 4; s++) {
            for (int k = 0; k < stage.length; k++) {
                double[] x = k == adaptation ? state.adaptationPicoA : v[k];
                if (s == 0) {
                    System.arraycopy(x, from, stage[k], 0, n);
                } else {
                    multiplyAdd(x, from, NODE[s] * dtMs, slope[k], stage[k], n);
                }
            }
            derivatives(inputs, inputFrom, stageFactor[s], from, n, now);
            for (int k = 0; k < stage.length; k++) {
                multiplyAdd(sum[k], 0, WEIGHT[s] * dtMs, slope[k], sum[k], n);
            }
        }
        for (int k = 0; k < stage.length; k++) {
            System.arraycopy(sum[k], 0, k == adaptation ? state.adaptationPicoA : v[k], from, n);
        }
        state.compartments.endStep(from, n);
    }

    /** z := x + h y. */
    private static void multiplyAdd(double[] x, int from, double h, double[] y, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[from + i] + h * y[i];
        }
    }

    /** Slopes of (V, w) at the stage. */
    private void derivatives(double[][] inputs, int inputFrom, double[] factor, int from, int n, double now) {
        if (exponential != null) {
            double[] soma = stage[0];
            double peak = exponential.peakMv();
            for (int i = 0; i < n; i++) {
                soma[i] = Math.min(soma[i], peak);
            }
        }
        currents.evaluate(stage, 0, inputs, inputFrom, factor, n, slope, null);
        if (exponential != null) {
            adaptiveExponential(n);
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

    private void adaptiveExponential(int n) {
        AdaptiveExponential p = exponential;
        double[] soma = stage[0];
        double[] w = stage[cell.compartments()];
        double[] dw = slope[cell.compartments()];
        double[] into = slope[0];
        for (int i = 0; i < n; i++) {
            spike[i] = (soma[i] - p.thresholdMv()) / p.slopeMv();
        }
        kernels.exp(spike, spike, n);
        double gain = cell.soma().leakNanoS() * p.slopeMv();
        for (int i = 0; i < n; i++) {
            into[i] += gain * spike[i] - w[i];
            dw[i] = (p.adaptationNanoS() * (soma[i] - cell.restMv()) - w[i]) / p.adaptationTauMs();
        }
    }

    @Override
    public double[] decay() {
        return decay;
    }
}
