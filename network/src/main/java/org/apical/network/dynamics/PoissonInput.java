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
 * Populations of N independent Poisson neurons per unit (F3): nu = nu_0 + nu_1 r_0, rectified. In a lane whose spikes are rare, as of single neurons in short
 * steps, they are drawn from the superposition of all its units; its own rates decide.
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
    /** Where counts of the lanes in which events are rare are not zero. */
    private final SpikeList where;

    private RandomGenerator[] random;
    private final boolean[] rare;
    private final boolean[] dense;
    private int rareLanes;

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
        this.rare = new boolean[lanes];
        this.dense = new boolean[lanes];
    }

    @Override
    public void begin(Presentation presentation) {
        random = presentation.generators(Purpose.INPUT_SPIKES, number);
        for (int k = 0; k < mean.length; k++) {
            mean[k] = Math.max(0, spikesPerHz * code.hz(presentation.rates()[k]));
        }
        chooseByLane();
        rareSpikes.mean(mean, rare);
        sampler.lanes(dense);
        sampler.mean(mean);
        where.clear();
        if (allRare()) {
            where.all(mean.length);
        }
        System.arraycopy(mean, 0, counts, 0, mean.length);
        if (trace != null) {
            trace.settle(mean);
        }
    }

    private void chooseByLane() {
        int lanes = rare.length;
        rareLanes = 0;
        for (int lane = 0; lane < lanes; lane++) {
            double sum = 0;
            for (int k = lane; k < mean.length; k += lanes) {
                sum += mean[k];
            }
            rare[lane] = sum < RARE * (mean.length / lanes);
            dense[lane] = !rare[lane];
            rareLanes += rare[lane] ? 1 : 0;
        }
    }

    private boolean allRare() {
        return rareLanes == rare.length;
    }

    @Override
    public void advance() {
        if (!allRare()) {
            sampler.next(random, mean, counts);
        }
        if (rareLanes > 0) {
            rareSpikes.next(random, counts, where);
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
        return allRare() ? where : null;
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
