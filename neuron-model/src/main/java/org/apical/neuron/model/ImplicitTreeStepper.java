package org.apical.neuron.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.kernel.SchemeKernels;
import org.apical.neuron.synapse.GatedConductance;
import org.apical.neuron.synapse.Input;

/**
 * The linearly implicit step of the tree, (C/dt + theta J) dV = I(V), with the synaptic inputs, their currents I and J = -dI/dV at the middle of the
 * step. Each dendrite is eliminated into its parent, from the last listed to the first, then the solution runs back (Hines 1984). Cost: 11 flop and
 * one division a dendrite and element, twice that for the currents.
 *
 * <p>theta = 1/2 where the step resolves the conductances A_c (leak, axial and synaptic, I = sum of g (E - V)) of every compartment, A_c dt / C_c <= 2:
 * second order (a one-stage Rosenbrock scheme), for passive membranes the same as Crank–Nicolson with staggered conductances. Else theta = max over c of 1 - C_c / (A_c
 * dt), a neuron and step at a time: the fastest compartment goes where the currents balance, and charge is kept. Nowhere is the pivot C_c/dt + theta J_cc below A_c, to which gated conductances alone
 * could take it. Then the new potentials are means, with weights that are not negative, of the old ones, rest and reversals (C/dt - (1 - theta) A has no negative diagonal, C/dt + theta A is an
 * M-matrix): none leaves their interval, but for what currents bring about.
 */
final class ImplicitTreeStepper implements Stepper {
    private final NeuronState state;
    private final boolean holds;
    private final PyramidalCell cell;
    private final MembraneCurrents currents;
    private final double[] middle;
    private final double[] decay;
    private final double[] leaving;
    private final double[] unresolved;
    private final double[][] chord;
    private final int[] found = new int[SMALL_BLOCK];
    /** 2 theta, where an element is stiff. */
    private final double[] weight = new double[SMALL_BLOCK];

    private final Kernels kernels;
    private final SchemeKernels loops;
    private final int[] parent;
    /** Whether a compartment is a dendrite without children and without NMDA. */
    private final boolean[] simple;

    private final double[] up;
    private final double[] down;
    private final double[] diagonal;
    private final double[][] right;
    private final double[][] pivot;

    ImplicitTreeStepper(NeuronState state, boolean holds, double dtMs, Kernels kernels) {
        this.state = state;
        this.holds = holds;
        this.cell = state.model.cell();
        this.currents = new MembraneCurrents(state.model, kernels);
        int n = cell.compartments();
        double[][] g = cell.conductanceMatrixNanoS();
        this.kernels = kernels;
        this.loops = kernels.schemes();
        parent = new int[n];
        up = new double[n];
        down = new double[n];
        for (int c = 1; c < n; c++) {
            parent[c] = cell.parent(c);
            up[c] = g[parent[c]][c] / 2;
            down[c] = g[c][parent[c]] / 2;
        }
        diagonal = new double[n];
        leaving = new double[n];
        unresolved = new double[n];
        for (int c = 0; c < n; c++) {
            double storage = cell.membrane(c).capacitancePicoF() / dtMs;
            diagonal[c] = storage + g[c][c] / 2;
            leaving[c] = g[c][c];
            unresolved[c] = Math.nextUp(2 * storage - g[c][c]);
        }
        right = new double[n][SMALL_BLOCK];
        pivot = new double[n][SMALL_BLOCK];
        chord = pivot.clone();
        for (Input input : state.model.inputs()) {
            double[] share = cell.share(input.site());
            for (int c = 0; c < n; c++) {
                if (input instanceof GatedConductance && share[c] > 0) {
                    chord[c] = new double[SMALL_BLOCK];
                }
            }
        }
        simple = new boolean[n];
        for (int c = 1; c < n; c++) {
            int here = c;
            simple[c] = chord[c] == pivot[c] && IntStream.range(1, n).noneMatch(k -> parent[k] == here);
        }
        decay = state.model.inputs().stream()
                .mapToDouble(i -> Math.exp(-dtMs * i.decayPerMs()))
                .toArray();
        middle = state.model.inputs().stream().mapToDouble(i -> middle(i, dtMs)).toArray();
    }

