package org.apical.app.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apical.app.UserError;
import org.apical.app.store.Checkpoint.Block;
import org.apical.plasticity.state.StateVisitor;

/** State as blocks of numbers: an array or a whole number has one dimension, a list that grows has two, its elements and their numbers. */
public final class StateBlocks {
    private StateBlocks() {}

    /** Keeps what is shown; the arrays of the blocks are live. */
    public static Map<String, Block> kept(Consumer<StateVisitor> shown) {
        Map<String, Block> blocks = new LinkedHashMap<>();
        shown.accept(new Keeping(blocks, ""));
        return blocks;
    }

    /**
     * Puts back what was kept.
     *
     * @param place where it was read, for messages
     * @throws UserError if a block is not there, or of another shape
     */
    public static void putBack(Map<String, Block> blocks, String place, Consumer<StateVisitor> shown) {
        shown.accept(new PuttingBack(blocks, place, ""));
    }

    private record Keeping(Map<String, Block> blocks, String prefix) implements StateVisitor {
        private void put(String name, double[] values, int... shape) {
            if (blocks.put(prefix + name, new Block(shape, values)) != null) {
                throw new IllegalStateException("state has two of the name " + prefix + name);
            }
        }

        @Override
        public void numbers(String name, double[] values) {
            put(name, values, values.length);
        }

        @Override
        public long count(String name, long value) {
            numbers(name, new double[] {value});
            return value;
        }

        @Override
        public <T> void rows(String name, List<T> list, Function<T, double[]> row, Function<double[], T> element) {
            double[][] rows = list.stream().map(row).toArray(double[][]::new);
            double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
            put(name, all, rows.length, rows.length == 0 ? 0 : rows[0].length);
        }

        @Override
        public StateVisitor in(String name) {
            return new Keeping(blocks, prefix + name + "/");
        }
    }

    private record PuttingBack(Map<String, Block> blocks, String place, String prefix) implements StateVisitor {
        private Block block(String name, int dimensions) {
            Block block = blocks.get(prefix + name);
            if (block == null || block.shape().length != dimensions) {
                throw new UserError(place + ": expected a block " + prefix + name + " of " + dimensions
                        + " dimensions, found " + (block == null ? "none" : block.shape().length));
            }
            return block;
        }

        @Override
        public void numbers(String name, double[] values) {
            double[] from = block(name, 1).values();
            if (from.length != values.length) {
                throw new UserError(place + ": " + prefix + name + ": expected " + values.length + " numbers, found "
                        + from.length);
            }
            System.arraycopy(from, 0, values, 0, values.length);
        }

        @Override
        public long count(String name, long value) {
            double[] one = new double[1];
            numbers(name, one);
            if (one[0] != Math.rint(one[0])) {
                throw new UserError(place + ": " + prefix + name + ": expected a whole number, found " + one[0]);
            }
            return (long) one[0];
        }

        @Override
        public <T> void rows(String name, List<T> list, Function<T, double[]> row, Function<double[], T> element) {
            Block block = block(name, 2);
            int width = block.shape()[1];
            list.clear();
            for (int k = 0; k < block.shape()[0]; k++) {
                list.add(element.apply(Arrays.copyOfRange(block.values(), k * width, (k + 1) * width)));
            }
        }

        @Override
        public StateVisitor in(String name) {
            return new PuttingBack(blocks, place, prefix + name + "/");
        }
    }
}
