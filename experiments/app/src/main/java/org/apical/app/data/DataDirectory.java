package org.apical.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apical.app.UserError;

/** Where published sets are kept, one directory each. A file is written under another name, checked, and then renamed: one that is there is whole, or was damaged later. */
public final class DataDirectory {
    private static final int DEEPEST = 8;

    private final Path root;

    private DataDirectory(Path root) {
        this.root = root;
    }

    /** A directory that is named; else {@link CacheDirectory}. */
    public static DataDirectory of(Optional<String> named) {
        return new DataDirectory(named.map(Path::of).orElseGet(CacheDirectory::path));
    }

    /** Where a set is kept. */
    public Path of(PublishedSet set) {
        return root.resolve(set.title());
    }

    /** What is wrong with the first file of a set that is not as it was published; empty if all are. */
    public Optional<String> fault(PublishedSet set) {
        return set.files().stream()
                .flatMap(file -> file.fault(of(set)).map(found -> file.name() + ": " + found).stream())
                .findFirst();
    }

    /**
     * Fetches what is missing or damaged of a set.
     *
     * @param from URL or directory that the user names, tried instead of where the set usually comes from
     * @param told what is done
     */
    public void fetch(PublishedSet set, Optional<String> from, Consumer<String> told) {
        List<CheckedFile> wanted = set.files().stream()
                .filter(file -> file.fault(of(set)).isPresent())
                .toList();
        if (wanted.isEmpty()) {
            told.accept(set.title() + " is complete in " + of(set));
            return;
        }
        Origin origin = from.map(Origin::named).orElseGet(set::origin);
        told.accept(set.title() + " from " + origin.words());
        try {
            Files.createDirectories(of(set));
            Path scratch = Files.createTempDirectory(of(set), "fetch");
            try {
                Path found = origin.obtain(set, scratch);
                for (CheckedFile file : wanted) {
                    take(file, found, of(set));
                    told.accept(file.name() + ": " + file.bytes() + " bytes, SHA-256 as published");
                }
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UserError(
                    "data fetch " + set.title() + ": expected its files from " + origin.words() + ", found none ("
                            + e.getMessage() + "); --from names a URL or a directory that has them",
                    e);
        }
    }

    /** Copies a file that lies somewhere below a directory, checks it, and only then gives it its name. */
    static void take(CheckedFile file, Path found, Path into) throws IOException {
        Path source;
        try (Stream<Path> files = Files.walk(found, DEEPEST)) {
            source = files.filter(path -> path.getFileName().toString().matches(file.name() + "(\\.gz)?"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no file " + file.name()));
        }
        Path part = Files.createTempDirectory(into, "part");
        try {
            try (InputStream raw = Files.newInputStream(source);
                    InputStream in = source.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                CheckedFile.copy(in, file.bytes(), part.resolve(file.name()));
            }
            Optional<String> fault = file.fault(part);
            if (fault.isPresent()) {
                throw file.damaged(source, fault.get());
            }
            Files.move(
                    part.resolve(file.name()), into.resolve(file.name()), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.reverseOrder());
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
