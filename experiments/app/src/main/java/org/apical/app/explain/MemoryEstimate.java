package org.apical.app.explain;

import java.util.stream.IntStream;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learners;
import org.apical.network.description.NetworkDescription;

/**
 * Memory of a run (bytes), 8 for each number, as far as it grows with the network, the data and the threads:
 *
 * <pre>
 * weights     n_w (weights, two moments of the optimiser, the update and, a thread, the weights as currents, or as what excites and what inhibits, and the sums of a block)
 * state       threads lanes (10 units + a conductance x units + neurons of their own x 8)
 * data        samples (inputs + outputs)
 * </pre>
 *
 * The JVM itself takes some 60 MB beside it.
 */
record MemoryEstimate(double weights, double state, double data) {
    private static final int BYTES = 8;
    private static final int WEIGHT_ARRAYS = 4;
    private static final int WEIGHT_ARRAYS_OF_A_THREAD = 2;
    private static final int UNIT_ARRAYS = 10;
    private static final int NEURON_ARRAYS = 8;

    static MemoryEstimate of(Formulations formulations, int threads) {
        Experiment experiment = formulations.experiment();
        NetworkDescription network = formulations.network();
        double units = network.inputs()
                + network.chain().stream().mapToDouble(l -> l.units()).sum();
        double neurons = IntStream.range(0, network.layers())
                .filter(l -> formulations.spikes(l).soma().resets())
                .mapToDouble(l -> (double) network.units(l) * formulations.neuronsPerUnit(l))
                .sum();
        double conductances = IntStream.range(0, network.layers())
                .mapToDouble(l -> (double) network.units(l)
                        * Channels.of(formulations, l, 1).size())
                .sum();
        int ofAThread = WEIGHT_ARRAYS_OF_A_THREAD + (conductances > 0 ? 1 : 0);
        double samples =
                experiment.data().map(d -> (double) d.train() + d.test()).orElse(0.0);
        return new MemoryEstimate(
                BYTES * network.weights() * (WEIGHT_ARRAYS + ofAThread * threads),
                (double) BYTES
                        * threads
                        * Learners.LANES
                        * (UNIT_ARRAYS * units + conductances + NEURON_ARRAYS * neurons),
                BYTES * samples * (network.inputs() + network.outputs()));
    }

    double bytes() {
        return weights + state + data;
    }
}
