package org.apical.neuron.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.CurrentKernels;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.synapse.GatedConductance;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.OhmicConductance;

/**
 * Total current (pA) into each compartment: leak, axial, synaptic; the right-hand sides C dV/dt of physics.md 4 without the somatic spike current.
 * Over a block of elements, compartment by compartment.
 */
final class MembraneCurrents {
    private final PyramidalCell cell;
    private final List<Input> inputs;
    private final double[][] share;
    /** Dendrites that join each compartment, and inputs that end there, in ascending order. */
    private final int[][] children;

    private final int[][] ends;
    private final boolean reciprocal;
    private final Kernels kernels;
    private final CurrentKernels loops;
    private final double[] exponential = new double[Stepper.SMALL_BLOCK];

    MembraneCurrents(NeuronModel model, Kernels kernels) {
        this.cell = model.cell();
        this.inputs = model.inputs();
        this.share = inputs.stream().map(i -> cell.share(i.site())).toArray(double[][]::new);
        int compartments = cell.compartments();
        this.children = new int[compartments][];
        this.ends = new int[compartments][];
        for (int c = 0; c < compartments; c++) {
            int here = c;
            children[c] = IntStream.range(c + 1, compartments)
                    .filter(k -> cell.parent(k) == here)
                    .toArray();
            ends[c] = IntStream.range(0, share.length)
                    .filter(k -> share[k][here] != 0)
                    .toArray();
        }
        this.reciprocal = cell.coupling() == Coupling.RECIPROCAL;
        this.kernels = kernels;
        this.loops = kernels.currents();
    }

    /**
     * @param v potentials (mV), n elements from {@code from} on
     * @param input currents (pA) or conductances (nS), from {@code inputFrom} on
     * @param factor multiplies each input: what is left of it at the time in question
     * @param current written, from 0 on
     * @param slope written unless null, from 0 on: -dI_syn/dV (nS) of each compartment
     * @param chord written unless null, from 0 on: the synaptic conductance I_syn / (E - V) (nS) of each compartment; those of {@code slope} where no
     *     gated conductance ends
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
        for (int c = 0; c < ends.length; c++) {
            if (slope != null) {
                Arrays.fill(slope[c], 0, n, 0);
            }
            if (slope != null && chord[c] != slope[c]) {
                Arrays.fill(chord[c], 0, n, 0);
            }
            int done = passive(c, v, from, input, inputFrom, factor, n, current[c]);
            double[] gain = slope == null ? null : slope[c];
            double[] own = slope == null || chord[c] == gain ? null : chord[c];
            while (done < ends[c].length) {
                done += synaptic(c, done, factor, v[c], from, input, inputFrom, n, current[c], gain, own);
            }
        }
    }

    /** Leak and axial currents, and the first input of a dendrite without children if it is a current; returns how many inputs that is. */
    private int passive(
            int c, double[][] v, int from, double[][] input, int inputFrom, double[] factor, int n, double[] current) {
        double rest = cell.restMv();
        double leak = cell.membrane(c).leakNanoS();
        int[] with = children[c];
        if (c == 0) {
            int pair = with.length < 2 ? 0 : 2;
            if (pair == 0) {
                loops.leak(leak, rest, v[0], from, current, 0, n);
            } else {
                double g1 = cell.couplingNanoS(with[0]);
                double g2 = cell.couplingNanoS(with[1]);
                loops.leak(leak, rest, g1, g2, v[0], v[with[0]], v[with[1]], from, current, 0, n);
            }
            return branches(c, pair, v, from, n, current);
        }
        double back = reciprocal ? cell.couplingNanoS(c) : 0;
        double[] outer = v[cell.parent(c)];
        if (with.length == 0
                && ends[c].length > 0
                && inputs.get(ends[c][0]).unit().equals("pA")) {
            int k = ends[c][0];
            double part = share[k][c] * factor[k];
            loops.dendrite(leak, rest, back, v[c], outer, from, part, input[k], inputFrom, current, 0, n);
            return 1;
        }
        loops.dendrite(leak, rest, back, v[c], outer, from, current, 0, n);
        return branches(c, 0, v, from, n, current);
    }

    private int branches(int c, int first, double[][] v, int from, int n, double[] current) {
        for (int k = first; k < children[c].length; k++) {
            int child = children[c][k];
            loops.axial(cell.couplingNanoS(child), v[c], v[child], from, current, 0, n);
        }
        return 0;
    }

    /** Adds an input, or two conductances at once; returns how many. */
    private int synaptic(
            int c,
            int which,
            double[] factor,
            double[] v,
            int from,
            double[][] x,
            int inputFrom,
            int n,
            double[] current,
            double[] slope,
            double[] chord) {
        int k = ends[c][which];
        double part = share[k][c] * factor[k];
        Input input = inputs.get(k);
        if (input instanceof OhmicConductance synapse) {
            double e = synapse.reversalMv();
            int l = which + 1 < ends[c].length ? ends[c][which + 1] : -1;
            if (chord != null) {
                loops.add(part, x[k], inputFrom, chord, 0, n);
            }
            if (l >= 0 && chord == null && inputs.get(l) instanceof OhmicConductance other) {
                double part2 = share[l][c] * factor[l];
                double e2 = other.reversalMv();
                if (slope == null) {
                    loops.conductances(part, e, x[k], part2, e2, x[l], inputFrom, v, from, current, 0, n);
                } else {
                    loops.conductances(part, e, x[k], part2, e2, x[l], inputFrom, v, from, current, slope, 0, n);
                }
                return 2;
            }
            if (slope == null) {
                loops.conductance(part, e, v, from, x[k], inputFrom, current, 0, n);
            } else {
                loops.conductance(part, e, v, from, x[k], inputFrom, current, slope, 0, n);
            }
        } else if (input instanceof GatedConductance synapse) {
            blocked(synapse, part, v, from, x[k], inputFrom, n, current, slope, chord);
        } else {
            loops.add(part, x[k], inputFrom, current, 0, n);
        }
        return 1;
    }

    /** B = 1 / (1 + m exp(-k V)), dB/dV = k B (1 - B); I = -g B (V - E), -dI/dV = g (B + dB/dV (V - E)). */
    private void blocked(
            GatedConductance synapse,
            double part,
            double[] v,
            int from,
            double[] x,
            int inputFrom,
            int n,
            double[] current,
            double[] slope,
            double[] chord) {
        double k = synapse.perMv();
        double m = synapse.closedAtZero();
        double reversal = synapse.reversalMv();
        loops.scale(-k, v, from, exponential, 0, n);
        kernels.exp(exponential, exponential, n);
        if (slope == null) {
            loops.blocked(part, reversal, m, v, from, x, inputFrom, exponential, current, 0, n);
        } else {
            loops.blocked(part, reversal, m, k, v, from, x, inputFrom, exponential, current, slope, chord, 0, n);
        }
    }
}
