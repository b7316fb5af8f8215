package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.population.LayerSpec;
import org.apical.neuron.population.SpikingPopulation;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.reduction.RateReduction;

/**
 * A layer of spiking populations (F3). Arriving spikes make the basal synaptic currents jump; a constant bias current cancels the baseline
 * rates of the presynaptic populations; the controller drives the apical compartments.
 */
public final class SpikingLayer implements Layer {
    private final int index;
    private final int units;
    private final int lanes;
    private final int size;
    private final double hzPerSpike;
    private final RateReduction reduction;
    private final SpikingPopulation population;
    private final SpikeTrace trace;
    private final double[] output;
    private final Postsynaptic postsynaptic;
    private RandomGenerator[] random;
    private double[] bias;

    /**
     * @param index the layer's number, counted from 0: the address of its random streams
     * @param layer its traces of spikes decay like its synapses
     * @param spiking how its units are made
     */
    public SpikingLayer(int index, LayerSpec layer, SpikingUnits spiking) {
        this.index = index;
        this.units = layer.units();
        this.lanes = layer.lanes();
        this.size = units * lanes;
        this.reduction = layer.reduction();
        this.population = spiking.population(layer);
        this.hzPerSpike = 1000 / (population.neuronsPerUnit() * layer.dtMs());
        this.trace = new SpikeTrace(
                reduction.code().rates(), layer.synapseTauMs(), layer.dtMs(), population.neuronsPerUnit(), size);
        this.output = new double[size];
        CompartmentState state = population.meanState();
        this.postsynaptic = new Postsynaptic(
                units, state.somaMv(), state.basalMeanMv(), output, NeuronConstants.of(reduction, layer.transfer()));
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public void begin(double[] bias, Presentation presentation) {
        this.bias = bias;
        this.random = presentation.generators(Purpose.LAYER_SPIKES, index);
    }

    @Override
    public void settle(double[] drive) {
        population.reset();
        double[] constant = population.input().basalConstantPicoA();
        for (int unit = 0; unit < units; unit++) {
            Arrays.fill(constant, unit * lanes, (unit + 1) * lanes, bias[unit]);
        }
        population.settle(drive);
        trace.settle(population.spikeCounts());
        readOutput();
    }

    private void readOutput() {
        double[] counts = population.spikeCounts();
        for (int k = 0; k < size; k++) {
            output[k] = reduction.code().rates().rate(hzPerSpike * counts[k]);
        }
    }

    @Override
    public void advance(double[] drive, double[] feedback) {
        double[] basal = population.input().basalSynapticPicoA();
        for (int k = 0; k < size; k++) {
            basal[k] += drive[k];
        }
        System.arraycopy(feedback, 0, population.input().apicalConstantPicoA(), 0, size);
        population.advance(random);
        trace.add(population.spikeCounts());
        readOutput();
    }

    @Override
    public double[] transmitted() {
        return population.spikeCounts();
    }

    /** The populations, for observers. */
    public SpikingPopulation population() {
        return population;
    }

    @Override
    public double[] output() {
        return output;
    }

    @Override
    public double[] trace() {
        return trace.rate();
    }

    @Override
    public double[] apical() {
        return population.meanState().apicalMv();
    }

    @Override
    public Postsynaptic postsynaptic() {
        return postsynaptic;
    }
}
