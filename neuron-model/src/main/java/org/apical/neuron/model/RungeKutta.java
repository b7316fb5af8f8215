package org.apical.neuron.model;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.kernel.SchemeKernels;
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
    private final double highest;
    private final boolean holds;
    private final Kernels kernels;
    private final SchemeKernels loops;
    private final MembraneCurrents currents;
    private final double[][] stageFactor = new double[4][];
    /** The variables before the step. */
    private final double[][] base;
    /** The same as the first stage reads them, V_s at most at its highest. */
    private final double[][] first;
    /** The variables at the other stages. */
    private final double[][] stage;

    private final double[][] slope;
    private final double[][] ownFirst;
    private final double[][] ownStage;
    private final double[][] ownSlope;

    /** @param holds whether a busy neuron's soma is held */
    RungeKutta(NeuronModel model, boolean holds, double dtMs, Kernels kernels) {
        this.dtMs = dtMs;
        this.cell = model.cell();
        this.own = model.output().current().orElse(null);
        this.highest = own == null ? Double.POSITIVE_INFINITY : own.highestMv();
        this.holds = holds;
        this.kernels = kernels;
        this.loops = kernels.schemes();
        this.currents = new MembraneCurrents(model, kernels);
        int variables = cell.compartments() + (own == null ? 0 : own.variables().size());
        stage = new double[variables][Stepper.SMALL_BLOCK];
        slope = new double[variables][Stepper.SMALL_BLOCK];
        base = new double[variables][Stepper.SMALL_BLOCK];
        first = base.clone();
        first[0] = stage[0];
        ownFirst = Arrays.copyOfRange(base, cell.compartments(), variables);
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
        for (int k = 0; k < base.length; k++) {
            System.arraycopy(x[k], from, base[k], 0, n);
        }
        System.arraycopy(base[0], 0, stage[0], 0, n);
        loops.atMost(highest, stage[0], 0, n);
        for (int s = 0; s < 4; s++) {
            currents(s == 0 ? first : stage, inputs, inputFrom, stageFactor[s], n);
            if (holds) {
                loops.hold(busyUntil, from, now, slope[0], 0, n);
            }
            double next = s < 3 ? NODE[s + 1] * dtMs : 0;
            double weight = WEIGHT[s] * dtMs;
            for (int k = 0; k < base.length; k++) {
                if (k >= cell.compartments()) {
                    loops.stage(slope[k], weight, next, base[k], x[k], from, stage[k], 0, n);
                    continue;
                }
                if (picoF != null) {
                    loops.divide(slope[k], picoF[k], 0, n);
                }
                double c = picoF == null ? cell.membrane(k).capacitancePicoF() : 1;
                double most = k == 0 ? highest : Double.POSITIVE_INFINITY;
                loops.stage(slope[k], c, 1 / c, weight, next, most, base[k], x[k], from, stage[k], 0, n);
            }
        }
    }

    /** Currents into the compartments at a stage, and slopes of the variables of the soma. */
    private void currents(double[][] at, double[][] inputs, int inputFrom, double[] factor, int n) {
        currents.evaluate(at, 0, inputs, inputFrom, factor, n, slope, null, null);
        if (own != null) {
            own.add(cell, kernels, at[0], at == first ? ownFirst : ownStage, n, slope[0], ownSlope);
        }
    }
}
