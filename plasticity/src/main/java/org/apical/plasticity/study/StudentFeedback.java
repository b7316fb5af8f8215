package org.apical.plasticity.study;

import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.task.StudentTeacher;

/**
 * Feedback learning of the student under the three formulations, in two phases or in one; times in units of tau_u = 100 ms.
 *
 * <ul>
 *   <li>The controller is purely integral with a strong leak, alpha = 5: the loop gain of feedback drawn at random stays below it, so the loop is stable whatever its lags
 *       are, and control answers within 20 ms. Then c = 1/(2 (1 + alpha tau_a)), to which beta is fitted: 0.1 makes Q about J^T.
 *   <li>Potentials fluctuate by 0.2, over which tanh is still straight: in F3 it lets the noise of u that comes from apical dendrites exceed that from spikes, so that F3
 *       needs no more presentations than F2.
 *   <li>F1: tau_v = 0.02, noise of tau_a = 0.3, a presentation of 2 tau_a.
 *   <li>F2: the membrane sets tau_v = 0.2, the noise has tau_a = 1; F3 adds synapses of 0.05. Each layer on the way to the output costs the factor 1 + tau/tau_a, which {@link
 *       AntiHebbianParams#lagFactor} gives back. A presentation of 3 tau_a.
 *   <li>One phase: the published nudge, lambda = 0.05; u less its mean over 3 tau_a, from when control has settled on.
 * </ul>
 */
public final class StudentFeedback {
    private static final double TAU_U_MS = 100;
    private static final double DT = 0.01;
    private static final double STEPSIZE = 0.05;
    /** In units of tau_a, through which feedback reaches the dendrites: by then V_a has e^-3 of its way left, and less under control. */
    private static final double ONSET = 3;
    /** Time constants on the way through a layer and of the noise (units of tau_u). */
    private static final double ABSTRACT_TAU_V = 0.02;

    private static final double ABSTRACT_TAU_A = 0.3;
    private static final double TAU_A = 1;
    private static final double MEMBRANE = 0.2;
    private static final double SYNAPSE = 0.05;
    private static final ControllerParams LAW = new ControllerParams(5, 0, Leak.ON_CONTROL);

    private StudentFeedback() {}

    /** F1. */
    public static Formulation rates(MatrixProduct product) {
        return RateFormulation.of(StudentTeacher.student(), timing(0, 60), LAW, ABSTRACT_TAU_V, product);
    }

    /** F2: firing rates 100 +- 100 Hz in hidden layers, 500 + 100 r Hz at the output. */
    public static Formulation compartments(PyramidalCell cell, MatrixProduct product) {
        return new GradedFormulation(
                StudentTeacher.student(),
                timing(0, 300),
                LAW,
                neurons(cell),
                new ExactIntegration(cell, DT * TAU_U_MS),
                product);
    }

    /** F3: the same neurons with spikes, 200 ms without feedback first. */
    public static Formulation spikes(PyramidalCell cell, SpikingUnits units, MatrixProduct product) {
        return new SpikingFormulation(
                StudentTeacher.student(),
                timing(200, 300),
                LAW,
                neurons(cell),
                units,
                SYNAPSE * TAU_U_MS,
                DT * TAU_U_MS,
                product);
    }

    /**
     * Settings for a formulation of this class.
     *
     * @param onePhase whether feedback weights learn while the controller drives the output to the nudged target
     */
    public static FeedbackStudy.Settings settings(Formulation formulation, boolean onePhase) {
        boolean abstractUnits = formulation instanceof RateFormulation;
        double tauA = abstractUnits ? ABSTRACT_TAU_A : TAU_A;
        double sigma = abstractUnits ? 0.155 : 0.28;
        FeedbackPhases phases = onePhase
                ? new FeedbackPhases.One(STEPSIZE, 3 * tauA * TAU_U_MS, ONSET * tauA * TAU_U_MS)
                : new FeedbackPhases.Two();
        double lag = AntiHebbianParams.lagFactor(abstractUnits ? ABSTRACT_TAU_V : MEMBRANE, tauA);
        if (formulation instanceof SpikingFormulation) {
            lag *= AntiHebbianParams.lagFactor(SYNAPSE, tauA);
        }
        return new FeedbackStudy.Settings(new FeedbackNoise(sigma, tauA, 0.1), lag, phases, 1.5e-2, 0.9, 64, 4);
    }

    private static NeuronSet neurons(PyramidalCell cell) {
        UnitCode hidden = new UnitCode(12, 5, new RateCode(100, 100));
        UnitCode output = new UnitCode(12, 5, new RateCode(500, 100));
        return new NeuronSet(cell, new RateCode(100, 100), hidden, output);
    }

    private static Timing timing(int free, int steps) {
        return new Timing(free, free / 2, steps, DT, Transmission.INSTANTANEOUS, ControlTiming.REACTIVE);
    }
}
