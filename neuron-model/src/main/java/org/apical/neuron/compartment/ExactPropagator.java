package org.apical.neuron.compartment;

import java.util.List;
import org.apical.neuron.kernel.AffineMap;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.synapse.Input;
import org.ejml.data.DMatrixRMaj;

/**
 * Exact propagator exp(A dt) of a cell together with its exponential and constant currents (Rotter and Diesmann 1999); stable at every dt.
 *
 * <p>State (V, I | integral of V over the step): C dV/dt = -G (V - E_L) + sum_k share_k I_k, dI_k/dt = -I_k / tau_k. Two propagators, one for
 * free somata and one for somata that are held where they are. Readouts (means over a step, means over dendrites) are further rows of the same
 * product. The currents decay in {@link #advanceAndDecay} only: input shared by several neurons decays once, when all have read it.
 *
 * <p>Where the neurons of a layer differ, each unit has propagators of its own ({@link #ofUnits}).
 *
 * <p>Not thread-safe: the rows of a block of elements are formed in a buffer.
 */
public final class ExactPropagator {
    /** Largest dt / tau: each halving of A dt that it takes doubles the rounding error, 2^-53 to begin with. */
    private static final double STIFFEST = 1e5;

    private final Kernels kernels;
    /** One of each a unit; one in all where units are alike. */
    private final AffineMap[] map;

    private final AffineMap[] decaying;
    private final AffineMap[] alwaysHeld;
    /** Elements that a map advances. */
    private final int elements;

    private final AffineMap.Buffer buffer;

    /**
     * @param layout a state with the readouts that are to be kept
     * @param inputs currents; conductances are not linear and are rejected
     */
    public ExactPropagator(CompartmentState layout, List<? extends Input> inputs, double dtMs, Kernels kernels) {
        this(layout, List.of(layout.cell()), List.of(inputs), Integer.MAX_VALUE, dtMs, kernels);
    }

    /**
     * Of units that differ.
     *
     * @param layout a state with the readouts that are to be kept
     * @param cells one a unit, with the compartments of the layout
     * @param inputs currents, as many in each unit
     * @param elements of the state that belong to a unit: the first so many to the first, and so on
     */
    public static ExactPropagator ofUnits(
            CompartmentState layout,
            List<PyramidalCell> cells,
            List<? extends List<? extends Input>> inputs,
            int elements,
            double dtMs,
            Kernels kernels) {
        return new ExactPropagator(layout, cells, inputs, elements, dtMs, kernels);
    }

    private ExactPropagator(
            CompartmentState layout,
            List<PyramidalCell> cells,
            List<? extends List<? extends Input>> inputs,
            int elements,
            double dtMs,
            Kernels kernels) {
        this.kernels = kernels;
        this.elements = elements;
        int units = cells.size();
        map = new AffineMap[units];
        decaying = new AffineMap[units];
        alwaysHeld = new AffineMap[units];
        for (int unit = 0; unit < units; unit++) {
            make(unit, layout.of(cells.get(unit)), inputs.get(unit), dtMs);
        }
        buffer = map[0].buffer();
    }

    private void make(int unit, CompartmentState layout, List<? extends Input> inputs, double dtMs) {
        Require.positive("dtMs", dtMs, "ms");
        for (Input input : inputs) {
            Require.that(
                    input.unit().equals("pA"),
                    "ExactPropagator.inputs",
                    "must be currents: conductances are not linear",
                    input.name());
        }
        double[] tau = TimeConstants.ofMs(layout.cell());
        Require.that(
                tau[tau.length - 1] * STIFFEST >= dtMs,
                "ExactPropagator.dtMs",
                "must be at most " + STIFFEST + " times the fastest time constant, " + tau[tau.length - 1] + " ms",
                dtMs);
        int states = layout.cell().compartments();
        int rows = layout.arrays().length;
        double[] free = coefficients(layout, inputs, dtMs, false);
        double[] held = coefficients(layout, inputs, dtMs, true);
        // dendrites that do not see the soma go on as if it were free
        map[unit] = layout.cell().coupling() == Coupling.DENDRITE_TO_SOMA
                ? new AffineMap(rows, states, inputs.size(), free)
                : new AffineMap(rows, states, inputs.size(), free, held);
        decaying[unit] = map[unit].decaying(inputs.stream()
                .mapToDouble(input -> Math.exp(-dtMs * input.decayPerMs()))
                .toArray());
        alwaysHeld[unit] = new AffineMap(rows, states, inputs.size(), held);
    }

