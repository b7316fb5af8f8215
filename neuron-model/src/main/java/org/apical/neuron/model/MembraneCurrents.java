package org.apical.neuron.model;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;

/**
 * Total current (pA) into each compartment: leak, axial, synaptic; the right-hand sides C dV/dt of physics.md 4 without the somatic spike current.
 * Loops over a block of elements, compartment by compartment.
 */
final class MembraneCurrents {
    private final PyramidalCell cell;
    private final List<Input> inputs;
    private final double[][] share;
    private final int[] parent;
    private final boolean reciprocal;
    private final Kernels kernels;
    private final double[] unblocked = new double[Stepper.SMALL_BLOCK];

    MembraneCurrents(NeuronModel model, Kernels kernels) {
        this.cell = model.cell();
        this.inputs = model.inputs();
        this.share = inputs.stream().map(i -> cell.share(i.site())).toArray(double[][]::new);
        this.parent = new int[cell.compartments()];
        for (int c = 1; c < parent.length; c++) {
            parent[c] = cell.parent(c);
        }
        this.reciprocal = cell.coupling() == Coupling.RECIPROCAL;
        this.kernels = kernels;
    }

    /**
     * @param v potentials (mV), n elements from {@code from} on
     * @param input currents (pA) or conductances (nS), from {@code inputFrom} on
     * @param factor multiplies each input: what is left of it at the time in question
     * @param current written, from 0 on
     * @param slope written unless null, from 0 on: -dI_syn/dV (nS) of each compartment
     * @param chord written unless null, from 0 on: the synaptic conductance I_syn / (E - V) (nS) of each compartment; those of {@code slope} where no
     *     NMDA ends
     */
    void evaluate(
            double[][] v,
            int from,
            double[][] input,
            int inputFrom,
            double[] factor,
            int n,
            double[][] current,
            double[][] slope,
            double[][] chord) {
        double rest = cell.restMv();
        for (int c = 0; c < parent.length; c++) {
            double leak = cell.membrane(c).leakNanoS();
            double[] here = v[c];
            double[] into = current[c];
            for (int i = 0; i < n; i++) {
                into[i] = leak * (rest - here[from + i]);
            }
            if (slope != null) {
                Arrays.fill(slope[c], 0, n, 0);
            }
            if (slope != null && chord[c] != slope[c]) {
                Arrays.fill(chord[c], 0, n, 0);
            }
            if (c > 0) {
                axial(v[c], v[parent[c]], from, cell.couplingNanoS(c), n, current[c], current[parent[c]]);
            }
        }
        for (int k = 0; k < share.length; k++) {
            for (int c = 0; c < parent.length; c++) {
                double part = share[k][c] * factor[k];
                if (share[k][c] != 0) {
                    double[] gain = slope == null ? null : slope[c];
                    double[] own = slope == null || chord[c] == gain ? null : chord[c];
                    synaptic(inputs.get(k), part, v[c], from, input[k], inputFrom, n, current[c], gain, own);
                }
            }
        }
    }

    private void axial(
            double[] child, double[] parent, int from, double g, int n, double[] toChild, double[] toParent) {
        double back = reciprocal ? g : 0;
        for (int i = 0; i < n; i++) {
            double difference = child[from + i] - parent[from + i];
            toParent[i] += g * difference;
            toChild[i] -= back * difference;
        }
    }

    private void synaptic(
            Input input,
            double part,
            double[] v,
            int from,
            double[] x,
            int inputFrom,
            int n,
            double[] current,
            double[] slope,
            double[] chord) {
        if (input instanceof ConductanceSynapse synapse) {
            double reversal = synapse.reversalMv();
            for (int i = 0; i < n; i++) {
                current[i] += part * x[inputFrom + i] * (reversal - v[from + i]);
            }
            for (int i = 0; slope != null && i < n; i++) {
                slope[i] += part * x[inputFrom + i];
            }
            for (int i = 0; chord != null && i < n; i++) {
                chord[i] += part * x[inputFrom + i];
            }
        } else if (input instanceof NmdaSynapse synapse) {
            nmda(synapse, part, v, from, x, inputFrom, n, current, slope, chord);
        } else {
            for (int i = 0; i < n; i++) {
                current[i] += part * x[inputFrom + i];
            }
        }
    }

    /** B = 1 / (1 + m exp(-k V)), dB/dV = k B (1 - B); I = -g B (V - E), -dI/dV = g (B + dB/dV (V - E)). */
    private void nmda(
            NmdaSynapse synapse,
            double part,
            double[] v,
            int from,
            double[] x,
            int inputFrom,
            int n,
            double[] current,
            double[] slope,
            double[] chord) {
        double[] b = unblocked;
        double k = NmdaSynapse.PER_MV;
        double m = synapse.magnesiumMilliM() / NmdaSynapse.HALF_MILLI_M;
        double reversal = synapse.reversalMv();
        for (int i = 0; i < n; i++) {
            b[i] = -k * v[from + i];
        }
        kernels.exp(b, b, n);
        for (int i = 0; i < n; i++) {
            b[i] = 1 / (1 + m * b[i]);
            current[i] += part * x[inputFrom + i] * b[i] * (reversal - v[from + i]);
        }
        for (int i = 0; slope != null && i < n; i++) {
            double bend = k * b[i] * (1 - b[i]) * (v[from + i] - reversal);
            slope[i] += part * x[inputFrom + i] * (b[i] + bend);
            chord[i] += part * x[inputFrom + i] * b[i];
        }
    }
}
