package org.apical.app.study.feedback;

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
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.task.StudentTeacher;

/**
 * Feedback learning of the student under a formulation, in two phases or in one; times in units of tau_u = 100 ms.
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
enum StudentFeedback {
    /** Abstract rates. */
    F1(0.3, 0.155, AntiHebbianParams.lagFactor(Constants.ABSTRACT_TAU_V, 0.3)) {
        @Override
        Formulation formulation(int neuronsPerUnit, MatrixProduct product) {
            return RateFormulation.of(
                    StudentTeacher.student(), timing(0, 60), Constants.LAW, Constants.ABSTRACT_TAU_V, product);
        }
    },
    /** Graded compartments: firing rates 100 +- 100 Hz in hidden layers, 500 + 100 r Hz at the output. */
    F2(1, 0.28, AntiHebbianParams.lagFactor(Constants.MEMBRANE, 1)) {
        @Override
        Formulation formulation(int neuronsPerUnit, MatrixProduct product) {
            PyramidalCell cell = PyramidalCell.standard();
            return new GradedFormulation(
                    StudentTeacher.student(),
                    timing(0, 300),
                    Constants.LAW,
                    neurons(cell),
                    new ExactIntegration(cell, Constants.DT * Constants.TAU_U_MS),
                    product);
        }
    },
    /** The same neurons with spikes, 200 ms without feedback first. */
    F3(1, 0.28, F2.lag * AntiHebbianParams.lagFactor(Constants.SYNAPSE, 1)) {
        @Override
        Formulation formulation(int neuronsPerUnit, MatrixProduct product) {
            return new SpikingFormulation(
                    StudentTeacher.student(),
                    timing(200, 300),
                    Constants.LAW,
                    neurons(PyramidalCell.standard()),
                    new EscapeNoiseUnits(neuronsPerUnit),
                    Constants.SYNAPSE * Constants.TAU_U_MS,
                    Constants.DT * Constants.TAU_U_MS,
                    product);
        }
    };

    /** Times in units of tau_u. */
    private static final class Constants {
        static final double TAU_U_MS = 100;
        static final double DT = 0.01;
        static final double ABSTRACT_TAU_V = 0.02;
        static final double MEMBRANE = 0.2;
        static final double SYNAPSE = 0.05;
        static final ControllerParams LAW = new ControllerParams(5, 0, Leak.ON_CONTROL);
    }

    private static final double STEPSIZE = 0.05;
    /** In units of tau_a, through which feedback reaches the dendrites: by then V_a has e^-3 of its way left, and less under control. */
    private static final double ONSET = 3;

    private final double tauA;
    private final double sigma;
    private final double lag;

    StudentFeedback(double tauA, double sigma, double lag) {
        this.tauA = tauA;
        this.sigma = sigma;
        this.lag = lag;
    }

    /**
     * The student without noise.
     *
     * @param neuronsPerUnit of F3
     */
    abstract Formulation formulation(int neuronsPerUnit, MatrixProduct product);

    /**
     * How its feedback learns.
     *
     * @param onePhase whether feedback weights learn while the controller drives the output to the nudged target
     */
    FeedbackRun.Settings settings(boolean onePhase, double learningRate, int batch, int epochs) {
        double tauAMs = tauA * Constants.TAU_U_MS;
        FeedbackPhases phases =
                onePhase ? new FeedbackPhases.One(STEPSIZE, 3 * tauAMs, ONSET * tauAMs) : new FeedbackPhases.Two();
        return new FeedbackRun.Settings(
                new FeedbackNoise(sigma, tauA, 0.1), lag, phases, learningRate, 0.9, batch, epochs);
    }

    private static NeuronSet neurons(PyramidalCell cell) {
        UnitCode hidden = new UnitCode(12, 5, new RateCode(100, 100));
        UnitCode output = new UnitCode(12, 5, new RateCode(500, 100));
        return new NeuronSet(cell, new RateCode(100, 100), hidden, output);
    }

    private static Timing timing(int free, int steps) {
        return new Timing(free, free / 2, steps, Constants.DT, Transmission.INSTANTANEOUS, ControlTiming.REACTIVE);
    }
}
