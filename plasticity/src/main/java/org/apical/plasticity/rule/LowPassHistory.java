package org.apical.plasticity.rule;

import org.apical.neuron.parameter.Sizes;

/** u of tau du/dt = -u + V, V constant over each step, read some steps later. It begins at the first V it sees, as if that had lasted for ever. */
final class LowPassHistory {
    private final double keep;
    /** Ring of the last values, [age][element]. */
    private final double[][] ring;

    private int now;
    private boolean started;

    /** @param keep exp(-dt/tau) */
    LowPassHistory(double keep, int delaySteps, int size) {
        this.keep = keep;
        Sizes.requireRoom("a delay of " + delaySteps + " steps", (delaySteps + 1.0) * size);
        this.ring = new double[delaySteps + 1][size];
    }

    void begin() {
        started = false;
    }

    /** Takes V of the new step; returns u as it was {@code delaySteps} ago, an array of the filter. */
    double[] step(double[] v) {
        if (!started) {
            for (double[] u : ring) {
                System.arraycopy(v, 0, u, 0, u.length);
            }
            started = true;
        }
        double[] last = ring[now];
        now = (now + 1) % ring.length;
        double[] u = ring[now];
        for (int k = 0; k < u.length; k++) {
            u[k] = keep * last[k] + (1 - keep) * v[k];
        }
        return ring[(now + 1) % ring.length];
    }
}
