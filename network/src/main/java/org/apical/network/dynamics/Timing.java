package org.apical.network.dynamics;

import org.apical.neuron.parameter.Require;

/**
 * Time of a presentation, in steps.
 *
 * @param freeSteps steps without feedback before the target appears (0: the feedforward state is known)
 * @param warmupSteps of those, how many pass before the output is read
 * @param steps states of the controlled phase, the first one (step 0) before any control
 * @param dtOverTauU time step in units of tau_u
 * @param tauUMs tau_u in ms, which is what gives delays in ms their steps; 100 ms where nothing else is said (physics.md 5.2)
 * @param onset what the network has settled in when the input begins
 */
public record Timing(
        int freeSteps,
        int warmupSteps,
        int steps,
        double dtOverTauU,
        double tauUMs,
        Transmission transmission,
        ControlTiming control,
        Onset onset) {
    private static final double DEFAULT_TAU_U_MS = 100;

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
        Require.positive("Timing.tauUMs", tauUMs, "ms");
        Require.that(
                onset == Onset.SETTLED || freeSteps > 0,
                "Timing.freeSteps",
                "must be above 0 where the input begins after none: control begins in a feedforward state",
                freeSteps);
    }

    /** With a network that has settled in its feedforward state when its input begins. */
    public Timing(
            int freeSteps,
            int warmupSteps,
            int steps,
            double dtOverTauU,
            double tauUMs,
            Transmission transmission,
            ControlTiming control) {
        this(freeSteps, warmupSteps, steps, dtOverTauU, tauUMs, transmission, control, Onset.SETTLED);
    }

    /** With the default tau_u. */
    public Timing(
            int freeSteps,
            int warmupSteps,
            int steps,
            double dtOverTauU,
            Transmission transmission,
            ControlTiming control) {
        this(freeSteps, warmupSteps, steps, dtOverTauU, DEFAULT_TAU_U_MS, transmission, control);
    }

    /** Time step (ms). */
    public double dtMs() {
        return dtOverTauU * tauUMs;
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

    /** What the network has settled in when the input begins. */
    public enum Onset {
        /** The steady state of this input without feedback. */
        SETTLED,
        /** That of no input, r_0 = 0: what the input changes has to pass through somata. */
        BLANK
    }

    /** The same with other numbers of steps. */
    public Timing withSteps(int free, int warmup, int controlled) {
        return new Timing(free, warmup, controlled, dtOverTauU, tauUMs, transmission, control, onset);
    }

    /** The same after something else. */
    public Timing after(Onset other) {
        return new Timing(freeSteps, warmupSteps, steps, dtOverTauU, tauUMs, transmission, control, other);
    }
}
