package org.apical.app.task;

import java.nio.file.Path;
import java.util.Optional;
import org.apical.app.data.PublishedSet;
import org.apical.neuron.parameter.Key;

/** Articles of clothing, otherwise as {@link Mnist}. */
public record FashionMnist(
        @Key("where data fetch has put the files, if not into the cache; relative to this one")
        Optional<String> directory,

        @Key(value = "how they are divided", inline = true) Split split)
        implements PublishedTask {
    @Override
    public PublishedSet set() {
        return PublishedSet.FASHION_MNIST;
    }

    @Override
    public FashionMnist with(Split other) {
        return new FashionMnist(directory, other);
    }

    @Override
    public FashionMnist in(Path other) {
        return new FashionMnist(PublishedTask.in(other, directory), split.in(other));
    }
}
