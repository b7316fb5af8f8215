package org.apical.neuron.reduction;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.transfer.FiringRate;
import org.apical.neuron.transfer.TransferFunction;

/**
 * rho(V_s) = max(0, nu_0 + nu_1 phi(v)), v the abstract potential of V_s: the firing rate that carries an abstract unit.
 *
 * @param argument v, of units with thresholds of their own less these
 * @param transfer phi
 * @param rates nu_0 and nu_1
 */
public record CodedRate(TransferArgument argument, TransferFunction transfer, RateCode rates) implements FiringRate {

    /** Of units with one threshold. */
    public CodedRate(RateReduction reduction, TransferFunction transfer) {
        this(TransferArgument.of(reduction), transfer, reduction.code().rates());
    }

    /** Of the first unit. */
    @Override
    public double hz(double somaMv) {
        return Math.max(0, rates.hz(transfer.value(argument.value(0, somaMv))));
    }

    @Override
    public void fill(Kernels kernels, double[] somaMv, int from, double[] hz, int n) {
        argument.fill(somaMv, from, hz, n);
        transfer.apply(kernels, hz, hz, n);
        for (int k = 0; k < n; k++) {
            hz[k] = Math.max(0, rates.hz(hz[k]));
        }
    }
}
