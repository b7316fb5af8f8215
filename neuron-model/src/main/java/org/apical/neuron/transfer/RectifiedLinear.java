package org.apical.neuron.transfer;

import org.apical.neuron.parameter.Require;

/**
 * phi(v) = max(v, floor): linear down to where the firing rate nu_0 + nu_1 r is zero, floor = -nu_0 / nu_1. The derivative at the floor is
 * taken as 1. Floor 0 is the relu.
 */
public record RectifiedLinear(double floor) implements TransferFunction {
    public RectifiedLinear {
        Require.finite("RectifiedLinear.floor", floor, "(dimensionless)");
    }

    @Override
    public String name() {
        return floor == 0 ? "relu" : "max(v, " + floor + ")";
    }

    @Override
    public double value(double v) {
        return Math.max(v, floor);
    }

    @Override
    public double derivative(double v) {
        return v >= floor ? 1 : 0;
    }
}
