package org.apical.app.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Data files as other programs write them. */
public final class DataFiles {
    private DataFiles() {}

    /** A NumPy array, version 1. */
    public static byte[] npy(String type, String shape, byte[] numbers) {
        return npy(1, "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }", numbers);
    }

    /** A NumPy array with any header. */
    public static byte[] npy(int version, String header, byte[] numbers) {
        int start = version == 1 ? 10 : 12;
        int padding = 63 - (start + header.length()) % 64;
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocate(start + text.length + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        return bytes.put(text).put(numbers).array();
    }

    /** Doubles. */
    public static byte[] doubles(ByteOrder order, double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(order);
        for (double x : numbers) {
            bytes.putDouble(x);
        }
        return bytes.array();
    }

    /** Whole numbers of 8 bytes, little-endian. */
    public static byte[] longs(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long x : numbers) {
            bytes.putLong(x);
        }
        return bytes.array();
    }

    /** An archive of arrays, {@code name, bytes, name, bytes, ...}. */
    public static byte[] npz(Object... arrays) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int k = 0; k < arrays.length; k += 2) {
                zip.putNextEntry(new ZipEntry(arrays[k] + ".npy"));
                zip.write((byte[]) arrays[k + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An IDX file of bytes. */
    public static byte[] idx(byte[] numbers, int... sizes) {
        return idx(0x08, numbers, sizes);
    }

    /** An IDX file. */
    public static byte[] idx(int type, byte[] numbers, int... sizes) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + numbers.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        return bytes.put(numbers).array();
    }

    /** Bytes as gzip. */
    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes a file. */
    public static Path write(Path directory, String name, byte[] bytes) {
        try {
            return Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes text. */
    public static Path write(Path directory, String name, String text) {
        return write(directory, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
