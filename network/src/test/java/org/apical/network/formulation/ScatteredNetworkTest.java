package org.apical.network.formulation;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.scattered;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.synapse.Postsynaptic.Output;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 5.10: networks of neurons that differ, mapped and decoded by the one that they are taken for. */
class ScatteredNetworkTest {
    private static final int LANES = 3;
    private static final NetworkDescription NETWORK = tanh(6, 9, 7, 4);
    private static final NetworkWeights WEIGHTS = TestNetworks.weights(NETWORK, 17);
    private static final double[] INPUT = uniform(18, 6 * LANES);
    private static final double[] SHIFT = uniform(19, 4 * LANES);
    private static final Scatter SCATTER = new Scatter(0.2, 0.2, 1.5, 0.2);

    private static PyramidalCell cell(Coupling coupling) {
        return PyramidalCell.standard().withCoupling(coupling);
    }

    private static GradedFormulation graded(NeuronSet neurons, int steps) {
        Timing timing = new Timing(0, 0, steps, 1 / 400.0, 400, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        PyramidalCell cell = neurons.hidden().reduction().cell();
        return new GradedFormulation(
                NETWORK, timing, controller(0.1, 0.5), neurons, new ExactIntegration(cell, 1), PRODUCT);
    }

    /** At the end of a long presentation each unit is where its own resistances put it, given the rates below and the control, to the bits of a potential in mV. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void gradedUnitsSettleWhereTheirParametersSay(Coupling coupling) {
        NeuronSet nominal = neurons(cell(coupling));
        NeuronSet own = scattered(NETWORK, nominal, SCATTER);
        GradedFormulation formulation = graded(own, 20_000);
        Simulation simulation = TestNetworks.run(formulation, WEIGHTS, INPUT, LANES, shifted(SHIFT));
        double[] below = INPUT;
        double moved = 0;
        for (int l = 0; l < NETWORK.layers(); l++) {
            UnitCode code = nominal.reduction(NETWORK, l).code();
            TransferResistances map = nominal.reduction(NETWORK, l).resistances();
            double[] control = simulation.control();
            double[] rate = simulation.layer(l).output();
            for (int k = 0; k < NETWORK.units(l) * LANES; k++) {
                int unit = k / LANES;
                int lane = k % LANES;
                double drive = WEIGHTS.bias(l)[unit];
                int sources = below.length / LANES;
                for (int j = 0; j < sources; j++) {
                    drive += WEIGHTS.forward(l)[unit * sources + j] * below[j * LANES + lane];
                }
                double feedback = 0;
                for (int o = 0; o < 4; o++) {
                    feedback += WEIGHTS.feedback(l)[unit * 4 + o] * control[o * LANES + lane];
                }
                UnitNeuron neuron = own.layer(NETWORK, l).own().get(unit);
                TransferResistances r = TransferResistances.of(neuron.cell());
                double basalPicoA = (code.scaleMv() * drive + code.offsetMv()) / map.somaBasal();
                double apicalPicoA = code.scaleMv() * feedback / map.somaApical();
                double restMv = neuron.cell().restMv();
                double somaMv = restMv + r.somaBasal() * basalPicoA + r.somaApical() * apicalPicoA;
                var post = simulation.layer(l).postsynaptic();
                assertThat(post.soma()[k]).isCloseTo(somaMv, within(1e-10));
                assertThat(post.basal()[k])
                        .isCloseTo(restMv + r.basalBasal() * basalPicoA + r.basalApical() * apicalPicoA, within(1e-10));
                double argument = (somaMv - restMv - code.offsetMv() - neuron.thresholdMv()) / code.scaleMv();
                assertThat(rate[k])
                        .isCloseTo(l == NETWORK.layers() - 1 ? argument : Math.tanh(argument), within(1e-10));
                moved = Math.max(
                        moved, Math.abs((somaMv - restMv - code.offsetMv()) / code.scaleMv() - drive - feedback));
            }
            below = rate.clone();
        }
        // nominal units would be where drive and feedback say
        assertThat(moved).isGreaterThan(0.1);
    }

    /** phi takes the potential less the threshold, to the bit; the rule's phi(V_s) and V* stay those of the nominal neuron. */
    @Test
    void aThresholdMovesTheArgumentOfPhiAndNothingElse() {
        NeuronSet nominal = neurons(cell(Coupling.DENDRITE_TO_SOMA));
        NeuronSet own = scattered(NETWORK, nominal, new Scatter(0, 0, 2, 0));
        Simulation simulation = TestNetworks.run(graded(own, 40), WEIGHTS, INPUT, LANES, shifted(SHIFT));
        Simulation unmoved = TestNetworks.run(graded(nominal, 40), WEIGHTS, INPUT, LANES, shifted(SHIFT));
        for (int l = 0; l < NETWORK.layers(); l++) {
            RateReduction reduction = nominal.reduction(NETWORK, l);
            int units = NETWORK.units(l);
            double[] argument = new double[units * LANES];
            var post = simulation.layer(l).postsynaptic();
            for (int k = 0; k < argument.length; k++) {
                double origin = reduction.somaMv(0)
                        + own.layer(NETWORK, l).own().get(k / LANES).thresholdMv();
                argument[k] = (post.soma()[k] - origin) / reduction.code().scaleMv();
            }
            NETWORK.transfer(l).apply(PRODUCT.kernels(), argument, argument, argument.length);
            assertThat(simulation.layer(l).output()).isEqualTo(argument);
            assertThat(post.kind()).isEqualTo(Output.OWN_RATE);
            assertThat(post.constants())
                    .isEqualTo(unmoved.layer(l).postsynaptic().constants());
            assertThat(unmoved.layer(l).postsynaptic().kind()).isEqualTo(Output.RATE);
        }
        // the first layer hears the input alone before control sets in
        Simulation settled = TestNetworks.run(graded(own, 1), WEIGHTS, INPUT, LANES, shifted(new double[4 * LANES]));
        Simulation unmovedSettled =
                TestNetworks.run(graded(nominal, 1), WEIGHTS, INPUT, LANES, shifted(new double[4 * LANES]));
        assertThat(settled.layer(0).postsynaptic().soma())
                .isEqualTo(unmovedSettled.layer(0).postsynaptic().soma());
    }

    @Test
    void noScatterIsNoScatterToTheBit() {
        NeuronSet nominal = neurons(cell(Coupling.RECIPROCAL));
        NeuronSet none = scattered(NETWORK, nominal, new Scatter(0, 0, 0, 0));
        assertThat(none.layer(NETWORK, 0).own()).hasSize(9);
        Timing spiking = new Timing(30, 5, 60, 1 / 400.0, 400, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        List<ApicalDendrite> noisy = Collections.nCopies(3, ApicalDendrite.Fluctuating.of(0.1, 0.25, 1 / 400.0));
        List<java.util.function.Function<NeuronSet, Formulation>> made = List.of(
                neurons -> graded(neurons, 200),
                neurons -> graded(neurons, 200).withApical(noisy),
                neurons -> graded(neurons, 200).withApical(Collections.nCopies(3, new ApicalDendrite.LowPass(0.05))),
                neurons -> new SpikingFormulation(
                        NETWORK, spiking, controller(0.1, 0.5), neurons, new EscapeNoiseUnits(6), 5, 1, PRODUCT),
                neurons -> new SpikingFormulation(
                        NETWORK, spiking, controller(0.1, 0.5), neurons, NeuronUnits.standard(3), 5, 1, PRODUCT));
        for (var one : made) {
            assertThat(history(one.apply(none))).isEqualTo(history(one.apply(nominal)));
        }
        NeuronSet quasi = neurons(cell(Coupling.DENDRITE_TO_SOMA));
        QuasiStaticDendrites fast = new QuasiStaticDendrites(cell(Coupling.DENDRITE_TO_SOMA), 1);
        assertThat(history(graded(scattered(NETWORK, quasi, new Scatter(0, 0, 0, 0)), 99)
                        .withIntegration(fast)))
                .isEqualTo(history(graded(quasi, 99).withIntegration(fast)));
    }

    /** Every number of every step. */
    private static List<Double> history(Formulation formulation) {
        List<Double> seen = new ArrayList<>();
        TestNetworks.run(formulation, WEIGHTS, INPUT, LANES, shifted(SHIFT), (controlled, step, state) -> {
            for (int l = 0; l < NETWORK.layers(); l++) {
                Stream.of(
                                state.layer(l).postsynaptic().soma(),
                                state.layer(l).postsynaptic().basal(),
                                state.layer(l).apical(),
                                state.layer(l).output())
                        .forEach(array -> {
                            for (double x : array) {
                                seen.add(x);
                            }
                        });
            }
        });
        return seen;
    }

    /** tau_a of a unit: after one step of a unit control the noisy dendrite and the quiet one have moved by dt / tau_i. */
    @Test
    void apicalTimeConstantsAreThoseOfTheUnits() {
        double[] factors = {0.5, 2};
        ApicalDendrite quiet = new ApicalDendrite.LowPass(0.1).withOwnTau(factors, 2);
        ApicalDendrite noisy =
                new ApicalDendrite.NoisyLowPass(0.1, 0.3, () -> new double[] {1, 1, 1, 1}).withOwnTau(factors, 2);
        double[] apical = new double[4];
        quiet.advance(apical, new double[] {1, 1, 1, 1}, 4);
        assertThat(apical).containsExactly(0.2, 0.2, 0.05, 0.05);
        double[] fluctuating = new double[4];
        noisy.advance(fluctuating, new double[] {1, 1, 1, 1}, 4);
        assertThat(fluctuating).containsExactly(0.2 + 0.6, 0.2 + 0.6, 0.05 + 0.15, 0.05 + 0.15);
        assertThatThrownBy(() -> new ApicalDendrite.LowPass(0.1).withOwnTau(new double[] {1, 0.04}, 2))
                .hasMessageContaining("in unit 1");
    }

    /** A map made from wrong parameters is that of the cell that they are of; the neuron stays. */
    @Test
    void aNeuronTakenForAnotherHasItsCurrentsAndPrediction() {
        PyramidalCell cell = cell(Coupling.RECIPROCAL);
        PyramidalCell other = cell.scaled(1.1, 1.3);
        UnitCode code = neurons(cell).hidden().reduction().code();
        RateReduction right = RateReduction.of(cell, code);
        RateReduction wrong = right.takenFor(other);
        RateReduction ofOther = RateReduction.of(other, code);
        assertThat(wrong.cell()).isEqualTo(cell);
        assertThat(wrong.basalPicoAPerDrive()).isEqualTo(ofOther.basalPicoAPerDrive());
        assertThat(wrong.apicalPicoAPerFeedback()).isEqualTo(ofOther.apicalPicoAPerFeedback());
        assertThat(wrong.predictedPotential(-50)).isEqualTo(ofOther.predictedPotential(-50));
        assertThat(wrong.freePotential(-50, -60)).isEqualTo(right.freePotential(-50, -60));
        assertThat(wrong.basalShare())
                .isCloseTo(
                        right.resistances().somaBasal() / ofOther.resistances().somaBasal(), within(1e-15));
        assertThat(right.takenFor(cell)).isEqualTo(right);
    }

    @Test
    void whatCannotDifferIsRefused() {
        NeuronSet nominal = neurons(cell(Coupling.DENDRITE_TO_SOMA));
        LayerNeurons layer = nominal.hidden();
        List<UnitNeuron> two =
                scattered(NETWORK, nominal, SCATTER).layer(NETWORK, 0).own().subList(0, 2);
        NeuronSet tooFew = new NeuronSet(
                nominal.input(),
                layer,
                nominal.output(),
                Map.of(0, new LayerNeurons(layer.reduction(), layer.synapses(), layer.units(), two)));
        assertThatThrownBy(() -> graded(tooFew, 1)).hasMessageContaining("one for each of 9 units");
        LayerSynapses conductances =
                TestNetworks.withConductances(nominal, 0).hidden().synapses();
        assertThatThrownBy(() -> new LayerNeurons(layer.reduction(), conductances, layer.units(), two))
                .hasMessageContaining("current synapses");
        PyramidalCell standard = PyramidalCell.standard();
        List<Dendrite> tree = new ArrayList<>(standard.dendrites());
        tree.add(new Dendrite("tuft", Dendrite.Kind.APICAL, standard.membrane(2), PyramidalCell.SOMA, 2));
        tree.set(1, new Dendrite("trunk", Dendrite.Kind.APICAL, standard.membrane(2), PyramidalCell.SOMA, 2));
        RateReduction branched = RateReduction.of(
                new PyramidalCell(standard.soma(), tree, -70, Coupling.RECIPROCAL),
                layer.reduction().code());
        assertThatThrownBy(() -> new LayerNeurons(branched, layer.synapses(), layer.units(), two))
                .hasMessageContaining("one basal and one apical dendrite");
    }
}
