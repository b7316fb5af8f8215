package org.apical.app.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apical.app.UserError;

/** Files that hold samples. */
public interface Source extends Part {
    /** What they hold, read once. */
    DataSet read();

    /** How many of its samples are used; default: all. */
    Optional<Integer> samples();

    @Override
    Source in(Path directory);

    /** The same; what it leaves out is as in what is learned from. */
    default Source like(TableFile main) {
        return this;
    }

    /** The same; what it leaves out is as in what is learned from. */
    default Source like(ImageFiles main) {
        return this;
    }

    @Override
    default Optional<Source> source() {
        return Optional.of(this);
    }

    @Override
    default int count(int available, String key) {
        return samples().map(n -> new Amount(n).count(available, key)).orElse(available);
    }

    /** A path as it is meant in a directory. */
    static String in(Path directory, String path) {
        return directory.resolve(path).normalize().toString();
    }

    /** What is wrong with a file that cannot be read. */
    static UserError unreadable(String file, IOException e) {
        return new UserError(file + ": expected a readable data file (" + e.getMessage() + ")", e);
    }
}
