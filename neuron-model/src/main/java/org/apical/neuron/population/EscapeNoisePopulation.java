package org.apical.neuron.population;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.InputCurrents;
import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.random.PoissonSampler;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Populations with escape noise. The N neurons of a unit share V_s, V_b, V_a, so one set of compartments stands for all of them and their
 * spikes in a step are a Poisson number of mean N rho(V_s) dt.
 */
public final class EscapeNoisePopulation implements SpikingPopulation {
    private final int lanes;
    private final int units;
    private final int size;
    private final int neurons;
    private final RateReduction reduction;
    private final ExpectedCounts expected;
    private final SpikingIntegration integration;
    private final CompartmentState state;
    private final InputCurrents input;
    private final double[] counts;
    private final double[] mean;
    private final PoissonSampler sampler;

    public EscapeNoisePopulation(
            EscapeNoise escape,
            RateReduction reduction,
            TransferFunction transfer,
            SpikingIntegration integration,
            Kernels kernels,
            double dtMs,
            int units,
            int lanes) {
        this.units = units;
        this.lanes = lanes;
        this.size = units * lanes;
        this.neurons = escape.neurons();
        this.reduction = reduction;
        this.expected = new ExpectedCounts(reduction, transfer, kernels, neurons, dtMs);
        this.integration = integration;
        this.state = new CompartmentState(size);
        this.input = new InputCurrents(size);
        this.counts = new double[size];
        this.mean = new double[size];
        this.sampler = new PoissonSampler(kernels, units, lanes);
        reset();
    }

    @Override
    public int neuronsPerUnit() {
        return neurons;
    }

    @Override
    public void reset() {
        state.rest(reduction.cell().restMv());
        input.clear();
        Arrays.fill(counts, 0);
    }

    @Override
    public void settle(double[] kickPicoA) {
        integration.settle(state, input, kickPicoA, size);
        expected.fill(state.somaMv(), counts, size);
    }

    @Override
    public InputCurrents input() {
        return input;
    }

    @Override
    public void advance(RandomGenerator[] random) {
        integration.advanceFree(state, 0, input, 0, size);
        integration.decay(input, size);
        expected.fill(state.somaMv(), mean, size);
        sampler.mean(mean);
        sampler.next(random, mean, counts);
    }

    @Override
    public double[] spikeCounts() {
        return counts;
    }

    @Override
    public void spikes(int lane, RandomGenerator random, SpikeSink sink) {
        for (int unit = 0; unit < units; unit++) {
            for (int k = 0; k < counts[unit * lanes + lane]; k++) {
                sink.spike(unit, random.nextInt(neurons));
            }
        }
    }

    @Override
    public CompartmentState meanState() {
        return state;
    }
}
