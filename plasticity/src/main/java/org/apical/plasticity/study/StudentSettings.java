package org.apical.plasticity.study;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
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

    /** Forward learning: eta = 0.05, lambda = 0.05, batches of 128; clipped at 1 as the image classifiers are, since gradients of this task start near 100. */
    public static final StudentStudy.Settings LEARNING = new StudentStudy.Settings(0.05, 0.05, 1, 128, 12);
    /** Feedback learning of abstract units. */
    public static final FeedbackStudy.Settings RATES =
            new FeedbackStudy.Settings(new FeedbackNoise(0.01, 0.3, 0.1), 6e-3, 128, 24);

    private StudentSettings() {}

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
