package org.apical.network.dynamics;

import org.apical.neuron.parameter.Require;

/**
 * Time of a presentation, in steps.
 *
 * @param freeSteps steps without feedback before the target appears (0: the feedforward state is known)
 * @param warmupSteps of those, how many pass before the output is read
 * @param steps states of the controlled phase, the first one (step 0) before any control
 * @param dtOverTauU time step in units of tau_u
 */
public record Timing(
        int freeSteps,
        int warmupSteps,
        int steps,
        double dtOverTauU,
        Transmission transmission,
        ControlTiming control) {

    public Timing {
        Require.atLeast("Timing.freeSteps", freeSteps, 0);
        Require.atLeast("Timing.warmupSteps", warmupSteps, 0);
        Require.that(
                warmupSteps < freeSteps || freeSteps == 0,
                "Timing.warmupSteps",
                "must be below freeSteps = " + freeSteps,
                warmupSteps);
        Require.atLeast("Timing.steps", steps, 1);
        Require.positive("Timing.dtOverTauU", dtOverTauU, "(dimensionless)");
    }

    /** What a layer sees of the layer below within one step (physics.md 1). */
    public enum Transmission {
        /** Its new output: layers are updated in the order 1 .. L. */
        INSTANTANEOUS,
        /** Its output of the previous step. */
        PREVIOUS_STEP
    }

    /** What the apical compartments see of the controller within one step (physics.md 1). */
    public enum ControlTiming {
        /** The new control. */
        PROACTIVE,
        /** The control of the previous step. */
        REACTIVE
    }

    /** The same with other numbers of steps. */
    public Timing withSteps(int free, int warmup, int controlled) {
        return new Timing(free, warmup, controlled, dtOverTauU, transmission, control);
    }
}
