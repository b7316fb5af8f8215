package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.rule.OnlineRule;
import org.apical.plasticity.rule.OnlineRule.OnlineSynapses;

/**
 * A spiking network whose forward weights change while it runs, as in NEST's plastic synapses: after every step w_ij := w_ij + eta (change of the step), and a spike
 * transmits the weight as it is after the step in which it was fired. One lane: the network lives through its presentations one after the other. Biases stay.
 *
 * <p>Spikes must arrive in the step after the one they were fired in (delay of one step, {@link Transmission#PREVIOUS_STEP}): then a weight is looked at when its
 * presynaptic neuron fires, and at no other time.
 *
 * <p>Not thread-safe.
 */
public final class OnlineLearning {
    private final SpikingFormulation formulation;
    private final Simulation simulation;
    private final SynapticWeights weights;
    /** One a layer. */
    private final OnlineSynapses[] synapses;

    private final StepObserver always = (controlled, step, state) -> step(true);
    private final StepObserver whileControlled = (controlled, step, state) -> step(controlled);

    /**
     * @param eta weight (pA per spike) per unit of the rule's change, summed over steps; one a layer
     * @param weights where it begins; copied
     */
    public OnlineLearning(SpikingFormulation formulation, OnlineRule rule, double[] eta, SynapticWeights weights) {
        Require.that(
                formulation.timing().transmission() == Transmission.PREVIOUS_STEP,
                "OnlineLearning.transmission",
                "must be PREVIOUS_STEP",
                formulation.timing().transmission());
        for (ProjectionDescription projection : formulation.network().forward()) {
            String name = "OnlineLearning: projection from " + projection.from() + " to " + projection.to();
            int steps = projection.delaySteps(formulation.dtMs());
            Require.that(steps <= 1, name + ".delayMs", "must be at most one step", projection.delayMs());
            Require.that(
                    projection.connectivity().dense(),
                    name + ".connectivity",
                    "must be dense: a synapse that does not exist would learn",
                    projection.connectivity());
        }
        int layers = formulation.network().layers();
        Require.that(eta.length == layers, "OnlineLearning.eta.length", "must be " + layers, eta.length);
        this.formulation = formulation;
        this.simulation = formulation.simulation(1);
        this.weights = weights.copy();
        this.synapses = new OnlineSynapses[layers];
        for (int l = 0; l < layers; l++) {
            Require.finite("OnlineLearning.eta", eta[l], "pA per spike");
            Require.that(
                    formulation
                                    .neurons()
                                    .layer(formulation.network(), l)
                                    .synapses()
                                    .basal()
                                    .signs()
                            == 1,
                    "OnlineLearning: basal synapses of "
                            + formulation.network().chain().get(l).name(),
                    "must be currents: a change may turn the sign of a weight, which a conductance has not",
                    formulation
                            .neurons()
                            .layer(formulation.network(), l)
                            .synapses()
                            .basal()
                            .title());
            double[] bySource = this.weights.forward(l).bySource();
            synapses[l] = rule.onlineAt(simulation.synapses(l), bySource, eta[l]);
        }
    }

    /**
     * Runs the free phase and learns in every step of it.
     *
     * @throws DivergenceException if a weight is no longer finite at its end
     */
    public void free(Presentation presentation, StepObserver... observers) {
        run(() -> simulation.free(weights, presentation, before(always, observers)));
    }

    /**
     * Runs a presentation and learns in its controlled phase.
     *
     * @throws DivergenceException if a weight is no longer finite at its end
     */
    public void present(Presentation presentation, OutputTarget target, StepObserver... observers) {
        run(() -> simulation.present(weights, presentation, target, before(whileControlled, observers)));
    }

    /** The weights as they are between presentations; live. */
    public SynapticWeights weights() {
        return weights;
    }

    /** What runs. */
    public Simulation simulation() {
        return simulation;
    }

    private static StepObserver[] before(StepObserver learning, StepObserver... observers) {
        StepObserver[] all = new StepObserver[observers.length + 1];
        all[0] = learning;
        System.arraycopy(observers, 0, all, 1, observers.length);
        return all;
    }

    private void run(Runnable presentation) {
        for (OnlineSynapses s : synapses) {
            s.begin();
        }
        try {
            presentation.run();
        } catch (ArithmeticException e) {
            // potentials that are not finite come of weights that are not, where such a weight is found
            end();
            throw e;
        }
        end();
    }

    private void end() {
        for (int l = 0; l < synapses.length; l++) {
            synapses[l].end();
            checkFinite(l);
            weights.forward(l).sourcesChanged();
        }
    }

    private void step(boolean plastic) {
        for (OnlineSynapses s : synapses) {
            s.step(plastic);
        }
    }

    private void checkFinite(int layer) {
        for (double w : weights.forward(layer).bySource()) {
            if (!Double.isFinite(w)) {
                throw new DivergenceException(
                        formulation.id(),
                        "a forward weight of "
                                + formulation.network().chain().get(layer).name() + " is " + w
                                + " pA, expected finite numbers; the learning rate is too high");
            }
        }
    }
}
