package org.apical.app.task;

import java.nio.file.Path;
import java.util.Optional;
import org.apical.app.data.DataDirectory;
import org.apical.app.data.DataSet;
import org.apical.app.data.PublishedSet;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;

/** A published set that {@code data fetch} has put into a directory. */
interface PublishedTask extends TaskDescription {
    /** Which. */
    PublishedSet set();

    /** Where it was put, if not into the cache. */
    Optional<String> directory();

    @Override
    default String name() {
        return set().title();
    }

    @Override
    default String source() {
        return set().source();
    }

    @Override
    default Shape shape() {
        int own = split().held(part -> part);
        return new Shape(
                PublishedSet.PIXELS,
                PublishedSet.CLASSES,
                PublishedSet.TRAIN,
                own == 0 ? PublishedSet.TEST : own,
                false);
    }

    @Override
    default Pools pools(RandomStreams streams) {
        DataDirectory directory = DataDirectory.of(directory());
        String option = directory().map(d -> " --data-dir " + d).orElse("");
        Optional<String> fault = directory.fault(set());
        Require.that(
                fault.isEmpty(),
                "data.set",
                "must have its files in " + directory.of(set()) + " (experiments/apical data fetch " + name() + option
                        + ")",
                fault.orElse(""));
        DataSet learned = set().train(directory.of(set())).read();
        Pools pools = split().pools(learned, learned.size(), streams, part -> part);
        DataSet tested = set().test(directory.of(set())).read();
        return new Pools(
                pools.samples(),
                pools.test().or(() -> Optional.of(split().rows(tested, streams, 1))),
                pools.validation());
    }

    /** A directory as it is meant in another. */
    static Optional<String> in(Path other, Optional<String> directory) {
        return directory.map(d -> other.resolve(d).normalize().toString());
    }
}
