package org.apical.app.store;

import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;

/** What every HDF5 file in the SONATA layout has in common. */
public final class Sonata {
    /** Ids, pointers and types of nodes, edges and elements have no sign. */
    public static final DatasetCreationOptions UNSIGNED =
            DatasetCreationOptions.builder().unsigned().build();

    private static final int MAGIC = 0x0A7A;

    private Sonata() {}

    /** The attributes of the root by which such files are known. */
    public static void begin(WritableHdfFile file) {
        file.putAttribute("magic", MAGIC);
        file.putAttribute("version", new int[] {0, 1});
    }
}
