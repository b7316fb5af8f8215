package org.apical.app.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.app.store.Checkpoint.Block;

/** Reads the bytes of a {@link WeightsFile} and trusts none of them. */
final class BlockReader {
    private static final int MOST_DIMENSIONS = 4;
    private static final int LEAST_BLOCK = 2 + 1 + 1 + 1 + 4;

    private final String place;
    private final ByteBuffer buffer;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Block> numbers = new LinkedHashMap<>();

    BlockReader(String place, byte[] bytes) {
        this.place = place;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void require(boolean condition, String expected, Object found) {
        if (!condition) {
            throw new UserError(place + ": damaged: expected " + expected + ", found " + found);
        }
    }

    Checkpoint checkpoint() {
        content();
        return new Checkpoint(texts.getOrDefault("run", ""), text("formulation"), whole("seed"), epoch(), numbers);
    }

    WeightsFile.Content content() {
        int count = WeightsFile.header(this, buffer);
        int most = buffer.remaining() / LEAST_BLOCK;
        require(count >= 0 && count <= most, "at most " + most + " blocks", Integer.toUnsignedString(count));
        for (int k = 0; k < count; k++) {
            block();
        }
        require(buffer.remaining() == 0, "the checksum after the last block", buffer.remaining() + " bytes more");
        return new WeightsFile.Content(texts, numbers);
    }

    private void block() {
        left("a name", Short.BYTES);
        String name = string("a name", Short.toUnsignedInt(buffer.getShort()));
        require(!name.isEmpty() && !texts.containsKey(name) && !numbers.containsKey(name), "another name", name);
        left(name, 2L * Byte.BYTES);
        byte kind = buffer.get();
        int dimensions = buffer.get();
        require(
                dimensions >= 1 && dimensions <= MOST_DIMENSIONS,
                "1 .. " + MOST_DIMENSIONS + " dimensions of " + name,
                dimensions);
        int[] shape = new int[dimensions];
        left(name, (long) Integer.BYTES * dimensions);
        long size = 1;
        for (int d = 0; d < dimensions; d++) {
            shape[d] = buffer.getInt();
            require(shape[d] >= 0, "a size of " + name, Integer.toUnsignedString(shape[d]));
            size *= shape[d];
            // before the next factor, so that the product cannot overflow
            left(name, size);
        }
        if (kind == WeightsFile.TEXT) {
            require(dimensions == 1, "a text of one dimension as " + name, dimensions);
            texts.put(name, string(name, shape[0]));
        } else {
            require(kind == WeightsFile.NUMBERS, "text or numbers as " + name, "kind " + kind);
            left(name, Double.BYTES * size);
            double[] values = new double[(int) size];
            buffer.asDoubleBuffer().get(values);
            buffer.position(buffer.position() + Double.BYTES * values.length);
            numbers.put(name, new Block(shape, values));
        }
    }

    private void left(String of, long bytes) {
        require(bytes <= buffer.remaining(), bytes + " bytes of " + of, buffer.remaining() + " before the checksum");
    }

    private String string(String of, int length) {
        left(of, length);
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private String text(String name) {
        String text = texts.get(name);
        require(text != null, "a text " + name, "none");
        return text;
    }

    private long whole(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UserError(place + ": damaged: expected a whole number as " + name + ", found '" + text + "'", e);
        }
    }

    private int epoch() {
        long epoch = whole("epoch");
        require(epoch >= 0 && epoch <= Integer.MAX_VALUE, "an epoch", epoch);
        return (int) epoch;
    }
}
