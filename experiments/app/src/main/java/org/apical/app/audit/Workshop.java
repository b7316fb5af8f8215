package org.apical.app.audit;

import org.apical.app.data.Digits;
import org.apical.app.model.LearningModel;
import org.apical.app.model.LearningModel.Course;
import org.apical.app.model.NetworkModel;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** What all variants of an audited network share. */
final class Workshop {
    private final NetworkModel model;
    private final long seed;
    private final MatrixProduct product;
    private final LaneBlocks threads;
    private final Digits.Split data;
    private final RandomStreams feedbackStreams;

    /** @param model one that learns */
    Workshop(NetworkModel model, long seed, MatrixProduct product, LaneBlocks threads) {
        this.model = drawn(model);
        this.seed = seed;
        this.product = product;
        this.threads = threads;
        RandomStreams streams = new RandomStreams(seed);
        Course course = learning().course();
        this.data = Digits.split(course.samples(), course.tested(), streams);
        // the order of samples has the same purpose in forward and feedback epochs
        this.feedbackStreams =
                new RandomStreams(streams.stream(Purpose.FEEDBACK_WEIGHTS, -1).nextLong());
    }

    /** The same with the neurons of its controller drawn once for all simulations. */
    private static NetworkModel drawn(NetworkModel m) {
        return new NetworkModel(
                m.network(),
                m.clock(),
                m.neurons(),
                m.units(),
                m.synapseTauMs(),
                m.controller().drawn(m.network().outputs()),
                m.learning());
    }

    NetworkModel model() {
        return model;
    }

    LearningModel learning() {
        return model.learning().orElseThrow();
    }

    long seed() {
        return seed;
    }

    MatrixProduct product() {
        return product;
    }

    LaneBlocks threads() {
        return threads;
    }

    Digits.Split data() {
        return data;
    }

    RandomStreams feedbackStreams() {
        return feedbackStreams;
    }

    LearningRun run(Variant variant) {
        return new LearningRun(this, variant);
    }
}
