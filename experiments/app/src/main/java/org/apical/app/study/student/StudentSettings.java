package org.apical.app.study.student;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.FeedbackPath;
import org.apical.network.dynamics.Settling;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.task.StudentTeacher;

/**
 * Settings of the student of the student–teacher task. Forward learning is published (physics.md 8); feedback learning is not and is chosen here, times in units of
 * tau_u = 100 ms:
 *
 * <ul>
 *   <li>sigma = 0.01, so that v^fb fluctuates by sigma / sqrt(2 tau_a), 0.013 at most: phi is straight over it.
 *   <li>F1: tau_a = 0.3 as published for MNIST, tau_v = 0.02 far below it, and a presentation of one tau_a; k_p = 0.1. Then c = 0.18 ({@link FeedbackNoise#openLoopFactor})
 *       and beta = 0.1 gives a Q of the size of J^T, damped by the loop to about 1.0 J^T, under which the published controller is stable.
 * </ul>
 */
public final class StudentSettings {
    /** The controller of forward learning. */
    public static final ControllerParams FORWARD = new ControllerParams(1.5e-3, 1.5, Leak.ON_CONTROL);
    /** tau_v of forward learning (units of tau_u). */
    public static final double TAU_V = 0.2;

    /** lambda of the nudge. */
    public static final double STEPSIZE = 0.05;
    /** Largest norm of an update of a layer, as for the image classifiers: gradients of this task start near 100. */
    public static final double CLIP = 1;
    /** When a sample of a simulated presentation is no longer stepped: its time average is then within a thousandth of its way. */
    public static final Settling SETTLING = new Settling(1e-3, 5, 8);
    /** rho of Kolen and Pollack's rule. */
    public static final double MIRROR_DECAY = 0.05;
    /** eta of feedback learning between forward epochs. */
    public static final double BETWEEN_EPOCHS = 1e-3;
    /** eta of the first step of feedback learning before the first forward epoch. */
    public static final double PRE_TRAINING = 6e-3;
    /** Noise in feedback learning. */
    public static final FeedbackNoise NOISE = new FeedbackNoise(0.01, 0.3, 0.1);

    private StudentSettings() {}

    /** F1 during forward learning: the published 5 tau_u, in steps of 0.02 rather than 0.005. */
    public static RateFormulation forward(MatrixProduct product) {
        Timing timing = new Timing(0, 0, 250, 0.02, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        return RateFormulation.of(StudentTeacher.student(), timing, FORWARD, TAU_V, product);
    }

    /**
     * F1 under inversion dynamics: u slow against all else (tau_v = 0.02, tau_psi = 0.01), purely integral; a presentation of 2 tau_u, by which 0.86 and more of the
     * control is there, since the loop gain J J^T of linear outputs is 1 at least.
     */
    public static RateFormulation inversion(MatrixProduct product) {
        Timing timing = new Timing(0, 0, 200, 0.01, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        ControllerParams law = new ControllerParams(FORWARD.leakAlpha(), 0, Leak.ON_CONTROL);
        return RateFormulation.of(StudentTeacher.student(), timing, law, 0.02, product)
                .withFeedback(new FeedbackPath.Inversion(0.01));
    }

    /**
     * The same with a controller ten times slower against all else, for 10 tau_u: trained weights have loop gains J J^T of a hundred and more, and u may only follow
     * what the layers have settled at.
     */
    public static RateFormulation slowControl(MatrixProduct product) {
        RateFormulation brief = inversion(product);
        return RateFormulation.of(
                        brief.network(),
                        new Timing(0, 0, 10_000, 0.001, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE),
                        brief.controller(),
                        0.002,
                        product)
                .withFeedback(new FeedbackPath.Inversion(0.001));
    }

    /** F1 during feedback learning. */
    public static Formulation rates(MatrixProduct product) {
        ControllerParams law = new ControllerParams(0.25, 0.1, Leak.ON_CONTROL);
        return RateFormulation.of(StudentTeacher.student(), timing(60, 0.005), law, 0.02, product);
    }

    private static Timing timing(int steps, double dt) {
        return new Timing(0, 0, steps, dt, Transmission.INSTANTANEOUS, ControlTiming.REACTIVE);
    }

    /**
     * The probe of the first samples of a task, under the controller of forward learning, references damped by its alpha.
     *
     * @param stepsize lambda of the nudge; the published 0.05 moves the output of this student by half a unit, far out of the linear range of its tanh
     */
    public static AlignmentProbe probe(Regression task, int samples, double stepsize) {
        NetworkDescription student = StudentTeacher.student();
        double[][] inputs = Arrays.copyOf(task.inputs(), samples);
        int[] numbers = IntStream.range(0, samples).toArray();
        return new AlignmentProbe(
                student,
                FORWARD,
                TAU_V,
                FORWARD.leakAlpha(),
                inputs,
                task.nudge(stepsize).apply(numbers));
    }
}
