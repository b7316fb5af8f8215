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
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.network.TestNetworks;
import org.apical.network.description.Competition;
import org.apical.network.description.Competition.When;
import org.apical.network.description.Competition.WinnerTakeAll;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.theory.SampleState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.transfer.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Winner-take-all in hidden layers. */
class CompetitionTest {
    private static final int LANES = 5;
    private static final int HIDDEN = 12;
    private static final NetworkDescription PLAIN = tanh(6, HIDDEN, HIDDEN, 3);
    private final PyramidalCell cell = PyramidalCell.standard();
    private final double[] input = uniform(1, 6 * LANES);
    private final double[] shift = uniform(2, 3 * LANES);

    private static NetworkDescription competing(Competition competition) {
        List<LayerDescription> chain = new ArrayList<>(PLAIN.chain());
        for (int l = 0; l < chain.size() - 1; l++) {
            chain.set(l, chain.get(l).withCompetition(competition));
        }
        return new NetworkDescription(
                PLAIN.input(), PLAIN.inputs(), chain, PLAIN.sources(), PLAIN.forward(), PLAIN.others());
    }

    private static NetworkWeights weights() {
        return TestNetworks.weights(PLAIN, 31);
    }

    private static Timing timing(int free, int steps, Transmission transmission) {
        return new Timing(free, free / 2, steps, 0.01, transmission, ControlTiming.PROACTIVE);
    }

    private Formulation abstractly(Competition competition, Timing timing) {
        return rates(competing(competition), timing, controller(0.02, 1), cell.somaticTimeConstantMs() / 100);
    }

    private Formulation graded(Competition competition, Timing timing) {
        return new GradedFormulation(
                competing(competition),
                timing,
                controller(0.02, 1),
                neurons(cell),
                new QuasiStaticDendrites(cell, 1),
                PRODUCT);
    }

    private Path path(Formulation formulation) {
        Path path = new Path();
        path.end = run(formulation, weights(), input, LANES, shifted(shift), path);
        return path;
    }

    /** Potentials, rates and the silenced of every step. */
    private static final class Path implements StepObserver {
        final List<double[][]> v = new ArrayList<>();
        final List<double[][]> rate = new ArrayList<>();
        final List<double[]> silenced = new ArrayList<>();
        final List<Boolean> controlled = new ArrayList<>();
        Simulation end;

        @Override
        public void onStep(boolean on, int step, Simulation state) {
            v.add(potentials(state));
            rate.add(new double[][] {
                state.layer(0).output().clone(),
                state.layer(1).output().clone(),
                state.layer(2).output().clone()
            });
            silenced.add(state.layer(0).postsynaptic().inhibited().clone());
            controlled.add(on);
        }
    }

    private static long silent(double[] inhibited, int lane) {
        return IntStream.range(0, inhibited.length / LANES)
                .filter(i -> inhibited[i * LANES + lane] == 1)
                .count();
    }

    /** k(t) = n - (n - k) s(t/T) units are active, and what is silenced sends nothing and stays silent. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void thePublishedShareIsActiveAndTheRestIsSilent(double ramp) {
        int steps = 101;
        Path path = path(abstractly(
                new WinnerTakeAll(0.25, ramp, When.CONTROLLED), timing(0, steps, Transmission.INSTANTANEOUS)));
        for (int step = 0; step < steps; step++) {
            double x = ramp == 0 ? 1 : Math.min(1, step / (100 * ramp));
            int active = HIDDEN - (int) Math.round(9 * x * x * (3 - 2 * x));
            double[] inhibited = path.silenced.get(step);
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(silent(inhibited, lane)).isEqualTo(step == 0 ? 0 : HIDDEN - active);
            }
            for (int k = 0; k < inhibited.length; k++) {
                assertThat(path.v.get(step)[0][k] == 0).isEqualTo(inhibited[k] == 1);
                assertThat(path.rate.get(step)[0][k] == 0).isEqualTo(inhibited[k] == 1);
                if (step > 0) {
                    assertThat(inhibited[k])
                            .isGreaterThanOrEqualTo(path.silenced.get(step - 1)[k]);
                }
            }
        }
    }

    /** At once, the winners are those whose |v| after the first step, which the plain network takes too, is largest. */
    @Test
    void thoseWithTheLargestPotentialsWin() {
        Timing timing = timing(0, 2, Transmission.INSTANTANEOUS);
        double[] before = path(abstractly(new Competition.None(), timing)).v.get(1)[0];
        double[] inhibited = path(abstractly(new WinnerTakeAll(0.25, 0, When.CONTROLLED), timing))
                .silenced
                .get(1);
        for (int lane = 0; lane < LANES; lane++) {
            int column = lane;
            double third = IntStream.range(0, HIDDEN)
                    .mapToDouble(i -> -Math.abs(before[i * LANES + column]))
                    .sorted()
                    .toArray()[2];
            for (int i = 0; i < HIDDEN; i++) {
                assertThat(inhibited[i * LANES + lane] == 1).isEqualTo(-Math.abs(before[i * LANES + lane]) > third);
            }
        }
    }

    /** Rounding as in GradedNetworkTest; no two potentials are as close to each other as that. */
    @ParameterizedTest
    @EnumSource
    void compartmentsHaveTheSameWinnersAndFollowTheAbstractSteps(Transmission transmission) {
        for (When when : When.values()) {
            Competition competition = new WinnerTakeAll(0.25, 0.8, when);
            Timing timing = timing(0, 600, transmission);
            Path abstractPath = path(abstractly(competition, timing));
            Path gradedPath = path(graded(competition, timing));
            for (int step = 0; step < 600; step++) {
                assertThat(gradedPath.silenced.get(step)).isEqualTo(abstractPath.silenced.get(step));
                for (int l = 0; l < 3; l++) {
                    assertThat(largestDifference(
                                    gradedPath.v.get(step)[l], abstractPath.v.get(step)[l]))
                            .isLessThan(1e-10);
                }
            }
            assertThat(abstractPath.end.control()).doesNotContain(0.0);
        }
    }

