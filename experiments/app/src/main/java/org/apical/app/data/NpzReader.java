package org.apical.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apical.app.UserError;
import org.apical.app.text.Shown;

/** Archives of NumPy arrays: a ZIP file of {@code name.npy}. */
final class NpzReader implements AutoCloseable {
    static final String ENDING = ".npy";

    private static final int SHOWN = 20;

    private final Path file;
    private final ZipFile archive;

    NpzReader(Path file) throws IOException {
        BoundedInput.size(file);
        this.file = file;
        this.archive = new ZipFile(file.toFile());
    }

    /** An array by its name. */
    Matrix array(String name) throws IOException {
        ZipEntry entry = archive.getEntry(name + ENDING);
        if (entry == null) {
            throw new UserError(file + ": expected the array " + name + ", found " + String.join(", ", names(SHOWN)));
        }
        try (BoundedInput in = open(entry, name)) {
            return NpyReader.read(in);
        }
    }

    /** Names of the first arrays, as they may be shown. */
    private List<String> names(int most) {
        return entries()
                .filter(n -> n.endsWith(ENDING))
                .map(n -> Shown.escaped(n.substring(0, n.length() - ENDING.length())))
                .limit(most)
                .toList();
    }

    /** Names of all that is in it, one after the other, also if two are the same. */
    Stream<String> entries() {
        return archive.stream().map(ZipEntry::getName);
    }

    /** The bytes of an array, which has to be there. */
    BoundedInput open(String name) throws IOException {
        return open(archive.getEntry(name + ENDING), name);
    }

    private BoundedInput open(ZipEntry entry, String name) throws IOException {
        String inside = file + ": " + name;
        long most = BoundedInput.inflated(entry.getCompressedSize());
        if (entry.getSize() > most) {
            throw new UserError(inside + ": expected at most " + most + " bytes of so few compressed ones, found "
                    + entry.getSize());
        }
        return BoundedInput.inflating(
                inside, new Checked(archive.getInputStream(entry), entry.getCrc()), entry.getCompressedSize());
    }

    /** Throws at its end unless everything before it has the checksum that the archive says: ZipFile does not look. */
    private static final class Checked extends CheckedInputStream {
        private final long expected;

        Checked(InputStream in, long expected) {
            super(in, new CRC32());
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            return check(super.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return check(super.read(buffer, offset, length));
        }

        private int check(int n) throws IOException {
            if (n < 0 && getChecksum().getValue() != expected) {
                throw new IOException(String.format(
                        "damaged: CRC-32 %08x where %08x is stated",
                        getChecksum().getValue(), expected));
            }
            return n;
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
