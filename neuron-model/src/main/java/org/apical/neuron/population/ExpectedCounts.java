package org.apical.neuron.population;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/** Expected spikes of a population in a step: N dt max(0, nu_0 + nu_1 phi(v)), v the abstract potential of V_s. */
final class ExpectedCounts {
    private final RateReduction reduction;
    private final TransferFunction transfer;
    private final Kernels kernels;
    private final double spikesPerHz;

    ExpectedCounts(RateReduction reduction, TransferFunction transfer, Kernels kernels, int neurons, double dtMs) {
        this.reduction = reduction;
        this.transfer = transfer;
        this.kernels = kernels;
        this.spikesPerHz = neurons * dtMs / 1000;
    }

    /** Writes the expected counts of the first n somatic potentials (mV). */
    void fill(double[] somaMv, double[] counts, int n) {
        double origin = reduction.somaMv(0);
        double scale = reduction.code().scaleMv();
        for (int k = 0; k < n; k++) {
            counts[k] = (somaMv[k] - origin) / scale;
        }
        transfer.apply(kernels, counts, counts, n);
        for (int k = 0; k < n; k++) {
            counts[k] = Math.max(0, spikesPerHz * reduction.code().rates().hz(counts[k]));
        }
    }
}
