package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * One batch of samples shown to a block of lanes.
 *
 * @param rates r_0, [input][lane]
 * @param trials number of each lane's presentation: the address of its random streams
 * @param phase what the presentation is for (training, test, probe, learning of feedback): the other part of that address
 */
public record Presentation(double[] rates, long[] trials, Phase phase, RandomStreams streams) {

    /** What a presentation is for. */
    public enum Phase {
        TRAINING,
        TEST,
        PROBE,
        /** Learning of the feedback weights from noise. */
        FEEDBACK
    }

    /** The same trials for a population that always sends the rate 1. */
    Presentation atUnitRate(int size) {
        double[] one = new double[size];
        Arrays.fill(one, 1);
        return new Presentation(one, trials, phase, streams);
    }

    /** One generator a lane. */
    RandomGenerator[] generators(Purpose purpose, int layer) {
        RandomGenerator[] generators = new RandomGenerator[trials.length];
        for (int lane = 0; lane < trials.length; lane++) {
            generators[lane] = streams.stream(purpose, layer, phase.ordinal(), trials[lane]);
        }
        return generators;
    }
}
