package org.apical.app.study.continual;

import java.util.stream.IntStream;
import org.apical.plasticity.training.Samples;

/** Ten classes as five tasks of two, 0 and 1, 2 and 3, ..., shown one after the other (van de Ven and Tolias 2019). */
enum ContinualProtocol {
    /** Every task asks the same of two outputs: the first or the second of its classes? */
    DOMAIN(2),
    /** Ten outputs, one a class. */
    CLASS(10);

    /** Number of tasks. */
    public static final int TASKS = 5;

    private final int outputs;

    ContinualProtocol(int outputs) {
        this.outputs = outputs;
    }

    /** n_L. */
    public int outputs() {
        return outputs;
    }

    /** The samples of a task, labelled by their output. */
    public Samples task(Samples all, int task) {
        return byOutput(all.select(IntStream.range(0, all.size())
                .filter(k -> all.labels()[k] / 2 == task)
                .toArray()));
    }

    /** Samples of classes, labelled by the output that stands for theirs. */
    public Samples byOutput(Samples classes) {
        int[] outputs = IntStream.of(classes.labels()).map(c -> c % outputs()).toArray();
        return new Samples(classes.rates(), outputs);
    }
}
