package org.apical.plasticity.training;

import java.util.function.Function;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.plasticity.state.HasState;

/** Learns from batches block by block: all blocks of a batch on threads of this process, or elsewhere, or single blocks for whoever puts their updates together. */
public interface BlockLearner {
    /** From now on batches are learned from elsewhere. */
    void elsewhere(RemoteBlocks remote);

    /**
     * What all blocks of a batch share.
     *
     * @param weights not to be modified while its blocks are learned from
     */
    Entered enter(NetworkWeights weights);

    /** A batch whose blocks are learned from one by one, on any number of threads. */
    interface Entered {
        /**
         * Learns from a block.
         *
         * @param firstTrial number of its first presentation
         * @param read of what it asks for, unreduced, which is live: other blocks change it when this has returned
         * @return what was read
         * @throws org.apical.network.divergence.DivergenceException if a presentation diverges
         */
        <R> R learn(Samples block, Phase phase, long firstTrial, Function<HasState, R> read);
    }
}
