package org.apical.network.formulation;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.apical.network.TestNetworks.weights;
import static org.apical.network.TestNetworks.withConductances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.control.NoControl;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapseMatrix;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.LayerInputs;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingPopulation;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks whose synapses are conductances. */
class ConductanceNetworkTest {
    private static final int LANES = 3;
    private static final double DT_MS = 0.5;
    private static final double TAU_MS = 5;
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final NetworkDescription NETWORK = tanh(6, 8, 4);
    private static final NeuronSet NEURONS = withConductances(neurons(CELL), 0.3);
    private static final Timing TIMING =
            new Timing(300, 0, 1, DT_MS / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);

    private static NetworkWeights drawn(double scale) {
        NetworkWeights weights = weights(NETWORK, 3);
        for (int l = 0; l < NETWORK.layers(); l++) {
            for (int k = 0; k < weights.forward(l).length; k++) {
                weights.forward(l)[k] *= scale;
            }
            for (int k = 0; k < weights.bias(l).length; k++) {
                weights.bias(l)[k] *= scale;
            }
        }
        return weights;
    }

    private static Formulation graded(NeuronSet neurons) {
        return new GradedFormulation(
                NETWORK, TIMING, controller(0.1, 0.5), neurons, new ExactIntegration(CELL, DT_MS), PRODUCT);
    }

    private static SpikingFormulation lif(NeuronSet neurons) {
        return new SpikingFormulation(
                NETWORK,
                TIMING,
                new NoControl(),
                neurons,
                new NeuronUnits(1, LeakyIntegrateAndFire.standard(), 0),
                TAU_MS,
                DT_MS,
                PRODUCT);
    }

    @Test
    void anAxonExcitesOrInhibitsByTheSignOfItsWeightAndTheWayBackIsTheInverse() {
        for (Formulation formulation : List.of(graded(NEURONS), lif(NEURONS))) {
            NetworkWeights weights = drawn(1);
            SynapticWeights mapped = formulation.map(weights);
            for (int l = 0; l < NETWORK.layers(); l++) {
                SynapseMatrix halves = mapped.forward(l);
                double[] w = weights.forward(l);
                assertThat(halves.units()).isEqualTo(2 * NETWORK.units(l));
                for (int k = 0; k < w.length; k++) {
                    double excites = halves.byUnit()[k];
                    double inhibits = halves.byUnit()[w.length + k];
                    assertThat(Math.min(excites, inhibits)).isZero();
                    assertThat(Math.max(excites, inhibits)).isPositive();
                    assertThat(excites > 0).isEqualTo(w[k] > 0);
                }
                double[] back = formulation.abstractWeights(mapped).forward(l);
                for (int k = 0; k < w.length; k++) {
                    assertThat(back[k]).isCloseTo(w[k], within(1e-12));
                }
            }
        }
    }

    /** Driving forces and shunt change the drive in second order: the deviation from currents falls with the square of the weights. */
    @Test
    void weakWeightsActAsCurrents() {
        double[] deviation = new double[2];
        double[] scale = {1e-3, 1e-4};
        // without baselines nothing but the weights opens channels
        NeuronSet silent = new NeuronSet(
                new org.apical.neuron.reduction.RateCode(0, 100),
                neurons(CELL).hidden(),
                neurons(CELL).output(),
                java.util.Map.of());
        for (int k = 0; k < scale.length; k++) {
            double[] currents = settled(silent, scale[k]);
            double[] conductances = settled(withConductances(silent, 0), scale[k]);
            for (int i = 0; i < currents.length; i++) {
                deviation[k] = Math.max(deviation[k], Math.abs(currents[i] - conductances[i]));
            }
        }
        assertThat(deviation[0]).isPositive();
        assertThat(deviation[0] / deviation[1]).isCloseTo(100, within(2.0));
    }

