package org.apical.app.task;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apical.app.data.Amount;
import org.apical.app.data.DataSet;
import org.apical.app.data.Part;
import org.apical.app.data.Scaling;
import org.apical.app.data.Source;
import org.apical.app.task.Pools.Rows;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Training;

/** How samples are divided, and scaled by those that are learned from. */
public record Split(
        @Key("samples to learn from, a number or below 1 a share of all; default: all that are not held out")
        Optional<Amount> train,

        @Key("held-out samples by which a choice may be made, likewise, or files of their own; default: none")
        Optional<Part> validation,

        @Key("held-out samples, likewise; default: the test set that belongs to the data, or 0.2")
        Optional<Part> test,

        @Key(value = "whether every part has the classes in the same shares", or = "false")
        boolean stratified,

        @Key("of inputs; default: unit range of bytes, none of other numbers")
        Optional<Scaling> scaling,

        @Key("of the targets of a regression; default: none")
        Optional<Scaling> targetScaling,

        @Key(
                value =
                        "whether the outputs wanted are the inputs, scaled as these are, in place of classes or targets",
                or = "false")
        boolean autoencoder) {
    private static final Amount USUAL_TEST = new Amount(0.2);

    public Split {
        Require.that(
                !autoencoder || targetScaling.isEmpty(),
                "data.targetScaling",
                "must be left out of an autoencoder",
                targetScaling);
    }

    /** So many samples, without anything else. */
    public static Split of(int train, int test) {
        return new Split(
                Optional.of(new Amount(train)),
                Optional.empty(),
                Optional.of(new Amount(test)),
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * Numbers of samples.
     *
     * @param first where in the pool those to learn from begin: before it are those held out for testing
     */
    record Sizes(int train, int validation, int test, int first) {}

    /**
     * How many samples each part has.
     *
     * @param pool samples to be divided
     * @param own samples of a test set beside them; 0: there is none
     */
    Sizes sizes(int pool, int own) {
        int from = own > 0 ? own : pool;
        int tested = test.map(part -> part.count(from, "data.test"))
                .orElseGet(() -> own > 0 ? own : USUAL_TEST.count(pool, "data.test"));
        int first = own > 0 ? 0 : tested;
        int validated = validation
                .filter(part -> part.source().isEmpty())
                .map(part -> part.count(pool, "data.validation"))
                .orElse(0);
        int rest = pool - first - validated;
        Require.that(
                rest >= 1,
                validated > 0 ? "data.validation" : "data.test",
                "must leave one of " + pool + " samples to learn from",
                first + validated + " held out");
        int trained = train.map(part -> part.count(pool, "data.train")).orElse(rest);
        Require.that(
                trained <= rest,
                "data.train",
                "must be at most the " + rest + " samples that are not held out",
                trained);
        return new Sizes(trained, validated, tested, first);
    }

    /** The same with at most so many samples to learn from and to test. */
    Split limited(Sizes now, int mostTrain, int mostTest) {
        return new Split(
                Optional.of(new Amount(Math.min(now.train, mostTrain))),
                validation,
                Optional.of(test.filter(part -> part.source().isPresent())
                        .map(part -> part.limited(now.test, mostTest))
                        .orElseGet(() -> new Amount(Math.min(now.test, mostTest)))),
                stratified,
                scaling,
                targetScaling,
                autoencoder);
    }

    /** The same with paths that are relative to a directory. */
    Split in(java.nio.file.Path directory) {
        return new Split(
                train,
                validation.map(part -> part.in(directory)),
                test.map(part -> part.in(directory)),
                stratified,
                scaling,
                targetScaling,
                autoencoder);
    }

    /**
     * Samples that are shuffled and divided, and those that are held out in files of their own.
     *
     * @param used how many of them
     * @param like what such files have in common with those learned from
     */
    Pools pools(DataSet samples, int used, RandomStreams streams, UnaryOperator<Source> like) {
        return new Pools(
                rows(samples, streams, 0).range(0, used),
                test.flatMap(Part::source).map(like).map(files -> own(files, samples, streams, 1)),
                validation.flatMap(Part::source).map(like).map(files -> own(files, samples, streams, 2)));
    }

    private Rows own(Source files, DataSet learned, RandomStreams streams, int set) {
        DataSet data = files.read().beside(learned);
        return rows(data, streams, set).range(0, files.count(data.size(), set == 1 ? "data.test" : "data.validation"));
    }

    /**
     * A data set in random order; if stratified, so that every stretch of it has the classes in the same shares.
     *
     * @param set 0: what is learned from, 1: for testing, 2: for validation
     */
    Rows rows(DataSet data, RandomStreams streams, int set) {
        int[] order = set == 0
                ? Training.order(data.size(), streams.stream(Purpose.DATA_SPLIT))
                : Training.order(data.size(), streams.stream(Purpose.HELD_OUT_ORDER, set));
        return new Rows(
                data,
                stratified && data.labels().isPresent()
                        ? interleaved(order, data.labels().get().of(), data.outputs())
                        : order);
    }

    /** Numbers of the samples in files. */
    TaskDescription.Shape shape(Source main, UnaryOperator<Source> like) {
        DataSet data = main.read();
        return new TaskDescription.Shape(
                data.inputs().columns(),
                data.outputs(),
                main.count(data.size(), "data.samples"),
                held(like),
                data.targets().isPresent());
    }

    /** Samples of a test set in files of its own; 0 without. */
    int held(UnaryOperator<Source> like) {
        return test.flatMap(Part::source)
                .map(like)
                .map(files -> files.count(files.read().size(), "data.test"))
                .orElse(0);
    }

    private static int[] interleaved(int[] order, int[] labels, int classes) {
        int[] size = new int[classes];
        for (int label : labels) {
            size[label]++;
        }
        int[] seen = new int[classes];
        double[] place = new double[labels.length];
        for (int k : order) {
            place[k] = (seen[labels[k]]++ + 0.5) / size[labels[k]];
        }
        return Arrays.stream(order)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(k -> place[k]))
                .mapToInt(k -> k)
                .toArray();
    }
}
