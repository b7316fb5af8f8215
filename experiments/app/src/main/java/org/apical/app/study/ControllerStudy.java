package org.apical.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apical.app.study.StudyResult.LoopTrace;
import org.apical.app.study.StudyResult.SizeAccuracy;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.kernel.MatrixProduct;

/** The controller made of neurons, alone and in the loop, beside the ideal one. */
public final class ControllerStudy {
    private ControllerStudy() {}

    /**
     * Runs the study.
     *
     * @param progress told what begins
     */
    public static StudyResult run(
            StudySettings settings, MatrixProduct product, LaneBlocks threads, Consumer<String> progress) {
        StepFigures figures = new StepFigures(settings, product.kernels());
        progress.accept("accuracy and drift of " + settings.step().sizes() + " neurons a dimension");
        List<SizeAccuracy> accuracy = new AccuracyBySize(settings, product.kernels()).run(threads);
        progress.accept("closed loop for " + settings.loop().durationMs() / 1000 + " s");
        ClosedLoop loop = new ClosedLoop(settings, product);
        LoopTrace[] loops = new LoopTrace[1 + PopulationKind.values().length];
        threads.run(LaneBlocks.cut(loops.length, 1), (Block block) -> {
            int k = block.index();
            loops[k] = k == 0 ? loop.ideal() : loop.population(PopulationKind.values()[k - 1]);
        });
        progress.accept("figures");
        return new StudyResult(
                settings, figures.tuning(), accuracy, figures.steps(shown(settings)), figures.raster(), List.of(loops));
    }

    /** The smallest size, that of the figures, and the largest. */
    private static List<Integer> shown(StudySettings settings) {
        List<Integer> sizes = settings.step().sizes();
        List<Integer> shown = new ArrayList<>(List.of(sizes.get(0), settings.neurons(), sizes.get(sizes.size() - 1)));
        return shown.stream().distinct().sorted().toList();
    }
}
