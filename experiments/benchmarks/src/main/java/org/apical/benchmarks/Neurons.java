package org.apical.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.LayerInputs;
import org.apical.neuron.population.LayerSpec;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.SigmoidRate;

/** The neurons whose step is timed; three compartments, reciprocal coupling, dt 0.1 ms, a drive that keeps spiking ones near 20 Hz. */
public enum Neurons {
    GRADED(new Graded(new SigmoidRate(150, 0.5, 1.0 / 3, -55)), Synapses.CURRENT, 5, 180, 90),
    ESCAPE(new EscapeNoise(new SigmoidRate(150, 0.5, 1.0 / 3, -55)), Synapses.CURRENT, 5, 180, 90),
    LIF(LeakyIntegrateAndFire.standard(), Synapses.CURRENT, 5, 260, 130),
    LIF_CONDUCTANCE(LeakyIntegrateAndFire.standard(), Synapses.CONDUCTANCE, 7, 9, 3, 2, 1),
    LIF_NMDA(LeakyIntegrateAndFire.standard(), Synapses.NMDA, 6, 9, 2, 12),
    ADEX(new AdaptiveExponential(2, -50, 0, -65, 0, 2, 60, 120), Synapses.CURRENT, 6, 500, 300);

    private enum Synapses {
        CURRENT,
        CONDUCTANCE,
        NMDA
    }

    private static final double DT_MS = 0.1;
    /** Decay of the synapses: the step computes it, yet the drive lasts as long as the measurement. */
    private static final double STEADY_MS = 1e9;

    private final SomaticOutput output;
    private final Synapses synapses;
    private final int variables;
    private final double[] drive;

    Neurons(SomaticOutput output, Synapses synapses, int variables, double... drive) {
        this.output = output;
        this.synapses = synapses;
        this.variables = variables;
        this.drive = drive;
    }

    /** Bytes that a neuron-step must move: every variable read and written, and the end of refractoriness or the rate once. */
    int bytes() {
        return 16 * variables + 8;
    }

    private List<Input> inputs() {
        return switch (synapses) {
            case CURRENT ->
                List.of(new CurrentSynapse("I_b", "basal", STEADY_MS), new CurrentSynapse("I_a", "apical", STEADY_MS));
            case CONDUCTANCE ->
                List.of(
                        new ConductanceSynapse("ge_b", "basal", STEADY_MS, 0),
                        new ConductanceSynapse("gi_b", "basal", STEADY_MS, -80),
                        new ConductanceSynapse("ge_a", "apical", STEADY_MS, 0),
                        new ConductanceSynapse("gi_a", "apical", STEADY_MS, -80));
            case NMDA ->
                List.of(
                        new ConductanceSynapse("ge_b", "basal", STEADY_MS, 0),
                        new ConductanceSynapse("gi_b", "basal", STEADY_MS, -80),
                        new NmdaSynapse("g_NMDA", "apical", STEADY_MS, 0, 1));
        };
    }

    /** A population of one lane with scattered potentials. */
    NeuronPopulation population(int neurons, Kernels kernels) {
        NeuronModel model = new NeuronModel(BenchmarkNetwork.cell(), inputs(), output);
        NeuronPopulation population =
                new NeuronPopulation(model, Stepping.of(model, DT_MS), Layout.of(neurons), kernels);
        SplittableRandom random = new SplittableRandom(1);
        double[] soma = population.compartments().somaMv();
        for (int k = 0; k < neurons; k++) {
            soma[k] = random.nextDouble(-70, -56);
            drive(random, population.inputs(), k);
        }
        return population;
    }

    private void drive(SplittableRandom random, double[][] inputs, int unit) {
        double factor = random.nextDouble(0.8, 1.2);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i][unit] = i < drive.length ? factor * drive[i] : 0;
        }
    }

    /** The drive of the units of a layer, [input][unit x lane]; written. */
    void drive(double[][] inputs) {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < inputs[0].length; k++) {
            drive(random, inputs, k);
        }
    }

    /**
     * A layer of a network with such synapses. NMDA comes with GABA_A on the same dendrite, of which there is none here.
     *
     * @param plastic whether rules will read it
     */
    LayerSpec layer(int units, int lanes, boolean plastic, Kernels kernels) {
        LayerSynapses on =
                switch (synapses) {
                    case CURRENT -> LayerSynapses.CURRENTS;
                    case CONDUCTANCE -> new LayerSynapses(conductances(0), conductances(0));
                    case NMDA -> new LayerSynapses(conductances(0), conductances(1));
                };
        return new LayerSpec(
                RateReduction.of(BenchmarkNetwork.cell(), new UnitCode(12, 5, new RateCode(100, 100))),
                new Linear(),
                new LayerInputs(on, STEADY_MS, STEADY_MS, false, false),
                plastic,
                DT_MS,
                kernels,
                units,
                lanes,
                List.of());
    }

    private static DendriteSynapses conductances(double nmda) {
        return new DendriteSynapses.Conductances(0, -80, STEADY_MS, nmda, STEADY_MS, 1);
    }

    /** How the units of such a layer are made. */
    NeuronUnits units(int neurons) {
        return new NeuronUnits(neurons, output, 0);
    }

    /** The neurons of such a layer by themselves. */
    NeuronPopulation alone(LayerSpec layer, int neuronsPerUnit) {
        NeuronModel model =
                new NeuronModel(BenchmarkNetwork.cell(), layer.inputs().inputs(layer.reduction()), output);
        Layout layout = new Layout(layer.units(), neuronsPerUnit, layer.lanes());
        NeuronPopulation population = new NeuronPopulation(model, Stepping.of(model, DT_MS), layout, layer.kernels());
        drive(population.inputs());
        return population;
    }

    /** Generators for the neurons that need them. */
    RandomGenerator[] random() {
        return random(1);
    }

    /** One a lane. */
    RandomGenerator[] random(int lanes) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        Arrays.setAll(
                random, lane -> RandomGeneratorFactory.of("L64X128MixRandom").create(1 + lane));
        return random;
    }
}
