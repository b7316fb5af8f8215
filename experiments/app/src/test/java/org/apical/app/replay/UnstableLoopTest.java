package org.apical.app.replay;

import static org.apical.app.replay.ReplayTest.recording;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.apical.network.control.OutputTarget;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard on the recorded loops: one of them is unstable (eigenvalues up to +0.108 / tau_u), the others are not. */
class UnstableLoopTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    @Test
    void theRecordedUnstableLoopIsFound() {
        assertThatThrownBy(() -> present("dfc_tanh_euler"))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContainingAll("F1: output error of layer 3 (output)", "of 800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dfc_linear", "dfc_relu_random_feedback", "dfc_sigmoid_apical", "dfc_tanh"})
    void theRecordedStableLoopsPass(String name) {
        assertThatCode(() -> present(name)).doesNotThrowAnyException();
    }

    private static void present(String name) {
        DfcCase c;
        try (CaseFile file = CaseFile.open(recording(name))) {
            c = DfcCase.read(file);
        }
        Timing timing = c.dynamics().timing();
        RateFormulation formulation = new RateFormulation(
                c.network(),
                timing,
                c.dynamics().controller(),
                c.dynamics().tauV(),
                Collections.nCopies(
                        c.network().layers(),
                        new ApicalDendrite.LowPass(
                                timing.dtOverTauU() / c.dynamics().tauA())),
                PRODUCT);
        int lanes = c.samples();
        Simulation simulation = formulation.simulation(lanes);
        DivergenceGuard guard = new DivergenceGuard(formulation, simulation, DivergenceLimits.standard());
        Presentation shown = new Presentation(lanes(c.input()), new long[lanes], Phase.PROBE, new RandomStreams(1));
        guard.watch(() ->
                simulation.present(formulation.map(c.weights()), shown, OutputTarget.fixed(lanes(c.target())), guard));
    }

    /** Rows of samples as [unit][lane]. */
    private static double[] lanes(double[][] rows) {
        double[] x = new double[rows.length * rows[0].length];
        for (int lane = 0; lane < rows.length; lane++) {
            for (int i = 0; i < rows[lane].length; i++) {
                x[i * rows.length + lane] = rows[lane][i];
            }
        }
        return x;
    }
}