    /** V_s of the first layer (mV) without control. */
    private static double[] settled(NeuronSet neurons, double scale) {
        Formulation formulation = graded(neurons);
        Simulation simulation = formulation.simulation(LANES);
        simulation.free(formulation.map(drawn(scale)), presentation(uniform(1, 6 * LANES), LANES, 0));
        return simulation.layer(0).postsynaptic().soma().clone();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void aPresentationBeginsInTheSteadyStateOfItsMeanInput(double nmda) {
        Formulation formulation = graded(withConductances(neurons(CELL), nmda));
        Simulation simulation = formulation.simulation(LANES);
        List<double[]> soma = new ArrayList<>();
        simulation.free(
                formulation.map(drawn(1)),
                presentation(uniform(1, 6 * LANES), LANES, 0),
                (controlled, step, state) ->
                        soma.add(state.layer(0).postsynaptic().soma().clone()));
        for (int k = 0; k < soma.get(0).length; k++) {
            assertThat(soma.get(soma.size() - 1)[k]).isCloseTo(soma.get(0)[k], within(1e-9));
        }
    }

    @Test
    void controlMovesTheOutputThroughConductancesToItsTarget() {
        Timing timing = new Timing(0, 0, 6000, DT_MS / 40, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        Formulation formulation = graded(NEURONS).withTiming(timing).withController(controller(0, 0.5));
        NetworkWeights weights = drawn(1);
        weights.setFeedbackToWeightProduct(NETWORK);
        // inhibition takes the apical dendrite to -80 mV at most, 10 mV below rest
        double[] small = uniform(2, 4 * LANES);
        for (int k = 0; k < small.length; k++) {
            small[k] *= 0.2;
        }
        Simulation simulation = formulation.simulation(LANES);
        simulation.present(formulation.map(weights), presentation(uniform(1, 6 * LANES), LANES, 0), shifted(small));
        double[] output = simulation.layer(1).output();
        for (int k = 0; k < output.length; k++) {
            assertThat(output[k]).isCloseTo(simulation.target()[k], within(1e-6));
        }
    }

    /** Neuron by neuron the same population under the spikes that arrived, with the weights of the map. */
    @Test
    void spikesAndPotentialsAreThoseOfThePopulationAlone() {
        SpikingFormulation formulation = lif(NEURONS);
        SynapticWeights mapped = formulation.map(drawn(3));
        Simulation simulation = formulation.simulation(1);
        RateReduction reduction = NEURONS.reduction(NETWORK, 0);
        LayerInputs inputs = new LayerInputs(NEURONS.hidden().synapses(), TAU_MS, TAU_MS, true, false);
        NeuronModel model = new NeuronModel(CELL, inputs.inputs(reduction), LeakyIntegrateAndFire.standard());
        NeuronPopulation alone = NeuronPopulation.withBasalMean(
                model, Stepping.of(model, DT_MS), Layout.of(NETWORK.units(0)), PRODUCT.kernels());
        double working = reduction.workingBasalMv();
        int units = NETWORK.units(0);
        int[] spikes = new int[1];
        double[] before = new double[6];
        simulation.free(mapped, presentation(uniform(1, 6).clone(), 1, 0), (controlled, step, state) -> {
            SpikingPopulation population = state.layer(0).spiking().orElseThrow();
            if (step == -TIMING.freeSteps()) {
                copy(population, alone);
            } else {
                for (int unit = 0; unit < units; unit++) {
                    double excites = 0;
                    double inhibits = 0;
                    for (int j = 0; j < 6; j++) {
                        excites = Math.fma(mapped.forward(0).byUnit()[unit * 6 + j], before[j], excites);
                        inhibits = Math.fma(mapped.forward(0).byUnit()[(units + unit) * 6 + j], before[j], inhibits);
                    }
                    alone.input("gAMPA_b")[unit] += 1 / (0 - working) * excites;
                    alone.input("gGABA_b")[unit] += TAU_MS / 8 / (working + 80) * inhibits;
                }
                alone.advance();
                for (int unit = 0; unit < units; unit++) {
                    assertThat(population.meanState().somaMv()[unit])
                            .as("V_s of unit %d after step %d", unit, step)
                            .isEqualTo(alone.compartments().somaMv()[unit]);
                }
                spikes[0] += alone.spikes().size();
            }
            System.arraycopy(state.input().transmitted(), 0, before, 0, 6);
        });
        assertThat(spikes[0]).isGreaterThan(3);
    }

    private static void copy(SpikingPopulation from, NeuronPopulation to) {
        to.reset();
        for (int c = 0; c < CELL.compartments(); c++) {
            System.arraycopy(
                    from.meanState().potentialMv(c), 0, to.compartments().potentialMv(c), 0, NETWORK.units(0));
        }
        double[][] inputs = ((NeuronPopulation) to).inputs();
        for (int k = 0; k < inputs.length; k++) {
            System.arraycopy(from.input().variables()[k], 0, inputs[k], 0, inputs[k].length);
        }
    }

    @Test
    void reversalsThatDoNotEncloseTheWorkingPointAreRefused() {
        assertThatThrownBy(() ->
                        new DendriteSynapses.Conductances(-40, -80, 5, 0, 100, 1).decaying("b", "basal", 5, -32.5))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("working point of the basal dendrite, -32.5 mV");
    }
}
