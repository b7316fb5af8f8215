package org.apical.neuron.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.transfer.FiringRate;

/** No spikes: a firing rate that follows the soma. */
final class GradedMechanism implements SpikeMechanism {
    private final FiringRate rate;
    private final double[] soma;
    private final Kernels kernels;
    private final double[] rateHz;
    private final double restMv;
    private final double[] hz = new double[Stepper.BLOCK];

    /** @param rateHz written */
    GradedMechanism(FiringRate rate, double[] soma, Kernels kernels, double[] rateHz, double restMv) {
        this.rate = rate;
        this.soma = soma;
        this.kernels = kernels;
        this.rateHz = rateHz;
        this.restMv = restMv;
    }

    @Override
    public void reset() {
        Arrays.fill(rateHz, rate.hz(restMv));
    }

    @Override
    public void fire(int from, int n, double now, RandomGenerator[] random, SpikeList spikes) {
        rate.fill(kernels, soma, from, hz, n);
        System.arraycopy(hz, 0, rateHz, from, n);
    }
}
