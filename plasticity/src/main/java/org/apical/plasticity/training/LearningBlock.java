package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;

/** A block of lanes of a network that learns: its simulation, and what watches it. Not thread-safe. */
class LearningBlock {
    final Simulation simulation;
    private final DivergenceGuard guard;

    LearningBlock(Formulation formulation, DivergenceLimits limits, int lanes) {
        simulation = formulation.simulation(lanes);
        guard = new DivergenceGuard(formulation, simulation, limits);
    }

    /**
     * Shows the block its samples.
     *
     * @param observers see each step before it is judged
     * @throws DivergenceException if the presentation diverges
     */
    void present(SynapticWeights weights, Presentation samples, OutputTarget target, StepObserver... observers) {
        StepObserver[] all = java.util.Arrays.copyOf(observers, observers.length + 1);
        all[observers.length] = guard;
        guard.watch(() -> simulation.present(weights, samples, target, all));
    }

    /** The free phase alone. */
    void free(SynapticWeights weights, Presentation samples) {
        guard.watch(() -> simulation.free(weights, samples, guard));
    }
}
