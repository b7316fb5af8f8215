package org.apical.app.data;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The files read last, as long as there is memory for them: a description is checked and then run, and a large set is read once. */
final class Recent {
    private static final int MOST = 8;
    private static final Map<List<Object>, SoftReference<DataSet>> KEPT = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, SoftReference<DataSet>> eldest) {
            return size() > MOST;
        }
    };

    private Recent() {}

    /**
     * What is read of files; anew if one of them has changed.
     *
     * @param how they are read
     */
    static synchronized DataSet of(Object how, List<Path> files, Supplier<DataSet> reading) {
        List<Object> key = new ArrayList<>(List.of(how));
        for (Path file : files) {
            try {
                key.add(file);
                key.add(Files.size(file));
                key.add(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                return reading.get();
            }
        }
        SoftReference<DataSet> kept = KEPT.get(key);
        DataSet data = kept == null ? null : kept.get();
        if (data == null) {
            data = reading.get();
            KEPT.put(key, new SoftReference<>(data));
        }
        return data;
    }
}
