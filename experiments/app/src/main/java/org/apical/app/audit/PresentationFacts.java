package org.apical.app.audit;

import java.util.List;

/**
 * What a sample is shown for.
 *
 * @param freeMs free phase before each controlled one (ms) in the file; F1 and F2 enter its steady state at once
 * @param controlledMs controlled phase (ms)
 * @param targetNeedsFree whether the target is relative to the output without feedback
 * @param feedbackMs a presentation from which feedback learns (ms), a phase of its own; 0: it has none
 * @param forwardPresentations of the training
 * @param feedbackPresentations of the training
 * @param durations update of a shorter or longer controlled phase
 */
public record PresentationFacts(
        double freeMs,
        double controlledMs,
        boolean targetNeedsFree,
        double feedbackMs,
        long forwardPresentations,
        long feedbackPresentations,
        List<Duration> durations) {
    public PresentationFacts {
        durations = List.copyOf(durations);
    }

    /**
     * Update of a controlled phase of another duration.
     *
     * @param ms its duration
     * @param cosine to the update of the described duration
     */
    public record Duration(double ms, double cosine) {}
}
