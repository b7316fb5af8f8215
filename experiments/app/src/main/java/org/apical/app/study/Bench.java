package org.apical.app.study;

import java.util.function.Consumer;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Where a {@link Study} works.
 *
 * @param seed root of all its random numbers
 * @param quick the short form, in seconds
 * @param progress told what begins
 */
public record Bench(long seed, boolean quick, MatrixProduct product, LaneBlocks threads, Consumer<String> progress) {}
