package org.apical.plasticity.training;

import java.util.List;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.plasticity.state.HasState;

/** Where batches are learned from if not on threads of this process: at each place a {@link BlockLearner} of the same description. */
@FunctionalInterface
public interface RemoteBlocks {
    /**
     * Learns from a batch.
     *
     * @param weights not modified
     * @param blocks of its samples, in their order
     * @param firstTrial number of the first presentation of the first block, which those after it follow
     * @param asked of each block, put back what it asks for
     * @throws org.apical.network.divergence.DivergenceException that of the first block, in their order, in which a presentation diverges
     */
    void learn(
            NetworkWeights weights, List<Samples> blocks, Phase phase, long firstTrial, List<? extends HasState> asked);
}
