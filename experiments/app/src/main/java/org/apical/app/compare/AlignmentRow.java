package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.FeedbackCosines;
import org.apical.plasticity.reference.NullSpaceShares;
import org.apical.plasticity.reference.UpdateAngles;

/** An {@link Alignment} as numbers in a row, to be kept: nine of the whole network, then three lists over layers, each after its length. */
public final class AlignmentRow {
    private AlignmentRow() {}

    static double[] of(Alignment a) {
        List<Double> row = new ArrayList<>(List.of(
                a.conditionOne(),
                a.conditionTwo(),
                a.largestRealEigenvalue(),
                a.angles().minimumNorm(),
                a.angles().gaussNewton(),
                a.angles().backpropagation(),
                a.toTranspose().total(),
                a.toInverse().total(),
                a.nullSpace().total()));
        for (List<Double> layers : List.of(
                a.toTranspose().layers(), a.toInverse().layers(), a.nullSpace().layers())) {
            row.add((double) layers.size());
            row.addAll(layers);
        }
        return row.stream().mapToDouble(x -> x).toArray();
    }

    static Alignment alignment(double[] row) {
        int transposeAt = 9;
        int inverseAt = transposeAt + 1 + (int) row[transposeAt];
        int nullSpaceAt = inverseAt + 1 + (int) row[inverseAt];
        return new Alignment(
                row[0],
                row[1],
                row[2],
                new UpdateAngles(row[3], row[4], row[5]),
                new FeedbackCosines(layers(row, transposeAt), row[6]),
                new FeedbackCosines(layers(row, inverseAt), row[7]),
                new NullSpaceShares(layers(row, nullSpaceAt), row[8]));
    }

    /** Several in one row, of networks of as many layers: how many numbers each has, then all of them. */
    public static double[] all(List<Alignment> alignments) {
        int width = alignments.isEmpty() ? 0 : of(alignments.get(0)).length;
        return DoubleStream.concat(
                        DoubleStream.of(width), alignments.stream().flatMapToDouble(a -> DoubleStream.of(of(a))))
                .toArray();
    }

    /** The alignments of such a row. */
    public static List<Alignment> alignments(double[] all) {
        int width = (int) all[0];
        List<Alignment> alignments = new ArrayList<>();
        for (int at = 1; at < all.length; at += width) {
            alignments.add(alignment(Arrays.copyOfRange(all, at, at + width)));
        }
        return alignments;
    }

    private static List<Double> layers(double[] row, int at) {
        return DoubleStream.of(Arrays.copyOfRange(row, at + 1, at + 1 + (int) row[at]))
                .boxed()
                .toList();
    }
}