    /** The target is still reached but for the leak, e = alpha u, by the units that are left. */
    @Test
    void theControllerReachesItsTargetThroughTheWinners() {
        Simulation end = path(abstractly(
                        new WinnerTakeAll(0.25, 0.3, When.CONTROLLED), timing(0, 6000, Transmission.INSTANTANEOUS)))
                .end;
        double[] left = end.target().clone();
        for (int k = 0; k < left.length; k++) {
            left[k] -= end.layer(2).output()[k];
        }
        double[] leak = end.control().clone();
        for (int k = 0; k < leak.length; k++) {
            leak[k] *= 0.02;
        }
        assertThat(largestDifference(left, leak)).isLessThan(1e-9);
    }

    @Test
    void theFreePhaseKnowsNothingOfCompetitionOfTargets() {
        Timing timing = timing(40, 30, Transmission.INSTANTANEOUS);
        Path plain = path(abstractly(new Competition.None(), timing));
        Path sparse = path(abstractly(WinnerTakeAll.ofTargets(0.25), timing));
        for (int step = 0; step < 40; step++) {
            assertThat(sparse.v.get(step)).isDeepEqualTo(plain.v.get(step));
        }
        assertThat(sparse.end.freeOutput()).isEqualTo(plain.end.freeOutput());
        assertThat(sparse.v.get(69)[2]).isNotEqualTo(plain.v.get(69)[2]);
    }

    /** All active is no competition, to the bit. */
    @Test
    void whereAllMayBeActiveNothingChanges() {
        Timing timing = timing(10, 30, Transmission.PREVIOUS_STEP);
        for (boolean compartments : new boolean[] {false, true}) {
            Competition all = new WinnerTakeAll(1, 1, When.ALWAYS);
            Competition none = new Competition.None();
            Path with = path(compartments ? graded(all, timing) : abstractly(all, timing));
            Path without = path(compartments ? graded(none, timing) : abstractly(none, timing));
            for (int step = 0; step < with.v.size(); step++) {
                assertThat(with.v.get(step)).isDeepEqualTo(without.v.get(step));
            }
        }
    }

    /** Layer after layer from the sparse rates below; then all are set free again, from v = 0. */
    @Test
    void inferenceCanBeSparseToo() {
        Path path =
                path(abstractly(new WinnerTakeAll(0.25, 1, When.ALWAYS), timing(5, 30, Transmission.INSTANTANEOUS)));
        for (int lane = 0; lane < LANES; lane++) {
            assertThat(silent(path.silenced.get(4), lane)).isEqualTo(9);
            assertThat(silent(path.silenced.get(5), lane)).isEqualTo(9);
            assertThat(silent(path.silenced.get(6), lane)).isZero();
            assertThat(silent(path.silenced.get(34), lane)).isEqualTo(9);
        }
        double[] feedforward = path(abstractly(new Competition.None(), timing(0, 1, Transmission.INSTANTANEOUS)))
                .v
                .get(0)[0];
        for (int k = 0; k < feedforward.length; k++) {
            assertThat(path.v.get(4)[0][k])
                    .isEqualTo(
                            path.silenced.get(4)[k] == 1 ? 0 : feedforward[k],
                            org.assertj.core.api.Assertions.within(1e-13));
        }
    }

    @Test
    void aSecondPresentationBeginsWithoutInhibition() {
        Formulation formulation =
                abstractly(new WinnerTakeAll(0.25, 0.5, When.ALWAYS), timing(5, 30, Transmission.INSTANTANEOUS));
        Simulation simulation = formulation.simulation(LANES);
        List<double[][]> ends = new ArrayList<>();
        for (int shown = 0; shown < 2; shown++) {
            simulation.present(formulation.map(weights()), presentation(input, LANES, 0), shifted(shift));
            ends.add(potentials(simulation));
        }
        assertThat(ends.get(1)).isDeepEqualTo(ends.get(0));
    }

    @Test
    void whatCannotCompeteIsRefused() {
        NetworkDescription sparse = competing(WinnerTakeAll.ofTargets(0.5));
        assertThatThrownBy(() -> new SpikingFormulation(
                        sparse,
                        timing(5, 5, Transmission.PREVIOUS_STEP),
                        controller(0, 0),
                        neurons(cell),
                        new EscapeNoiseUnits(5),
                        5,
                        1,
                        PRODUCT))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("SpikingFormulation.hidden 1.competition must be none here");
        assertThatThrownBy(() -> SampleState.feedforward(sparse, NetworkWeights.zero(sparse), new double[6]))
                .hasMessageContaining("SampleState.hidden 1.competition must be none here");
        assertThatThrownBy(() -> WinnerTakeAll.ofTargets(0)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new LayerDescription("x", 3, new org.apical.neuron.transfer.Sigmoid())
                        .withCompetition(WinnerTakeAll.ofTargets(0.5)))
                .hasMessageContaining("x.transfer must be 0 at v = 0 where units compete");
        assertThat(new LayerDescription("x", 3, new Linear())
                        .withCompetition(WinnerTakeAll.ofTargets(0.5))
                        .units())
                .isEqualTo(3);
    }
}
