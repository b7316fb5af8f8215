package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;

/** Firing rate (Hz) as a function of the somatic potential (mV): the intensity of escape noise, the output of a graded soma, a f–I curve. */
@FunctionalInterface
public interface FiringRate {

    /** rho(V_s) (Hz), >= 0. */
    double hz(double somaMv);

    /** V -> rho(V - byMv): the same with a threshold that lies higher by so much (mV). */
    default FiringRate shifted(double byMv) {
        return somaMv -> hz(somaMv - byMv);
    }

    /** hz[i] := rho(somaMv[from + i]) for i = 0 .. n - 1. */
    default void fill(Kernels kernels, double[] somaMv, int from, double[] hz, int n) {
        for (int i = 0; i < n; i++) {
            hz[i] = hz(somaMv[from + i]);
        }
    }
}
