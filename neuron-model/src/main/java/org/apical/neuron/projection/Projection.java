package org.apical.neuron.projection;

import java.util.List;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;

/**
 * Spikes of presynaptic neurons onto the inputs of a population, all to all. With a delay of d steps a spike labelled n adds its weights at the end of
 * step n + d, and so first acts in step n + d + 1. Not thread-safe.
 */
public final class Projection {
    private final NeuronPopulation target;
    private final Weights weights;
    private final double[][] weight;
    private final double[][] input;
    private final SpikeList[] underway;
    private int now;

    /** @param delaySteps d, >= 0 */
    public Projection(NeuronPopulation target, Weights weights, int delaySteps) {
        weights.check(target);
        this.target = target;
        this.weights = weights;
        List<Weights.Part> parts = weights.parts(target.model());
        this.weight = parts.stream().map(Weights.Part::weight).toArray(double[][]::new);
        this.input = parts.stream().map(p -> target.input(p.input())).toArray(double[][]::new);
        this.underway = new SpikeList[Require.atLeast("Projection.delaySteps", delaySteps, 0) + 1];
        for (int d = 0; d < underway.length; d++) {
            underway[d] = new SpikeList(target.layout().lanes());
        }
    }

    /** Forgets the spikes that are under way. */
    public void reset() {
        for (SpikeList spikes : underway) {
            spikes.clear();
        }
    }

    /** The weights onto an input, [presynaptic][unit], as they are added to it; the live array. */
    public double[] weight(String input) {
        List<Weights.Part> parts = weights.parts(target.model());
        for (int p = 0; p < weight.length; p++) {
            if (parts.get(p).input().equals(input)) {
                return weight[p];
            }
        }
        throw new ParameterException("Projection.weight", "must name an input of the projection", input);
    }

    /** Takes the spikes of this step and delivers those of d steps before. To be called after every step of the target. */
    public void transmit(SpikeList spikes) {
        underway[now].copy(spikes);
        now = (now + 1) % underway.length;
        deliver(underway[now]);
    }

    private void deliver(SpikeList spikes) {
        int units = target.layout().units();
        int lanes = target.layout().lanes();
        for (int k = 0; k < spikes.size(); k++) {
            int pre = spikes.neuron(k);
            if (pre >= weights.presynaptic()) {
                throw new ParameterException(
                        "Projection spike", "must be of one of " + weights.presynaptic() + " presynaptic neurons", pre);
            }
            for (int p = 0; p < weight.length; p++) {
                add(weight[p], pre * units, input[p], spikes.lane(k), lanes, units);
            }
        }
    }

    private static void add(double[] weight, int row, double[] input, int lane, int lanes, int units) {
        for (int unit = 0; unit < units; unit++) {
            input[unit * lanes + lane] += weight[row + unit];
        }
    }
}
