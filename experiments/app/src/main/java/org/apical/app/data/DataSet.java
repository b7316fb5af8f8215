package org.apical.app.data;

import java.util.List;
import java.util.Optional;
import org.apical.app.UserError;

/**
 * Samples as they were read: inputs, and classes or targets.
 *
 * @param name of the file or set, where something is wrong with it
 * @param targetNames of the columns of the targets; empty where they have none
 */
public record DataSet(
        String name, Matrix inputs, Optional<Labels> labels, Optional<Matrix> targets, List<String> targetNames) {
    public DataSet {
        targetNames = List.copyOf(targetNames);
        int wanted = labels.map(l -> l.of().length)
                .orElseGet(() -> targets.orElseThrow().rows());
        if (inputs.rows() != wanted) {
            throw new UserError(name + ": expected as many " + (labels.isPresent() ? "labels" : "targets")
                    + " as inputs, " + inputs.rows() + ", found " + wanted);
        }
    }

    /** Samples of classes. */
    public static DataSet classes(String name, Matrix inputs, Labels labels) {
        return new DataSet(name, inputs, Optional.of(labels), Optional.empty(), List.of());
    }

    /** Samples of a regression. */
    public static DataSet regression(String name, Matrix inputs, Matrix targets) {
        return regression(name, inputs, targets, List.of());
    }

    /** The same with names of the targets. */
    public static DataSet regression(String name, Matrix inputs, Matrix targets, List<String> targetNames) {
        return new DataSet(name, inputs, Optional.empty(), Optional.of(targets), targetNames);
    }

    /** The same inputs, wanted as outputs. */
    public DataSet autoencoding() {
        return regression(name, inputs, inputs);
    }

    /** Number of samples. */
    public int size() {
        return inputs.rows();
    }

    /** Numbers of an output: classes or targets. */
    public int outputs() {
        return labels.map(l -> l.classes().size())
                .orElseGet(() -> targets.orElseThrow().columns());
    }

    /** Names of the outputs: of the classes, or of the targets; empty where they have none. */
    public List<String> outputNames() {
        return labels.map(Labels::classes).orElse(targetNames);
    }

    /** These samples beside others that are learned from: they must be of the same kind. */
    public DataSet beside(DataSet learned) {
        same("inputs", learned.inputs.columns(), inputs.columns(), learned);
        if (labels.isPresent() != learned.labels.isPresent()) {
            throw new UserError(name + ": expected " + (learned.labels.isPresent() ? "labels" : "targets") + " as "
                    + learned.name + " has, found " + (labels.isPresent() ? "labels" : "targets"));
        }
        if (labels.isEmpty()) {
            same("targets", learned.outputs(), outputs(), learned);
            return this;
        }
        return classes(name, inputs, labels.get().under(name, learned.outputNames()));
    }

    private void same(String what, int expected, int found, DataSet learned) {
        if (expected != found) {
            throw new UserError(name + ": expected as many " + what + " as " + learned.name + " has, " + expected
                    + ", found " + found);
        }
    }
}
