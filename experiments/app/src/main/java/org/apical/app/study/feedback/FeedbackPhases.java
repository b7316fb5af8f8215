package org.apical.app.study.feedback;

import org.apical.neuron.parameter.Require;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.TargetPhase;

/** When feedback weights learn: while nothing else happens, or while the controller works. */
sealed interface FeedbackPhases {

    /** Where the controller drives the output. */
    TargetPhase target(Regression task, double dtMs);

    /** What the rule takes for fluctuations. */
    AntiHebbianParams reading(AntiHebbianParams plain);

    /** A phase of their own, in which the target is the network's own output. */
    record Two() implements FeedbackPhases {
        @Override
        public TargetPhase target(Regression task, double dtMs) {
            return TargetPhase.ownOutput();
        }

        @Override
        public AntiHebbianParams reading(AntiHebbianParams plain) {
            return plain;
        }
    }

    /**
     * The phase of forward learning: the target is the nudged output.
     *
     * @param stepsize lambda of the nudge (dimensionless)
     * @param highPassMs time constant of the slow mean of u (ms)
     * @param onsetMs how long control is on before feedback weights learn (ms), so much longer is a presentation
     */
    record One(double stepsize, double highPassMs, double onsetMs) implements FeedbackPhases {
        public One {
            Require.positive("One.stepsize", stepsize, "(dimensionless)");
            Require.positive("One.highPassMs", highPassMs, "ms");
            Require.notNegative("One.onsetMs", onsetMs, "ms");
        }

        @Override
        public TargetPhase target(Regression task, double dtMs) {
            return new TargetPhase(task.nudge(stepsize), (int) Math.round(onsetMs / dtMs));
        }

        @Override
        public AntiHebbianParams reading(AntiHebbianParams plain) {
            return plain.highPassed(highPassMs);
        }
    }
}
