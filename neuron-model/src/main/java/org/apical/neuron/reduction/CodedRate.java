package org.apical.neuron.reduction;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.transfer.FiringRate;
import org.apical.neuron.transfer.TransferFunction;

/** rho(V_s) = max(0, nu_0 + nu_1 phi(v)), v the abstract potential of V_s: the firing rate that carries an abstract unit. */
public record CodedRate(RateReduction reduction, TransferFunction transfer) implements FiringRate {

    @Override
    public double hz(double somaMv) {
        return Math.max(0, reduction.code().rates().hz(transfer.value(reduction.abstractPotential(somaMv))));
    }

    @Override
    public void fill(Kernels kernels, double[] somaMv, int from, double[] hz, int n) {
        double origin = reduction.somaMv(0);
        double scale = reduction.code().scaleMv();
        for (int k = 0; k < n; k++) {
            hz[k] = (somaMv[from + k] - origin) / scale;
        }
        transfer.apply(kernels, hz, hz, n);
        RateCode code = reduction.code().rates();
        for (int k = 0; k < n; k++) {
            hz[k] = Math.max(0, code.hz(hz[k]));
        }
    }
}
