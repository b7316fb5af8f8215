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
 * controller C(z), a_i what control passes in layer i, b_i what drive passes in it, D_l the steps from layer l - 1 to l and d those to the controller and from it:
 *
 * <pre>
 * L(z) = C(z) z^-d sum_i p_i(z) J_i Q_i        p_i = a_i b_{i+1} .. b_L z^-(D_{i+1} + .. + D_L)
 * </pre>
 *
 * Spikes are heard as their mean. Neurons that a spike resets follow their input faster than the membrane that stands for them here. Conductances count as currents of decay tau_b.
 *
 * @param law of the controller
 * @param feedback a_i, one a layer, what the output passes before the controller included
 * @param forward b_l, one a layer
 * @param forwardSteps D_l, one a layer; that from the input to the first lies outside the loop
 * @param feedbackSteps d: the controller reads the output before the step, 1, and what its axons and timing add
 */
public record ControlLoop(
        double dtMs,
        double dtOverTauU,
        ControllerParams law,
        List<LinearFilter> feedback,
        List<LinearFilter> forward,
        List<Integer> forwardSteps,
        int feedbackSteps) {
    public ControlLoop {
        feedback = List.copyOf(feedback);
        forward = List.copyOf(forward);
        forwardSteps = List.copyOf(forwardSteps);
    }

    static ControlLoop of(Formulation formulation, ControllerParams law) {
        Timing timing = formulation.timing();
        double dtMs = timing.dtMs();
        int least = timing.transmission() == Transmission.PREVIOUS_STEP ? 1 : 0;
        List<LinearFilter> feedback = new ArrayList<>();
        List<LinearFilter> forward = new ArrayList<>();
        List<Integer> forwardSteps = new ArrayList<>();
        for (int l = 0; l < formulation.network().layers(); l++) {
            feedback.add(formulation.controller().errorFilter().then(formulation.feedbackFilter(l)));
            forward.add(formulation.forwardFilter(l));
            forwardSteps.add(
                    Math.max(least, formulation.network().forward().get(l).delaySteps(dtMs)));
        }
        int late = timing.control() == ControlTiming.REACTIVE ? 1 : 0;
        int delay = Grid.steps("controller.delayMs", formulation.controller().delayMs(), dtMs);
        return new ControlLoop(dtMs, timing.dtOverTauU(), law, feedback, forward, forwardSteps, 1 + late + delay);
    }

    /** p_i of every layer. */
    public Complex[] layers(Complex zInverse) {
        int count = feedback.size();
        Complex[] p = new Complex[count];
        Complex above = Complex.ONE;
        for (int l = count - 1; l >= 0; l--) {
            p[l] = feedback.get(l).response(zInverse).multiply(above);
            above = above.multiply(forward.get(l).response(zInverse)).multiply(zInverse.pow(forwardSteps.get(l)));
        }
        return p;
    }
}
