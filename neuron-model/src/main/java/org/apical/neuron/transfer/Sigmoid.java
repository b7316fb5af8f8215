package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;

/** phi(v) = 1 / (1 + exp(-v)). */
public record Sigmoid() implements TransferFunction {
    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public double value(double v) {
        return 1 / (1 + StrictMath.exp(-v));
    }

    @Override
    public double derivative(double v) {
        double r = value(v);
        return r * (1 - r);
    }

    @Override
    public void apply(Kernels kernels, double[] v, double[] r, int n) {
        kernels.exp(v, r, n);
        for (int i = 0; i < n; i++) {
            r[i] = r[i] / (1 + r[i]);
        }
    }

    @Override
    public void slopes(double[] v, double[] r, double[] slope, int n) {
        for (int i = 0; i < n; i++) {
            slope[i] = r[i] * (1 - r[i]);
        }
    }
}
