package org.apical.neuron.model;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;

/**
 * The linearly implicit midpoint step of the tree: (C/dt + G/2 + g/2) dV = I(V), with the synaptic inputs I and their slope g at the middle of
 * the step; second order (a one-stage Rosenbrock scheme with gamma = 1/2), for passive membranes the same as Crank–Nicolson with staggered
 * conductances. Each dendrite is eliminated into its parent, from the last listed to the first, then the solution runs back (Hines 1984). Cost: 9
 * flop and one division a dendrite and element, twice that for the currents.
 */
final class ImplicitTreeStepper implements Stepper {
    private final NeuronState state;
    private final boolean holds;
    private final PyramidalCell cell;
    private final MembraneCurrents currents;
    private final double[] middle;
    private final double[] decay;
    private final boolean regenerative;
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
        regenerative = state.model.inputs().stream().anyMatch(NmdaSynapse.class::isInstance);
        parent = new int[n];
        up = new double[n];
        down = new double[n];
        for (int c = 1; c < n; c++) {
            parent[c] = cell.parent(c);
            up[c] = g[parent[c]][c] / 2;
            down[c] = g[c][parent[c]] / 2;
        }
        diagonal = new double[n];
        for (int c = 0; c < n; c++) {
            diagonal[c] = cell.membrane(c).capacitancePicoF() / dtMs + g[c][c] / 2;
        }
        right = new double[n][SMALL_BLOCK];
        pivot = new double[n][SMALL_BLOCK];
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
        currents.evaluate(v, from, inputs, inputFrom, middle, n, right, pivot);
        for (int c = 0; c < diagonal.length; c++) {
            double[] d = pivot[c];
            for (int i = 0; i < n; i++) {
                d[i] = diagonal[c] + d[i] / 2;
            }
            if (regenerative) {
                requirePositive(c, d, n);
            }
        }
        for (int c = diagonal.length - 1; c > 0; c--) {
            eliminate(up[c], down[c], pivot[c], right[c], pivot[parent[c]], right[parent[c]], n);
        }
        double[] soma = right[0];
        for (int i = 0; i < n; i++) {
            soma[i] /= pivot[0][i];
        }
        for (int i = 0; holds && i < n; i++) {
            soma[i] = state.busyUntil[from + i] > now ? 0 : soma[i];
        }
        for (int c = 1; c < diagonal.length; c++) {
            substitute(down[c], pivot[c], right[c], right[parent[c]], n);
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

    private void requirePositive(int compartment, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            if (!(d[i] > 0)) {
                throw new ArithmeticException("dt is too large for the NMDA current into " + cell.name(compartment)
                        + ": C/dt + J/2 must be > 0 nS, got " + d[i]);
            }
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

    @Override
    public double[] decay() {
        return decay;
    }
}
