package org.apical.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apical.app.UserError;

/** The directory of a run. */
public final class RunDirectory {
    /** In the directory of a sweep: the directories of its cells. */
    public static final String CELLS = "cells";

    /** Where experiments stand that cells of a page come from. */
    public static final String EXPERIMENTS = "experiments";

    private final Path directory;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a directory, creating it where it does not exist, and proves that it can be written before anything runs.
     *
     * @param names of the files that will be written
     */
    public static RunDirectory open(Path directory, String... names) {
        if (directory.toString().isBlank()) {
            throw new UserError("--out: expected the name of a directory, found an empty one");
        }
        try {
            Files.createDirectories(directory);
            probe(directory);
        } catch (IOException e) {
            throw new UserError(
                    "--out " + directory + ": expected a directory that can be written, found none (" + cause(e) + ")",
                    e);
        }
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new UserError(
                        file + ": expected no such file or one to replace, found something that is not a file");
            }
        }
        return new RunDirectory(directory);
    }

    /** Of a fixed name, so that a process that is killed here leaves nothing for good. */
    private static void probe(Path directory) throws IOException {
        Path file = directory.resolve(".probe.part");
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                .close();
        Files.deleteIfExists(file);
    }

    /** A directory in this one, created where it does not exist; a link is not followed. */
    public RunDirectory below(String name) {
        Path below = file(name);
        if (Files.isSymbolicLink(below)) {
            throw new UserError(below + ": expected a directory, found a link, which is not followed");
        }
        return open(below);
    }

    /** Why the system refuses, in its words. */
    static String cause(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e instanceof FileSystemException
                ? e.getClass().getSimpleName().replaceAll("Exception$", "")
                : String.valueOf(e.getMessage());
    }

    /** Whether there is a file of this name, or anything else. */
    public boolean has(String name) {
        return Files.exists(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes one file. */
    @FunctionalInterface
    public interface Writer {
        void write(Path temporary) throws IOException;
    }

    /** Where a file of the run stands. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes text (UTF-8) under a name, replacing what stood there. */
    public void write(String name, String text) {
        write(name, temporary -> Files.write(temporary, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a file under a name: beside its place, forced to disk, renamed. */
    public void write(String name, Writer writer) {
        write(name, writer, () -> {});
    }

    /** The same, but what stood there is kept under another name, replacing what stood there in turn. */
    public void writeKeeping(String name, String former, Writer writer) {
        write(name, writer, () -> {
            if (Files.exists(file(name))) {
                move(file(name), file(former));
            }
        });
    }

    /** Removes files, where they are; links, not what they point to. */
    public void remove(String... names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(file(name));
            } catch (IOException e) {
                throw new UserError(file(name) + ": cannot be removed (" + cause(e) + ")", e);
            }
        }
    }

    /** Removes a directory in it, where it is there and empty. */
    public void removeEmpty(String name) {
        try {
            if (Files.isDirectory(file(name), LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file(name));
            }
        } catch (DirectoryNotEmptyException kept) {
            // what is in it stays
        } catch (IOException e) {
            throw new UserError(file(name) + ": cannot be removed (" + cause(e) + ")", e);
        }
    }

    /** Forces to disk which names there are, where the system opens directories. */
    private void forceNames() {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            RunLog.logger().debug("{} cannot be forced to disk", directory, e);
        }
    }

    private interface MakingRoom {
        void run() throws IOException;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(String name, Writer writer, MakingRoom before) {
        Path temporary = file("." + name + ".part");
        try {
            Files.deleteIfExists(temporary);
            writer.write(temporary);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            before.run();
            move(temporary, file(name));
            forceNames();
        } catch (IOException | RuntimeException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            String cause = e instanceof IOException io ? cause(io) : e.getMessage();
            throw new UserError(file(name) + ": cannot be written (" + cause + ")", e);
        }
    }
}
