package org.apical.app.study;

import java.util.function.Consumer;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What a {@link Study} runs on, none of which changes its numbers.
 *
 * @param progress told what begins
 */
public record StudyContext(MatrixProduct product, LaneBlocks threads, Consumer<String> progress) {}
