package org.apical.neuron.model;

import java.util.Arrays;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;

/**
 * The linearly implicit step of the tree, (C/dt + theta J) dV = I(V), with the synaptic inputs, their currents I and J = -dI/dV at the middle of the
 * step. Each dendrite is eliminated into its parent, from the last listed to the first, then the solution runs back (Hines 1984). Cost: 11 flop and
 * one division a dendrite and element, twice that for the currents.
 *
 * <p>theta = 1/2 where the step resolves the conductances A_c (leak, axial and synaptic, I = sum of g (E - V)) of every compartment, A_c dt / C_c <= 2:
 * second order (a one-stage Rosenbrock scheme), for passive membranes the same as Crank–Nicolson with staggered conductances. Else theta = max over c of 1 - C_c / (A_c
 * dt), a neuron and step at a time: the fastest compartment goes where the currents balance, and charge is kept. Nowhere is the pivot C_c/dt + theta J_cc below A_c, to which NMDA alone
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
    private final int[] parent;
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
                if (input instanceof NmdaSynapse && share[c] > 0) {
                    chord[c] = new double[SMALL_BLOCK];
                }
            }
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
            if (chord[c] == pivot[c]) {
                pivots(diagonal[c], pivot[c], n);
            } else {
                pivots(diagonal[c], leaving[c], pivot[c], chord[c], n);
            }
        }
        for (int c = diagonal.length - 1; c > 0; c--) {
            if (stiff) {
                eliminate(up[c], down[c], weight, pivot[c], right[c], pivot[parent[c]], right[parent[c]], n);
            } else {
                eliminate(up[c], down[c], pivot[c], right[c], pivot[parent[c]], right[parent[c]], n);
            }
        }
        double[] soma = right[0];
        for (int i = 0; i < n; i++) {
            soma[i] /= pivot[0][i];
        }
        for (int i = 0; holds && i < n; i++) {
            soma[i] = state.busyUntil[from + i] > now ? 0 : soma[i];
        }
        for (int c = 1; c < diagonal.length; c++) {
            if (stiff) {
                substitute(down[c], weight, pivot[c], right[c], right[parent[c]], n);
            } else {
                substitute(down[c], pivot[c], right[c], right[parent[c]], n);
            }
        }
        for (int c = 0; c < diagonal.length; c++) {
            double[] to = v[c];
            double[] change = right[c];
            for (int i = 0; i < n; i++) {
                to[from + i] += change[i];
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

    /** C/dt + J/2. */
    private static void pivots(double diagonal, double[] pivot, int n) {
        for (int i = 0; i < n; i++) {
            pivot[i] = diagonal + pivot[i] / 2;
        }
    }

    /** C/dt + J/2, at least A. */
    private static void pivots(double diagonal, double leaving, double[] pivot, double[] chord, int n) {
        for (int i = 0; i < n; i++) {
            pivot[i] = Math.max(diagonal + pivot[i] / 2, leaving + chord[i]);
        }
    }

    /** J := 2 theta J for all conductances, less what {@code diagonal} has of leak and axial ones. */
    private static void raise(double leaving, double[] weight, double[] slope, int n) {
        for (int i = 0; i < n; i++) {
            slope[i] += (weight[i] - 1) * (leaving + slope[i]);
        }
    }

    /** Row parent -= (up / pivot) row child; the child's row is (down, pivot). Leaves 1 / pivot in place of the pivot. */
    private static void eliminate(
            double up, double down, double[] pivot, double[] right, double[] parentPivot, double[] parentRight, int n) {
        for (int i = 0; i < n; i++) {
            pivot[i] = 1 / pivot[i];
            double factor = up * pivot[i];
            parentPivot[i] -= factor * down;
            parentRight[i] -= factor * right[i];
        }
    }

    /** dV of a child from dV of its parent, by the reciprocal of its pivot. */
    private static void substitute(double down, double[] reciprocalPivot, double[] right, double[] parent, int n) {
        for (int i = 0; i < n; i++) {
            right[i] = (right[i] - down * parent[i]) * reciprocalPivot[i];
        }
    }

    /** {@link #eliminate} with the axial conductances times the weight of the element. */
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

    /** The same for {@link #substitute}. */
    private static void substitute(
            double down, double[] weight, double[] reciprocalPivot, double[] right, double[] parent, int n) {
        for (int i = 0; i < n; i++) {
            right[i] = (right[i] - down * weight[i] * parent[i]) * reciprocalPivot[i];
        }
    }

    @Override
    public double[] decay() {
        return decay;
    }
}
