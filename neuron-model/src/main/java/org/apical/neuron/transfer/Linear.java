package org.apical.neuron.transfer;

/** phi(v) = v. */
public record Linear() implements TransferFunction {
    @Override
    public String name() {
        return "linear";
    }

    @Override
    public double value(double v) {
        return v;
    }

    @Override
    public double derivative(double v) {
        return 1;
    }
}
