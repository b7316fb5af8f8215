package org.apical.app.experiment;

import java.util.List;
import org.apical.neuron.parameter.Key;

/** What is kept of a run beside its scores. */
public record Kept(
        @Key(value = "weights whose presentations are recorded: initial, best (by validation), last", or = "[initial]")
        List<When> weights,

        @Key(
                value =
                        "held-out samples whose presentations under control are recorded, the first so many; none by other methods",
                or = "1",
                least = 0,
                most = 100)
        int samples,

        @Key(value = "units of each layer that are recorded, the first so many; default: all", least = 1)
        java.util.Optional<Integer> units,

        @Key(
                value = "what is recorded of them: soma, basal, apical (potentials), spikes",
                or = "[soma, basal, apical, spikes]")
        List<Variable> variables,

        @Key(
                value =
                        "training samples whose score is measured after each epoch beside the held-out ones, the first so many; 0: none",
                or = "200",
                least = 0,
                most = 1e6)
        int scored,

        @Key(value = "level of V_a above which it makes an apical event", or = "-35")
        double apicalEventMv,

        @Key(value = "time for which V_a is longer above that level in an apical event", or = "10", least = 0)
        double apicalEventMs) {
    public Kept {
        weights = List.copyOf(weights);
        variables = List.copyOf(variables);
    }

    /** Weights of a run. */
    public enum When {
        INITIAL,
        BEST,
        LAST
    }

    /** What of a unit is recorded. */
    public enum Variable {
        SOMA,
        BASAL,
        APICAL,
        SPIKES
    }
}
