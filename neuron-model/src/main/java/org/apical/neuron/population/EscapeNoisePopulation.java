package org.apical.neuron.population;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.random.PoissonSampler;
import org.apical.neuron.reduction.CodedRate;
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
    private final CodedRate intensity;
    private final Kernels kernels;
    private final double spikesPerHz;
    private final ExactPropagator propagator;
    private final CompartmentState state;
    private final InputCurrents input;
    private final double synapticDecay;
    private final MeanInput meanInput;
    private final double[] counts;
    private final double[] mean;
    private final PoissonSampler sampler;

    EscapeNoisePopulation(
            int neurons,
            RateReduction reduction,
            TransferFunction transfer,
            double synapseTauMs,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes) {
        this.units = units;
        this.lanes = lanes;
        this.size = units * lanes;
        this.neurons = neurons;
        this.reduction = reduction;
        this.intensity = new CodedRate(reduction, transfer);
        this.kernels = kernels;
        this.spikesPerHz = neurons * dtMs / 1000;
        this.state = CompartmentState.withBasalMean(reduction.cell(), size);
        this.propagator = new ExactPropagator(state, InputCurrents.inputs(synapseTauMs), dtMs, kernels);
        this.input = new InputCurrents(new double[4][size]);
        this.synapticDecay = Math.exp(-dtMs / synapseTauMs);
        this.meanInput = new MeanInput(reduction.cell(), synapseTauMs, dtMs, size);
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
        meanInput.settle(state, input, kickPicoA);
        expectedCounts(counts);
    }

    private void expectedCounts(double[] expected) {
        intensity.fill(kernels, state.somaMv(), 0, expected, size);
        for (int k = 0; k < size; k++) {
            expected[k] *= spikesPerHz;
        }
    }

    @Override
    public InputCurrents input() {
        return input;
    }

    @Override
    public void advance(RandomGenerator[] random) {
        propagator.advanceFree(state, 0, input.arrays(), 0, size);
        double[] basal = input.basalSynapticPicoA();
        double[] apical = input.apicalSynapticPicoA();
        for (int k = 0; k < size; k++) {
            basal[k] *= synapticDecay;
            apical[k] *= synapticDecay;
        }
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
