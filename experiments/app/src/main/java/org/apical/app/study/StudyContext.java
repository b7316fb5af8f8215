package org.apical.app.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What a {@link Study} runs on, none of which changes its numbers.
 *
 * @param progress told what begins
 * @param parts what its parts had given before it was stopped
 */
public record StudyContext(MatrixProduct product, LaneBlocks threads, StudyProgress progress, Parts parts) {

    /** Nothing is kept. */
    public StudyContext(MatrixProduct product, LaneBlocks threads, StudyProgress progress) {
        this(product, threads, progress, Parts.NONE);
    }

    /** What each of so many jobs gives, in their order; threads share them. */
    public <T> List<T> each(int jobs, IntFunction<T> job) {
        List<T> results = new ArrayList<>(Collections.nCopies(jobs, null));
        progress.jobs(jobs);
        threads.run(LaneBlocks.cut(jobs, 1), block -> {
            results.set(block.index(), job.apply(block.index()));
            progress.through();
        });
        return List.copyOf(results);
    }
}
