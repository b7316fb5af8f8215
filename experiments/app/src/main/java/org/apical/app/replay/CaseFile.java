package org.apical.app.replay;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.UserError;

/**
 * A recorded case in an HDF5 file, read with distrust: every attribute and data set is checked for presence, type, shape, size and finite
 * numbers, and whatever the HDF5 library throws at a damaged file becomes one {@link UserError} that names the file.
 */
public final class CaseFile implements AutoCloseable {
    /** Largest data set believed, in elements. */
    static final long MAX_ELEMENTS = 1L << 26;
    /** Deepest nesting of groups believed. */
    private static final int MAX_DEPTH = 8;
    /** Most groups and data sets believed; more are a file that leads in circles. */
    private static final int MAX_NODES = 1000;

    private final Path path;
    private final HdfFile hdf;

    private CaseFile(Path path, HdfFile hdf) {
        this.path = path;
        this.hdf = hdf;
    }

    /** Opens a case. */
    public static CaseFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new UserError(path + ": expected a recorded case, found "
                    + (Files.exists(path) ? "something that is not a file" : "no file of that name"));
        }
        if (!Files.isReadable(path)) {
            throw new UserError(path + ": cannot be read (permission denied)");
        }
        try {
            return new CaseFile(path, new HdfFile(path));
        } catch (RuntimeException e) {
            throw new UserError(path + ": expected an HDF5 file, found something else or a truncated one", e);
        }
    }

    /** Where the case was read from. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        hdf.close();
    }

    /** A handle on the attributes of a group ("" is the root). */
    public Attributes attributes(String group) {
        return new Attributes(group, node(group.isEmpty() ? "/" : group));
    }

    /** Whether a group or data set exists. */
    public boolean has(String name) {
        try {
            Node node = hdf;
            for (String part : name.split("/")) {
                if (!(node instanceof Group group) || group.getChild(part) == null) {
                    return false;
                }
                node = notALink(group.getChild(part), name);
            }
            return true;
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(name, e);
        }
    }

    /** Links may lead in circles or out of the file. */
    private Node notALink(Node node, String name) {
        if (node.isLink()) {
            throw new UserError(path + ": " + name + ": expected groups and data sets, found a link");
        }
        return node;
    }

    /** Names of all data sets, as paths from the root, in order of name. */
    public List<String> datasets() {
        List<String> names = new ArrayList<>();
        try {
            collect(hdf, "", names, 0, new int[1]);
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged("/", e);
        }
        names.sort(null);
        return names;
    }

    private void collect(Group group, String prefix, List<String> names, int depth, int[] visited) {
        if (depth > MAX_DEPTH) {
            throw new UserError(path + ": " + prefix + ": groups are nested deeper than " + MAX_DEPTH);
        }
        for (Node child : group.getChildren().values()) {
            String name = prefix.isEmpty() ? child.getName() : prefix + "/" + child.getName();
            notALink(child, name);
            if (++visited[0] > MAX_NODES) {
                throw new UserError(path + ": expected at most " + MAX_NODES + " groups and data sets, found more");
            }
            if (child instanceof Group below) {
                collect(below, name, names, depth + 1, visited);
            } else {
                names.add(name);
            }
        }
    }

    /** A data set of doubles of a given shape, flattened row-major. */
    public double[] doubles(String name, int... shape) {
        expectShape(name, shape);
        Object data = flat(name);
        double[] x;
        if (data instanceof double[] d) {
            x = d;
        } else if (data instanceof Double d) {
            x = new double[] {d};
        } else {
            throw new UserError(path + ": " + name + ": expected stored 64-bit floating-point numbers, found none"
                    + " (another type, or nothing was written)");
        }
        for (int k = 0; k < x.length; k++) {
            if (!Double.isFinite(x[k])) {
                throw new UserError(
                        path + ": " + name + ": expected finite numbers, found " + x[k] + " at element " + k);
            }
        }
        return x;
    }

    /** A list of stored whole numbers within bounds. */
    public int[] integers(String name, int length, int least, int most) {
        expectShape(name, length);
        Object data = flat(name);
        int[] x = new int[length];
        for (int k = 0; k < length; k++) {
            long value;
            if (data instanceof int[] i) {
                value = i[k];
            } else if (data instanceof long[] l) {
                value = l[k];
            } else {
                throw new UserError(path + ": " + name + ": expected stored 32- or 64-bit whole numbers, found none");
            }
            if (value < least || value > most) {
                throw new UserError(path + ": " + name + ": expected " + least + " .. " + most + ", found " + value
                        + " at element " + k);
            }
            x[k] = (int) value;
        }
        return x;
    }

    /** Rows of a list or a matrix. */
    public int rows(String name) {
        int[] shape = shape(name);
        if (shape.length < 1 || shape.length > 2 || shape[0] < 1) {
            throw new UserError(
                    path + ": " + name + ": expected a list or a matrix with rows, found shape " + text(shape));
        }
        return shape[0];
    }

    /** Length of a list. */
    public int length(String name) {
        int[] shape = shape(name);
        if (shape.length != 1) {
            throw new UserError(path + ": " + name + ": expected a list, found shape " + text(shape));
        }
        return shape[0];
    }

    /** Refuses a data set of another shape. */
    void expectShape(String name, int... shape) {
        int[] found = shape(name);
        if (!Arrays.equals(found, shape)) {
            throw new UserError(path + ": " + name + ": expected shape " + text(shape) + ", found " + text(found));
        }
    }

    /** The shape of a data set; a scalar has shape (). */
    public int[] shape(String name) {
        try {
            if (!(node(name) instanceof Dataset dataset)) {
                throw new UserError(path + ": " + name + ": expected a data set, found a group");
            }
            long elements = 1;
            for (long d : dataset.getDimensionsAsLong()) {
                elements = d < 0 || d > MAX_ELEMENTS || elements > MAX_ELEMENTS ? Long.MAX_VALUE : elements * d;
            }
            if (elements > MAX_ELEMENTS) {
                throw new UserError(path + ": " + name + ": expected at most " + MAX_ELEMENTS
                        + " elements, found shape " + Arrays.toString(dataset.getDimensionsAsLong()));
            }
            return dataset.getDimensions();
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private Object flat(String name) {
        try {
            Dataset dataset = (Dataset) node(name);
            return dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private Node node(String name) {
        if (name.equals("/")) {
            return hdf;
        }
        if (!has(name)) {
            throw new UserError(path + ": expected " + name + ", found no such group or data set");
        }
        try {
            return hdf.getByPath(name);
        } catch (RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private UserError damaged(String name, RuntimeException e) {
        return new UserError(path + ": " + name + ": cannot be read, the file is damaged or truncated", e);
    }

    private static String text(int[] shape) {
        StringBuilder text = new StringBuilder("(");
        for (int k = 0; k < shape.length; k++) {
            text.append(k == 0 ? "" : ", ").append(shape[k]);
        }
        return text.append(")").toString();
    }

    /** The attributes of one group. */
    public final class Attributes {
        private final String where;
        private final Node node;

        private Attributes(String group, Node node) {
            this.where = path + ": " + (group.isEmpty() ? "" : group + ": ") + "attribute ";
            this.node = node;
        }

        private Object value(String name) {
            try {
                Attribute attribute = node.getAttribute(name);
                if (attribute == null) {
                    throw new UserError(where + name + ": expected, not found");
                }
                if (attribute.getSize() != 1) {
                    throw new UserError(where + name + ": expected one value, found " + attribute.getSize());
                }
                return attribute.getData();
            } catch (UserError e) {
                throw e;
            } catch (RuntimeException e) {
                throw damaged("attribute " + name, e);
            }
        }

        /** A string. */
        public String text(String name) {
            if (value(name) instanceof String s) {
                return s;
            }
            throw new UserError(where + name + ": expected text, found " + value(name));
        }

        /** A finite number. */
        public double number(String name) {
            if (value(name) instanceof Number n && Double.isFinite(n.doubleValue())) {
                return n.doubleValue();
            }
            throw new UserError(where + name + ": expected a finite number, found " + value(name));
        }

        /** A number within bounds. */
        public double number(String name, double least, double most) {
            double x = number(name);
            if (x < least || x > most) {
                throw new UserError(where + name + ": expected " + least + " .. " + most + ", found " + x);
            }
            return x;
        }

        /** A whole number within bounds. */
        public int integer(String name, int least, int most) {
            double x = number(name, least, most);
            if (x != Math.rint(x)) {
                throw new UserError(where + name + ": expected a whole number, found " + x);
            }
            return (int) x;
        }

        /** A boolean, as h5py writes it: an enumeration FALSE, TRUE. */
        public boolean flag(String name) {
            Object x = value(name);
            if (x instanceof Boolean b) {
                return b;
            }
            if (x instanceof Number n && (n.intValue() == 0 || n.intValue() == 1)) {
                return n.intValue() == 1;
            }
            if ("TRUE".equals(x) || "FALSE".equals(x)) {
                return "TRUE".equals(x);
            }
            throw new UserError(where + name + ": expected TRUE or FALSE, found " + x);
        }

        /** One of the given words. */
        public String word(String name, String... words) {
            String x = text(name);
            if (!Arrays.asList(words).contains(x)) {
                throw new UserError(
                        where + name + ": expected one of " + String.join(", ", words) + ", found '" + x + "'");
            }
            return x;
        }
    }
}
