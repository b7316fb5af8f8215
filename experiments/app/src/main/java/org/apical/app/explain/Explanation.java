package org.apical.app.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Formulations;

/**
 * What an experiment means before anything runs.
 *
 * @param layers from the first above the input
 */
public record Explanation(
        Experiment experiment,
        Formulations formulations,
        List<LayerFacts> layers,
        List<SynapseFacts> synapses,
        MemoryEstimate memory) {

    /** Explains a description, to be run on so many threads. */
    public static Explanation of(Formulations formulations, int threads) {
        return new Explanation(
                formulations.experiment(),
                formulations,
                IntStream.range(0, formulations.network().layers())
                        .mapToObj(l -> LayerFacts.of(formulations, l))
                        .toList(),
                SynapseFacts.of(formulations),
                MemoryEstimate.of(formulations, threads));
    }
}
