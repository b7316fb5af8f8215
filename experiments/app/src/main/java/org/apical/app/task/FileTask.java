package org.apical.app.task;

import java.nio.file.Path;
import org.apical.app.data.DataSet;
import org.apical.app.data.Source;
import org.apical.app.data.TableFile;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;

/** Samples of the user in a table or in arrays: CSV, NPY, NPZ. */
public record FileTask(
        @Key(value = "the file", inline = true) TableFile table,
        @Key(value = "how it is divided", inline = true) Split split)
        implements TaskDescription {
    @Override
    public String name() {
        return Path.of(table.file()).getFileName().toString();
    }

    @Override
    public FileTask with(Split other) {
        return new FileTask(table, other);
    }

    @Override
    public FileTask in(Path directory) {
        return new FileTask(table.in(directory), split.in(directory));
    }

    @Override
    public Shape shape() {
        return split.shape(table, this::like);
    }

    @Override
    public Pools pools(RandomStreams streams) {
        DataSet data = table.read();
        return split.pools(data, table.count(data.size(), "data.samples"), streams, this::like);
    }

    private Source like(Source part) {
        return part.like(table);
    }
}
