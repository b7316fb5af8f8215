package org.apical.neuron.transfer;

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
}
