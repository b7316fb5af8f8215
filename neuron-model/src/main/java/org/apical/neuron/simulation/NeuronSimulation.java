package org.apical.neuron.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.parameter.Require;

/**
 * A population on its own in time. Step n: observers see the state at t_n; the stimulus sets the currents of the step; the population advances, spikes
 * and resets ({@link NeuronPopulation}); observers see the spikes labelled n; the stimulus adds the input spikes labelled n.
 */
public final class NeuronSimulation {
    private final NeuronPopulation neurons;
    private final Stimulus stimulus;
    private final List<NeuronObserver> observers;
    private final RandomGenerator[] random;
    private int step;

    /** For neurons without randomness. */
    public NeuronSimulation(NeuronPopulation neurons, Stimulus stimulus, NeuronObserver... observers) {
        this(neurons, null, stimulus, observers);
    }

    /** @param random one generator a lane */
    public NeuronSimulation(
            NeuronPopulation neurons, RandomGenerator[] random, Stimulus stimulus, NeuronObserver... observers) {
        this.neurons = neurons;
        this.stimulus = stimulus;
        this.observers = List.of(observers);
        this.random = random;
    }

    /** Takes further steps. */
    public void run(int steps) {
        Require.atLeast("NeuronSimulation.steps", steps, 0);
        for (int k = 0; k < steps; k++, step++) {
            for (NeuronObserver observer : observers) {
                observer.before(step, neurons);
            }
            stimulus.currents(step, neurons);
            if (random == null) {
                neurons.advance();
            } else {
                neurons.advance(random);
            }
            for (NeuronObserver observer : observers) {
                observer.after(step, neurons);
            }
            stimulus.spikes(step, neurons);
        }
    }

    /** Lets observers see the state after the last step, as the state before the next. */
    public void finish() {
        for (NeuronObserver observer : observers) {
            observer.before(step, neurons);
        }
    }
}
