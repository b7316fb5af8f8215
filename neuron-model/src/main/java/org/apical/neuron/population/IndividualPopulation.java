package org.apical.neuron.population;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.reduction.CodedRate;
import org.apical.neuron.soma.SomaticCurrent;
import org.apical.neuron.soma.SomaticOutput;

/** Units whose N neurons are simulated one by one: {@link NeuronPopulation} with the inputs shared by the neurons of a unit. */
public final class IndividualPopulation implements SpikingPopulation {
    private final NeuronUnits parameters;
    private final NeuronModel model;
    private final LayerSpec layer;
    private final NeuronPopulation neurons;
    /** The soma of each unit; of one where all are alike. */
    private final List<SomaticOutput> somata;

    /** Of a single neuron a unit its own state. */
    private final CompartmentState mean;

    private final InputCurrents input;
    private final MeanInput meanInput;
    private final CodedRate transferRate;
    private final double spikesPerHz;
    private final double[] counts;
    /** Whether {@link #mean} is older than the neurons: without synapses that learn it is found when it is asked for. */
    private boolean meanIsOld;

    IndividualPopulation(NeuronUnits parameters, LayerSpec layer) {
        this.parameters = parameters;
        this.layer = layer;
        PyramidalCell cell = layer.reduction().cell();
        this.model = new NeuronModel(
                cell, layer.inputs().inputs(layer.reduction()), parameters.soma(), parameters.noiseMv());
        List<NeuronModel> units = layer.own().stream().map(this::model).toList();
        this.somata = units.isEmpty()
                ? List.of(parameters.soma())
                : units.stream().map(NeuronModel::output).toList();
        Stepping stepping = parameters.stepping(model, layer.dtMs());
        Layout layout = new Layout(layer.units(), parameters.neurons(), layer.lanes());
        this.neurons = layer.neurons(model, units, stepping, layout);
        this.mean = parameters.neurons() == 1 ? neurons.compartments() : layer.state();
        this.input = new InputCurrents(layer, neurons.inputs());
        this.meanInput = new MeanInput(layer);
        this.transferRate = layer.rate();
        this.spikesPerHz = parameters.neurons() * layer.dtMs() / 1000;
        this.counts = new double[layer.size()];
        reset();
    }

    private NeuronModel model(UnitNeuron unit) {
        SomaticOutput soma = parameters.soma();
        return new NeuronModel(
                unit.cell(),
                layer.inputs().of(unit).inputs(layer.reduction()),
                unit.thresholdMv() == 0 ? soma : soma.shifted(unit.thresholdMv()),
                parameters.noiseMv());
    }

    @Override
    public int neuronsPerUnit() {
        return parameters.neurons();
    }

    @Override
    public void reset() {
        neurons.reset();
        input.clear();
        mean.rest(model.cell().restMv());
        meanIsOld = false;
        Arrays.fill(counts, 0);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The free potential gives the expected counts; the somata of a unit are spread evenly from reset to threshold, none is refractory, and
     * the variables of the soma are at their means for those counts.
     */
    @Override
    public void settle(double[] basalKickPicoA, double[] apicalKickPicoA) {
        meanInput.settle(mean, input, basalKickPicoA, apicalKickPicoA);
        meanIsOld = false;
        double[] free = mean.somaMv();
        transferRate.fill(layer.kernels(), free, 0, counts, counts.length);
        CompartmentState state = neurons.compartments();
        SomaticCurrent current = parameters.soma().current().orElse(null);
        List<String> own = current == null ? List.of() : current.variables();
        int n = parameters.neurons();
        int lanes = layer.lanes();
        for (int row = 0; row < layer.units() * n; row++) {
            SomaticOutput soma = somata.get(somata.size() == 1 ? 0 : row / n);
            for (int lane = 0; lane < lanes; lane++) {
                int from = row / n * lanes + lane;
                int to = row * lanes + lane;
                for (int c = 0; c < model.cell().compartments(); c++) {
                    state.potentialMv(c)[to] = mean.potentialMv(c)[from];
                }
                state.somaMv()[to] = soma.startMv(free[from], (row % n + 0.5) / n);
                for (int k = 0; k < own.size(); k++) {
                    double depolarisation = state.somaMv()[to] - model.cell().restMv();
                    neurons.variables().get(own.get(k))[to] = current.mean(k, depolarisation, counts[from]);
                }
            }
        }
        state.read(0, layer.size() * n);
        neurons.forgetSpikes();
        for (int k = 0; k < counts.length; k++) {
            counts[k] *= spikesPerHz;
        }
    }

    @Override
    public InputCurrents input() {
        return input;
    }

    @Override
    public void advance(RandomGenerator[] random) {
        input.take();
        neurons.advance(random);
        Arrays.fill(counts, 0);
        SpikeList spikes = neurons.spikes();
        for (int k = 0; k < spikes.size(); k++) {
            counts[unit(spikes.neuron(k)) * layer.lanes() + spikes.lane(k)]++;
        }
        meanIsOld = mean != neurons.compartments();
        if (layer.plastic()) {
            takeMean();
        }
    }

    private void takeMean() {
        if (meanIsOld) {
            mean.average(neurons.compartments(), parameters.neurons(), layer.lanes());
            meanIsOld = false;
        }
    }

    private int unit(int neuron) {
        return neuron / parameters.neurons();
    }

    @Override
    public double[] spikeCounts() {
        return counts;
    }

    @Override
    public SpikeList where() {
        return parameters.neurons() == 1 ? neurons.spikes() : null;
    }

    @Override
    public SpikeList neuronSpikes() {
        return neurons.spikes();
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
    public boolean resets() {
        return parameters.soma().afterSpike().holds();
    }

    @Override
    public CompartmentState meanState() {
        takeMean();
        return mean;
    }

    @Override
    public CompartmentState compartments() {
        return neurons.compartments();
    }
}
