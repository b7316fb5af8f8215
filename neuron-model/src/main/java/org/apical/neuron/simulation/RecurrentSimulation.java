package org.apical.neuron.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.projection.SparseProjection;
import org.apical.neuron.projection.SparseWeights;

/**
 * A recurrent network in time: neurons that send their spikes to each other through sparse synapses. The neurons may be cut into parts, each a {@link NeuronSimulation} on a thread of its own; after
 * each step the parts hand their spikes to all, in the order of the neurons. Step n: a part advances, its observers see its spikes labelled n; what arrives through synapses is added to its input,
 * then what its stimulus adds.
 *
 * <p>No bit depends on how the neurons are cut, as long as no stimulus does.
 */
public final class RecurrentSimulation {
    /** First neuron of each part. */
    private final int[] first;

    private final SparseProjection[] projections;
    private final NeuronSimulation[] parts;
    private final StepBarrier barrier;
    /** Spikes of the parts in an even and in an odd step: while some still read those of a step, others write those of the next. */
    private final SpikeList[][] sent;

    /**
     * Some of the neurons, one after the other.
     *
     * @param neurons each with inputs of its own
     * @param stimulus what else drives them; sees them as a population of their own
     */
    public record Part(NeuronPopulation neurons, Stimulus stimulus, List<NeuronObserver> observers) {
        public Part {
            observers = List.copyOf(observers);
            Require.that(
                    neurons.layout().neuronsPerUnit() == 1,
                    "RecurrentSimulation.Part.neurons",
                    "must have inputs of their own, one neuron a unit",
                    neurons.layout().neuronsPerUnit());
        }
    }

    /**
     * @param parts in the order of the neurons, without randomness of their own, cut where tiles of the weights end
     * @param input of the neurons on which the synapses end
     */
    public RecurrentSimulation(List<Part> parts, String input, SparseWeights weights) {
        Require.that(!parts.isEmpty(), "RecurrentSimulation.parts", "must not be empty", parts);
        int count = parts.size();
        this.first = new int[count];
        this.projections = new SparseProjection[count];
        this.parts = new NeuronSimulation[count];
        this.sent = new SpikeList[2][count];
        this.barrier = new StepBarrier(count);
        int neurons = 0;
        for (int p = 0; p < count; p++) {
            NeuronPopulation population = parts.get(p).neurons();
            int lanes = population.layout().lanes();
            first[p] = neurons;
            projections[p] = new SparseProjection(population, input, weights, neurons);
            neurons += population.layout().units();
            sent[0][p] = new SpikeList(lanes);
            sent[1][p] = new SpikeList(lanes);
            this.parts[p] = new NeuronSimulation(
                    population,
                    new Exchange(p, lanes, parts.get(p).stimulus()),
                    parts.get(p).observers().toArray(NeuronObserver[]::new));
        }
        Require.that(
                neurons == weights.units() && neurons == weights.presynaptic(),
                "RecurrentSimulation.parts",
                "must hold the " + weights.presynaptic() + " sources and " + weights.units() + " units of the weights",
                neurons);
    }

    /**
     * Takes further steps.
     *
     * @throws IllegalStateException if the thread that waits is interrupted
     */
    public void run(int steps) {
        Require.atLeast("RecurrentSimulation.steps", steps, 0);
        List<Thread> others = new ArrayList<>();
        for (int p = 1; p < parts.length; p++) {
            int part = p;
            Thread thread = new Thread(() -> run(part, steps), "apical-part-" + part);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        run(0, steps);
        try {
            for (Thread thread : others) {
                thread.join();
            }
        } catch (InterruptedException e) {
            barrier.fail(new IllegalStateException("interrupted while parts of a network were running", e));
            Thread.currentThread().interrupt();
        }
        barrier.rethrow();
    }

    private void run(int part, int steps) {
        try {
            parts[part].run(steps);
        } catch (StepBarrier.Broken e) {
            // another part has failed, and said why
        } catch (RuntimeException | Error e) {
            barrier.fail(e);
        }
    }

    /** What arrives at a part after its step: the spikes of all, then its stimulus. */
    private final class Exchange implements Stimulus {
        private final int part;
        private final Stimulus stimulus;
        private final SpikeList all;

        Exchange(int part, int lanes, Stimulus stimulus) {
            this.part = part;
            this.stimulus = stimulus;
            this.all = new SpikeList(lanes);
        }

        @Override
        public void currents(int step, NeuronPopulation neurons) {
            stimulus.currents(step, neurons);
        }

        @Override
        public void spikes(int step, NeuronPopulation neurons) {
            SpikeList[] now = sent[step & 1];
            now[part].copy(neurons.spikes());
            barrier.await();
            all.clear();
            int lanes = neurons.layout().lanes();
            for (int p = 0; p < now.length; p++) {
                for (int k = 0; k < now[p].size(); k++) {
                    all.add(first[p] * lanes + now[p].element(k));
                }
            }
            projections[part].transmit(all);
            stimulus.spikes(step, neurons);
        }
    }
}
