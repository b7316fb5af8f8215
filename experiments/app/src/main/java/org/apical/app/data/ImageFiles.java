package org.apical.app.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apical.neuron.parameter.Key;

/** Two IDX files: images, or any other numbers, and their classes. */
public record ImageFiles(
        @Key("IDX file of the inputs, also gzipped (.gz); relative to this one")
        String images,

        @Key("IDX file of the classes, likewise") String labels,

        @Key("names of the classes, in the order of outputs; default: the numbers of the file")
        List<String> classes,

        @Key(value = "so many of the samples, drawn at random; default: all", least = 1, most = 1e9)
        Optional<Integer> samples)
        implements Source {
    public ImageFiles {
        classes = List.copyOf(classes);
    }

    @Override
    public ImageFiles in(Path directory) {
        return new ImageFiles(Source.in(directory, images), Source.in(directory, labels), classes, samples);
    }

    @Override
    public ImageFiles limited(int count, int most) {
        return new ImageFiles(images, labels, classes, count <= most ? samples : Optional.of(most));
    }

    @Override
    public DataSet read() {
        return Recent.of(
                this,
                List.of(Path.of(images), Path.of(labels)),
                () -> DataSet.classes(images, idx(images), Labels.numbered(labels, idx(labels), classes)));
    }

    @Override
    public ImageFiles like(ImageFiles main) {
        return classes.isEmpty() ? new ImageFiles(images, labels, main.classes, samples) : this;
    }

    private static Matrix idx(String file) {
        try (BoundedInput in = BoundedInput.open(Path.of(file))) {
            return IdxReader.read(in);
        } catch (IOException e) {
            throw Source.unreadable(file, e);
        }
    }
}
