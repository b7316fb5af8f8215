package org.apical.app.replay;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A recorded case with attributes, or data sets of the root, changed or added, written anew. */
public final class ChangedCase {
    private final Map<String, UnaryOperator<Object>> attributes = new HashMap<>();
    private final Map<String, Object> data = new HashMap<>();

    ChangedCase attribute(String name, double value) {
        attributes.put(name, old -> value);
        return this;
    }

    /** Replaces an attribute of a group. */
    ChangedCase attribute(String group, String name, String value) {
        attributes.put(group + "/" + name, old -> value);
        return this;
    }

    /** Multiplies a number. */
    ChangedCase scaled(String name, double factor) {
        attributes.put(name, old -> ((Number) old).doubleValue() * factor);
        return this;
    }

    /** Replaces or adds a data set of the root. */
    public ChangedCase data(String name, Object value) {
        data.put(name, value);
        return this;
    }

    /** Writes the recorded case of this name, changed. */
    public Path write(String name, Path directory) {
        Path changed = directory.resolve("changed.h5");
        try (HdfFile from = new HdfFile(ReplayTest.recording(name));
                WritableHdfFile to = HdfFile.write(changed)) {
            attributes(from, to, "");
            copy(from, to, "");
            data.forEach(to::putDataset);
        }
        return changed;
    }

    private void attributes(Node from, WritableGroup to, String prefix) {
        for (Attribute attribute : from.getAttributes().values()) {
            String name = attribute.getName();
            to.putAttribute(
                    name,
                    attributes
                            .getOrDefault(prefix + name, UnaryOperator.identity())
                            .apply(attribute.getData()));
        }
    }

    private void copy(Group from, WritableGroup to, String prefix) {
        for (Node child : from.getChildren().values()) {
            String name = prefix + child.getName();
            if (child.isGroup()) {
                WritableGroup group = to.putGroup(child.getName());
                attributes(child, group, name + "/");
                copy((Group) child, group, name + "/");
            } else if (!data.containsKey(name)) {
                to.putDataset(child.getName(), ((Dataset) child).getData());
            }
        }
    }
}
