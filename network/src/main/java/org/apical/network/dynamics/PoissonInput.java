package org.apical.network.dynamics;

import java.util.random.RandomGenerator;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.RareSpikes;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.random.PoissonSampler;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.reduction.RateCode;

/**
 * Populations of N independent Poisson neurons per unit (F3): nu = nu_0 + nu_1 r_0, rectified. Where spikes are rare, as of single neurons in short
 * steps, they are drawn from the superposition of all units of a lane.
 */
public final class PoissonInput implements InputSource {
    /** Mean count of a unit below which spikes are drawn one by one: a draw of the whole layer costs a uniform number a unit. */
    private static final double RARE = 0.1;

    private final int number;
    private final RateCode code;
    private final double spikesPerHz;
    /** Null where none is kept. */
    private final SpikeTrace trace;

    private final double[] mean;
    private final PoissonSampler sampler;
    private final RareSpikes rareSpikes;
    private final double[] counts;
    /** Where counts are not zero, while events are rare. */
    private final SpikeList where;

    private RandomGenerator[] random;
    private boolean rare;

    /** The input of a network that learns: synapses keep a trace of its spikes. */
    public PoissonInput(
            RateCode code, int neurons, double traceTauMs, double dtMs, Kernels kernels, int units, int lanes) {
        this(
                0,
                code,
                neurons,
                new SpikeTrace(code, traceTauMs, dtMs, neurons, units * lanes),
                dtMs,
                kernels,
                units,
                lanes);
    }

    /**
     * Spikes of which no trace is kept.
     *
     * @param number address of its random streams: 0 for the input, 1 + s for source s
     */
    public static PoissonInput withoutTrace(
            int number, RateCode code, int neurons, double dtMs, Kernels kernels, int units, int lanes) {
        return new PoissonInput(number, code, neurons, null, dtMs, kernels, units, lanes);
    }

    private PoissonInput(
            int number,
            RateCode code,
            int neurons,
            SpikeTrace trace,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes) {
        this.number = number;
        this.code = code;
        this.spikesPerHz = neurons * dtMs / 1000;
        this.trace = trace;
        this.mean = new double[units * lanes];
        this.sampler = new PoissonSampler(kernels, units, lanes);
        this.rareSpikes = new RareSpikes(units, lanes);
        this.counts = new double[units * lanes];
        this.where = new SpikeList(lanes);
    }

    @Override
    public void begin(Presentation presentation) {
        random = presentation.generators(Purpose.INPUT_SPIKES, number);
        double sum = 0;
        for (int k = 0; k < mean.length; k++) {
            mean[k] = Math.max(0, spikesPerHz * code.hz(presentation.rates()[k]));
            sum += mean[k];
        }
        rare = sum < RARE * mean.length;
        if (rare) {
            rareSpikes.mean(mean);
            where.all(mean.length);
        } else {
            sampler.mean(mean);
        }
        System.arraycopy(mean, 0, counts, 0, mean.length);
        if (trace != null) {
            trace.settle(mean);
        }
    }

    @Override
    public void advance() {
        if (rare) {
            rareSpikes.next(random, counts, where);
        } else {
            sampler.next(random, mean, counts);
        }
        if (trace != null) {
            trace.add(counts, where());
        }
    }

    @Override
    public double[] transmitted() {
        return counts;
    }

    @Override
    public boolean spikes() {
        return true;
    }

    @Override
    public SpikeList where() {
        return rare ? where : null;
    }

    @Override
    public TraceDecay traceDecay() {
        return trace == null ? null : trace.decay(this::where);
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
