package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.parameter.Require;
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

    public Presentation {
        Require.allFinite("Presentation.rates", rates);
    }

    /** Throws unless it is of a number of inputs and lanes. */
    void require(int inputs, int lanes) {
        Require.that(
                rates.length == (long) inputs * lanes && trials.length == lanes,
                "Presentation.rates",
                "must be " + inputs + " inputs x " + lanes + " lanes, of as many trials",
                rates.length + " of " + trials.length + " trials");
    }

    /** What a presentation is for. */
    public enum Phase {
        TRAINING,
        TEST,
        PROBE,
        /** Learning of the feedback weights from noise. */
        FEEDBACK
    }

    /** The same trials for a population whose units all send the same rate. */
    Presentation atRate(double rate, int size) {
        double[] same = new double[size];
        Arrays.fill(same, rate);
        return new Presentation(same, trials, phase, streams);
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
