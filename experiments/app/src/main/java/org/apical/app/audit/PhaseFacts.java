package org.apical.app.audit;

import java.util.List;

/**
 * Phases of learning and what the rule needs to know of them.
 *
 * @param freeMs free phase before each controlled one (ms) in the file; F1 and F2 enter its steady state at once
 * @param controlledMs controlled phase (ms)
 * @param targetNeedsFree whether the target is relative to the output without feedback
 * @param feedbackMs a presentation from which feedback learns (ms), a phase of its own; 0: it does not learn
 * @param forwardPresentations of the audit's training
 * @param feedbackPresentations of the audit's training
 * @param before size of the change that the rule would make in a free phase before, relative to that of the controlled phase
 * @param after the same in a free phase after it, when control is released
 * @param cosineUngated cosine of the change of all three phases to that of the controlled phase alone
 * @param durations update of a shorter or longer controlled phase
 */
public record PhaseFacts(
        double freeMs,
        double controlledMs,
        boolean targetNeedsFree,
        double feedbackMs,
        long forwardPresentations,
        long feedbackPresentations,
        double before,
        double after,
        double cosineUngated,
        List<Duration> durations) {
    /** Below this cosine a rule without a phase signal learns something else. */
    private static final double SAME = 0.95;

    public PhaseFacts {
        durations = List.copyOf(durations);
    }

    /**
     * Update of a controlled phase of another duration.
     *
     * @param ms its duration
     * @param cosine to the update of the described duration
     */
    public record Duration(double ms, double cosine) {}

    /** Whether weights may change only while the controller is on. */
    public boolean needsPhaseSignal() {
        return !(cosineUngated >= SAME);
    }
}
