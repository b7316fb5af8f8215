package org.apical.neuron.compartment;

import java.util.List;
import org.apical.neuron.kernel.Kernels;

/** How the compartments of graded neurons advance by a step. */
public sealed interface GradedIntegration permits ExactIntegration, QuasiStaticDendrites {

    /** The cell. */
    PyramidalCell cell();

    /** The same for another cell. */
    GradedIntegration of(PyramidalCell other);

    /** A stepper of its own for every caller: it may keep buffers. */
    default Stepper stepper(Kernels kernels) {
        return stepper(List.of(cell()), Integer.MAX_VALUE, kernels);
    }

    /**
     * The same for units that differ.
     *
     * @param cells one a unit, of the same compartments and E_L
     * @param elements that belong to a unit
     */
    Stepper stepper(List<PyramidalCell> cells, int elements, Kernels kernels);

    /** From a current into a site to the potential of the soma, step by step, in units of its steady state. */
    LinearFilter filter(String site);

    /** One time step under currents that are constant over the step. Not thread-safe. */
    @FunctionalInterface
    interface Stepper {

        /**
         * Advances the first n elements.
         *
         * @param state of {@link CompartmentState#of}; modified
         * @param basalPicoA I_b (pA), [row][lane]
         * @param apicalPicoA I_a (pA), [row][lane]
         */
        void advance(CompartmentState state, double[] basalPicoA, double[] apicalPicoA, int n);
    }
}
