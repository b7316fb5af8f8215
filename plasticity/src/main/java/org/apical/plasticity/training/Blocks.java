package org.apical.plasticity.training;

import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.random.RandomStreams;

/** What learners that show blocks of lanes have in common. */
final class Blocks {
    private Blocks() {}

    /** The block's samples, each with the number of its own trial. */
    static Presentation presentation(
            Samples samples, Phase phase, long firstTrial, Block block, RandomStreams streams) {
        long[] trials = new long[block.lanes()];
        for (int lane = 0; lane < trials.length; lane++) {
            trials[lane] = firstTrial + block.first() + lane;
        }
        return new Presentation(samples.lanes(block.first(), block.lanes()), trials, phase, streams);
    }
}
