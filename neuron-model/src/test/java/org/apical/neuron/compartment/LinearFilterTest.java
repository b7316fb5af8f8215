package org.apical.neuron.compartment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.complex.Complex;
import org.apical.neuron.kernel.ScalarKernels;
import org.junit.jupiter.api.Test;

class LinearFilterTest {
    private static final double DT_MS = 0.5;
    private static final double OMEGA = 0.2;
    private final Complex zInverse = new Complex(Math.cos(OMEGA * DT_MS), -Math.sin(OMEGA * DT_MS));
    private final PyramidalCell cell = PyramidalCell.standard().withCoupling(Coupling.RECIPROCAL);

    /** (I - A z^-1) x = B by hand for one state: share/(1 - (1 - share) z^-1). */
    @Test
    void aLowPassIsItsClosedForm() {
        Complex expected = new Complex(0.3).divide(zInverse.multiply(-0.7).add(1));
        assertThat(LinearFilter.lowPass(0.3)
                        .response(zInverse)
                        .subtract(expected)
                        .abs())
                .isLessThan(1e-15);
        assertThat(LinearFilter.direct().response(zInverse)).isEqualTo(Complex.ONE);
    }

    @Test
    void oneAfterTheOtherIsTheProduct() {
        LinearFilter first = LinearFilter.synapse(cell, PyramidalCell.BASAL, 5, DT_MS);
        LinearFilter second = LinearFilter.membrane(cell, PyramidalCell.APICAL, DT_MS);
        Complex product = first.response(zInverse).multiply(second.response(zInverse));
        assertThat(first.then(second).response(zInverse).subtract(product).abs())
                .isLessThan(1e-13);
        assertThat(LinearFilter.direct()
                        .then(first)
                        .response(zInverse)
                        .subtract(first.response(zInverse))
                        .abs())
                .isLessThan(1e-15);
    }

    /** A sine as current, then as spikes through a current that decays, stepped as a simulation does: what is left after 40 time constants is the response. */
    @Test
    void aSteppedNeuronFollowsASineAsItsResponseSays() {
        double scale = TransferResistances.response(cell, PyramidalCell.APICAL)[0];
        GradedIntegration exact = new ExactIntegration(cell, DT_MS);
        GradedIntegration.Stepper stepper = exact.stepper(new ScalarKernels());
        CompartmentState state = CompartmentState.of(cell, 1);
        new SteadyPotentials(cell).enter(state, new double[1], new double[1], 1);
        int steps = 4000;
        double worst = 0;
        Complex response = exact.filter(PyramidalCell.APICAL).response(zInverse);
        for (int step = 0; step < steps; step++) {
            stepper.advance(state, new double[1], new double[] {1000 * Math.cos(OMEGA * DT_MS * step)}, 1);
            if (step > 3900) {
                double expected = response.multiply(
                                new Complex(Math.cos(OMEGA * DT_MS * step), Math.sin(OMEGA * DT_MS * step)))
                        .getReal();
                worst = Math.max(worst, Math.abs((state.somaMv()[0] - cell.restMv()) / (1000 * scale) - expected));
            }
        }
        assertThat(worst).isLessThan(1e-12);
    }

    /** Fast dendrites, dt -> 0: (1/(1 + j w tau_b)) (1/(1 + j w tau_d)) (1/(1 + j w tau_v)); in the steady state 1 but for (dt/tau)^2/12. */
    @Test
    void aSynapseIsThreeLagsInARow() {
        PyramidalCell oneWay = PyramidalCell.standard();
        double dt = 1e-3;
        Complex found = LinearFilter.synapse(oneWay, PyramidalCell.BASAL, 5, dt)
                .response(new Complex(Math.cos(OMEGA * dt), -Math.sin(OMEGA * dt)));
        Complex expected = Complex.ONE
                .divide(new Complex(1, OMEGA * 5))
                .divide(new Complex(1, OMEGA))
                .divide(new Complex(1, OMEGA * 20));
        assertThat(found.subtract(expected).abs()).isLessThan(OMEGA * dt * expected.abs());
        double steady = LinearFilter.synapse(oneWay, PyramidalCell.BASAL, 5, DT_MS)
                .response(Complex.ONE)
                .getReal();
        assertThat(steady).isCloseTo(1, within(1e-2));
    }
}
