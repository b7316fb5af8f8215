package org.apical.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apical.app.UserError;

/**
 * Arrays as NumPy writes them, versions 1 and 2 (numpy.lib.format): {@code \x93NUMPY}, version, length of the header, header, numbers. The first axis counts samples, the others
 * are the numbers of one.
 */
final class NpyReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int MOST_AXES = 32;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)");
    private static final Map<String, Element> TYPES = Map.of(
            "u1",
            Element.U1,
            "i1",
            Element.I1,
            "u2",
            Element.U2,
            "i2",
            Element.I2,
            "u4",
            Element.U4,
            "i4",
            Element.I4,
            "u8",
            Element.U8,
            "i8",
            Element.I8,
            "f4",
            Element.F4,
            "f8",
            Element.F8);

    private NpyReader() {}

    /**
     * What an array says of itself before its numbers.
     *
     * @param shape numbers along each axis, none negative; empty of a single number
     */
    record Header(Element element, ByteOrder order, List<Long> shape) {
        /** The numbers that follow, up to the end; the first axis counts rows. */
        Matrix numbers(BoundedInput in) throws IOException {
            if (shape.isEmpty()) {
                throw new UserError(in.name() + ": expected an axis of samples, found a single number");
            }
            return element.read(
                    in,
                    order,
                    shape.get(0),
                    shape.stream().skip(1).mapToLong(n -> n).toArray());
        }
    }

    /** The numbers of an array. */
    static Matrix read(BoundedInput in) throws IOException {
        return header(in).numbers(in);
    }

    /** Reads up to the numbers. */
    static Header header(BoundedInput in) throws IOException {
        byte[] start = in.exactly(MAGIC.length + 2, "NPY header");
        for (int k = 0; k < MAGIC.length; k++) {
            if (start[k] != MAGIC[k]) {
                throw new UserError(in.name() + ": expected a NumPy array, found another kind of file");
            }
        }
        int version = start[MAGIC.length];
        if (version != 1 && version != 2) {
            throw new UserError(in.name() + ": expected NPY version 1 or 2, found " + version);
        }
        ByteBuffer size =
                ByteBuffer.wrap(in.exactly(version == 1 ? 2 : 4, "NPY header")).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? size.getShort() & 0xffff : size.getInt() & 0xffffffffL;
        if (length > LONGEST_HEADER) {
            throw new UserError(
                    in.name() + ": expected a header of at most " + LONGEST_HEADER + " bytes, found " + length);
        }
        String header = new String(in.exactly((int) length, "NPY header"), StandardCharsets.ISO_8859_1);
        return parsed(in, header);
    }

    private static Header parsed(BoundedInput in, String header) {
        String type = found(in, TYPE, header, "a type such as '<f8'; arrays of records are not read");
        if (type.contains("O")) {
            throw new UserError(in.name() + ": expected numbers, found an array of objects, which is not read");
        }
        Element element = type.isEmpty() ? null : TYPES.get(type.substring(1));
        if (element == null || !"<>|=".contains(type.substring(0, 1))) {
            throw new UserError(
                    in.name() + ": expected float32, float64, int8 to int64 or uint8 to uint64, found the type '"
                            + type.replaceAll("[^ -~]", "?") + "'");
        }
        if (found(in, ORDER, header, "fortran_order").equals("True")) {
            throw new UserError(
                    in.name() + ": expected C order, found Fortran order (numpy.ascontiguousarray changes it)");
        }
        ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Header(element, order, shape(in, found(in, SHAPE, header, "a shape")));
    }

    private static String found(BoundedInput in, Pattern pattern, String header, String what) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new UserError(in.name() + ": expected a header with " + what + ", found none");
        }
        return matcher.group(1);
    }

    private static List<Long> shape(BoundedInput in, String text) {
        List<Long> shape = new ArrayList<>();
        for (String axis : text.replace("L", "").split(",")) {
            if (!axis.isBlank()) {
                if (axis.strip().length() > 18 || !axis.strip().matches("\\d+") || shape.size() == MOST_AXES) {
                    throw new UserError(in.name() + ": expected a shape that a file can have, found another");
                }
                shape.add(Long.parseLong(axis.strip()));
            }
        }
        return shape;
    }
}
