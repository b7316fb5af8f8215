package org.apical.network.dynamics;

import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.random.PoissonSampler;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.reduction.RateCode;

/** Populations of N independent Poisson neurons per input (F3): nu = nu_0 + nu_1 r_0, rectified. */
public final class PoissonInput implements InputSource {
    private final RateCode code;
    private final double spikesPerHz;
    private final SpikeTrace trace;
    private final double[] mean;
    private final PoissonSampler sampler;
    private final double[] counts;
    private RandomGenerator[] random;

    public PoissonInput(
            RateCode code, int neurons, double traceTauMs, double dtMs, Kernels kernels, int units, int lanes) {
        this.code = code;
        this.spikesPerHz = neurons * dtMs / 1000;
        this.trace = new SpikeTrace(code, traceTauMs, dtMs, neurons, units * lanes);
        this.mean = new double[units * lanes];
        this.sampler = new PoissonSampler(kernels, units, lanes);
        this.counts = new double[units * lanes];
    }

    @Override
    public void begin(Presentation presentation) {
        random = presentation.generators(Purpose.INPUT_SPIKES, 0);
        for (int k = 0; k < mean.length; k++) {
            mean[k] = Math.max(0, spikesPerHz * code.hz(presentation.rates()[k]));
        }
        sampler.mean(mean);
        System.arraycopy(mean, 0, counts, 0, mean.length);
        trace.settle(mean);
    }

    @Override
    public void advance() {
        sampler.next(random, mean, counts);
        trace.add(counts);
    }

    @Override
    public double[] transmitted() {
        return counts;
    }

    @Override
    public double[] trace() {
        return trace.rate();
    }

    @Override
    public boolean constant() {
        return false;
    }
}
