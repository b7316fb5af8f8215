package org.apical.neuron.soma;

import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;

/**
 * A current into the soma beside its leak, and variables x of the soma's own:
 *
 * <pre>
 * C_s dV_s/dt = leak + axial + synaptic + I(V_s, x)        dx_k/dt = f_k(V_s, x)        spike: x_k := x_k + jump_k
 * </pre>
 *
 * In all right-hand sides V_s is read as min(V_s, highest): within the step that carries the spike I may leave the range of numbers.
 */
public interface SomaticCurrent {

    /** The variables x by name; none may be that of an input. */
    default List<String> variables() {
        return List.of();
    }

    /** Potential (mV) above which V_s is not read. */
    double highestMv();

    /**
     * Adds I to the current into the soma, and sets the slopes of x.
     *
     * @param somaMv V_s, at most {@link #highestMv}; this and the other arrays from element 0 on
     * @param x [variable][element]
     * @param n elements
     * @param picoA added to
     * @param slope dx/dt per ms, [variable][element]; written
     */
    void add(
            PyramidalCell cell,
            Kernels kernels,
            double[] somaMv,
            double[][] x,
            int n,
            double[] picoA,
            double[][] slope);

    /** What a spike adds to a variable. */
    default double jump(int variable) {
        return 0;
    }

    /** A variable on average at a depolarisation (mV) and a firing rate (Hz): where a population sets out. */
    default double mean(int variable, double depolarisationMv, double hz) {
        return 0;
    }

    /** Fastest time constant (ms) that the variables bring with them; infinite without one. */
    default double fastestMs(PyramidalCell cell) {
        return Double.POSITIVE_INFINITY;
    }

    /** Throws unless a cell can have it. */
    default void require(PyramidalCell cell) {}
}
