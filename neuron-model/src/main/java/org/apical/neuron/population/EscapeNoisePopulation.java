package org.apical.neuron.population;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.random.PoissonSampler;
import org.apical.neuron.reduction.CodedRate;

/**
 * Populations with escape noise. The N neurons of a unit share V_s, V_b, V_a, so one set of compartments stands for all of them and their
 * spikes in a step are a Poisson number of mean N rho(V_s) dt.
 */
public final class EscapeNoisePopulation implements SpikingPopulation {
    private final LayerSpec layer;
    private final int neurons;
    private final CodedRate intensity;
    private final double spikesPerHz;
    private final SharedCompartments compartments;
    private final CompartmentState state;
    private final InputCurrents input;
    private final MeanInput meanInput;
    private final double[] counts;
    private final double[] mean;
    private final PoissonSampler sampler;

    EscapeNoisePopulation(int neurons, LayerSpec layer) {
        this.layer = layer;
        this.neurons = neurons;
        this.intensity = layer.rate();
        this.spikesPerHz = neurons * layer.dtMs() / 1000;
        this.compartments = SharedCompartments.of(layer);
        this.state = compartments.state();
        this.input = new InputCurrents(layer, compartments.inputs());
        this.meanInput = new MeanInput(layer);
        this.counts = new double[layer.size()];
        this.mean = new double[layer.size()];
        this.sampler = new PoissonSampler(layer.kernels(), layer.units(), layer.lanes());
        reset();
    }

    @Override
    public int neuronsPerUnit() {
        return neurons;
    }

    @Override
    public void reset() {
        state.rest(layer.reduction().cell().restMv());
        input.clear();
        Arrays.fill(counts, 0);
    }

    @Override
    public void settle(double[] basalKickPicoA, double[] apicalKickPicoA) {
        meanInput.settle(state, input, basalKickPicoA, apicalKickPicoA);
        expectedCounts(counts);
    }

    private void expectedCounts(double[] expected) {
        intensity.fill(layer.kernels(), state.somaMv(), 0, expected, layer.size());
        for (int k = 0; k < layer.size(); k++) {
            expected[k] *= spikesPerHz;
        }
    }

    @Override
    public InputCurrents input() {
        return input;
    }

    @Override
    public void advance(RandomGenerator[] random) {
        input.take();
        compartments.advance();
        expectedCounts(mean);
        sampler.mean(mean);
        sampler.next(random, mean, counts);
    }

    @Override
    public double[] spikeCounts() {
        return counts;
    }

    @Override
    public void spikes(int lane, RandomGenerator random, SpikeSink sink) {
        for (int unit = 0; unit < layer.units(); unit++) {
            for (int k = 0; k < counts[unit * layer.lanes() + lane]; k++) {
                sink.spike(unit, random.nextInt(neurons));
            }
        }
    }

    @Override
    public CompartmentState meanState() {
        return state;
    }
}
