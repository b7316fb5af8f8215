package org.apical.network.divergence;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.function.UnaryOperator;
import org.apical.network.Allocation;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** tau_u 100 ms, tau_v 20 ms, dt 0.5 ms; 8-7-4. */
class DivergenceGuardTest {
    private static final double DT_MS = 0.5;
    private static final int LANES = 3;
    private static final int STEPS = 3000;
    private static final NetworkDescription SATURATING = tanh(8, 7, 4);
    private static final NetworkDescription STRAIGHT = linear(8, 7, 4);
    private static final ControllerParams SOUND = controller(0.1, 0);

    private final double[] input = uniform(1, 8 * LANES);
    private final double[] shift = uniform(2, 4 * LANES);
    private int lastStep;

    private static Formulation formulation(String id, NetworkDescription network, ControllerParams law) {
        int free = id.equals("F3") ? 1000 : 0;
        Timing timing =
                new Timing(free, free / 2, STEPS, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        PyramidalCell cell = PyramidalCell.standard();
        return switch (id) {
            case "F1" -> TestNetworks.rates(network, timing, law, 0.2);
            case "F2" ->
                new GradedFormulation(network, timing, law, neurons(cell), new ExactIntegration(cell, DT_MS), PRODUCT);
            default ->
                new SpikingFormulation(
                        network, timing, law, neurons(cell), new EscapeNoiseUnits(40), 5, DT_MS, PRODUCT);
        };
    }

    private static NetworkWeights weights(NetworkDescription network, UnaryOperator<NetworkWeights> change) {
        return change.apply(TestNetworks.weights(network, 7));
    }

    private static NetworkWeights wrongSign(NetworkWeights weights) {
        for (int l = 0; l < 2; l++) {
            double[] q = weights.feedback(l);
            for (int k = 0; k < q.length; k++) {
                q[k] = -q[k];
            }
        }
        return weights;
    }

    private void present(Formulation formulation, NetworkWeights weights, DivergenceLimits limits) {
        present(formulation, weights, limits, shifted(shift));
    }

    private void present(
            Formulation formulation, NetworkWeights weights, DivergenceLimits limits, OutputTarget target) {
        Simulation simulation = formulation.simulation(LANES);
        DivergenceGuard guard = new DivergenceGuard(formulation, simulation, limits);
        Presentation shown = presentation(input, LANES, 0);
        guard.watch(() -> simulation.present(
                formulation.map(weights), shown, target, (on, step, s) -> lastStep = on ? step : -1, guard));
    }

    private DivergenceException divergence(Formulation formulation, NetworkWeights weights) {
        return catchThrowableOfType(
                DivergenceException.class, () -> present(formulation, weights, DivergenceLimits.standard()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2", "F3"})
    void aSoundLoopPasses(String id) {
        assertThatCode(() -> present(
                        formulation(id, SATURATING, SOUND), weights(SATURATING, w -> w), DivergenceLimits.standard()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2", "F3"})
    void feedbackOfTheWrongSignIsFoundWithinThePresentation(String id) {
        DivergenceException e =
                divergence(formulation(id, STRAIGHT, SOUND), weights(STRAIGHT, DivergenceGuardTest::wrongSign));
        assertThat(e).hasMessageStartingWith(id + ": ").hasMessageContainingAll("of layer ", "step " + lastStep);
        assertThat(e.formulation()).isEqualTo(id);
        assertThat(lastStep).isBetween(1, STEPS - 2);
    }

    /** Two lags of 20 ms under a gain J Q that steep weights raise: it rings, and saturated units keep every potential small. */
    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2"})
    void aLoopThatRingsWithinBoundsIsFoundByItsError(String id) {
        NetworkWeights steep = weights(SATURATING, w -> {
            for (int l = 0; l < 2; l++) {
                scale(w.forward(l), 4);
            }
            w.setFeedbackToWeightProduct(SATURATING);
            return w;
        });
        Formulation loop = formulation(id, SATURATING, controller(0.001, 0));
        DivergenceException e = divergence(loop, steep);
        assertThat(e).hasMessageContainingAll(id, "output error of layer 2 (output)", "controller are unstable");
        assertThat(lastStep).isLessThan(STEPS - 1);
        present(loop, steep, DivergenceLimits.potentialsOnly());
        assertThat(lastStep).isEqualTo(STEPS - 1);
    }

    private static void scale(double[] x, double factor) {
        for (int k = 0; k < x.length; k++) {
            x[k] *= factor;
        }
    }

    @Test
    void potentialsThatNoMembraneBearsAreNamedInMillivolts() {
        NetworkWeights strong = weights(STRAIGHT, w -> {
            w.forward(0)[0] = 1e4;
            return w;
        });
        DivergenceException soma = divergence(formulation("F2", STRAIGHT, SOUND), strong);
        assertThat(soma)
                .hasMessageContainingAll(
                        "F2: somatic potential of layer 1 (hidden 1), unit 1", "mV", "at most 1000 mV");
        assertThat(lastStep).isZero();
        NetworkWeights lever = weights(SATURATING, w -> {
            w.feedback(0)[4] = 1e6;
            return w;
        });
        DivergenceException dendrite = divergence(formulation("F2", SATURATING, SOUND), lever);
        assertThat(dendrite).hasMessageContaining("F2: apical potential of layer 1 (hidden 1), unit 2, is");
        assertThat(lastStep).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2", "F3"})
    void whatIsNoNumberIsNamedWhereItIsFirst(String id) {
        NetworkWeights broken = weights(STRAIGHT, w -> {
            w.feedback(0)[4] = Double.NaN;
            return w;
        });
        assertThat(divergence(formulation(id, STRAIGHT, SOUND), broken))
                .hasMessageStartingWith(id + ": ")
                .hasMessageContainingAll("layer 1", "NaN");
        assertThat(lastStep).isLessThan(STEPS - 1);
    }

    @Test
    void runawayControlIsNamedByItsOutput() {
        NetworkWeights mute = weights(STRAIGHT, w -> {
            scale(w.feedback(0), 0);
            scale(w.feedback(1), 0);
            return w;
        });
        // without feedback u integrates a constant error, and nothing stops it
        OutputTarget far = (free, target, outputs, lanes) -> {
            System.arraycopy(free, 0, target, 0, target.length);
            target[2 * lanes] += 1e8;
        };
        assertThatThrownBy(() ->
                        present(formulation("F1", STRAIGHT, controller(0, 0)), mute, DivergenceLimits.standard(), far))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("F1: control of layer 2 (output), output 3, is");
    }

    @Test
    void spikesWithoutBoundsAreNamedWithTheirLayer() {
        NetworkWeights strong = weights(STRAIGHT, w -> {
            scale(w.forward(1), 1e12);
            return w;
        });
        assertThat(divergence(formulation("F3", STRAIGHT, SOUND), strong))
                .hasMessageContainingAll("F3", "layer 2", "free phase");
    }

    /** Noise alone moves the output, and there is no error to compare it with. */
    @Test
    void noiseWithoutAFreePhaseIsNotTakenForGrowth() {
        Formulation noisy = formulation("F1", STRAIGHT, SOUND)
                .withApical(Collections.nCopies(2, ApicalDendrite.Fluctuating.of(0.1, 0.3, DT_MS / 100)));
        NetworkWeights weights = weights(STRAIGHT, w -> w);
        present(noisy, weights, DivergenceLimits.standard(), OutputTarget.ownOutput());
        assertThat(lastStep).isEqualTo(STEPS - 1);
    }

    @Test
    void aTargetThatIsReachedAlreadyIsNoGrowth() {
        for (String id : new String[] {"F1", "F2"}) {
            NetworkWeights weights = weights(SATURATING, w -> w);
            present(formulation(id, SATURATING, SOUND), weights, DivergenceLimits.standard(), OutputTarget.ownOutput());
            assertThat(lastStep).isEqualTo(STEPS - 1);
        }
    }

    @Test
    void watchingAllocatesNothing() {
        Formulation formulation = formulation("F3", SATURATING, SOUND);
        Simulation simulation = formulation.simulation(LANES);
        DivergenceGuard guard = new DivergenceGuard(formulation, simulation, DivergenceLimits.standard());
        NetworkWeights weights = weights(SATURATING, w -> w);
        simulation.present(formulation.map(weights), presentation(input, LANES, 0), shifted(shift), guard);
        int[] step = {0};
        assertThat(Allocation.leastOfHundred(() -> guard.onStep(true, 1 + step[0]++ % (STEPS / 4), simulation)))
                .isZero();
    }

    @Test
    void limitsMustLetTheErrorBeWhatItWas() {
        assertThatThrownBy(() -> new DivergenceLimits(1)).hasMessageContaining("errorGrowth must be > 1");
        assertThatThrownBy(() -> new DivergenceLimits(Double.NaN)).hasMessageContaining("errorGrowth");
    }
}
