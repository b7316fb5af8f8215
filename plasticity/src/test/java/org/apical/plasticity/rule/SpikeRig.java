package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.transfer.Sigmoid;

/** Synapses whose presynaptic trace moves as spikes make it move, with potentials and spikes of the other side drawn anew in every step. */
final class SpikeRig {
    final int units;
    final int sources;
    final int lanes;
    final double[] trace;
    final double[] spikes;
    final double[] soma;
    final double[] basal;
    final double[] output;

    private final SplittableRandom random;
    private final double spikeProbability;
    private final double resting;
    private final double keep;
    private final SpikeList jumps;
    /** Whether {@link #jumps} is told to the synapses. */
    private boolean known = true;

    SpikeRig(int units, int sources, int lanes, double spikeProbability, double resting, double keep, long seed) {
        this.units = units;
        this.sources = sources;
        this.lanes = lanes;
        this.spikeProbability = spikeProbability;
        this.resting = resting;
        this.keep = keep;
        this.random = new SplittableRandom(seed);
        this.jumps = new SpikeList(lanes);
        this.trace = new double[sources * lanes];
        this.spikes = new double[sources * lanes];
        this.soma = new double[units * lanes];
        this.basal = new double[units * lanes];
        this.output = new double[units * lanes];
        settle();
    }

    /** Traces anywhere, as at the beginning of a presentation; no jump is listed. */
    void settle() {
        jumps.clear();
        Arrays.fill(spikes, 0);
        for (int k = 0; k < trace.length; k++) {
            trace[k] = resting + random.nextDouble(2);
        }
        drawPostsynaptic();
    }

    void step() {
        jumps.clear();
        for (int k = 0; k < trace.length; k++) {
            trace[k] = resting + keep * (trace[k] - resting);
            spikes[k] = 0;
            if (random.nextDouble() < spikeProbability) {
                spikes[k] = 1 + random.nextInt(2);
                trace[k] += 0.7 * spikes[k];
                for (int event = 0; event < spikes[k]; event++) {
                    jumps.add(k);
                }
            }
        }
        drawPostsynaptic();
    }

    private void drawPostsynaptic() {
        for (int k = 0; k < soma.length; k++) {
            soma[k] = -60 + 8 * random.nextDouble(-1, 1);
            basal[k] = -60 + 8 * random.nextDouble(-1, 1);
            output[k] = random.nextDouble() < 0.02 ? 40 : 0;
        }
    }

    /** From now on nobody knows where the trace jumps, or everybody again. */
    void known(boolean where) {
        known = where;
    }

    /** The trace as one of spikes. */
    SynapseView events() {
        return view(new TraceDecay(resting, keep, () -> known ? jumps : null));
    }

    /** The trace as one of many spikes, but only of every second source of a lane. */
    SynapseView moving() {
        return view(new TraceDecay(resting, keep, new TraceDecay.Jumps() {
            @Override
            public SpikeList inLastStep() {
                return null;
            }

            @Override
            public int[] moving(int lane) {
                return IntStream.range(0, sources)
                        .filter(j -> (j + lane) % 2 == 0)
                        .toArray();
            }
        }));
    }

    /** Every second source of a lane rests at 0. */
    void silence() {
        for (int k = 0; k < trace.length; k++) {
            trace[k] = (k / lanes + k % lanes) % 2 == 0 ? trace[k] : 0;
        }
    }

    /** The same trace, of which nothing is known. */
    SynapseView plain() {
        return view(null);
    }

    private SynapseView view(TraceDecay decay) {
        NeuronConstants constants = new NeuronConstants(-60, 5, -61, 6, new Sigmoid());
        return new SynapseView(
                new Presynaptic(sources, trace, spikes, false, decay),
                Postsynaptic.spiking(units, soma, basal, output, null, constants),
                lanes);
    }
}
