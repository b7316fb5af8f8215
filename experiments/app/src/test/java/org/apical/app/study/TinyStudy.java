package org.apical.app.study;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/** A study that takes a second. */
public final class TinyStudy {
    private TinyStudy() {}

    /** Two sizes of two dimensions, a loop of 400 ms. */
    public static StudySettings settings(long seed) {
        StudySettings full = StudySettings.full(seed);
        StudySettings.Step s = full.step();
        StudySettings.Loop l = full.loop();
        return new StudySettings(
                seed,
                40,
                full.synapses(),
                full.dtMs(),
                new StudySettings.Step(
                        s.law(),
                        s.tauUMs(),
                        400,
                        300,
                        90,
                        List.of(-0.24, 0.24),
                        s.integralRadius(),
                        s.errorRadius(),
                        List.of(10, 40, 200),
                        2,
                        1),
                new StudySettings.Drift(100, 150, 400, 0.8),
                new StudySettings.Loop(
                        4,
                        5,
                        l.displacements(),
                        l.law(),
                        l.tauUMs(),
                        400,
                        l.integralRadius(),
                        l.errorRadius(),
                        l.errorTauMs(),
                        l.outputTauMs(),
                        l.lowPassMs(),
                        30,
                        2));
    }

    /** Runs it. */
    public static StudyResult run(long seed, int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return ControllerStudy.run(settings(seed), MatrixProduct.detect(), blocks, new ArrayList<>()::add);
        }
    }
}
