package org.apical.app.study.images;

import java.util.List;
import java.util.Optional;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What a study of image sets runs: the network that is described, with keys changed.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param rows what is learned by what, set by set
 * @param hidden units of the first hidden layer
 * @param batch samples of an update
 * @param feedback how long feedback learns
 */
public record ImagePlan(long firstSeed, List<Row> rows, int hidden, int batch, FeedbackEpochs feedback) {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("images");

    /**
     * A row of a table.
     *
     * @param seeds networks, and orders and divisions of samples
     * @param epochs of learning
     * @param samples to learn from
     */
    public record Row(ImageSet set, ImageMethod method, int seeds, int epochs, int samples) {
        public Row {
            Require.atLeast("Row.seeds", seeds, 1);
            Require.atLeast("Row.epochs", epochs, 1);
        }

        /** From all samples that are not held out. */
        public Row(ImageSet set, ImageMethod method, int seeds, int epochs) {
            this(set, method, seeds, epochs, set.samples());
        }

        private Row seeds(int other) {
            return new Row(set, method, other, epochs, samples);
        }
    }

    public ImagePlan {
        rows = List.copyOf(rows);
        Require.atLeast("ImagePlan.rows", rows.size(), 1);
    }

    /** The same with so many seeds in every row. */
    public ImagePlan withSeeds(int seeds) {
        Require.atLeast("--seeds", seeds, 1);
        return new ImagePlan(
                firstSeed, rows.stream().map(row -> row.seeds(seeds)).toList(), hidden, batch, feedback);
    }

    /** Sets that are learned, in the order of their first rows. */
    public List<ImageSet> sets() {
        return rows.stream().map(Row::set).distinct().toList();
    }

    /** The rows of a set. */
    public List<Row> rows(ImageSet set) {
        return rows.stream().filter(row -> row.set() == set).toList();
    }

    /** The row of a method on a set. */
    public Optional<Row> row(ImageSet set, ImageMethod method) {
        return rows(set).stream().filter(row -> row.method().equals(method)).findFirst();
    }

    /** The network of a row. */
    public StudyNetwork network(Row row, int repetition) {
        StudyNetwork network = DESCRIBED
                .with("data", row.set().data())
                .with("data.train", row.samples())
                .with("layers", row.set().layers(hidden));
        return row.method()
                .of(network, row.set(), feedback)
                .with("learning.epochs", row.epochs())
                .with("learning.batch", batch)
                .with("seed", firstSeed + repetition);
    }
}
