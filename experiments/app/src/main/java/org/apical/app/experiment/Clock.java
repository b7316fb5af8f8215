package org.apical.app.experiment;

import java.util.Optional;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Onset;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** Time: its step, its unit, and the phases of a presentation. */
public record Clock(
        @Key(value = "time step", or = "1", above = 0) double dtMs,

        @Key(value = "tau_u, the unit of time of the abstract equations", or = "100", above = 0)
        double tauUMs,

        @Key(value = "free phase of F3, and of all where something recurs", or = "300", least = 0)
        double freeMs,

        @Key(
                value =
                        "what comes before the input: settled, the network begins in its feedforward state; blank, in that of no input, so that all formulations have a free phase",
                or = "settled")
        Onset onset,

        @Key(value = "of that, what passes before the output is read", or = "50", least = 0)
        double warmupMs,

        @Key(value = "controlled phase, from the state in which control sets in to its last", or = "500", least = 0)
        double controlledMs,

        @Key(value = "free phase of F3 in tests; default: freeMs", least = 0)
        Optional<Double> readoutMs,

        @Key(value = "tau_v of F1; default: that of the soma of the cell", above = 0)
        Optional<Double> tauVMs,

        @Key("what a layer sees of the layer below in a step; default: previous step in F3, else instantaneous")
        Optional<Transmission> transmission,

        @Key(value = "whether dendrites see the new control in the same step", or = "proactive")
        ControlTiming control,

        @Key(
                value =
                        "of the controlled phase that is learned from: euler, with steps of dtMs, or adaptive, the limit dt -> 0 (F1 alone, plain chains under an ideal controller)",
                or = "euler")
        Integration integration) {
    private static final double MOST_STEPS = 1e8;

    public Clock {
        Require.that(
                warmupMs < freeMs || freeMs == 0 || warmupMs == 0,
                "timing.warmupMs",
                "must be below freeMs = " + freeMs + " ms",
                warmupMs);
        Require.that(
                (freeMs + controlledMs) / dtMs <= MOST_STEPS,
                "timing.controlledMs",
                "must take at most 1e8 steps together with freeMs, here " + (freeMs + controlledMs) / dtMs,
                controlledMs);
        Require.that(
                onset == Onset.SETTLED || freeMs > 0,
                "timing.freeMs",
                "must be above 0 after a blank: control begins in a feedforward state",
                freeMs);
        Grid.steps("timing.freeMs", freeMs, dtMs);
        Grid.steps("timing.warmupMs", warmupMs, dtMs);
        Grid.steps("timing.controlledMs", controlledMs, dtMs);
        readoutMs.ifPresent(ms -> Grid.steps("timing.readoutMs", ms, dtMs));
    }

    /** The same with another controlled phase. */
    Clock during(double otherMs) {
        return new Clock(
                dtMs, tauUMs, freeMs, onset, warmupMs, otherMs, readoutMs, tauVMs, transmission, control, integration);
    }

    /**
     * Timing of a presentation.
     *
     * @param free whether it has a free phase in any case; else its feedforward state is known, unless nothing came before
     * @param usual transmission of the formulation
     */
    Timing timing(boolean free, Transmission usual) {
        int freeSteps = free || onset == Onset.BLANK ? Grid.steps("timing.freeMs", freeMs, dtMs) : 0;
        return new Timing(
                freeSteps,
                freeSteps > 0 ? Grid.steps("timing.warmupMs", warmupMs, dtMs) : 0,
                1 + Grid.steps("timing.controlledMs", controlledMs, dtMs),
                dtMs / tauUMs,
                tauUMs,
                transmission.orElse(usual),
                control,
                onset);
    }
}
