package org.apical.plasticity.training;

import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.update.FeedbackUpdate;

/** A feedback rule at the apical synapses of every layer of one simulation, plastic while the controller is on. Allocates nothing in a step. */
public final class ApicalPlasticity implements StepObserver {
    private final int onset;
    private final double[][] weights;
    private final FeedbackRule.Synapses[] synapses;

    /** Plastic from the onset of control. */
    public ApicalPlasticity(FeedbackRule rule, Simulation simulation) {
        this(rule, simulation, 0);
    }

    /** @param onset first controlled step in which weights change */
    public ApicalPlasticity(FeedbackRule rule, Simulation simulation, int onset) {
        this.onset = onset;
        this.weights = new double[simulation.layers()][];
        this.synapses = new FeedbackRule.Synapses[weights.length];
        for (int l = 0; l < weights.length; l++) {
            var view = simulation.apicalSynapses(l);
            weights[l] = new double[view.post().units() * view.pre().units()];
            synapses[l] = rule.at(view.with(weights[l]));
        }
    }

    /** A presentation begins, with these weights. */
    public void begin(NetworkWeights of) {
        for (int l = 0; l < weights.length; l++) {
            System.arraycopy(of.feedback(l), 0, weights[l], 0, weights[l].length);
            synapses[l].begin();
        }
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        boolean plastic = controlled && step >= onset;
        for (FeedbackRule.Synapses layer : synapses) {
            layer.step(plastic);
        }
    }

    /** Adds factor times dQ of the presentation just seen, summed over lanes. */
    public void addTo(FeedbackUpdate update, double factor) {
        for (int l = 0; l < synapses.length; l++) {
            synapses[l].addTo(update.feedback(l), factor);
        }
    }
}
