package org.apical.app.task;

import java.nio.file.Path;
import org.apical.app.data.DataSet;
import org.apical.app.data.ImageFiles;
import org.apical.app.data.Source;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;

/** Samples of the user in IDX files. */
public record ImageTask(
        @Key(value = "the files", inline = true) ImageFiles files,
        @Key(value = "how they are divided", inline = true) Split split)
        implements TaskDescription {
    @Override
    public String name() {
        return Path.of(files.images()).getFileName().toString();
    }

    @Override
    public ImageTask with(Split other) {
        return new ImageTask(files, other);
    }

    @Override
    public ImageTask in(Path directory) {
        return new ImageTask(files.in(directory), split.in(directory));
    }

    @Override
    public Shape shape() {
        return split.shape(files, this::like);
    }

    @Override
    public Pools pools(RandomStreams streams) {
        DataSet data = files.read();
        return split.pools(data, files.count(data.size(), "data.samples"), streams, this::like);
    }

    private Source like(Source part) {
        return part.like(files);
    }
}
