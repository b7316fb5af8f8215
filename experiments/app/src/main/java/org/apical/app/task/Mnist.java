package org.apical.app.task;

import java.nio.file.Path;
import java.util.Optional;
import org.apical.app.data.PublishedSet;
import org.apical.neuron.parameter.Key;

/** Handwritten digits: 60 000 images of 28 x 28 pixels to learn from, 10 000 for testing. */
public record Mnist(
        @Key("where data fetch has put the files, if not into the cache; relative to this one")
        Optional<String> directory,

        @Key(value = "how they are divided", inline = true) Split split)
        implements PublishedTask {
    @Override
    public PublishedSet set() {
        return PublishedSet.MNIST;
    }

    @Override
    public Mnist with(Split other) {
        return new Mnist(directory, other);
    }

    @Override
    public Mnist in(Path other) {
        return new Mnist(PublishedTask.in(other, directory), split.in(other));
    }
}
