package org.apical.app.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apical.app.UserError;

/** Archives of NumPy arrays: a ZIP file of {@code name.npy}. */
final class NpzReader implements AutoCloseable {
    private static final String ENDING = ".npy";

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
            throw new UserError(file + ": expected the array " + name + ", found "
                    + archive.stream()
                            .map(ZipEntry::getName)
                            .filter(n -> n.endsWith(ENDING))
                            .map(n ->
                                    n.substring(0, n.length() - ENDING.length()).replaceAll("[^ -~]", "?"))
                            .limit(20)
                            .collect(java.util.stream.Collectors.joining(", ")));
        }
        String inside = file + ": " + name;
        long most = BoundedInput.inflated(entry.getCompressedSize());
        if (entry.getSize() > most) {
            throw new UserError(inside + ": expected at most " + most + " bytes of so few compressed ones, found "
                    + entry.getSize());
        }
        try (BoundedInput in =
                BoundedInput.inflating(inside, archive.getInputStream(entry), entry.getCompressedSize())) {
            return NpyReader.read(in);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
