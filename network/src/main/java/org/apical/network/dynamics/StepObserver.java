package org.apical.network.dynamics;

/** Watches a simulation from outside, once a time step. */
@FunctionalInterface
public interface StepObserver {
    /**
     * Called after each step.
     *
     * @param controlled whether the controller is on
     * @param step 0 .. steps - 1 in the controlled phase; in the free phase -freeSteps .. -1
     */
    void onStep(boolean controlled, int step, Simulation state);
}