    /** Conductances at the middle of the step; currents as their mean over it. */
    private static double middle(Input input, double dtMs) {
        double x = dtMs * input.decayPerMs();
        if (x == 0) {
            return 1;
        }
        return input.unit().equals("pA") ? -Math.expm1(-x) / x : Math.exp(-x / 2);
    }

    @Override
    public int block() {
        return SMALL_BLOCK;
    }

    @Override
    public void advance(int from, double[][] inputs, int inputFrom, int n, double now) {
        double[][] v = state.potentials();
        state.compartments.beginStep(from, n);
        currents.evaluate(v, from, inputs, inputFrom, middle, n, right, pivot, chord);
        boolean stiff = weigh(n);
        for (int c = 0; c < diagonal.length; c++) {
            if (stiff) {
                raise(leaving[c], weight, pivot[c], n);
            }
            if (chord[c] != pivot[c]) {
                loops.pivots(diagonal[c], leaving[c], pivot[c], chord[c], 0, n);
            } else if (stiff || !simple[c]) {
                loops.pivots(diagonal[c], pivot[c], 0, n);
            }
        }
        for (int c = diagonal.length - 1; c > 0; c--) {
            int p = parent[c];
            if (stiff) {
                eliminate(up[c], down[c], weight, pivot[c], right[c], pivot[p], right[p], n);
            } else if (simple[c]) {
                loops.eliminateLeaf(diagonal[c], up[c], down[c], pivot[c], right[c], pivot[p], right[p], 0, n);
            } else {
                loops.eliminate(up[c], down[c], pivot[c], right[c], pivot[p], right[p], 0, n);
            }
        }
        if (holds) {
            loops.root(pivot[0], right[0], state.busyUntil, now, v[0], from, 0, n);
        } else {
            loops.root(pivot[0], right[0], v[0], from, 0, n);
        }
        for (int c = 1; c < diagonal.length; c++) {
            if (stiff) {
                substitute(down[c], weight, pivot[c], right[c], right[parent[c]], v[c], from, n);
            } else {
                loops.substitute(down[c], pivot[c], right[c], right[parent[c]], v[c], from, 0, n);
            }
        }
        state.compartments.endStep(from, n);
    }

    /** Finds 2 theta of each element, and returns whether that is more than 1 anywhere: the loops without weights give the same bits where it is 1. */
    private boolean weigh(int n) {
        boolean stiff = false;
        for (int c = 0; c < diagonal.length; c++) {
            int some = kernels.atLeast(chord[c], 0, n, unresolved[c], found, 0);
            if (some > 0 && !stiff) {
                Arrays.fill(weight, 1);
                stiff = true;
            }
            double twiceStorage = 2 * diagonal[c] - leaving[c];
            for (int k = 0; k < some; k++) {
                int i = found[k];
                weight[i] = Math.max(weight[i], 2 - twiceStorage / (leaving[c] + chord[c][i]));
            }
        }
        return stiff;
    }

    /** J := 2 theta J for all conductances, less what {@code diagonal} has of leak and axial ones. */
    private static void raise(double leaving, double[] weight, double[] slope, int n) {
        for (int i = 0; i < n; i++) {
            slope[i] += (weight[i] - 1) * (leaving + slope[i]);
        }
    }

    /** {@link SchemeKernels#eliminate} with the axial conductances times the weight of the element. */
    private static void eliminate(
            double up,
            double down,
            double[] weight,
            double[] pivot,
            double[] right,
            double[] parentPivot,
            double[] parentRight,
            int n) {
        for (int i = 0; i < n; i++) {
            pivot[i] = 1 / pivot[i];
            double factor = up * weight[i] * pivot[i];
            parentPivot[i] -= factor * (down * weight[i]);
            parentRight[i] -= factor * right[i];
        }
    }

    /** The same for {@link SchemeKernels#substitute}. */
    private static void substitute(
            double down,
            double[] weight,
            double[] reciprocalPivot,
            double[] right,
            double[] parent,
            double[] v,
            int from,
            int n) {
        for (int i = 0; i < n; i++) {
            right[i] = (right[i] - down * weight[i] * parent[i]) * reciprocalPivot[i];
            v[from + i] += right[i];
        }
    }

    @Override
    public double[] decay(int unit) {
        return decay;
    }
}
