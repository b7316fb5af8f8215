package org.apical.network.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.network.TestNetworks;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.LayerInputs;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingPopulation;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.reduction.CodedRate;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.QuadraticIntegrateAndFire;
import org.apical.neuron.soma.SomaticCurrent;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.TransferFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One layer of F3 behind Poisson inputs, beside a {@link NeuronSimulation} of the same neurons that sets out where the layer settled, gets the same input spikes and draws from
 * the same streams: spikes and potentials are equal bit for bit.
 */
class SinglePopulationTest {
    private static final int INPUTS = 4;
    private static final int UNITS = 5;
    private static final int LANES = 2;
    private static final int STEPS = 3000;
    private static final double DT_MS = 0.2;
    private static final double TAU_MS = 5;
    private static final TransferFunction TRANSFER = new Linear();

    private final NetworkDescription network = TestNetworks.linear(INPUTS, UNITS);
    private final NeuronSet neurons = TestNetworks.neurons(PyramidalCell.standard());
    private final RateReduction reduction = neurons.reduction(network, 0);
    private final CodedRate rate = new CodedRate(reduction, TRANSFER);

    enum Kind {
        LIF,
        ADAPTIVE_EXPONENTIAL,
        QUADRATIC,
        ESCAPE_WITH_RESET,
        ESCAPE_WITHOUT_RESET
    }

    private SomaticOutput soma(Kind kind) {
        return switch (kind) {
            case LIF -> LeakyIntegrateAndFire.standard();
            case ADAPTIVE_EXPONENTIAL -> new AdaptiveExponential(2, -55, 0, -65, 1, 2, 30, 100);
            case QUADRATIC -> new QuadraticIntegrateAndFire(-60, 20, -65, 2);
            case ESCAPE_WITH_RESET -> new EscapeNoise(rate, new AfterSpike.Reset(-65, 1));
            case ESCAPE_WITHOUT_RESET -> new EscapeNoise(rate);
        };
    }

    @ParameterizedTest
    @EnumSource
    void spikesAndPotentialsEqualThoseOfTheNeuronsAlone(Kind kind) {
        NeuronUnits units = new NeuronUnits(3, soma(kind), kind == Kind.ESCAPE_WITHOUT_RESET ? 0 : 1.5, 2);
        Alone alone = new Alone(reduction, units.soma(), units.neurons(), units.noiseMv(), units.substeps());
        assertThat(run(units, network, neurons, alone)).isGreaterThan(UNITS * LANES);
    }

    /** Neurons of one membrane, without reset, draw one count a unit by another algorithm than neurons one by one: their potentials are the same. */
    @Test
    void aSharedMembraneHasThePotentialsOfNeuronsOneByOne() {
        Alone alone = new Alone(reduction, new EscapeNoise(rate), 1, 0, 1);
        alone.sameSpikes = false;
        assertThat(run(new EscapeNoiseUnits(3), network, neurons, alone)).isGreaterThan(UNITS * LANES);
    }

