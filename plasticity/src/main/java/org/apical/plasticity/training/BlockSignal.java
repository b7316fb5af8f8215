package org.apical.plasticity.training;

/** Directions that are reduced from what the blocks of a batch ask for, each by itself. */
public interface BlockSignal extends ForwardSignal {
    /** What learns from the blocks. */
    BlockLearner blocks();
}
