package org.apical.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apical.app.UserError;

/**
 * A published file.
 *
 * @param bytes its size
 * @param sha256 its checksum, hexadecimal
 */
public record CheckedFile(String name, long bytes, String sha256) {
    private static final int CHUNK = 1 << 16;

    /** What is wrong with this file in a directory; empty if nothing is. */
    public Optional<String> fault(Path directory) {
        Path path = directory.resolve(name);
        if (!Files.isRegularFile(path)) {
            return Optional.of("no such file");
        }
        try {
            return Files.size(path) == bytes ? fault(digest(path)) : Optional.of(Files.size(path) + " bytes");
        } catch (IOException e) {
            return Optional.of("a file that cannot be read (" + e.getMessage() + ")");
        }
    }

    private Optional<String> fault(String found) {
        return found.equals(sha256) ? Optional.empty() : Optional.of("SHA-256 " + found);
    }

    /** SHA-256 of a file, hexadecimal. */
    public static String sha256(Path path) {
        try {
            return digest(path);
        } catch (IOException e) {
            throw Source.unreadable(path.toString(), e);
        }
    }

    private static String digest(Path path) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The error that a file is not the published one. */
    UserError damaged(Path path, String found) {
        return new UserError(path + ": expected " + bytes + " bytes with SHA-256 " + sha256 + ", found " + found);
    }

    /** Copies at most so many bytes and one more, by which a larger file is known. */
    static void copy(InputStream in, long most, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] chunk = new byte[CHUNK];
            long left = most + 1;
            while (left > 0) {
                int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (n < 0) {
                    return;
                }
                out.write(chunk, 0, n);
                left -= n;
            }
        }
    }
}
