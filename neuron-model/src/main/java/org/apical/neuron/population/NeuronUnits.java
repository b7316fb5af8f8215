package org.apical.neuron.population;

import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;

/**
 * Units whose neurons are simulated one by one, each with private membrane noise, which keeps them from firing in step.
 *
 * @param neurons neurons per unit, N
 * @param soma how they spike
 * @param noiseMv stationary standard deviation of the free somatic potential (mV), see {@link org.apical.neuron.model.NeuronModel}
 * @param substeps parts of a step in which they advance, see {@link SomaticOutput#parts}
 */
public record NeuronUnits(int neurons, SomaticOutput soma, double noiseMv, int substeps) implements SpikingUnits {
    public NeuronUnits {
        Require.atLeast("NeuronUnits.neurons", neurons, 1);
        Require.that(soma != null && soma.spikes(), "NeuronUnits.soma", "must be a soma that spikes", soma);
        Require.atLeast("NeuronUnits.substeps", substeps, 1);
        Require.notNegative("NeuronUnits.noiseMv", noiseMv, "mV");
    }

    /** Undivided steps. */
    public NeuronUnits(int neurons, SomaticOutput soma, double noiseMv) {
        this(neurons, soma, noiseMv, 1);
    }

    /** How such neurons advance. */
    Stepping stepping(NeuronModel model, double dtMs) {
        return new Stepping(Integration.of(model), dtMs, substeps);
    }

    /** Leaky integrate-and-fire, threshold -55 mV, reset -65 mV, 2 ms refractory, 3 mV of noise. */
    public static NeuronUnits standard(int neurons) {
        return new NeuronUnits(neurons, LeakyIntegrateAndFire.standard(), 3);
    }

    @Override
    public void requireGrid(double dtMs) {
        soma.afterSpike().refractorySteps(dtMs / substeps);
    }

    @Override
    public SpikingPopulation population(LayerSpec layer) {
        return new IndividualPopulation(this, layer);
    }
}
