package org.apical.plasticity.reference;

import org.apical.network.theory.LinearisedNetwork;

/** Gradient descent: x = -dLoss/dr_L. */
public record Backpropagation() implements JacobianTransposed {
    @Override
    public double[] outputSignal(LinearisedNetwork network, double[] descent) {
        return descent;
    }
}