    /** A: rows and columns V, I, integral of V. */
    private static DMatrixRMaj system(PyramidalCell cell, List<? extends Input> inputs, boolean held) {
        int n = cell.compartments();
        int m = inputs.size();
        double[][] g = cell.conductanceMatrixNanoS();
        double[] c = cell.capacitancesPicoF();
        DMatrixRMaj a = new DMatrixRMaj(2 * n + m, 2 * n + m);
        for (int i = 0; i < n; i++) {
            a.set(n + m + i, i, 1);
            for (int j = 0; j < n && !(held && i == 0); j++) {
                a.set(i, j, -g[i][j] / c[i]);
            }
        }
        for (int k = 0; k < m; k++) {
            double[] share = cell.share(inputs.get(k).site());
            for (int i = held ? 1 : 0; i < n; i++) {
                a.set(i, n + k, share[i] / c[i]);
            }
            a.set(n + k, n + k, -inputs.get(k).decayPerMs());
        }
        return a;
    }

    /**
     * A row for each array of the state: a constant, since the propagator acts on V - E_L, then the coefficients of the potentials and of the
     * inputs.
     */
    private static double[] coefficients(
            CompartmentState layout, List<? extends Input> inputs, double dtMs, boolean held) {
        PyramidalCell cell = layout.cell();
        int n = cell.compartments();
        int m = inputs.size();
        DMatrixRMaj p = MatrixExponential.of(system(cell, inputs, held), dtMs);
        int stride = 1 + n + m;
        double[] c = new double[layout.arrays().length * stride];
        for (int row = 0; row < layout.arrays().length; row++) {
            for (int i = 0; i < n; i++) {
                double weight = row == i ? 1 : 0;
                int source = i;
                if (row >= n) {
                    CompartmentState.Readout readout = layout.readouts().get(row - n);
                    weight = readout.share()[i] / (readout.stepMean() ? dtMs : 1);
                    source = readout.stepMean() ? n + m + i : i;
                }
                for (int j = 0; j < n + m; j++) {
                    c[row * stride + 1 + j] += weight * p.get(source, j);
                }
            }
            double constant = cell.restMv();
            for (int j = 0; j < n; j++) {
                constant -= c[row * stride + 1 + j] * cell.restMv();
            }
            c[row * stride] = constant;
        }
        return c;
    }

    /**
     * Advances n elements whose somata are free.
     *
     * @param state modified from element {@code from} on
     * @param input currents (pA) into the same elements, from {@code inputFrom} on; not modified
     */
    public void advanceFree(CompartmentState state, int from, double[][] input, int inputFrom, int n) {
        advance(map, state, from, input, inputFrom, n, null, 0);
    }

    /** The same for somata that are held: the dendrites go on, V_s stays. */
    public void advanceHeld(CompartmentState state, int from, double[][] input, int inputFrom, int n) {
        advance(alwaysHeld, state, from, input, inputFrom, n, null, 0);
    }

    /** The same for somata that are held while {@code heldUntil > now}, element by element, and free otherwise. */
    public void advance(
            CompartmentState state, int from, double[][] input, int inputFrom, int n, double[] heldUntil, double now) {
        advance(map, state, from, input, inputFrom, n, heldUntil, now);
    }

    /**
     * A step of elements that share no input: potentials as in {@link #advance}, then the decay of the currents.
     *
     * @param input modified
     * @param heldUntil null if no soma is held
     */
    public void advanceAndDecay(
            CompartmentState state, int from, double[][] input, int inputFrom, int n, double[] heldUntil, double now) {
        advance(decaying, state, from, input, inputFrom, n, heldUntil, now);
    }

    /** Unit by unit, as far as each reaches. */
    private void advance(
            AffineMap[] maps,
            CompartmentState state,
            int from,
            double[][] input,
            int inputFrom,
            int n,
            double[] heldUntil,
            double now) {
        int done = 0;
        while (done < n) {
            int unit = (from + done) / elements;
            int part = Math.min(n - done, elements - (from + done) % elements);
            kernels.advance(
                    maps[unit], state.arrays(), from + done, input, inputFrom + done, part, heldUntil, now, buffer);
            done += part;
        }
    }
}
