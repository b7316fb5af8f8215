package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.largestDifference;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.run;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.GradedIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lateral and recurrent projections under F1, and what their synapses see. */
class LateralNetworkTest {
    private static final int LANES = 4;
    private static final int DELAY = 3;
    private static final double DT_MS = 1;
    private final PyramidalCell cell = PyramidalCell.standard();
    private final double[] input = uniform(1, 5 * LANES);
    private final double[] shift = uniform(2, 2 * LANES);

    /** Lateral synapses that learn in the first hidden layer, some from the second to the first, a source on both sites. */
    private static NetworkDescription network() {
        return new NetworkDescription(
                "input",
                5,
                List.of(
                        new LayerDescription("first", 8, new Tanh()),
                        new LayerDescription("second", 7, new Tanh()),
                        new LayerDescription("out", 2, new Linear())),
                List.of(new SourceDescription("tonic", 3, 1, 40)),
                List.of(
                        ProjectionDescription.dense("input", "first"),
                        ProjectionDescription.dense("first", "second"),
                        ProjectionDescription.dense("second", "out")),
                List.of(
                        new ProjectionDescription(
                                "first",
                                "first",
                                Site.BASAL,
                                Connectivity.Pairs.butSelf(8),
                                DELAY * DT_MS,
                                new InitialWeights.Normal(0, 0.2),
                                true),
                        projection("second", "first", Site.BASAL, 0.2),
                        projection("tonic", "second", Site.BASAL, 0.3),
                        projection("tonic", "first", Site.APICAL, 0.3)));
    }

    private static ProjectionDescription projection(String from, String to, Site site, double deviation) {
        return new ProjectionDescription(
                from, to, site, new Connectivity.Dense(), 2 * DT_MS, new InitialWeights.Normal(0, deviation));
    }

    private static NetworkWeights weights() {
        return TestNetworks.weights(network(), 9);
    }

