package org.apical.app.audit;

import java.util.Arrays;
import org.apical.plasticity.reference.Reference;

/**
 * What came of a training, and what the first batch asked for.
 *
 * @param before share of held-out samples classified correctly before forward weights learn; NaN where a presentation diverged
 * @param after the same at the end; NaN where learning diverged
 * @param divergedEpoch in which it did, from 1; NaN where it did not
 * @param cosineToPlain of the first update to that of the network as it is; NaN where there is none
 * @param cosines of the first update to references in the network itself, all layers stacked, by {@link Reference}; NaN where there is no theory of it
 */
record Trained(double before, double after, double divergedEpoch, double cosineToPlain, double[] cosines) {
    private static final int SCALARS = 4;

    boolean diverged() {
        return Double.isNaN(after);
    }

    double cosine(Reference to) {
        return cosines[to.ordinal()];
    }

    /** Its numbers in a row, to be kept. */
    double[] numbers() {
        double[] row =
                Arrays.copyOf(new double[] {before, after, divergedEpoch, cosineToPlain}, SCALARS + cosines.length);
        System.arraycopy(cosines, 0, row, SCALARS, cosines.length);
        return row;
    }

    /** Of its numbers in a row. */
    static Trained of(double[] row) {
        return new Trained(
                row[0], row[1], row[2], row[3], Arrays.copyOfRange(row, SCALARS, SCALARS + Reference.values().length));
    }
}
