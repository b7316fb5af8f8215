package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;

/** phi(v) = tanh(v). */
public record Tanh() implements TransferFunction {
    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public double value(double v) {
        return StrictMath.tanh(v);
    }

    @Override
    public double derivative(double v) {
        double r = StrictMath.tanh(v);
        return 1 - r * r;
    }

    @Override
    public void apply(Kernels kernels, double[] v, double[] r, int n) {
        kernels.tanh(v, r, n);
    }

    @Override
    public void slopes(double[] v, double[] r, double[] slope, int n) {
        for (int i = 0; i < n; i++) {
            slope[i] = 1 - r[i] * r[i];
        }
    }
}
