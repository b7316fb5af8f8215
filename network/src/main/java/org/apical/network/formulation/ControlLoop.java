package org.apical.network.formulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.complex.Complex;
import org.apical.network.control.ControllerParams;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.parameter.Grid;

/**
 * What a signal passes on its way round the loop output, controller, layers, output, of a network linearised at a state, on the grid of its simulation. With z = exp(j omega dt),
 * controller C(z), a_i what control passes in layer i, b what drive passes in a layer, D_l the steps from layer l - 1 to l and d those to the controller and from it:
 *
 * <pre>
 * L(z) = C(z) z^-d sum_i p_i(z) J_i Q_i        p_i = a_i b^(L-i) z^-(D_{i+1} + .. + D_L)
 * </pre>
 *
 * Spikes are heard as their mean. Neurons that a spike resets follow their input faster than the membrane that stands for them here.
 *
 * @param law of the controller
 * @param feedback a_i, one a layer, what the output passes before the controller included
 * @param forward b
 * @param forwardSteps D_l, one a layer; that from the input to the first lies outside the loop
 * @param feedbackSteps d: the controller reads the output before the step, 1, and what its axons and timing add
 */
public record ControlLoop(
        double dtMs,
        double dtOverTauU,
        ControllerParams law,
        List<LinearFilter> feedback,
        LinearFilter forward,
        List<Integer> forwardSteps,
        int feedbackSteps) {
    public ControlLoop {
        feedback = List.copyOf(feedback);
        forwardSteps = List.copyOf(forwardSteps);
    }

    static ControlLoop of(Formulation formulation, ControllerParams law) {
        Timing timing = formulation.timing();
        double dtMs = timing.dtMs();
        int least = timing.transmission() == Transmission.PREVIOUS_STEP ? 1 : 0;
        List<LinearFilter> feedback = new ArrayList<>();
        List<Integer> forwardSteps = new ArrayList<>();
        for (int l = 0; l < formulation.network().layers(); l++) {
            feedback.add(formulation.controller().errorFilter().then(formulation.feedbackFilter(l)));
            forwardSteps.add(
                    Math.max(least, formulation.network().forward().get(l).delaySteps(dtMs)));
        }
        int late = timing.control() == ControlTiming.REACTIVE ? 1 : 0;
        int delay = Grid.steps("controller.delayMs", formulation.controller().delayMs(), dtMs);
        return new ControlLoop(
                dtMs, timing.dtOverTauU(), law, feedback, formulation.forwardFilter(), forwardSteps, 1 + late + delay);
    }

    /** p_i of every layer. */
    public Complex[] layers(Complex zInverse) {
        int count = feedback.size();
        Complex[] p = new Complex[count];
        Complex b = forward.response(zInverse);
        Complex above = Complex.ONE;
        for (int l = count - 1; l >= 0; l--) {
            p[l] = feedback.get(l).response(zInverse).multiply(above);
            above = above.multiply(b).multiply(zInverse.pow(forwardSteps.get(l)));
        }
        return p;
    }
}
