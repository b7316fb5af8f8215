package org.apical.app.replay;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    CaseAttributes attributes(String group) {
        return new CaseAttributes(this, group, group.isEmpty() ? hdf : guarded(group, () -> node(group)));
    }

    /** Whether a group or data set exists. */
    public boolean has(String name) {
        return guarded(name, () -> find(name).isPresent());
    }

    /** What the library throws at a damaged file becomes an error that names the file and the place. */
    <T> T guarded(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UserError(path + ": " + name + ": cannot be read, the file is damaged or truncated", e);
        }
    }

    private Optional<Node> find(String name) {
        Node node = hdf;
        for (String part : name.split("/")) {
            node = node.isGroup() ? ((Group) node).getChild(part) : null;
            if (node == null) {
                return Optional.empty();
            }
            notALink(node, name);
        }
        return Optional.of(node);
    }

    private Node node(String name) {
        return find(name).orElseThrow(() -> error(name, "expected, found no such group or data set"));
    }

    UserError error(String name, String message) {
        return new UserError(path + ": " + name + ": " + message);
    }

    /** Links may lead in circles or out of the file. */
    private void notALink(Node node, String name) {
        if (node.isLink()) {
            throw error(name, "expected groups and data sets, found a link");
        }
    }

    /** Names of all data sets, as paths from the root, in order of name. */
    public List<String> datasets() {
        List<String> names = new ArrayList<>();
        return guarded("/", () -> {
            collect(hdf, "", names, 0, new int[1]);
            names.sort(null);
            return names;
        });
    }

    private void collect(Group group, String prefix, List<String> names, int depth, int[] visited) {
        if (depth > MAX_DEPTH) {
            throw error(prefix, "groups are nested deeper than " + MAX_DEPTH);
        }
        for (Node child : group.getChildren().values()) {
            String name = prefix.isEmpty() ? child.getName() : prefix + "/" + child.getName();
            notALink(child, name);
            if (++visited[0] > MAX_NODES) {
                throw new UserError(path + ": expected at most " + MAX_NODES + " groups and data sets, found more");
            }
            if (child.isGroup()) {
                collect((Group) child, name, names, depth + 1, visited);
            } else {
                names.add(name);
            }
        }
    }

    /** A data set of doubles of a given shape, flattened row-major. */
    public double[] doubles(String name, int... shape) {
        expectShape(name, shape);
        double[] x = guarded(name, () -> {
            Dataset dataset = dataset(name);
            Object data = stored(dataset, name, "64-bit floating-point", double.class);
            return dataset.isScalar() ? new double[] {(Double) data} : (double[]) data;
        });
        for (int k = 0; k < x.length; k++) {
            if (!Double.isFinite(x[k])) {
                throw error(name, "expected finite numbers, found " + x[k] + " at element " + k);
            }
        }
        return x;
    }

    /** A list of stored whole numbers within bounds. */
    public int[] integers(String name, int length, int least, int most) {
        expectShape(name, length);
        long[] values = guarded(name, () -> {
            Dataset dataset = dataset(name);
            Object data = stored(dataset, name, "32- or 64-bit whole", int.class, long.class);
            return dataset.getDataType().getJavaType() == int.class
                    ? Arrays.stream((int[]) data).asLongStream().toArray()
                    : (long[]) data;
        });
        int[] x = new int[length];
        for (int k = 0; k < length; k++) {
            if (values[k] < least || values[k] > most) {
                throw error(name, "expected " + least + " .. " + most + ", found " + values[k] + " at element " + k);
            }
            x[k] = (int) values[k];
        }
        return x;
    }

    private Object stored(Dataset dataset, String name, String expected, Class<?>... types) {
        Object data = !List.of(types).contains(dataset.getDataType().getJavaType())
                ? null
                : dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
        if (data == null) {
            throw error(
                    name,
                    "expected stored " + expected + " numbers, found none (another type, or nothing was written)");
        }
        return data;
    }

    /** Rows of a list or a matrix. */
    public int rows(String name) {
        int[] shape = shape(name);
        if (shape.length < 1 || shape.length > 2 || shape[0] < 1) {
            throw error(name, "expected a list or a matrix with rows, found shape " + text(shape));
        }
        return shape[0];
    }

    /** Length of a list. */
    public int length(String name) {
        int[] shape = shape(name);
        if (shape.length != 1) {
            throw error(name, "expected a list, found shape " + text(shape));
        }
        return shape[0];
    }

    /** Refuses a data set of another shape. */
    void expectShape(String name, int... shape) {
        int[] found = shape(name);
        if (!Arrays.equals(found, shape)) {
            throw error(name, "expected shape " + text(shape) + ", found " + text(found));
        }
    }

    /** The shape of a data set; a scalar has shape (). */
    public int[] shape(String name) {
        return guarded(name, () -> {
            Dataset dataset = dataset(name);
            long elements = 1;
            for (long d : dataset.getDimensionsAsLong()) {
                elements = d < 0 || d > MAX_ELEMENTS || elements > MAX_ELEMENTS ? Long.MAX_VALUE : elements * d;
            }
            if (elements > MAX_ELEMENTS) {
                throw error(
                        name,
                        "expected at most " + MAX_ELEMENTS + " elements, found shape "
                                + Arrays.toString(dataset.getDimensionsAsLong()));
            }
            return dataset.getDimensions();
        });
    }

    private Dataset dataset(String name) {
        Node node = node(name);
        if (node.isGroup()) {
            throw error(name, "expected a data set, found a group");
        }
        return (Dataset) node;
    }

    private static String text(int[] shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
