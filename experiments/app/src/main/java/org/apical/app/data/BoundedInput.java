package org.apical.app.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apical.app.UserError;

/**
 * The bytes of a data file, gzipped or not, with a bound on their number that the file itself sets: what compresses better than any measurement does is refused, and no size
 * that a header promises is believed beyond it.
 */
final class BoundedInput extends InputStream {
    /** Bytes that a compressed file of any size may hold. */
    private static final long ALWAYS = 16L << 20;
    /** Bytes for each byte of a compressed file. */
    private static final long RATIO = 100;

    private final String name;
    private final InputStream in;
    private final long most;
    private long read;

    private BoundedInput(String name, InputStream in, long most) {
        this.name = name;
        this.in = in;
        this.most = most;
    }

    /** A file; gzipped if it is called so. */
    static BoundedInput open(Path file) throws IOException {
        long bytes = size(file);
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return of(file.toString(), raw, bytes);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Bytes of a file that has to be one. */
    static long size(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    file + ": expected a data file, found " + (Files.exists(file) ? "something else" : "no such file"));
        }
        return Files.size(file);
    }

    /** Bytes under the name of a file. */
    static BoundedInput of(String name, InputStream raw, long bytes) throws IOException {
        return name.endsWith(".gz")
                ? new BoundedInput(name, new GZIPInputStream(raw, 1 << 16), inflated(bytes))
                : new BoundedInput(name, raw, bytes);
    }

    /** What was compressed to so many bytes. */
    static BoundedInput inflating(String name, InputStream inflated, long compressed) {
        return new BoundedInput(name, inflated, inflated(compressed));
    }

    /** Bytes that so many compressed ones may hold. */
    static long inflated(long compressed) {
        return Math.max(ALWAYS, compressed * RATIO);
    }

    /** The name of the file. */
    String name() {
        return name;
    }

    /** Bytes that can still come. */
    long left() {
        return most - read;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
            count(1);
        }
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    private void count(int n) {
        read += n;
        if (read > most) {
            throw new UserError(name + ": expected at most " + most + " bytes (" + RATIO
                    + " for each one of a compressed file), found more");
        }
    }

    /** Exactly so many bytes. */
    byte[] exactly(int count, String what) throws IOException {
        byte[] bytes = readNBytes(count);
        if (bytes.length < count) {
            throw new UserError(name + ": expected " + count + " bytes of " + what
                    + ", found the end of the file after " + bytes.length);
        }
        return bytes;
    }

    /** Throws unless all of it has been read. */
    void ended() throws IOException {
        if (read() >= 0) {
            throw new UserError(name + ": expected the end of the file after " + (read - 1) + " bytes, found more");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
