package org.apical.app.data;

import java.nio.file.Path;
import java.util.Optional;

/** What samples are held out, or learned from: a number or share of those that there are, or files of their own. */
public interface Part {
    /** Files of its own, where it has them. */
    Optional<Source> source();

    /**
     * How many samples.
     *
     * @param available of which they are taken
     * @param key named where there are not as many
     */
    int count(int available, String key);

    /** The same with at most so many, if it has {@code count} of them. */
    Part limited(int count, int most);

    /** The same with paths that are relative to a directory. */
    Part in(Path directory);
}