    private static Timing timing(int free, int steps) {
        return new Timing(free, free / 2, steps, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
    }

    private Formulation abstractly(Timing timing) {
        return rates(network(), timing, controller(0.02, 1), cell.somaticTimeConstantMs() / 100);
    }

    private Formulation graded(Timing timing, PyramidalCell coupled, GradedIntegration integration) {
        return new GradedFormulation(network(), timing, controller(0.02, 1), neurons(coupled), integration, PRODUCT);
    }

    private List<double[][]> path(Formulation formulation) {
        var path = new TestNetworks.Trajectory();
        run(formulation, weights(), input, LANES, shifted(shift), path);
        return path.v;
    }

    @Test
    void quasiStaticDendritesFollowTheAbstractEulerSteps() {
        for (int free : new int[] {0, 50}) {
            List<double[][]> a = path(abstractly(timing(free, 400)));
            List<double[][]> b = path(graded(timing(free, 400), cell, new QuasiStaticDendrites(cell, DT_MS)));
            for (int step = 0; step < 400; step++) {
                for (int l = 0; l < 3; l++) {
                    assertThat(largestDifference(a.get(step)[l], b.get(step)[l]))
                            .isLessThan(1e-10);
                }
            }
        }
    }

    /** The steady state of 5.2 of physics.md, now with loops: 80 tau_u after the target appears. */
    @ParameterizedTest
    @EnumSource
    void finiteDendritesSettleWhereRatesDo(Coupling coupling) {
        PyramidalCell coupled = cell.withCoupling(coupling);
        Simulation a = run(abstractly(timing(0, 8000)), weights(), input, LANES, OWN_TARGET);
        Simulation b = run(
                graded(timing(0, 8000), coupled, new ExactIntegration(coupled, DT_MS)),
                weights(),
                input,
                LANES,
                OWN_TARGET);
        for (int l = 0; l < 3; l++) {
            double[] expected = potentials(a)[l];
            assertThat(largestDifference(potentials(b)[l], expected) / TestNetworks.rms(expected))
                    .isLessThan(1e-7);
        }
    }

    /** The same for both, whatever their free outputs. */
    private static final org.apical.network.control.OutputTarget OWN_TARGET =
            org.apical.network.control.OutputTarget.fixed(uniform(3, 2 * LANES));

    /** x of the lateral synapses at a step is the presynaptic rate DELAY steps before, and that of the free state at first. */
    @Test
    void lateralSynapsesSeeWhatArrives() {
        for (Formulation formulation :
                List.of(abstractly(timing(0, 30)), graded(timing(0, 30), cell, new ExactIntegration(cell, DT_MS)))) {
            List<double[]> sent = new ArrayList<>();
            Simulation simulation = formulation.simulation(LANES);
            SynapseView view = simulation.otherSynapses(0);
            simulation.present(
                    formulation.map(weights()),
                    presentation(input, LANES, 0),
                    shifted(shift),
                    (controlled, step, state) -> {
                        sent.add(state.layer(0).trace().clone());
                        assertThat(view.pre().trace()).isEqualTo(sent.get(Math.max(0, step - DELAY)));
                    });
            assertThat(sent.get(29)).isNotEqualTo(sent.get(0));
            assertThat(view.post().basal())
                    .isSameAs(simulation.synapses(0).post().basal());
            assertThat(simulation.otherSynapses(1)).isNull();
        }
    }

    /** A spike and its trace arrive as late as its current. */
    @Test
    void lateralSynapsesOfSpikingNeuronsSeeTheDelayedTrace() {
        SpikingFormulation formulation = new SpikingFormulation(
                network(),
                timing(20, 30),
                controller(0.1, 0),
                neurons(cell),
                new EscapeNoiseUnits(5),
                5,
                DT_MS,
                PRODUCT);
        Simulation simulation = formulation.simulation(LANES);
        List<double[]> sent = new ArrayList<>();
        List<double[]> spikes = new ArrayList<>();
        simulation.present(
                formulation.map(weights()),
                presentation(input, LANES, 0),
                shifted(shift),
                (controlled, step, state) -> {
                    // step 0 of the controlled phase is the last free step
                    if (controlled && step == 0) {
                        return;
                    }
                    sent.add(state.layer(0).trace().clone());
                    if (sent.size() > DELAY) {
                        assertThat(state.otherSynapses(0).pre().trace()).isEqualTo(sent.get(sent.size() - 1 - DELAY));
                    }
                    assertThat(state.otherSynapses(0).pre().spikes())
                            .isEqualTo(
                                    spikes.size() < DELAY ? new double[8 * LANES] : spikes.get(spikes.size() - DELAY));
                    spikes.add(state.layer(0).transmitted().clone());
                });
        assertThat(formulation.staticSimulation(LANES).otherSynapses(0)).isNull();
    }

    @Test
    void weightsMakeTheRoundTrip() {
        NetworkWeights w = weights();
        for (Formulation formulation :
                List.of(abstractly(timing(0, 1)), graded(timing(0, 1), cell, new ExactIntegration(cell, DT_MS)))) {
            NetworkWeights back = formulation.abstractWeights(formulation.map(w));
            for (int k = 0; k < 4; k++) {
                assertThat(largestDifference(back.other(k), w.other(k))).isLessThan(1e-14);
            }
        }
    }

    @Test
    void noUnitReachesItself() {
        NetworkWeights w = NetworkWeights.draw(network(), new RandomStreams(1));
        double[] change = new double[64];
        java.util.Arrays.fill(change, 1);
        w.maskOther(0, change);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                assertThat(change[i * 8 + j]).isEqualTo(i == j ? 0 : 1);
                assertThat(w.other(0)[i * 8 + j] == 0).isEqualTo(i == j);
            }
        }
        assertThat(new NetworkDescription(
                                "i",
                                2,
                                List.of(new LayerDescription("a", 3, new Tanh())),
                                List.of(),
                                List.of(ProjectionDescription.dense("i", "a")),
                                List.of(ProjectionDescription.lateral("a", 3, 1)))
                        .others()
                        .get(0)
                        .plastic())
                .isTrue();
    }

    @Test
    void whereNoRuleLearnsNothingIsPlastic() {
        ProjectionDescription apical = new ProjectionDescription(
                "first", "first", Site.APICAL, new Connectivity.Dense(), 1, new InitialWeights.Xavier(), true);
        NetworkDescription n = network();
        assertThatThrownBy(() -> new NetworkDescription(
                        n.input(), n.inputs(), n.chain(), n.sources(), n.forward(), List.of(apical)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("first to first.plastic needs a layer that sends and basal dendrites");
    }
}
