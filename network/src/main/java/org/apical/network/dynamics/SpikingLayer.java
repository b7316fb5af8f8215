package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apical.network.dynamics.Simulation.ControlPath;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.InputCurrents;
import org.apical.neuron.population.LayerSpec;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.SpikingPopulation;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.reduction.RateReduction;

/**
 * A layer of spiking populations (F3). Arriving spikes make synaptic currents, or conductances, jump; a constant bias current cancels the baseline rates of the presynaptic
 * populations; an ideal controller injects its current into the apical compartments, and so does the background input of the apical dendrites.
 */
public final class SpikingLayer implements Layer {
    private final int index;
    private final int units;
    private final int lanes;
    private final int size;
    private final double hzPerSpike;
    private final RateReduction reduction;
    private final SpikingPopulation population;
    /** Null in a layer that does not learn. */
    private final SpikeTrace trace;
    /** Null in a layer that does not learn. */
    private final BurstCounter bursts;

    private final ApicalDendrite dendrite;
    /** What the dendrite turns into current where control arrives as spikes: nothing. Null under an ideal controller. */
    private final double[] silence;

    private final LayerSynapses synapses;

    private final double[] output;
    private final Postsynaptic postsynaptic;
    private RandomGenerator[] random;
    private double[] bias;

    /**
     * @param index the layer's number, counted from 0: the address of its random streams
     * @param layer its traces of spikes decay like its basal synapses
     * @param spiking how its units are made
     * @param dendrite what becomes of an ideal controller's current (pA), and the noise beside it
     * @param control how control arrives
     */
    public SpikingLayer(
            int index, LayerSpec layer, SpikingUnits spiking, ApicalDendrite dendrite, ControlPath control) {
        this.index = index;
        this.units = layer.units();
        this.lanes = layer.lanes();
        this.size = units * lanes;
        this.reduction = layer.reduction();
        this.population = spiking.population(layer);
        int neurons = population.neuronsPerUnit();
        this.hzPerSpike = 1000 / (neurons * layer.dtMs());
        this.dendrite = dendrite;
        this.synapses = layer.inputs().synapses();
        this.silence = control == ControlPath.CURRENT ? null : new double[size];
        this.output = new double[size];
        if (layer.plastic()) {
            this.trace =
                    new SpikeTrace(reduction.code().rates(), layer.inputs().basalTauMs(), layer.dtMs(), neurons, size);
            this.bursts = new BurstCounter(population, lanes, size, layer.dtMs());
            CompartmentState state = population.meanState();
            this.postsynaptic = new Postsynaptic(
                    units,
                    state.somaMv(),
                    state.basalMeanMv(),
                    output,
                    population.spikeCounts(),
                    bursts.counts(),
                    null,
                    NeuronConstants.of(reduction, layer.transfer(), synapses.basal()),
                    Postsynaptic.Output.SPIKES);
        } else {
            this.trace = null;
            this.bursts = null;
            this.postsynaptic = null;
        }
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public int basalTargets() {
        return synapses.basal().signs() * units;
    }

    @Override
    public int apicalTargets() {
        return synapses.apical().signs() * units;
    }

    @Override
    public void begin(double[] bias, Presentation presentation) {
        if (population.input().basalConstantPicoA().length == 0) {
            for (double picoA : bias) {
                if (picoA != 0) {
                    throw new ParameterException(
                            "a layer without bias",
                            "must need no constant current: its code and that of its input have neither offset nor baseline",
                            picoA + " pA");
                }
            }
        }
        this.bias = bias;
        this.random = presentation.generators(Purpose.LAYER_SPIKES, index);
        dendrite.begin(presentation);
    }

    @Override
    public void beginControl() {
        dendrite.beginControl();
    }

    @Override
    public void settle(double[] drive, double[] apicalDrive) {
        population.reset();
        double[] constant = population.input().basalConstantPicoA();
        for (int unit = 0; unit < units && constant.length > 0; unit++) {
            Arrays.fill(constant, unit * lanes, (unit + 1) * lanes, bias[unit]);
        }
        population.settle(drive, apicalDrive);
        if (trace != null) {
            trace.settle(population.spikeCounts());
            bursts.reset();
            fillOutput();
        }
    }

    @Override
    public void advance(double[] drive, double[] apicalDrive, double[] injected) {
        double[] constant = population.input().apicalConstantPicoA();
        dendrite.advance(constant, silence == null ? injected : silence, constant.length);
        if (silence != null && injected != apicalDrive) {
            population.input().addApicalSigned(injected);
        }
        fire();
        if (trace != null) {
            SpikeList where = population.where();
            trace.add(population.spikeCounts(), where);
            bursts.step();
            if (where == null) {
                fillOutput();
            } else {
                fillOutput(where);
            }
        }
    }

    private void fire() {
        try {
            population.advance(random);
        } catch (ArithmeticException e) {
            // a population knows neither its layer nor why it is driven so hard
            throw (ArithmeticException)
                    new ArithmeticException("spikes of layer " + (index + 1) + ": " + e.getMessage()).initCause(e);
        }
    }

    @Override
    public InputCurrents synapticCurrents() {
        return population.input();
    }

    @Override
    public double[] transmitted() {
        return population.spikeCounts();
    }

    /** On average. */
    @Override
    public double transmittedAtZero() {
        return reduction.code().rates().hz(0) / hzPerSpike;
    }

    @Override
    public boolean spikes() {
        return true;
    }

    @Override
    public SpikeList where() {
        return population.where();
    }

    @Override
    public Optional<SpikingPopulation> spiking() {
        return Optional.of(population());
    }

    /** The populations, for observers. */
    public SpikingPopulation population() {
        return population;
    }

    @Override
    public double[] output() {
        // where synapses look at it, it has been filled in the step
        return trace == null ? fillOutput() : output;
    }

    private double[] fillOutput() {
        double[] counts = population.spikeCounts();
        for (int k = 0; k < size; k++) {
            output[k] = rate(counts[k]);
        }
        return output;
    }

    /** The same where few have fired. */
    private void fillOutput(SpikeList where) {
        Arrays.fill(output, rate(0));
        for (int k = 0; k < where.size(); k++) {
            output[where.element(k)] = rate(population.spikeCounts()[where.element(k)]);
        }
    }

    private double rate(double count) {
        return reduction.code().rates().rate(hzPerSpike * count);
    }

    @Override
    public TraceDecay traceDecay() {
        return trace == null ? null : trace.decay(this::where);
    }

    @Override
    public double[] trace() {
        return trace.rate();
    }

    @Override
    public boolean resets() {
        return population.resets();
    }

    @Override
    public Optional<CompartmentState> compartments() {
        return Optional.of(population.compartments());
    }

    @Override
    public double[] apical() {
        return population.meanState().apicalMv();
    }

    @Override
    public boolean dendriteFluctuates() {
        return dendrite.random();
    }

    @Override
    public double apicalPerFeedback() {
        return reduction.apicalMv(1) - reduction.apicalMv(0);
    }

    @Override
    public Postsynaptic postsynaptic() {
        return postsynaptic;
    }
}
