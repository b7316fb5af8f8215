package org.apical.app.experiment;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.soma.SomaDescription;
import org.apical.neuron.soma.SomaticOutput;

/** The populations of F3. */
public record Spikes(
        @Key(value = "how neurons spike", or = "escape") SomaDescription soma,

        @Key(value = "N", or = "60", least = 1, most = Spikes.MOST_NEURONS)
        int neuronsPerUnit,

        @Key(value = "tau_b of basal synapses and presynaptic traces", or = "5", above = 0)
        double synapseTauMs,

        @Key(value = "private membrane noise of neurons that reset", or = "0", least = 0)
        double noiseMv,

        @Key(value = "longest part of a step in which a soma that carries itself up advances", or = "0.1", above = 0)
        double partMs) {
    /** Default of {@code partMs}: resolves the upstroke of published somata. */
    static final double PART_MS = 0.1;

    static final int MOST_NEURONS = 100_000;

    SpikingUnits units(double dtMs) {
        Require.that(
                noiseMv == 0 || soma.own().isPresent(),
                "spikes.noiseMv",
                "must be 0 with escape noise, which is noise enough",
                noiseMv);
        return soma.own()
                .<SpikingUnits>map(own -> new NeuronUnits(neuronsPerUnit, own, noiseMv, parts(dtMs)))
                .orElseGet(() -> new EscapeNoiseUnits(neuronsPerUnit));
    }

    /** Parts of a step (ms) in which the soma advances: one, where no current of its own carries it up. */
    int parts(double dtMs) {
        return divided() ? Math.max(1, (int) Math.ceil(dtMs / partMs - 1e-9)) : 1;
    }

    /** Whether a current of its own carries the soma up. */
    boolean divided() {
        return soma.own().flatMap(SomaticOutput::current).isPresent();
    }

    /** A time that the time step must not exceed (ms): one spike a step, where it is taken whole; infinite: none. */
    double longestStepMs() {
        double refractoryMs = soma.afterSpike().refractoryMs();
        boolean whole = soma.own().isPresent() && parts(refractoryMs) == 1;
        return whole && refractoryMs > 0 ? refractoryMs : Double.POSITIVE_INFINITY;
    }
}