    /** Returns the number of spikes. */
    private static int run(SpikingUnits units, NetworkDescription network, NeuronSet neurons, Alone alone) {
        Timing timing = new Timing(0, 0, STEPS, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        SpikingFormulation formulation = new SpikingFormulation(
                network, timing, TestNetworks.controller(0.1, 0), neurons, units, TAU_MS, DT_MS, TestNetworks.PRODUCT);
        NetworkWeights weights = TestNetworks.weights(network, 12);
        Arrays.fill(weights.feedback(0), 0);
        SynapticWeights mapped = formulation.map(weights);
        Presentation presentation = TestNetworks.presentation(TestNetworks.uniform(3, INPUTS * LANES), LANES, 7);
        alone.weights = mapped.forward(0).byUnit();
        alone.generators = presentation.generators(Purpose.LAYER_SPIKES, 0);
        formulation.simulation(LANES).present(mapped, presentation, OutputTarget.ownOutput(), alone);
        return alone.spikes;
    }

    /** The neurons without a network. */
    private static final class Alone implements StepObserver, Stimulus {
        private final SomaticOutput soma;
        private final int each;
        private final double noiseMv;
        private final int substeps;
        private final RateReduction reduction;
        private final CompartmentState mean;
        private boolean sameSpikes = true;
        private double[] weights;
        private double[] counts;
        private RandomGenerator[] generators;
        private NeuronPopulation neurons;
        private NeuronSimulation simulation;
        private int spikes;

        Alone(RateReduction reduction, SomaticOutput soma, int each, double noiseMv, int substeps) {
            this.reduction = reduction;
            this.soma = soma;
            this.each = each;
            this.noiseMv = noiseMv;
            this.substeps = substeps;
            this.mean = CompartmentState.withBasalMean(reduction.cell(), UNITS * LANES);
        }

        @Override
        public void onStep(boolean controlled, int step, Simulation state) {
            SpikingPopulation layer = ((SpikingLayer) state.layer(0)).population();
            if (neurons == null) {
                setOut(layer);
                return;
            }
            counts = state.input().transmitted();
            simulation.run(1);
            mean.average(neurons.compartments(), each, LANES);
            assertThat(layer.meanState().arrays())
                    .as("potentials after step %d", step)
                    .isDeepEqualTo(mean.arrays());
            spikes += neurons.spikes().size();
            if (sameSpikes) {
                assertThat(spikes(layer)).as("spikes of step %d", step).isEqualTo(spikes(neurons.spikes()));
            }
        }

        /** Where the layer settled: inputs and dendrites are those of its units, somata spread between reset and threshold. */
        private void setOut(SpikingPopulation layer) {
            NeuronModel model =
                    new NeuronModel(reduction.cell(), LayerInputs.all(TAU_MS).inputs(reduction), soma, noiseMv);
            Stepping stepping = new Stepping(Integration.of(model), DT_MS, substeps);
            Layout layout = new Layout(UNITS, each, LANES);
            neurons = NeuronPopulation.withBasalMean(model, stepping, layout, KernelProvider.kernels());
            simulation = new NeuronSimulation(neurons, generators, this);
            double[][] inputs = layer.input().variables();
            for (int k = 0; k < inputs.length; k++) {
                System.arraycopy(inputs[k], 0, neurons.inputs()[k], 0, inputs[k].length);
            }
            CompartmentState from = layer.meanState();
            for (int at = 0; at < layout.elements(); at++) {
                int unit = at / LANES / each * LANES + at % LANES;
                for (int c = 0; c < reduction.cell().compartments(); c++) {
                    neurons.compartments().potentialMv(c)[at] = from.potentialMv(c)[unit];
                }
                double free = from.somaMv()[unit];
                double start = soma.startMv(free, (at / LANES % each + 0.5) / each);
                neurons.compartments().somaMv()[at] = start;
                SomaticCurrent own = soma.current().orElse(null);
                for (int k = 0; own != null && k < own.variables().size(); k++) {
                    double hz = new CodedRate(reduction, TRANSFER).hz(free);
                    neurons.variables().get(own.variables().get(k))[at] =
                            own.mean(k, start - reduction.cell().restMv(), hz);
                }
            }
        }

        /** The spikes of the inputs arrive. */
        @Override
        public void currents(int step, NeuronPopulation into) {
            double[] basal = into.inputs()[0];
            for (int unit = 0; unit < UNITS; unit++) {
                for (int source = 0; source < INPUTS; source++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        int at = unit * LANES + lane;
                        basal[at] = Math.fma(weights[unit * INPUTS + source], counts[source * LANES + lane], basal[at]);
                    }
                }
            }
        }

        private static List<String> spikes(SpikingPopulation layer) {
            List<String> found = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                String of = "lane " + lane + " ";
                layer.spikes(lane, null, (unit, neuron) -> found.add(of + unit + "." + neuron));
            }
            return found;
        }

        private List<String> spikes(SpikeList list) {
            List<String> found = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                for (int k = 0; k < list.size(); k++) {
                    if (list.lane(k) == lane) {
                        found.add("lane " + lane + " " + list.neuron(k) / each + "." + list.neuron(k) % each);
                    }
                }
            }
            return found;
        }
    }
}
