package org.apical.app.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apical.app.UserError;
import org.apical.app.text.Shown;

/**
 * Named arrays of floating-point numbers as an archive of NumPy, both ways: what {@code numpy.savez(file, W1=..., b1=...)} writes and {@code numpy.load(file)["W1"]} reads. A ZIP file of {@code W1.npy}, {@code b1.npy}, ...,
 * each of version 1 of the format (NumPy Enhancement Proposal 1): header, then the numbers in C order. Written without compression, as float64, little-endian, the same bytes for the same numbers.
 */
public final class NpzArrays {
    private static final int CHUNK = 1 << 13;
    private static final int ALIGNED = 64;
    private static final int SHOWN = 20;
    private static final LocalDateTime EVER = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzArrays() {}

    /**
     * An array.
     *
     * @param shape numbers along each axis, each above 0
     * @param values row-major; live
     */
    public record Array(int[] shape, double[] values) {
        /** Its shape in words, {@code 64 x 10}. */
        public String text() {
            return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
        }

        private String tuple() {
            return Arrays.stream(shape)
                    .mapToObj(n -> shape.length == 1 ? n + "," : String.valueOf(n))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /**
     * Reads all arrays of a file, each of which has to be one of those that are expected, of its shape, before any of its numbers is read. float32 or float64, finite, in C order.
     *
     * @param expected by name; not changed
     * @throws UserError if it is anything else
     */
    public static Map<String, double[]> read(Path file, Map<String, Array> expected) {
        try (NpzReader archive = new NpzReader(file)) {
            Map<String, double[]> arrays = new LinkedHashMap<>();
            for (String entry : archive.entries().toList()) {
                String name = entry.endsWith(NpzReader.ENDING)
                        ? entry.substring(0, entry.length() - NpzReader.ENDING.length())
                        : "";
                Array like = expected.get(name);
                if (like == null) {
                    throw new UserError(file + ": expected no other arrays than " + names(expected) + ", found "
                            + Shown.escaped(name.isEmpty() ? entry : name));
                }
                if (arrays.containsKey(name)) {
                    throw new UserError(file + ": expected one array " + name + ", found two");
                }
                try (BoundedInput in = archive.open(name)) {
                    arrays.put(name, read(in, like));
                }
            }
            if (arrays.isEmpty()) {
                throw new UserError(file + ": expected arrays " + names(expected) + ", found none");
            }
            return arrays;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(file + ": expected an archive of NumPy arrays (" + e.getMessage() + ")", e);
        }
    }

    private static String names(Map<String, Array> expected) {
        int more = expected.size() - SHOWN;
        return expected.entrySet().stream()
                        .limit(SHOWN)
                        .map(e -> e.getKey() + " (" + e.getValue().text() + ")")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? ", and " + more + " more" : "");
    }

    private static double[] read(BoundedInput in, Array like) throws IOException {
        NpyReader.Header header = NpyReader.header(in);
        List<Long> shape = Arrays.stream(like.shape()).mapToObj(Long::valueOf).toList();
        if (!header.shape().equals(shape)) {
            throw new UserError(in.name() + ": expected the shape " + like.tuple() + ", found "
                    + header.shape().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
        }
        if (header.element() != Element.F4 && header.element() != Element.F8) {
            throw new UserError(in.name() + ": expected float32 or float64, found "
                    + header.element().words());
        }
        Matrix matrix = header.numbers(in);
        int columns = matrix.columns();
        double[] values = new double[matrix.rows() * columns];
        for (int k = 0; k < values.length; k++) {
            values[k] = matrix.at(k / columns, k % columns);
        }
        return values;
    }

    /**
     * Writes a file, replacing what stood there.
     *
     * @param comment of the archive, ASCII
     */
    public static void write(Path file, String comment, Map<String, Array> arrays) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(comment);
            for (Map.Entry<String, Array> named : arrays.entrySet()) {
                byte[] header = header(named.getValue());
                double[] values = named.getValue().values();
                CRC32 crc = new CRC32();
                crc.update(header);
                chunks(values, (bytes, count) -> crc.update(bytes, 0, count));
                ZipEntry entry = new ZipEntry(named.getKey() + NpzReader.ENDING);
                entry.setMethod(ZipEntry.STORED);
                entry.setTimeLocal(EVER);
                entry.setSize(header.length + (long) Double.BYTES * values.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(header);
                chunks(values, (bytes, count) -> zip.write(bytes, 0, count));
                zip.closeEntry();
            }
        }
    }

    private static byte[] header(Array array) {
        String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': " + array.tuple() + ", }";
        int start = NpyReader.MAGIC.length + 2 + Short.BYTES;
        int length = (start + dictionary.length() + 1 + ALIGNED - 1) / ALIGNED * ALIGNED - start;
        String padded = dictionary + " ".repeat(length - dictionary.length() - 1) + "\n";
        return ByteBuffer.allocate(start + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(NpyReader.MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) length)
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private interface Bytes {
        void take(byte[] bytes, int count) throws IOException;
    }

    private static void chunks(double[] values, Bytes to) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(Double.BYTES * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < values.length; first += CHUNK) {
            int count = Math.min(CHUNK, values.length - first);
            chunk.asDoubleBuffer().put(values, first, count);
            to.take(chunk.array(), Double.BYTES * count);
        }
    }
}
