package org.apical.neuron.population;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.reduction.CodedRate;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.transfer.TransferFunction;

/** Units whose N neurons are simulated one by one: {@link NeuronPopulation} with the inputs shared by the neurons of a unit. */
public final class IndividualPopulation implements SpikingPopulation {
    private final NeuronUnits parameters;
    private final NeuronModel model;
    private final int units;
    private final int lanes;
    private final Kernels kernels;
    private final NeuronPopulation neurons;
    private final CompartmentState mean;
    private final InputCurrents input;
    private final MeanInput meanInput;
    private final CodedRate transferRate;
    private final double spikesPerHz;
    private final double[] counts;

    IndividualPopulation(
            NeuronUnits parameters,
            RateReduction reduction,
            TransferFunction transfer,
            double synapseTauMs,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes) {
        this.parameters = parameters;
        this.model = new NeuronModel(
                reduction.cell(), InputCurrents.inputs(synapseTauMs), parameters.soma(), parameters.noiseMv());
        this.units = units;
        this.lanes = lanes;
        this.kernels = kernels;
        this.neurons = NeuronPopulation.withBasalMean(
                model, parameters.stepping(model, dtMs), new Layout(units, parameters.neurons(), lanes), kernels);
        this.mean = CompartmentState.withBasalMean(reduction.cell(), units * lanes);
        this.input = new InputCurrents(neurons.inputs());
        this.meanInput = new MeanInput(reduction.cell(), synapseTauMs, dtMs, units * lanes);
        this.transferRate = new CodedRate(reduction, transfer);
        this.spikesPerHz = parameters.neurons() * dtMs / 1000;
        this.counts = new double[units * lanes];
        reset();
    }

    @Override
    public int neuronsPerUnit() {
        return parameters.neurons();
    }

    @Override
    public void reset() {
        neurons.reset();
        mean.rest(model.cell().restMv());
        Arrays.fill(counts, 0);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The free potential gives the expected counts; the somata of a unit are spread evenly from reset to threshold, none is refractory, and
     * adaptation is at its mean for those counts.
     */
    @Override
    public void settle(double[] kickPicoA) {
        meanInput.settle(mean, input, kickPicoA);
        double[] free = mean.somaMv();
        transferRate.fill(kernels, free, 0, counts, counts.length);
        CompartmentState state = neurons.compartments();
        int n = parameters.neurons();
        for (int row = 0; row < units * n; row++) {
            for (int lane = 0; lane < lanes; lane++) {
                int from = row / n * lanes + lane;
                int to = row * lanes + lane;
                for (int c = 0; c < model.cell().compartments(); c++) {
                    state.potentialMv(c)[to] = mean.potentialMv(c)[from];
                }
                state.somaMv()[to] = startMv(free[from], (row % n + 0.5) / n);
                if (parameters.soma() instanceof AdaptiveExponential a) {
                    double depolarisation = state.somaMv()[to] - model.cell().restMv();
                    double perSpike = a.adaptationPicoA() * a.adaptationTauMs() / 1000;
                    neurons.variables().get("w")[to] = a.adaptationNanoS() * depolarisation + perSpike * counts[from];
                }
            }
        }
        state.read(0, units * n * lanes);
        neurons.forgetSpikes();
        for (int k = 0; k < counts.length; k++) {
            counts[k] *= spikesPerHz;
        }
    }

    /** Where a soma starts: part of the way from reset to threshold. */
    private double startMv(double freeMv, double part) {
        if (parameters.soma() instanceof LeakyIntegrateAndFire lif) {
            return lif.resetMv() + part * (lif.thresholdMv() - lif.resetMv());
        }
        if (parameters.soma() instanceof AdaptiveExponential a) {
            return a.resetMv() + part * (a.thresholdMv() - a.resetMv());
        }
        return freeMv;
    }

    @Override
    public InputCurrents input() {
        return input;
    }

    @Override
    public void advance(RandomGenerator[] random) {
        neurons.advance(random);
        Arrays.fill(counts, 0);
        SpikeList spikes = neurons.spikes();
        for (int k = 0; k < spikes.size(); k++) {
            counts[unit(spikes.neuron(k)) * lanes + spikes.lane(k)]++;
        }
        mean.average(neurons.compartments(), parameters.neurons(), lanes);
    }

    private int unit(int neuron) {
        return neuron / parameters.neurons();
    }

    @Override
    public double[] spikeCounts() {
        return counts;
    }

    @Override
    public void spikes(int lane, RandomGenerator random, SpikeSink sink) {
        SpikeList spikes = neurons.spikes();
        for (int k = 0; k < spikes.size(); k++) {
            if (spikes.lane(k) == lane) {
                sink.spike(unit(spikes.neuron(k)), spikes.neuron(k) % parameters.neurons());
            }
        }
    }

    @Override
    public CompartmentState meanState() {
        return mean;
    }
}
