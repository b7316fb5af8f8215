package org.apical.app.compare;

import org.apical.app.compare.CompareResult.FormulationResult;

/** Watches a comparison. */
public interface CompareListener {
    /** A formulation begins to learn: {@code total} presentations in {@code epochs} epochs. */
    void begin(String id, String title, long total);

    /** {@code done} presentations of all epochs have been learned from. */
    void progress(long done);

    /** An epoch ended with this accuracy on the held-out samples. */
    void epoch(int epoch, double testAccuracy);

    /** The formulation has learned. */
    void end(FormulationResult result);
}
