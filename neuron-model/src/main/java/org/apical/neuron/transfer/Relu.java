package org.apical.neuron.transfer;

/** phi(v) = max(v, 0); the derivative at 0 is taken as 1. */
public record Relu() implements TransferFunction {
    @Override
    public String name() {
        return "relu";
    }

    @Override
    public double value(double v) {
        return Math.max(v, 0);
    }

    @Override
    public double derivative(double v) {
        return v >= 0 ? 1 : 0;
    }
}
