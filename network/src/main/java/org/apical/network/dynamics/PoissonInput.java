package org.apical.network.dynamics;

import java.util.Arrays;
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
 * steps, they are drawn from the superposition of all its units; in one of many units of which
 * most are silent, only the others are drawn, steps ahead ({@link PoissonBlocks}). A lane's own rates decide.
 */
public final class PoissonInput implements InputSource {
    /** Mean count of a unit below which spikes are drawn one by one: a draw of the whole layer costs a uniform number a unit. */
    private static final double RARE = 0.1;
    /** Share of units that can fire up to which only they are drawn, steps ahead ({@link PoissonBlocks}). */
    private static final double FEW = 0.5;
    /** Units from which on that is asked: the table of a source is made once a presentation, and few sources are drawn as fast as it. */
    private static final int MANY = 256;

    private final int number;
    private final RateCode code;
    private final double spikesPerHz;
    /** Null where none is kept. */
    private final SpikeTrace trace;

    private final double[] mean;
    private final PoissonSampler sampler;
    private final RareSpikes rareSpikes;
    private final double[] counts;
    private final PoissonBlocks blocks;
    /** Counts of lanes that are not drawn ahead, beside lanes that are. */
    private double[] others;
    /** Where counts of the lanes in which events are rare are not zero. */
    private final SpikeList where;

    private RandomGenerator[] random;
    private final boolean[] rare;
    private final boolean[] dense;
    private int rareLanes;
    private int aheadLanes;

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
        this.blocks = new PoissonBlocks(lanes);
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
        if (aheadLanes > 0 && aheadLanes < rare.length) {
            others = others == null ? new double[mean.length] : others;
            Arrays.fill(others, 0);
            blocks.beside(others);
        }
        if (trace != null) {
            trace.settle(mean);
        }
    }

    private void chooseByLane() {
        int lanes = rare.length;
        int units = mean.length / lanes;
        rareLanes = 0;
        aheadLanes = 0;
        blocks.begin();
        for (int lane = 0; lane < lanes; lane++) {
            double sum = 0;
            double largest = 0;
            int firing = 0;
            for (int k = lane; k < mean.length; k += lanes) {
                sum += mean[k];
                largest = Math.max(largest, mean[k]);
                firing += mean[k] > 0 ? 1 : 0;
            }
            rare[lane] = sum < RARE * units;
            boolean ahead =
                    !rare[lane] && units >= MANY && firing <= FEW * units && largest <= PoissonBlocks.LARGEST_MEAN;
            if (ahead) {
                blocks.lane(lane, mean, random[lane]);
            }
            dense[lane] = !rare[lane] && !ahead;
            rareLanes += rare[lane] ? 1 : 0;
            aheadLanes += ahead ? 1 : 0;
        }
    }

    private boolean allRare() {
        return rareLanes == rare.length;
    }

    @Override
    public void advance() {
        double[] drawn = aheadLanes == 0 ? counts : others;
        if (rareLanes + aheadLanes < rare.length) {
            sampler.next(random, mean, drawn);
        }
        if (rareLanes > 0) {
            rareSpikes.next(random, drawn, where);
        }
        if (aheadLanes > 0) {
            blocks.advance();
            if (aheadLanes < rare.length) {
                System.arraycopy(others, 0, counts, 0, counts.length);
            }
            blocks.write(counts);
        }
        if (trace != null) {
            trace.add(counts, where());
        }
    }

    @Override
    public Ahead ahead() {
        return aheadLanes == 0 ? null : blocks;
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
        return trace == null ? null : trace.decay(new Jumps());
    }

    @Override
    public double[] trace() {
        return trace.rate();
    }

    @Override
    public boolean constant() {
        return false;
    }

    /** Where the trace jumps. */
    private final class Jumps implements TraceDecay.Jumps {
        @Override
        public SpikeList inLastStep() {
            return where();
        }

        @Override
        public int[] moving(int lane) {
            return blocks.sources(lane);
        }
    }
}
