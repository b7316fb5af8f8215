package org.apical.app.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apical.app.UserError;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** One file of samples: a table of comma-separated values, an archive of NumPy arrays, or arrays in files of their own. */
public record TableFile(
        @Key("a .csv, .npz or .npy file, also as .csv.gz or .npy.gz; relative to this one")
        String file,

        @Key("column of a CSV file that names the class") Optional<String> label,

        @Key("columns of a CSV file to predict, or the array of an .npz, or an .npy file")
        List<String> targets,

        @Key("columns of a CSV file that are shown, default: the others; or the array of an .npz")
        List<String> inputs,

        @Key("array of an .npz, or .npy file, that numbers the class")
        Optional<String> labels,

        @Key("names of the classes, in the order of outputs; default: those of the file")
        List<String> classes,

        @Key(value = "so many of the samples, drawn at random; default: all", least = 1, most = 1e9)
        Optional<Integer> samples)
        implements Source {
    private static final String CSV = ".csv";
    private static final String NPY = ".npy";

    public TableFile {
        targets = List.copyOf(targets);
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        Require.that(
                is(file, CSV) || is(file, NPY) || file.endsWith(".npz"),
                "data.file",
                "must be called .csv, .csv.gz, .npz, .npy or .npy.gz",
                file);
        Require.that(labels.isEmpty() || !is(file, CSV), "data.labels", "must be label in a table of columns", labels);
        Require.that(label.isEmpty() || is(file, CSV), "data.label", "must be labels in files of arrays", label);
    }

    private static boolean is(String file, String ending) {
        return file.endsWith(ending) || file.endsWith(ending + ".gz");
    }

    @Override
    public TableFile like(TableFile other) {
        boolean silent = label.isEmpty() && targets.isEmpty() && labels.isEmpty();
        return new TableFile(
                file,
                silent ? other.label : label,
                silent ? other.targets : targets,
                inputs.isEmpty() ? other.inputs : inputs,
                silent ? other.labels : labels,
                classes.isEmpty() ? other.classes : classes,
                samples);
    }

    @Override
    public TableFile in(Path directory) {
        boolean arrays = is(file, NPY);
        return new TableFile(
                Source.in(directory, file),
                label,
                arrays ? targets.stream().map(t -> Source.in(directory, t)).toList() : targets,
                inputs,
                arrays ? labels.map(l -> Source.in(directory, l)) : labels,
                classes,
                samples);
    }

    @Override
    public TableFile limited(int count, int most) {
        return new TableFile(
                file, label, targets, inputs, labels, classes, count <= most ? samples : Optional.of(most));
    }

    @Override
    public DataSet read() {
        boolean one = label.isPresent() ^ labels.isPresent() ^ !targets.isEmpty();
        if (!one || label.isPresent() && labels.isPresent()) {
            String key = is(file, CSV) ? "label" : "labels";
            throw new UserError(file + ": expected either the key " + key + " (classes) or targets (a regression)");
        }
        List<Path> files = new ArrayList<>(List.of(Path.of(file)));
        if (is(file, NPY)) {
            labels.map(Path::of).ifPresent(files::add);
            targets.stream().map(Path::of).forEach(files::add);
        }
        return Recent.of(this, files, () -> reading(files));
    }

    private DataSet reading(List<Path> files) {
        try {
            if (is(file, CSV)) {
                try (BoundedInput in = BoundedInput.open(files.get(0))) {
                    return CsvReader.read(in, new CsvReader.Columns(label, targets, inputs, classes));
                }
            }
            return is(file, NPY) ? arrays(npy(files.get(0)), name -> npy(Path.of(name))) : archive();
        } catch (IOException e) {
            throw Source.unreadable(file, e);
        }
    }

    private DataSet archive() throws IOException {
        if (inputs.size() != 1) {
            throw new UserError(file + ": expected the key inputs, the array of inputs, found " + inputs);
        }
        try (NpzReader archive = new NpzReader(Path.of(file))) {
            return arrays(archive.array(inputs.get(0)), name -> {
                try {
                    return archive.array(name);
                } catch (IOException e) {
                    throw Source.unreadable(file, e);
                }
            });
        }
    }

    private DataSet arrays(Matrix x, Function<String, Matrix> array) {
        if (labels.isPresent()) {
            return DataSet.classes(file, x, Labels.numbered(file, array.apply(labels.get()), classes));
        }
        if (targets.size() != 1) {
            throw new UserError(file + ": expected one array of targets, found " + targets.size());
        }
        return DataSet.regression(file, x, array.apply(targets.get(0)));
    }

    private static Matrix npy(Path path) {
        try (BoundedInput in = BoundedInput.open(path)) {
            return NpyReader.read(in);
        } catch (IOException e) {
            throw Source.unreadable(path.toString(), e);
        }
    }
}
