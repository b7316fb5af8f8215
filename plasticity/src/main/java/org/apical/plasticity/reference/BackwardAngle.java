package org.apical.plasticity.reference;

import java.util.OptionalDouble;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;

/** The angle of backward weights S to the transposed forward ones, all layers that have them stacked: acos(sum S_i . W_i^T / (|S| |W|)). */
public final class BackwardAngle {
    private BackwardAngle() {}

    /** Degrees; nothing where there are no S. */
    public static OptionalDouble degrees(NetworkDescription network, NetworkWeights weights) {
        double dot = 0;
        double here = 0;
        double there = 0;
        for (int l = 1; l < network.layers(); l++) {
            double[] s = weights.backward(l);
            double[] w = weights.forward(l);
            int units = network.units(l);
            for (int k = 0; k < s.length; k++) {
                double transposed = w[k % units * network.presynapticUnits(l) + k / units];
                dot += s[k] * transposed;
                here += s[k] * s[k];
                there += transposed * transposed;
            }
        }
        return here == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, dot / Math.sqrt(here * there))))));
    }
}
