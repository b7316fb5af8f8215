package org.apical.app.study.student;

import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.StudyNetwork;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkDescription;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.training.Samples;

/** The student of the student–teacher task under F1 (physics.md 8): as it is described, for forward learning, and with keys changed. */
public final class StudentNetwork {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("student");

    private final MatrixProduct product;
    private final Formulations described;
    private final RateFormulation forward;

    public StudentNetwork(MatrixProduct product) {
        this.product = product;
        this.described = DESCRIBED.formulations(product);
        this.forward = rates(described);
    }

    /** F1 of a variant. */
    static RateFormulation rates(Formulations variant) {
        return (RateFormulation) variant.of(Form.F1);
    }

    /** The network. */
    public NetworkDescription network() {
        return forward.network();
    }

    /** In forward learning. */
    public RateFormulation forward() {
        return forward;
    }

    /** Its law of control. */
    public ControllerParams law() {
        return forward.controller().law().orElseThrow();
    }

    /** Largest norm of a direction of a layer. */
    double clip() {
        return described.experiment().learning().clip().orElseThrow();
    }

    /**
     * Under inversion dynamics: u slow against all else (tau_v = 0.02, tau_psi = 0.01), purely integral; a presentation of 2 tau_u, by which 0.86 and more of the
     * control is there, since the loop gain J J^T of linear outputs is 1 at least.
     *
     * @param backward where S comes from
     */
    Formulations inversion(Feedback backward) {
        return inversion(1, 199, backward);
    }

    /**
     * The same with a controller ten times slower against all else, for 10 tau_u: trained weights have loop gains J J^T of a hundred and more, and u may only follow
     * what the layers have settled at.
     */
    Formulations slowInversion(Feedback backward) {
        return inversion(0.1, 999.9, backward);
    }

    /** @param dtMs time step and tau_psi, half of tau_v (ms) */
    private Formulations inversion(double dtMs, double controlledMs, Feedback backward) {
        return DESCRIBED
                .with("controller.proportionalGain", 0)
                .with("timing.dtMs", dtMs)
                .with("timing.controlledMs", controlledMs)
                .with("timing.tauVMs", 2 * dtMs)
                .with("learning.feedback", "{inversion: {tauPsiMs: " + dtMs + ", backward: " + backward.label() + "}}")
                .formulations(product);
    }

    /**
     * While feedback learns from noise: tau_v = 0.02 far below tau_a = 0.3, a presentation of one tau_a; k_p = 0.1. Then c = 0.18 ({@link FeedbackNoise#openLoopFactor}) and beta =
     * 0.1 gives a Q of the size of J^T, damped by the loop to about 1.0 J^T, under which the published controller is stable.
     *
     * @param epochs feedback epochs before the first forward epoch
     * @param batch samples of a batch
     */
    public Formulations noise(int epochs, int batch) {
        return DESCRIBED
                .with("controller.alpha", 0.25)
                .with("controller.proportionalGain", 0.1)
                .with("timing.dtMs", 0.5)
                .with("timing.controlledMs", 29.5)
                .with("timing.tauVMs", 2)
                .with("timing.control", "reactive")
                .with("learning.feedback.learned.preTrainingEpochs", epochs)
                .with("learning.feedback.learned.batch", batch)
                .formulations(product);
    }

    /** In forward learning, in other steps. */
    public RateFormulation forward(double dtMs) {
        double controlledMs = described.experiment().timing().controlledMs();
        return rates(DESCRIBED
                .with("timing.dtMs", dtMs)
                .with("timing.controlledMs", Math.round(controlledMs / dtMs) * dtMs)
                .formulations(product));
    }

    /**
     * The probe of the first samples of a task, under the controller of forward learning, references damped by its alpha.
     *
     * @param stepsize lambda of the nudge; the published 0.05 moves the output of this student by half a unit, far out of the linear range of its tanh
     */
    public AlignmentProbe probe(Samples task, int samples, double stepsize) {
        Samples first = task.range(0, samples);
        return new AlignmentProbe(
                network(),
                law(),
                forward.tauVOverTauU(),
                law().leakAlpha(),
                first.rates(),
                SquaredError.nudge(stepsize).of(first));
    }
}
