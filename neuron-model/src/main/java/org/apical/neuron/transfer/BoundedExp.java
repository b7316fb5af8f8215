package org.apical.neuron.transfer;

import org.apical.neuron.kernel.Kernels;

/** exp within the range of {@link Kernels#exp}, so that the rate of one neuron is that of many also at potentials beyond reason. */
final class BoundedExp {
    private BoundedExp() {}

    static double of(double x) {
        return StrictMath.exp(Math.max(-Kernels.LARGEST_EXPONENT, Math.min(Kernels.LARGEST_EXPONENT, x)));
    }
}
