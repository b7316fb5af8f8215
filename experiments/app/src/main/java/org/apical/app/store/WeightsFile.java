package org.apical.app.store;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apical.app.UserError;
import org.apical.app.store.Checkpoint.Block;

/**
 * A {@link Checkpoint} as a file. Its own format, because it must tell damage by itself and be safe to read: HDF5 by jhdf keeps no checksum over a whole file and finds
 * its arrays by addresses in it. Little-endian:
 *
 * <pre>
 *  0  8  89 41 50 57 0D 0A 1A 0A, which copying as text would change
 *  8  4  version, 1
 * 12  8  length of the file in bytes
 * 20  4  number of blocks
 *        each block:  2  length of its name, then the name (UTF-8)
 *                     1  kind: 1 text (UTF-8), 2 numbers (IEEE 754, 8 bytes)
 *                     1  number of dimensions, at most 4; of a text 1
 *                     4  each dimension
 *                        the text, or the numbers row by row
 * -4  4  CRC-32C of everything before it
 * </pre>
 *
 * The texts {@code run}, where it is known, {@code formulation}, {@code seed} and {@code epoch} come first. A reader leaves alone what it does not know. Every size is held against what is left of
 * the file before anything of that size is made.
 */
public final class WeightsFile {
    private static final byte[] MAGIC = {(byte) 0x89, 'A', 'P', 'W', '\r', '\n', 0x1A, '\n'};
    private static final int VERSION = 1;
    private static final int HEADER = MAGIC.length + Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int LARGEST = Integer.MAX_VALUE - 64;
    private static final int LONGEST_NAME = 0xFFFF;
    private static final int CHUNK = 1 << 16;
    static final byte TEXT = 1;
    static final byte NUMBERS = 2;

    private WeightsFile() {}

    /**
     * What a file holds, by name.
     *
     * @param numbers whose arrays may be live
     */
    public record Content(Map<String, String> texts, Map<String, Block> numbers) {}

    /** Writes a file, replacing what stood there. */
    public static void write(Checkpoint checkpoint, Path path) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!checkpoint.run().isEmpty()) {
            texts.put("run", checkpoint.run());
        }
        texts.put("formulation", checkpoint.formulation());
        texts.put("seed", Long.toString(checkpoint.seed()));
        texts.put("epoch", Integer.toString(checkpoint.epoch()));
        Content content = new Content(texts, checkpoint.blocks());
        int length = length(content);
        try (OutputStream file = Files.newOutputStream(path)) {
            write(content, length, file);
        }
    }

    /** The bytes of a file. */
    public static byte[] bytes(Content content) throws IOException {
        int length = length(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        write(content, length, bytes);
        return bytes.toByteArray();
    }

    private static int length(Content content) throws IOException {
        long length = HEADER + Integer.BYTES;
        for (Map.Entry<String, String> text : content.texts().entrySet()) {
            length += blockHeader(text.getKey(), 1) + bytes(text.getValue()).length;
        }
        for (Map.Entry<String, Block> block : content.numbers().entrySet()) {
            Block b = block.getValue();
            length += blockHeader(block.getKey(), b.shape().length) + (long) Double.BYTES * b.values().length;
        }
        if (length > LARGEST) {
            throw new IOException("expected at most " + LARGEST + " bytes of weights and state, found " + length);
        }
        return (int) length;
    }

    private static void write(Content content, int length, OutputStream file) throws IOException {
        CRC32C crc = new CRC32C();
        OutputStream out = new BufferedOutputStream(new CheckedOutputStream(file, crc), CHUNK);
        out.write(MAGIC);
        out.write(little(Integer.BYTES + Long.BYTES + Integer.BYTES)
                .putInt(VERSION)
                .putLong(length)
                .putInt(content.texts().size() + content.numbers().size())
                .array());
        for (Map.Entry<String, String> text : content.texts().entrySet()) {
            byte[] value = bytes(text.getValue());
            writeHeader(out, text.getKey(), TEXT, value.length);
            out.write(value);
        }
        for (Map.Entry<String, Block> block : content.numbers().entrySet()) {
            writeHeader(out, block.getKey(), NUMBERS, block.getValue().shape());
            write(out, block.getValue().values());
        }
        out.flush();
        file.write(little(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(OutputStream out, double[] values) throws IOException {
        ByteBuffer chunk = little(Math.min(CHUNK, Double.BYTES * Math.min(values.length, CHUNK)));
        int most = Math.max(1, chunk.capacity() / Double.BYTES);
        for (int first = 0; first < values.length; first += most) {
            int count = Math.min(most, values.length - first);
            chunk.asDoubleBuffer().put(values, first, count);
            out.write(chunk.array(), 0, Double.BYTES * count);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long blockHeader(String name, int dimensions) throws IOException {
        int length = bytes(name).length;
        if (length > LONGEST_NAME) {
            throw new IOException("expected names of at most " + LONGEST_NAME + " bytes, found " + length);
        }
        return Short.BYTES + length + 2L * Byte.BYTES + (long) Integer.BYTES * dimensions;
    }

    private static void writeHeader(OutputStream out, String name, byte kind, int... shape) throws IOException {
        byte[] text = bytes(name);
        ByteBuffer header = little((int) blockHeader(name, shape.length));
        header.putShort((short) text.length).put(text).put(kind).put((byte) shape.length);
        for (int dimension : shape) {
            header.putInt(dimension);
        }
        out.write(header.array());
    }

    static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * Reads a file.
     *
     * @throws UserError if it is not there or not whole; says what was expected and what was found
     */
    public static Checkpoint read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST);
            return new BlockReader(path.toString(), bytes).checkpoint();
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UserError(path + ": expected a file of weights, found no file", e);
        } catch (IOException e) {
            throw new UserError(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads the bytes of a file.
     *
     * @param place where they are from, for messages
     * @throws UserError if they are not whole
     */
    public static Content read(String place, byte[] bytes) {
        return new BlockReader(place, bytes).content();
    }

    /** What every file has: magic, version, its length, its checksum; returns the number of blocks, the buffer before the first. */
    static int header(BlockReader reader, ByteBuffer buffer) {
        int size = buffer.limit();
        reader.require(size >= HEADER + Integer.BYTES, "at least " + (HEADER + Integer.BYTES) + " bytes", size);
        byte[] magic = new byte[MAGIC.length];
        buffer.get(magic);
        reader.require(java.util.Arrays.equals(magic, MAGIC), "a file of weights", "another first line");
        int version = buffer.getInt();
        reader.require(version == VERSION, "version " + VERSION + " of the format", version);
        long length = buffer.getLong();
        reader.require(length == size, length + " bytes, as it says itself", size);
        int found = checksum(buffer.array(), size - Integer.BYTES);
        int expected = buffer.getInt(size - Integer.BYTES);
        reader.require(found == expected, String.format("the checksum %08x", expected), String.format("%08x", found));
        buffer.limit(size - Integer.BYTES);
        return buffer.getInt();
    }
}
