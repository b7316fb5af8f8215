package org.apical.app.data;

import java.nio.file.Path;

/** What can be fetched or computed again: apical in the cache directory of the user, $XDG_CACHE_HOME or ~/.cache. */
public final class CacheDirectory {
    private CacheDirectory() {}

    /** The directory; it may not exist. */
    public static Path path() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache))
                .resolve("apical");
    }
}
