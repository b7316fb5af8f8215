package org.apical.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apical.app.UserError;

/** IDX files (LeCun et al. 1998, the format of MNIST): two zeros, type, number of axes, their sizes, numbers, all big-endian. The first axis counts samples. */
final class IdxReader {
    private static final int MOST_AXES = 8;
    private static final Map<Integer, Element> TYPES = Map.of(
            0x08, Element.U1, 0x09, Element.I1, 0x0b, Element.I2, 0x0c, Element.I4, 0x0d, Element.F4, 0x0e, Element.F8);

    private IdxReader() {}

    /** The numbers of a file. */
    static Matrix read(BoundedInput in) throws IOException {
        byte[] start = in.exactly(4, "IDX header");
        Element element = TYPES.get((int) start[2]);
        if (start[0] != 0 || start[1] != 0 || element == null) {
            throw new UserError(in.name() + ": expected an IDX file, found another kind of file");
        }
        int axes = start[3];
        if (axes < 1 || axes > MOST_AXES) {
            throw new UserError(in.name() + ": expected 1 to " + MOST_AXES + " axes, found " + (axes & 0xff));
        }
        ByteBuffer sizes = ByteBuffer.wrap(in.exactly(4 * axes, "IDX header"));
        long rows = sizes.getInt() & 0xffffffffL;
        long[] row = new long[axes - 1];
        for (int k = 0; k < row.length; k++) {
            row[k] = sizes.getInt() & 0xffffffffL;
        }
        return element.read(in, ByteOrder.BIG_ENDIAN, rows, row);
    }
}
