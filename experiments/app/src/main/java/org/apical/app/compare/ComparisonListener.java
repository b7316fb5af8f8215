package org.apical.app.compare;

import java.util.function.Consumer;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.task.Score;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;

/** Watches a comparison; by default in vain. */
public interface ComparisonListener {
    /** A formulation begins to learn: {@code total} presentations in all. */
    default void begin(String id, String title, long total) {}

    /** {@code done} presentations have been learned from since it began. */
    default void progress(long done) {}

    /** The feedback weights of the formulation begun have been pre-trained, to this condition 2; now it begins again, to learn. */
    default void preTrained(double conditionTwo) {}

    /** An epoch ended with this score on the held-out samples. */
    default void epoch(int epoch, Score score, double test) {}

    /** The weights that a formulation has after {@code epoch} epochs, 0 before the first; live. */
    default void weights(String id, int epoch, NetworkDescription network, NetworkWeights weights) {}

    /** A formulation has not begun; where it was when the run was stopped, if the run goes on, is put back. */
    default void putBack(String id, Consumer<StateVisitor> state) {}

    /**
     * Nothing of a formulation is under way; its state may be kept.
     *
     * @param epochs learned
     * @param ended whether an epoch has just begun or ended
     */
    default void atRest(String id, int epochs, boolean ended, Consumer<StateVisitor> state) {}

    /** The formulation diverged; what it had reached before. */
    default void diverged(FormulationResult soFar) {}

    /** The formulation has learned. */
    default void end(FormulationResult result) {}
}
