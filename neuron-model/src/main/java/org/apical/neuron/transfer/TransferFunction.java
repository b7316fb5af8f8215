package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;

/** The transfer function r = phi(v) of a unit; v and r are dimensionless. */
public sealed interface TransferFunction permits Tanh, Sigmoid, RectifiedLinear, Linear, FiCurveTransfer {

    /** Name used in files and messages. */
    String name();

    /** phi(v). */
    double value(double v);

    /** phi'(v). */
    double derivative(double v);

    /** r := phi(v) for the first n elements; {@code v == r} is allowed. */
    default void apply(Kernels kernels, double[] v, double[] r, int n) {
        for (int i = 0; i < n; i++) {
            r[i] = value(v[i]);
        }
    }

    /**
     * slope := phi'(v) for the first n elements.
     *
     * @param r phi(v), from which some functions know their slope; not modified
     * @param slope written
     */
    default void slopes(double[] v, double[] r, double[] slope, int n) {
        for (int i = 0; i < n; i++) {
            slope[i] = derivative(v[i]);
        }
    }

    /** The closed-form function of that name: {@code tanh}, {@code sigmoid}, {@code relu} or {@code linear}. */
    static TransferFunction named(String name) {
        return switch (name) {
            case "tanh" -> new Tanh();
            case "sigmoid" -> new Sigmoid();
            case "relu" -> new RectifiedLinear(0);
            case "linear" -> new Linear();
            default ->
                throw new IllegalArgumentException(
                        "transfer function must be tanh, sigmoid, relu or linear, got '" + name + "'");
        };
    }
}
